"""Ways to choose the next office, all asked the same way."""

import random
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Protocol

from service.domain.directory import Office, OfficeKind, Senator
from service.domain.hours import is_open
from service.domain.line import LineSign, LineState
from service.domain.line_pace import rings_now
from service.domain.routing import LineView, rank
from service.simulator.senate_model import PhoneModel


class Strategy(Protocol):
    """Chooses offices and hears what became of the calls. ``now``: seconds since 1970."""

    def choose(self, senator: Senator, tried: Collection[str], now: float) -> Office | None:
        """The office to dial next; ``tried`` holds numbers."""

    def begun(self, number: str) -> None:
        """A call of ours begins to hold or ring the number."""

    def ended(self, number: str, sign: LineSign, seconds: float, now: float) -> None:
        """It is over, and this is what the carrier says of it."""

    def told(self, number: str, sign: LineSign, now: float) -> None:
        """The caller says what happened."""

    def rings(
        self, senator: Senator, now: float, promised: Sequence[datetime], on_the_way: int
    ) -> int:
        """How many of those who wait for this senator are rung now.

        ``promised``: when others were promised their ring of late. ``on_the_way``: how many of them
        have not come to a line yet.
        """


class _Deaf:
    """Hears nothing and rings nobody."""

    def begun(self, number: str) -> None:
        pass

    def ended(self, number: str, sign: LineSign, seconds: float, now: float) -> None:
        pass

    def told(self, number: str, sign: LineSign, now: float) -> None:
        pass

    def rings(
        self, senator: Senator, now: float, promised: Sequence[datetime], on_the_way: int
    ) -> int:
        return 0


def _open(senator: Senator, tried: Collection[str], now: float) -> list[Office]:
    moment = datetime.fromtimestamp(now, UTC)
    return [one for one in senator.offices if one.phone not in tried and is_open(one, moment)]


class WashingtonOnly(_Deaf):
    """Dials the DC number, as most services do."""

    def choose(self, senator: Senator, tried: Collection[str], now: float) -> Office | None:
        offices = _open(senator, tried, now)
        return next((one for one in offices if one.kind is OfficeKind.DC), None)


class AnyOffice(_Deaf):
    """Dials a random office, as a choice of the nearest district office comes to."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def choose(self, senator: Senator, tried: Collection[str], now: float) -> Office | None:
        offices = _open(senator, tried, now)
        return self._dice.choice(offices) if offices else None


class FixedList(_Deaf):
    """Dials Washington, then the state offices as the directory has them."""

    def choose(self, senator: Senator, tried: Collection[str], now: float) -> Office | None:
        return next(iter(_open(senator, tried, now)), None)


class Router:
    """The product's own choice, fed with what the product would hear."""

    def __init__(self, dice: random.Random, most: int) -> None:
        self._dice = dice
        self._in_flight: Counter[str] = Counter()
        self._states: dict[str, LineState] = {}
        self._view = LineView(self._states, self._in_flight, most=most)

    def choose(self, senator: Senator, tried: Collection[str], now: float) -> Office | None:
        moment = datetime.fromtimestamp(now, UTC)
        ranked = rank(senator, moment, self._view, self._dice.random(), tried)
        return ranked[0].office if ranked else None

    def begun(self, number: str) -> None:
        self._in_flight[number] += 1

    def ended(self, number: str, sign: LineSign, seconds: float, now: float) -> None:
        self._learn(number, sign, seconds, now)
        self._in_flight[number] -= 1

    def told(self, number: str, sign: LineSign, now: float) -> None:
        self._learn(number, sign, 0, now)

    def rings(
        self, senator: Senator, now: float, promised: Sequence[datetime], on_the_way: int
    ) -> int:
        return rings_now(senator, datetime.fromtimestamp(now, UTC), self._view, promised)

    def _learn(self, number: str, sign: LineSign, seconds: float, now: float) -> None:
        moment = datetime.fromtimestamp(now, UTC)
        state = self._states.get(number) or LineState(moment)
        self._states[number] = state.after(sign, seconds, self._in_flight[number], moment)


class AllSeeing:
    """The upper bound: sees every line, and dials only where a person will answer, if there is one.

    ``most``: the cap of our calls at once into one number.
    """

    def __init__(self, phones: dict[str, PhoneModel], most: int) -> None:
        self._phones = phones
        self._most = most
        self._in_flight: Counter[str] = Counter()

    def choose(self, senator: Senator, tried: Collection[str], now: float) -> Office | None:
        offices = [
            one for one in _open(senator, tried, now) if self._in_flight[one.phone] < self._most
        ]
        found = self._first(offices, lambda phone: phone.answerable > 0)
        return found or self._first(offices, lambda phone: phone.records)

    def _first(self, offices: list[Office], good: Callable[[PhoneModel], bool]) -> Office | None:
        return next((one for one in offices if good(self._phones[one.phone])), None)

    def begun(self, number: str) -> None:
        self._in_flight[number] += 1

    def ended(self, number: str, sign: LineSign, seconds: float, now: float) -> None:
        self._in_flight[number] -= 1

    def told(self, number: str, sign: LineSign, now: float) -> None:
        pass

    def rings(
        self, senator: Senator, now: float, promised: Sequence[datetime], on_the_way: int
    ) -> int:
        numbers = {one.phone for one in _open(senator, (), now)}
        free = sum(
            max(0, min(self._most - self._in_flight[number], self._phones[number].answerable))
            for number in numbers
        )
        return free - on_the_way
