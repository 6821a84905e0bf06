"""``patchline backup`` and ``patchline restore``."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from service.adapters.probes.processes import running_processes
from service.adapters.settings import Settings, load_settings
from service.adapters.sql.backup import back_up
from service.adapters.sql.consent_anchorage import misfits
from service.adapters.sql.engine import open_engine
from service.adapters.sql.restore import restore as restore_rows
from service.bootstrap import refuse_another_database
from service.domain.consent_chain import START, Head
from service.domain.errors import PatchlineError
from service.parts import make_anchors, make_suppression_file, make_vault

_FILE = click.Path(dir_okay=False, path_type=Path)
_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


class StillRunning(PatchlineError):
    """Processes would go on with rows that are being replaced."""

    def __init__(self, running: Sequence[str]) -> None:
        super().__init__(
            f"Patchline is running ({'; '.join(running)}): stop it first. If you know that it is "
            "not, add --force"
        )


class NotAgreed(PatchlineError):
    """Somebody said no."""


@click.command()
@click.argument("file", type=_FILE)
@_AS_JSON
def backup(file: Path, as_json: bool) -> None:
    """Write every row to FILE, which must not exist. Personal data in it stays encrypted.

    Patchline may go on running. Keep the keys (PHONE_KEY, HASH_KEY) apart from the file: without
    them it cannot be read.
    """
    settings = _checked_settings()
    done = back_up(open_engine(settings.database_url, patient=True), file, make_vault(settings))
    if as_json:
        click.echo(json.dumps({"rows": done.rows, "ledger": _ledger(done.head)}))
        return
    click.echo(f"{done.rows:,} rows are in {file}.")
    if done.head:
        click.echo(f"The consent ledger stands at {done.head}; keep this line elsewhere.")


@click.command()
@click.argument("file", type=_EXISTING)
@click.option("--yes", is_flag=True, help="Do not ask before everything is replaced.")
@click.option("--force", is_flag=True, help="Do not look whether Patchline is running.")
@_AS_JSON
def restore(file: Path, yes: bool, force: bool, as_json: bool) -> None:
    """Replace every row in the database by those in FILE. Stop Patchline first.

    Stops said since the backup still hold, the consent ledger is not turned back, who was erased
    since is erased again, and what was promised then is not carried out again.
    """
    settings = _checked_settings()
    engine = open_engine(settings.database_url, patient=True)
    running = () if force else running_processes(settings, engine)
    if running:
        raise StillRunning(running)
    if not (yes or _agrees()):
        raise NotAgreed("nothing was changed")
    vault, known = make_vault(settings), make_suppression_file(settings).read()
    done = restore_rows(engine, file, vault, known)
    lost = misfits(engine, make_anchors(settings).heads(), done.head or START)
    aside = _lost_aside(settings, bool(lost))
    if as_json:
        ledger = _ledger(done.head)
        click.echo(json.dumps({"rows": done.rows, "ledger": ledger, "anchors_aside": aside}))
        return
    click.echo(f"{done.rows:,} rows are back.")
    if aside:
        click.echo(
            "Something of the consent ledger was lost: it no longer fits the anchors that this "
            f"machine kept of it. They are in {aside} now, and new ones are begun."
        )


def _ledger(head: Head | None) -> dict[str, object] | None:
    return {"position": head.position, "seal": head.seal.hex()} if head else None


def _lost_aside(settings: Settings, lost: bool) -> str | None:
    """Where the anchors of a ledger of which something was lost are now."""
    if not lost:
        return None
    return str(make_anchors(settings).set_aside())


def _agrees() -> bool:
    try:
        return click.confirm("Replace everything in the database?", err=True)
    except click.Abort as error:
        if isinstance(error.__context__, EOFError):
            raise click.UsageError("nobody is there to ask: add --yes") from error
        raise


def _checked_settings() -> Settings:
    settings = load_settings()
    refuse_another_database(settings)
    return settings
