"""``patchline inbox``: the texts that wait for a person."""

import json
from dataclasses import asdict

import click

from service.adapters.log import configure_logging
from service.adapters.settings import load_settings
from service.bootstrap import build, refuse_another_database


@click.command()
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help="The newest so many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def inbox(limit: int, as_json: bool) -> None:
    """Read the texts that no rule could answer, newest first; numbers are masked."""
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format, settings.secrets)
    refuse_another_database(settings)
    texts = build(settings).store.run(lambda tx: tx.texts.inbox(limit))
    if as_json:
        click.echo(json.dumps({"texts": [asdict(text) for text in texts]}, default=str))
        return
    for text in texts:
        media = f" [{text.media} attachments]" if text.media else ""
        click.echo(f"{text.received_at:%Y-%m-%d %H:%M} UTC  {text.masked_sender}{media}")
        click.echo(f"  {_printable(text.body) or '(empty)'}")
    if not texts:
        click.echo("The inbox is empty.")


def _printable(body: str) -> str:
    """On one line, and without the characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in " ".join(body.split())).strip()
