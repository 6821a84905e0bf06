"""``patchline backup`` and ``patchline restore``."""

import json
from pathlib import Path

import click

from service.adapters.settings import load_settings
from service.adapters.sql import backup as files
from service.adapters.sql.engine import open_engine

_FILE = click.Path(dir_okay=False, path_type=Path)
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")


@click.command()
@click.argument("file", type=_FILE)
@_AS_JSON
def backup(file: Path, as_json: bool) -> None:
    """Write every row to FILE, which must not exist. Personal data in it stays encrypted.

    Keep the keys (PHONE_KEY, HASH_KEY) apart from it: it cannot be read without them.
    """
    rows = files.back_up(open_engine(load_settings().database_url, patient=True), file)
    click.echo(json.dumps({"rows": rows}) if as_json else f"{rows:,} rows are in {file}.")


@click.command()
@click.argument("file", type=_FILE)
@click.option("--yes", is_flag=True, help="Do not ask before everything is replaced.")
@_AS_JSON
def restore(file: Path, yes: bool, as_json: bool) -> None:
    """Replace every row in the database by those in FILE. Stop everything else first.

    Stops said since the backup still hold, and what was promised then is not carried out again.
    """
    if not yes:
        click.confirm("Replace everything in the database?", abort=True, err=True)
    rows = files.restore(open_engine(load_settings().database_url, patient=True), file)
    click.echo(json.dumps({"rows": rows}) if as_json else f"{rows:,} rows are back.")
