"""What is known of the lines of offices, and which calls of ours are on them."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from service.domain.line_history import LineHistory
from service.domain.line_news import LineNews
from service.domain.routing import LineView


class Lines(Protocol):
    """Advice that all processes share, and that may be lost at any moment.

    Never raises: where it is kept may be down, which costs half a second once and nothing after
    that. Numbers are those of offices, E.164.
    """

    def look(self, numbers: Collection[str], now: datetime) -> LineView | None:
        """What is known of these numbers now; None where nobody can tell."""
        ...

    def reserve(self, number: str, leg: str, most: int | None, now: datetime) -> bool:
        """Put a leg on a number's line; False if ``most`` others are on it.

        Safe to repeat: a leg that is on it stays so. None: however many there are. A reservation
        that nobody ends lapses once no leg can last any longer.
        """
        ...

    def hear(self, news: LineNews) -> None:
        """Take a leg off the line and learn from it. To be told once of each word on it."""
        ...

    def wiped(self) -> bool:
        """Whether nothing was built here since it was emptied; False where nobody can tell."""
        ...

    def rebuild(self, history: LineHistory) -> None:
        """Know what the record knows, in place of what is known."""
        ...
