"""Nobody gets more than their share, in whatever order they text, call and have us forget them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from service.adapters.sql.tables import CALLS, LEGS
from service.domain.callflow import At
from service.domain.leg_result import DialResult
from service.domain.limits import (
    DAY,
    DIALS_PER_DAY,
    FOLLOW_UPS_PER_DAY,
    FOLLOW_UPS_PER_HOUR,
    HINTS_PER_HOUR,
    HOUR,
    REACHES_PER_DAY,
    RINGS_PER_HOUR,
    TEXTS_PER_HOUR,
)
from service.domain.records import CallStatus
from service.usecases.record_call_status import CallReport
from tests.twins.database import sqlite_database
from tests.twins.house import VERMONTER, House
from tests.twins.phone_call import PhoneCall, RungCall, dialed_in

RESULTS = st.sampled_from(["busy", "no-answer", "completed"])
LIVE = {CallStatus.QUEUED, CallStatus.RINGING, CallStatus.IN_PROGRESS}


def most_within(moments: Sequence[datetime], time: timedelta) -> int:
    """The most of them that ever fell within so long a time."""
    return max((sum(a <= b < a + time for b in moments) for a in moments), default=0)


class Limits(RuleBasedStateMachine):
    """One phone whose owner wants all that they can get."""

    def __init__(self) -> None:
        super().__init__()
        self._directory = TemporaryDirectory()
        self.house = House(sqlite_database(Path(self._directory.name)))
        self.sids = 0
        self.replies: list[datetime] = []
        self.hints: list[datetime] = []

    def teardown(self) -> None:
        self.house.engine.dispose()
        self._directory.cleanup()

    def text(self, body: str) -> None:
        reply = self.house.text(body)
        if reply:
            self.replies.append(self.house.clock.now())
            if "will read your message" in reply:
                self.hints.append(self.house.clock.now())

    @rule(body=st.sampled_from(["S54", "FORGET", "who is it?", "05401"]), times=st.integers(1, 9))
    def texts(self, body: str, times: int) -> None:
        for _ in range(times):
            self.text(body)

    @rule()
    def is_forgotten(self) -> None:
        self.text("FORGET")

    @rule(times=st.integers(1, 4), result=RESULTS)
    def calls(self, times: int, result: str) -> None:
        for _ in range(times):
            self.sids += 1
            self.to_the_end(dialed_in(self.house, sid=f"CA-in-{self.sids}"), result)

    @rule(forgets=st.booleans(), result=RESULTS)
    def makes_two_calls_at_once(self, forgets: bool, result: str) -> None:
        first, second = (f"CA-in-{self.sids + n}" for n in (1, 2))
        self.sids += 2
        one, other = (dialed_in(self.house, sid=sid) for sid in (first, second))
        if one.turn.state.at is At.SCRIPT:
            one.press("1")
        if forgets:
            self.text("FORGET")
        self.to_the_end(other, result)
        self.to_the_end(one, result)

    @rule(taken=st.booleans(), result=RESULTS)
    def asks_for_a_ring(self, taken: bool, result: str) -> None:
        self.text("S54 05401")
        self.text("CALL")
        before = len(self.house.carrier.calls)
        self.house.work()
        for placed in self.house.carrier.calls[before:] if taken else ():
            (row,) = [row for row in self.house.rows() if row.token == placed.token]
            call = RungCall(self.house, VERMONTER, row.call_sid, row.token)
            if call.answer():
                self.to_the_end(call, result)

    @rule(seconds=st.sampled_from([60, 1900, 3601, 43200, 86401]))
    def time_passes(self, seconds: int) -> None:
        self.house.clock.move(seconds=seconds)
        self.house.sweep()
        self.house.unlink()

    def to_the_end(self, call: PhoneCall, result: str) -> None:
        """Press 1 at everything."""
        while call.turn.state.at is not At.OVER:
            if call.turn.connect:
                call.dialed(result)
            else:
                call.press("1")
        self.house.report("", CallReport(call.sid, CallStatus.COMPLETED, 9))

    @invariant()
    def answers_and_hints_are_few(self) -> None:
        assert most_within(self.replies, HOUR) <= TEXTS_PER_HOUR
        assert most_within(self.hints, HOUR) <= HINTS_PER_HOUR

    @invariant()
    def rings_are_few_and_one_at_a_time(self) -> None:
        rings = [row for row in self.house.rows(CALLS) if row.rung]
        assert (
            most_within([r.requested_at for r in rings if r.attempt == 1], HOUR) <= RINGS_PER_HOUR
        )
        now = self.house.clock.now()
        live = [r for r in rings if r.status in LIVE and now - r.updated_at < HOUR]
        assert len(live) <= 1

    @invariant()
    def every_senator_has_peace(self) -> None:
        legs = self.house.rows(LEGS)
        for bioguide in {leg.bioguide for leg in legs}:
            theirs = [leg for leg in legs if leg.bioguide == bioguide]
            reached = [leg for leg in theirs if DialResult(leg.dial_status).answered]
            assert most_within([leg.begun_at for leg in theirs], DAY) <= DIALS_PER_DAY
            assert most_within([leg.begun_at for leg in reached], DAY) <= REACHES_PER_DAY

    @invariant()
    def few_texts_follow_calls(self) -> None:
        texted = [row.texted_at for row in self.house.rows(CALLS) if row.texted_at]
        assert most_within(texted, HOUR) <= FOLLOW_UPS_PER_HOUR
        assert most_within(texted, DAY) <= FOLLOW_UPS_PER_DAY


TestLimits = Limits.TestCase
TestLimits.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
