"""``patchline report``: what came of the calls to offices."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import click

from service.adapters.senate_files import load_senate
from service.adapters.settings import load_settings
from service.adapters.sql.leg_figures import told_legs
from service.adapters.sql.reading import reading
from service.commands.dates import day
from service.domain.directory import Directory
from service.domain.leg_report import CameOf, ToldLeg, tally
from service.domain.states import CAPITAL_ZONE

Counts = Mapping[str, Counter[CameOf]]
_WASHINGTON = ZoneInfo(CAPITAL_ZONE)
_TOTAL = "total"
_HEADINGS = {
    CameOf.REACHED: "reached",
    CameOf.MESSAGE: "message",
    CameOf.NOT_THROUGH: "not through",
    CameOf.BUSY: "busy",
    CameOf.NO_ANSWER: "no answer",
    CameOf.NOT_SAID: "not said",
}


class By(StrEnum):
    """What the calls are counted by."""

    SENATOR = "senator"
    OFFICE = "office"
    HOUR = "hour"
    CAMPAIGN = "campaign"


_KEYS: Mapping[By, Callable[[ToldLeg], str]] = {
    By.SENATOR: lambda leg: leg.bioguide,
    By.OFFICE: lambda leg: leg.office_id,
    By.HOUR: lambda leg: f"{leg.begun_at.astimezone(_WASHINGTON):%H}:00",
    By.CAMPAIGN: lambda leg: leg.campaign,
}


@click.command()
@click.option(
    "--by",
    type=click.Choice([one.value for one in By]),
    default=By.SENATOR.value,
    help="Senator by default.",
)
@click.option("--since", type=day, metavar="YYYY-MM-DD", help="From this day on, in Washington.")
@click.option("--until", type=day, metavar="YYYY-MM-DD", help="To the end of this day.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def report(by: str, since: date | None, until: date | None, as_json: bool) -> None:
    """Count what came of every office dialed: a person reached, a message left, could not get
    through, busy, no answer, or not said.

    The caller's word counts, and where there is none the carrier's. Days and hours are those of
    Washington.
    """
    if since and until and since > until:
        raise click.UsageError("--since must not be later than --until")
    settings = load_settings()
    names = _names(load_senate(settings.var_dir))
    with reading(settings.database_url) as connection:
        legs = told_legs(connection, _midnight(since), _midnight(until, days=1))
        counts = tally(legs, _KEYS[By(by)])
    if as_json:
        period = {"since": since and f"{since}", "until": until and f"{until}"}
        click.echo(json.dumps({**period, "by": by, **_as_json(counts, names)}))
    else:
        click.echo("\n".join(_table(counts, names)) if counts else "No office was dialed.")


def _midnight(at: date | None, days: int = 0) -> datetime | None:
    return datetime.combine(at + timedelta(days=days), time.min, _WASHINGTON) if at else None


def _names(directory: Directory) -> Mapping[str, str]:
    """Of senators and offices, by id; those that left the directory are told by the id itself."""
    names = {}
    for senator in directory.senators:
        names[senator.bioguide] = f"{senator.name} ({senator.state})"
        for office in senator.offices:
            names[office.id] = f"{senator.last}, {office.city}"
    return names


def _total(counts: Counts) -> Counter[CameOf]:
    return sum(counts.values(), Counter())


def _as_json(counts: Counts, names: Mapping[str, str]) -> dict[str, object]:
    rows = [
        {"key": key, "name": names.get(key, key), **_fields(counts[key])} for key in sorted(counts)
    ]
    return {"rows": rows, _TOTAL: _fields(_total(counts))}


def _fields(count: Counter[CameOf]) -> dict[str, int]:
    return {**{came.value: count[came] for came in CameOf}, _TOTAL: count.total()}


def _table(counts: Counts, names: Mapping[str, str]) -> Iterator[str]:
    named = sorted((names.get(key, key), count) for key, count in counts.items())
    width = max(len(_TOTAL), *(len(name) for name, _ in named))
    yield "  ".join((" " * width, *_HEADINGS.values(), _TOTAL))
    for name, count in (*named, (_TOTAL, _total(counts))):
        cells = (f"{count[came]:>{len(heading)}}" for came, heading in _HEADINGS.items())
        yield "  ".join((f"{name:<{width}}", *cells, f"{count.total():>{len(_TOTAL)}}"))
