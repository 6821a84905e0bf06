"""``patchline offices``: the offices that Patchline may call, and those that it is not to call."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import click

from service.adapters.rq_queue import connect
from service.adapters.senate_files import load_senate
from service.adapters.settings import Settings, load_settings
from service.adapters.sql.leg_figures import answer_rates
from service.adapters.sql.reading import reading
from service.adapters.sql.set_aside import SqlSetAside
from service.adapters.valkey_lines import ValkeyLines
from service.bootstrap import build, refuse_another_database
from service.commands.dates import moment
from service.commands.office_lines import Known, fields, line
from service.domain.directory import Directory
from service.domain.office_number import is_office_number, to_e164
from service.domain.set_aside import SetAside
from service.domain.states import STATE_ZONES
from service.parts import make_clock, redis_url
from service.ports.lines import Lines
from service.ports.store import StoreDown, Transaction

_LATELY = timedelta(days=7)
_REASON_LENGTH, _NAME_LENGTH = 200, 80


def reason_text(text: str) -> str:
    """What is kept as a reason; a usage error where it says nothing or too much."""
    reason = " ".join(text.split())
    if not 0 < len(reason) <= _REASON_LENGTH or not reason.isprintable():
        raise click.BadParameter(f"say why, in at most {_REASON_LENGTH} characters")
    return reason


def some_number(named: str, directory: Directory) -> str:
    """That of an office given by its id, or a number itself; a usage error for anything else."""
    offices = (office for senator in directory.senators for office in senator.offices)
    number = next((one.phone for one in offices if one.id == named), to_e164(named))
    if not is_office_number(number):
        raise click.UsageError(
            f"{named!r} is no number and no office's id: see patchline offices --json"
        )
    return number


def listed_number(named: str, directory: Directory) -> str:
    """The same, of an office that is dialed at all."""
    number = some_number(named, directory)
    if number not in directory.numbers:
        raise click.UsageError(f"{number} is in no directory of ours, hence never dialed")
    return number


@click.command()
@click.option(
    "--state",
    metavar="ST",
    type=click.Choice(sorted(STATE_ZONES), case_sensitive=False),
    help="Only the senators of this state.",
)
@click.option(
    "--at",
    type=moment,
    metavar="MOMENT",
    help="Which are open then, not now; UTC unless it has an offset.",
)
@click.option(
    "--set-aside",
    metavar="OFFICE",
    help="Never dial it: a number, or an office's id (as --json has it).",
)
@click.option("--reason", metavar="TEXT", type=reason_text, help="Why; goes with --set-aside.")
@click.option("--bring-back", metavar="OFFICE", help="Dial it again.")
@click.option(
    "--as", "by", default="operator", metavar="EMAIL", help="Who decides, for the record."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def offices(
    state: str | None,
    at: datetime | None,
    set_aside: str | None,
    reason: str | None,
    bring_back: str | None,
    by: str,
    as_json: bool,
) -> None:
    """List the Senate offices: phone, whether it is open or when it opens, how many of the last
    seven days' calls were answered, what the router knows of its line, and whether it is set aside.

    With --set-aside or --bring-back nothing is listed. Every office at that number is meant.
    """
    if (set_aside is None) != (reason is None) or (set_aside and bring_back):
        raise click.UsageError("give --set-aside with --reason, or --bring-back alone")
    if (state or at) and (set_aside or bring_back):
        raise click.UsageError("--state and --at choose what is listed: leave them out")
    by = by[:_NAME_LENGTH]
    settings = load_settings()
    directory = load_senate(settings.var_dir)
    now = make_clock(settings).now()
    if set_aside and reason:
        aside = SetAside(listed_number(set_aside, directory), now, reason, by)
        changed = _change(settings, lambda tx: tx.set_aside.put(aside))
        _tell(aside.number, changed, "is set aside", as_json)
    elif bring_back:
        number = some_number(bring_back, directory)
        changed = _change(settings, lambda tx: tx.set_aside.bring_back(number, by, now))
        _tell(number, changed, "may be dialed", as_json)
    else:
        lines = _lines(settings).look(directory.numbers, now)
        known = replace(_recorded(settings, now), lines=lines)
        _list(directory, state, at or now, known, as_json)


def _change(settings: Settings, change: Callable[[Transaction], bool]) -> bool:
    refuse_another_database(settings)
    return build(settings).store.run(change)


def _tell(number: str, changed: bool, what: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"number": number, "changed": changed}))
    elif changed:
        click.echo(f"{number} {what}: every process heeds it within seconds.")
    else:
        click.echo(f"{number} {what} already: nothing was changed.")


def _lines(settings: Settings) -> Lines:
    return ValkeyLines(connect(redis_url(settings)), settings.office_calls)


def _recorded(settings: Settings, now: datetime) -> Known:
    """What the record has; nothing, with a word on stderr, where it cannot be read."""
    try:
        with reading(settings.database_url) as connection:
            aside = {one.number: one for one in SqlSetAside(connection).all()}
            return Known(answer_rates(connection, now - _LATELY), aside)
    except StoreDown as error:
        click.echo(f"patchline: without figures and what is set aside: {error}", err=True)
        return Known()


def _list(
    directory: Directory, state: str | None, now: datetime, known: Known, as_json: bool
) -> None:
    senators = directory.senators if state is None else directory.of_state(state)
    chosen = [(senator, office) for senator in senators for office in senator.offices]
    if as_json:
        listed = [fields(senator, office, now, known) for senator, office in chosen]
        click.echo(json.dumps({"data_date": f"{directory.generated}", "offices": listed}))
    else:
        for senator, office in chosen:
            click.echo(line(senator, office, now, known))
