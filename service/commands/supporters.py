"""``patchline supporters``: look after the data of people."""

import json

import click

from service.adapters.log import configure_logging
from service.adapters.settings import load_settings
from service.bootstrap import build, refuse_another_database
from service.domain.phone import mask


@click.group()
def supporters() -> None:
    """Look after supporters' data."""


@supporters.command(short_help="Erase everything about a person.")
@click.argument("phone")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def forget(phone: str, as_json: bool) -> None:
    """Erase everything about the person with this PHONE; a stop is kept as a keyed hash."""
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format, settings.secrets)
    refuse_another_database(settings)
    services = build(settings)
    number = services.phones.typed(phone)
    if not number.e164:
        raise click.BadParameter("is no phone number; write it as +18025550142", param_hint="PHONE")
    forgotten = services.forget_supporter(number)
    if as_json:
        click.echo(json.dumps({"forgotten": forgotten}))
    elif forgotten:
        click.echo(f"{mask(number.e164)} is forgotten.")
    else:
        click.echo(f"Nobody with {mask(number.e164)} is known.")
