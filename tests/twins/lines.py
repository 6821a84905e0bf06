"""What is known of lines, in memory."""

from collections.abc import Collection
from datetime import datetime
from threading import Lock

from service.adapters.valkey_lines import LEG_LASTS
from service.domain.line import LineState
from service.domain.line_history import LineHistory
from service.domain.line_news import LineNews
from service.domain.routing import LineView


class LinesTwin:
    """Implements ``ports.lines.Lines``. Like the real one it may be away, or lose everything."""

    def __init__(self, most: int = 3, *, away: bool = False) -> None:
        self.most = most
        self.away = away
        self.heard: list[LineNews] = []
        self._lock = Lock()
        self.lose_everything()

    def lose_everything(self) -> None:
        """What FLUSHALL does."""
        self._states: dict[str, LineState] = {}
        self._legs: dict[str, dict[str, datetime]] = {}
        self._built = False

    def look(self, numbers: Collection[str], now: datetime) -> LineView | None:
        if self.away:
            return None
        with self._lock:
            states = {one: self._states[one] for one in numbers if one in self._states}
            flights = {one: len(self._on(one, now)) for one in numbers}
        return LineView(states, flights, most=self.most)

    def reserve(self, number: str, leg: str, most: int | None, now: datetime) -> bool:
        if self.away:
            return True
        with self._lock:
            legs = self._on(number, now)
            if most is not None and leg not in legs and len(legs) >= most:
                return False
            self._legs[number] = {**legs, leg: now + LEG_LASTS}
        return True

    def hear(self, news: LineNews) -> None:
        if self.away:
            return
        with self._lock:
            self.heard.append(news)
            self._legs[news.number] = self._on(news.number, news.at)
            self._legs[news.number].pop(news.leg, None)
            if news.sign:
                state = self._states.get(news.number) or LineState(news.at)
                ours = len(self._legs[news.number]) + 1
                state = state.after(news.sign, news.seconds, ours, news.at)
                self._states[news.number] = state

    def wiped(self) -> bool:
        return not self._built and not self.away

    def rebuild(self, history: LineHistory) -> None:
        if self.away:
            return
        with self._lock:
            self._states.update(history.states)
            for number, legs in history.flights.items():
                lapses = {leg: begun + LEG_LASTS for leg, begun in legs.items()}
                self._legs.setdefault(number, {}).update(lapses)
            self._built = True

    def _on(self, number: str, now: datetime) -> dict[str, datetime]:
        legs = self._legs.get(number, {})
        return {leg: lapses for leg, lapses in legs.items() if lapses > now}
