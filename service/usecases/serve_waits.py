"""Ring those who wait, first come first served, as fast as lines free up."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from service.domain.directory import Senator
from service.domain.expectation import LATELY, expected_minutes, worth_telling
from service.domain.knowledge import Knowledge
from service.domain.line_pace import rings_now
from service.domain.routing import LineView, closed
from service.domain.waiting import Wait
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.one_row import on_one_row
from service.usecases.promise_ring import promise_ring
from service.usecases.put_off import drop_gone, put_off
from service.usecases.update_waits import update_wait

Look = Callable[[Collection[str], datetime], LineView | None]
"""What is known of these numbers now; None where nothing is."""


def blind(_numbers: Collection[str], _now: datetime) -> LineView | None:
    """Nothing is known of any line."""
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    """One senator's line at one moment."""

    senator: str
    waits: list[Wait]
    """Whose time has come, the first to be rung first."""
    rung: list[datetime]
    """When others were rung lately."""
    halted: bool


@dataclass(frozen=True)
class ServeWaits:
    """Runs every few seconds. Safe beside others: each ring is promised in a transaction of its
    own, in which the senator's line is served by nobody else and the free lines are counted again.
    """

    store: Store
    clock: Clock
    knowledge: Knowledge
    settle: Callable[[], None]
    """Says first what became of the rings before."""
    look: Look = blind

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        self.settle()
        for bioguide in self.store.run(lambda tx: tx.waits.senators()):
            self._serve(self.store.run(partial(self._line, bioguide)))

    def _line(self, bioguide: str, tx: Transaction) -> _Line:
        now = self.clock.now()
        waits = [wait for wait in tx.waits.line(bioguide) if wait.is_due(now)]
        rung = tx.waits.rung(bioguide, now - LATELY)
        return _Line(bioguide, waits, rung, tx.halts.standing(now) is not None)

    def _serve(self, line: _Line) -> None:
        now = self.clock.now()
        senator = self.knowledge.dialable.senator(line.senator)
        if senator is None:
            for wait in line.waits:
                self._do(wait, partial(drop_gone, wait, self.knowledge, now))
        elif closed(senator, now):
            for wait in line.waits:
                self._do(wait, partial(put_off, wait, senator, self.knowledge, now))
        elif not line.halted:
            self._ring(line, senator, now)

    def _ring(self, line: _Line, senator: Senator, now: datetime) -> None:
        if not line.waits:
            return
        view = self.look({office.phone for office in senator.offices}, now)
        free = rings_now(senator, now, view, line.rung)
        place, rung = 1, line.rung
        for wait in line.waits:
            if free > 0 and self._do(wait, partial(self._promise, wait, senator, view)):
                free, rung = free - 1, [*rung, now]
                continue
            minutes = expected_minutes(place, rung, now)
            if minutes is not None and _is_news(wait, minutes, now):
                self._do(wait, partial(update_wait, wait, minutes, self.knowledge, now))
            place += 1

    def _promise(
        self, wait: Wait, senator: Senator, view: LineView | None, tx: Transaction
    ) -> bool:
        tx.pace.reserve(f"line {senator.bioguide}", self.clock.machine_now(), timedelta(0))
        now = self.clock.now()  # others may have been served while this was waited for
        if rings_now(senator, now, view, tx.waits.rung(senator.bioguide, now - LATELY)) < 1:
            return False
        return promise_ring(wait, self.knowledge, now, tx)

    def _do(self, wait: Wait, work: Callable[[Transaction], bool | None]) -> bool:
        return bool(on_one_row(self.store, f"wait {wait.id}", work))


def _is_news(wait: Wait, minutes: int, now: datetime) -> bool:
    return worth_telling(wait.told_minutes, wait.told_at or wait.joined_at, minutes, now)
