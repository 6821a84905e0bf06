"""Lines of which nothing is known."""

from collections.abc import Collection
from datetime import datetime

from service.domain.line_history import LineHistory
from service.domain.line_news import LineNews
from service.domain.routing import LineView


class NoLines:
    """Implements ``ports.lines.Lines``, for what was decided without them and is done over."""

    def look(self, _numbers: Collection[str], _now: datetime) -> LineView | None:
        """Nothing."""
        return None

    def reserve(self, _number: str, _leg: str, _most: int | None, _now: datetime) -> bool:
        """Whatever was dialed was dialed."""
        return True

    def hear(self, _news: LineNews) -> None:
        """To no purpose."""

    def wiped(self) -> bool:
        """There is nothing to be built."""
        return False

    def rebuild(self, _history: LineHistory) -> None:
        """To no purpose."""
