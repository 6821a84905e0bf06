"""Whatever people who wait do, and whatever is lost: one place each, in order, kept or ended."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import Row

from service.adapters.sql.supporters import PHONE
from service.adapters.sql.tables import CALLS, SUPPORTERS, WAITS
from service.domain.callflow import At
from service.domain.directory import Senator
from service.domain.records import CallStatus
from service.domain.routing import LineView
from service.domain.waiting import WaitStatus
from service.ports.carrier import NotNow
from tests.twins.database import sqlite_database
from tests.twins.house import House
from tests.twins.phone_call import PhoneCall, RungCall, dialed_in
from tests.twins.waiting import SANDERS, WELCH, person

PEOPLE = st.integers(0, 3)
OPEN = {WaitStatus.WAITING, WaitStatus.RINGING}
LIVE = {CallStatus.RINGING, CallStatus.IN_PROGRESS}
VERMONT = "America/New_York"


class Waiting(RuleBasedStateMachine):
    """Four people, of Vermont at first, and one scheduler."""

    def __init__(self) -> None:
        super().__init__()
        self._directory = TemporaryDirectory()
        self.house = House(sqlite_database(Path(self._directory.name)))
        self.house.call_rate = 50.0
        offices = [one for who in (WELCH, SANDERS)
                   for one in _senator(self.house, who).offices[1:]]  # fmt: skip
        self.house.lines = LineView(most=1, full=frozenset(one.phone for one in offices))
        self.house.wire()
        self.sids = 0
        self.stopped: dict[str, int] = {}
        """Of whom said stop: how many rings they had had by then."""

    def teardown(self) -> None:
        self.house.engine.dispose()
        self._directory.cleanup()

    @rule(who=PEOPLE, senators=st.integers(1, 2))
    def finds_nobody_and_asks_for_a_ring(self, who: int, senators: int) -> None:
        self.sids += 1
        call = dialed_in(self.house, person(who), f"CA-in-{self.sids}")
        for _ in range(senators):
            self.ask(call)
        call.hang_up()
        self.house.work()

    def ask(self, call: PhoneCall) -> None:
        """Past busy lines to the offer, and 2."""
        if call.turn.state.at is At.SCRIPT:
            call.press("1")
        while call.turn.state.at is At.LEG:
            call.dialed("busy")
        if call.turn.state.at is At.OFFER:
            call.press("2")

    @rule(
        who=PEOPLE,
        body=st.sampled_from(["LEAVE", "CALL", "3PM", "TOMORROW", "at 11", "WHERE", "LATER",
                              "STOP", "START", "FORGET", "enough already", "S54 05401",
                              "75201"]),
    )  # fmt: skip
    def texts(self, who: int, body: str) -> None:
        self.house.text(body, person(who))
        e164 = person(who).e164
        if body == "STOP":
            self.stopped.setdefault(e164, self.rings_of(e164))
        if not self.house.store.run(lambda tx: tx.supporters.suppressed(e164)):
            self.stopped.pop(e164, None)

    @rule(times=st.sampled_from([1, 5, 40]))
    def the_carrier_takes_no_call_for_a_while(self, times: int) -> None:
        self.house.carrier.answers = [NotNow("busy")] * times

    @rule(rounds=st.integers(1, 3))
    def the_scheduler_goes_round(self, rounds: int) -> None:
        for _ in range(rounds):
            before = self.waiting()
            self.house.serve_waits()
            self.check_order(before)
            placed = len(self.house.carrier.calls)
            self.house.work()
            self.check_hour(placed)
            self.house.clock.move(seconds=2)

    @rule()
    def redis_loses_everything(self) -> None:
        self.house.serve_waits()
        self.house.queue.lose_everything()

    @rule(
        who=PEOPLE, end=st.sampled_from(["taken", "busy again", "untaken", "machine", "in silence"])
    )
    def a_ring_ends(self, who: int, end: str) -> None:
        for row in self.calls():
            if row.status not in LIVE or not row.rung or self.number(row) != person(who).e164:
                continue
            call = RungCall(self.house, person(who), row.call_sid, row.token)
            if end == "untaken":
                call.ends(CallStatus.NO_ANSWER)
            elif call.answer() and call.turn.state.at is not At.OVER:
                self.go_through(call, end)
                call.ends(CallStatus.COMPLETED, 9)

    def go_through(self, call: PhoneCall, end: str) -> None:
        if end == "machine":
            return
        call.press("1")
        if end == "busy again":
            self.ask(call)
        while end == "taken" and call.turn.state.at is not At.OVER:
            if call.turn.connect:
                call.dialed("completed")
            else:
                call.press("1")
        call.hang_up()

    @rule(seconds=st.sampled_from([95, 95, 700, 2000, 9000, 30000, 86400]))
    def time_passes(self, seconds: int) -> None:
        self.house.clock.move(seconds=seconds)
        placed = len(self.house.carrier.calls)
        self.house.sweep()
        self.house.work()
        self.check_hour(placed)

    @rule(minutes=st.sampled_from([5, 90]))
    def the_clock_is_set_back(self, minutes: int) -> None:
        self.house.clock.set_back(minutes=minutes)

    def check_order(self, before: Mapping[int, Row[Any]]) -> None:
        """Nobody is rung while somebody who came first could be."""
        after = self.waiting()
        promised = [row for wait_id, row in before.items() if wait_id not in after
                    and self.wait(wait_id).status == WaitStatus.RINGING]  # fmt: skip
        for row in promised:
            for left in after.values():
                if left.senator == row.senator and self.could_be_rung(left):
                    assert (row.joined_at, row.id) < (left.joined_at, left.id)

    def check_hour(self, placed: int) -> None:
        """A ring for somebody who waited comes by day."""
        for call in self.house.carrier.calls[placed:]:
            if call.start.targets:
                assert 8 <= self.house.clock.now().astimezone(self.zone(call.to)).hour < 21

    def zone(self, e164: str) -> ZoneInfo:
        """Of a person who may have told another ZIP since."""
        supporter = self.house.store.run(lambda tx: tx.supporters.find(e164))
        assert supporter is not None
        return ZoneInfo(supporter.time_zone or VERMONT)

    def could_be_rung(self, wait: Row[Any]) -> bool:
        now = self.house.clock.now()
        (owner,) = [row for row in self.house.rows(SUPPORTERS) if row.id == wait.supporter_id]
        due = wait.due_at is None or wait.due_at <= now
        busy = [row for row in self.calls() if row.supporter_id == owner.id
                and row.status in {*LIVE, CallStatus.QUEUED}]  # fmt: skip
        in_call = any(
            row.caller_hash == owner.phone_hash and row.status in LIVE for row in self.calls()
        )
        return due and not busy and not in_call and owner.held_at is None

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        rows = [row for row in self.house.rows(WAITS) if row.status in OPEN]
        assert all(row.open_for == row.supporter_id for row in rows)
        assert len({row.open_for for row in rows}) == len(rows)

    @invariant()
    def a_promise_is_kept_once_or_called_off(self) -> None:
        waits, calls = self.house.rows(WAITS), self.calls()
        rung = [row.call_id for row in waits if row.call_id is not None]
        assert len(set(rung)) == len(rung)
        by_id = {row.id: row for row in calls}
        for row in waits:
            tries = [c for c in calls if row.call_id and row.call_id in {c.id, c.retry_of}]
            assert len(tries) <= 2
            if row.status == WaitStatus.MISSED:
                assert by_id[row.call_id].call_sid  # it rang, as they are told
                assert not [c for c in tries if c.confirmed_at]
            if row.status in {WaitStatus.VOID, WaitStatus.UNKNOWN}:
                raise AssertionError("nobody has left office, no backup was restored")

    @invariant()
    def nobody_is_rung_after_a_stop(self) -> None:
        for e164, rings in self.stopped.items():
            assert self.rings_of(e164) == rings
        suppressed = {
            row.id
            for row in self.house.rows(SUPPORTERS)
            if self.house.vault.open(row.phone_sealed, PHONE) in self.stopped
        }
        assert not [row for row in self.house.rows(WAITS) if row.open_for in suppressed]

    def rings_of(self, e164: str) -> int:
        return sum(call.to == e164 for call in self.house.carrier.calls)

    def waiting(self) -> Mapping[int, Row[Any]]:
        rows = self.house.rows(WAITS)
        return {row.id: row for row in rows if row.status == WaitStatus.WAITING}

    def wait(self, wait_id: int) -> Row[Any]:
        (row,) = [row for row in self.house.rows(WAITS) if row.id == wait_id]
        return row

    def calls(self) -> list[Row[Any]]:
        return self.house.rows(CALLS)

    def number(self, row: Row[Any]) -> str:
        placed = [call.to for call in self.house.carrier.calls if call.token == row.token]
        return placed[0] if placed else ""


def _senator(house: House, bioguide: str) -> Senator:
    found = house.knowledge.directory.senator(bioguide)
    assert found is not None
    return found


TestWaiting = Waiting.TestCase
TestWaiting.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
