"""``patchline offices``: the offices that Patchline may call, one a line."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import click

from service.adapters.senate_files import load_senate
from service.adapters.settings import load_settings
from service.bootstrap import make_clock
from service.domain.directory import Directory, Office, Senator
from service.domain.hours import is_open
from service.domain.states import STATE_ZONES

_CALENDAR = range(1900, 2200)
"""Years in which every time zone can tell the time."""


def moment(text: str) -> datetime:
    """A moment in ISO 8601, in UTC where it names no zone; a usage error for anything else."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no moment; write 2026-11-24T16:00Z") from error
    if read.year not in _CALENDAR:
        raise click.BadParameter(f"{text!r} is too far from now; write 2026-11-24T16:00Z")
    return read if read.tzinfo else read.replace(tzinfo=UTC)


@click.command()
@click.option(
    "--state",
    metavar="ST",
    type=click.Choice(sorted(STATE_ZONES), case_sensitive=False),
    help="Only the senators of this state.",
)
@click.option("--at", type=moment, metavar="MOMENT", help="Which are open then, not now.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def offices(state: str | None, at: datetime | None, as_json: bool) -> None:
    """List the Senate offices with their phones, and whether each is open now."""
    settings = load_settings()
    directory = load_senate(settings.var_dir)
    now = at or make_clock(settings).now()
    chosen = list(_lines_of(directory, state))
    if as_json:
        listed = [_fields(senator, office, now) for senator, office in chosen]
        click.echo(json.dumps({"data_date": f"{directory.generated}", "offices": listed}))
    else:
        for senator, office in chosen:
            click.echo(_line(senator, office, now))


def _lines_of(directory: Directory, state: str | None) -> Iterator[tuple[Senator, Office]]:
    for senator in directory.senators if state is None else directory.of_state(state):
        for office in senator.offices:
            yield senator, office


def _fields(senator: Senator, office: Office, now: datetime) -> dict[str, object]:
    return {
        "senator": senator.name,
        "bioguide": senator.bioguide,
        "state": senator.state,
        "office": office.id,
        "kind": office.kind.value,
        "city": office.city,
        "phone": office.phone,
        "time_zone": office.time_zone,
        "open": is_open(office, now),
    }


def _line(senator: Senator, office: Office, now: datetime) -> str:
    state = "open" if is_open(office, now) else "closed"
    return (
        f"{senator.name:<24} {senator.state}  {office.kind.value:<5} {office.city:<20} "
        f"{office.phone}  {office.time_zone:<28} {state}"
    )
