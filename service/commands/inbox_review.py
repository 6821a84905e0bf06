"""Going through the texts that may be a stop, one key each."""

from collections.abc import Callable
from enum import StrEnum

import click

from service.domain.text_records import InboxText
from service.ports.store import Store
from service.usecases.decide_doubt import DecideDoubt, Decision, NothingToDecide

_KEYS = {"s": Decision.STOP, "k": Decision.KEEP}
_ASKS = "  [s]top  [k]eep  [n]ext  [q]uit "


class Ended(StrEnum):
    """How a review ended."""

    DONE = "done"
    QUIT = "quit"


def review_all(
    store: Store, decide: DecideDoubt, by: str, show: Callable[[InboxText], None]
) -> Ended:
    """Show each undecided text and do what is pressed.

    Raises:
        OSError: there is no terminal.
        StoreDown: the database does not answer.
    """
    passed: set[int] = set()
    while text := _next(store, passed):
        show(text)
        key = _pressed()
        if key == "q":
            return Ended.QUIT
        passed.add(text.id)
        if key in _KEYS:
            _decide(decide, text, _KEYS[key], by)
    return Ended.DONE


def _next(store: Store, passed: set[int]) -> InboxText | None:
    """The newest undecided text that was not shown yet; a decision may have settled others."""
    texts = store.run(lambda tx: tx.texts.inbox(len(passed) + 1))
    return next((one for one in texts if one.undecided and one.id not in passed), None)


def _pressed() -> str:
    """One of the four keys; the end of all input is ``q``."""
    click.echo(_ASKS, nl=False)
    while True:
        try:
            key = click.getchar().lower()
        except EOFError:
            key = ""
        if key in {"", "\x04", "q"}:
            click.echo()
            return "q"
        if key in {*_KEYS, "n"}:
            click.echo(key)
            return key


def _decide(decide: DecideDoubt, text: InboxText, decision: Decision, by: str) -> None:
    try:
        decide(text.id, decision, by)
    except NothingToDecide:  # they, or another organizer, were quicker
        click.echo("  It has been decided meanwhile.")
