"""``patchline inbox``: the texts that wait for a person."""

import json
from typing import Any

import click

from service.adapters.log import configure_logging
from service.adapters.settings import load_settings
from service.bootstrap import Services, build, refuse_another_database
from service.commands.inbox_review import Ended, review_all
from service.domain.heard import Kind
from service.domain.records import UnusableNumber
from service.domain.text_records import InboxText
from service.usecases.decide_doubt import Decision

_TAKEN_FOR = {Kind.DOUBT: "perhaps a stop", Kind.WRONG_NUMBER: "wrong number"}
_BY = click.option(
    "--as", "by", default="operator", metavar="EMAIL", help="Who decides, for the record."
)


@click.group(invoke_without_command=True, short_help="Read the texts that wait for a person.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help="The newest so many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def inbox(context: click.Context, limit: int, as_json: bool) -> None:
    """Read the texts that no rule could answer; numbers are masked.

    First come those that may be a stop: nothing is sent to their senders until somebody decides.
    The rest is newest first. At the end stand numbers that take no texts any more.
    """
    if context.invoked_subcommand is not None:
        return
    store = _services().store
    texts = store.run(lambda tx: tx.texts.inbox(limit))
    numbers = store.run(lambda tx: tx.supporters.unusable(limit))
    if as_json:
        click.echo(_as_json(texts, numbers))
        return
    for text in texts:
        show(text)
    if not texts:
        click.echo("The inbox is empty.")
    for number in numbers:
        click.echo(f"{number.since:%Y-%m-%d %H:%M} UTC  {number.masked} takes no texts")
    if any(text.undecided for text in texts):
        click.echo("To decide about the doubtful ones: patchline inbox review")


@inbox.command(short_help="Decide about the doubtful texts, one key each.")
@_BY
def review(by: str) -> None:
    """Show one text after the other that may be a stop: s stop, k keep, n next, q quit.

    After s the person hears from us no more; after k what was held goes on. Without a terminal:
    patchline inbox decide.
    """
    services = _services()
    try:
        ended = review_all(services.store, services.decide_doubt, by, show)
    except OSError as error:
        raise click.UsageError(
            "there is no terminal to press a key at: use patchline inbox decide ID stop|keep"
        ) from error
    click.echo({Ended.DONE: "Nothing more to decide.", Ended.QUIT: "Until later."}[ended])


@inbox.command(short_help="Decide about one text.")
@click.argument("text_id", metavar="ID", type=int)
@click.argument("decision", type=click.Choice([one.value for one in Decision]))
@_BY
def decide(text_id: int, decision: str, by: str) -> None:
    """Say whether the text ID was a stop, or the person may be kept.

    Any text of the inbox may be found to be a stop. No text is sent about it.
    """
    _services().decide_doubt(text_id, Decision(decision), by)
    click.echo(f"Text {text_id}: {decision}.")


def show(text: InboxText) -> None:
    """A text, in two lines."""
    media = f" [{text.media} attachments]" if text.media else ""
    taken_for = f"  ({_TAKEN_FOR[text.kind]})" if text.kind in _TAKEN_FOR else ""
    mark = f"  {text.id}: please decide" if text.undecided else ""
    click.echo(
        f"{text.received_at:%Y-%m-%d %H:%M} UTC  {text.masked_sender}{media}{taken_for}{mark}"
    )
    click.echo(f"  {_printable(text.body) or '(empty)'}")


def _services() -> Services:
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format, settings.secrets)
    refuse_another_database(settings)
    return build(settings)


def _as_json(texts: list[InboxText], numbers: list[UnusableNumber]) -> str:
    told: dict[str, list[dict[str, Any]]] = {
        "texts": [_told(text) for text in texts],
        "unreachable": [{"masked": one.masked, "since": one.since} for one in numbers],
    }
    return json.dumps(told, default=str)


def _told(text: InboxText) -> dict[str, Any]:
    return {
        "id": text.id,
        "kind": text.kind,
        "undecided": text.undecided,
        "received_at": text.received_at,
        "masked_sender": text.masked_sender,
        "language": text.language,
        "media": text.media,
        "body": text.body,
    }


def _printable(body: str) -> str:
    """On one line, and without the characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in " ".join(body.split())).strip()
