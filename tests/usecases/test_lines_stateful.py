"""Whatever calls do, and in whatever order it is told: no number gets more of them than the cap."""

from collections import Counter
from itertools import count, repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import Row

from service.domain.callflow import At, Happened, Sign, Turn
from service.domain.leg_result import DialResult
from service.domain.records import CallStatus
from service.usecases.record_call_status import CallReport
from tests.twins.database import sqlite_database
from tests.twins.house import House
from tests.twins.phone_call import PhoneCall, dialed_in
from tests.twins.waiting import person

CAP = 2
CALLS = st.integers(0, 7)
CHANCES = st.floats(0, 1, exclude_max=True)
RESULTS = st.sampled_from(["completed", "busy", "no-answer", "failed", "canceled"])


class Dialing(RuleBasedStateMachine):
    """Callers of Vermont, on the few lines of its senators."""

    def __init__(self) -> None:
        super().__init__()
        self._directory = TemporaryDirectory()
        self.house = House(sqlite_database(Path(self._directory.name)))
        self.house.switchboard.away = False
        self.house.switchboard.most = CAP
        self.sids = count(1)
        self.calls: list[PhoneCall] = []
        self.ended: list[PhoneCall] = []
        """Each at the turn after which it ended."""
        self.last: tuple[PhoneCall, Turn, Happened, Turn] | None = None
        """Of the last webhook: its call, what came before it, what it told and what followed."""

    def teardown(self) -> None:
        self.house.engine.dispose()
        self._directory.cleanup()

    @rule(who=st.integers(0, 3))
    def somebody_calls(self, who: int) -> None:
        self.calls.append(dialed_in(self.house, person(who), f"CA-{next(self.sids)}"))

    @precondition(lambda self: self.calls)
    @rule(which=CALLS, keys=st.sampled_from(["1", "1", "1", "2"]), chance=CHANCES)
    def a_key_is_pressed(self, which: int, keys: str, chance: float) -> None:
        self.happens(which, Happened(Sign.KEYS, keys=keys), chance)

    @precondition(lambda self: self.calls)
    @rule(which=CALLS, result=RESULTS, seconds=st.integers(0, 300), chance=CHANCES)
    def a_leg_ends(self, which: int, result: str, seconds: int, chance: float) -> None:
        ended = Happened(Sign.DIALED, dial_status=DialResult(result), seconds=seconds)
        self.happens(which, ended, chance)

    def happens(self, which: int, happened: Happened, chance: float) -> None:
        call = self.calls[which % len(self.calls)]
        if call.turn.state.at is not At.OVER:
            self.house.draws = repeat(chance)
            before = call.turn
            self.last = (call, before, happened, call.happens(happened))

    @precondition(lambda self: self.last)
    @rule(chance=CHANCES)
    def the_last_webhook_comes_again(self, chance: float) -> None:
        assert self.last
        call, before, happened, followed = self.last
        if call.turn is not followed:
            return
        self.house.draws = repeat(chance)
        call.turn = before
        again = call.happens(happened)
        assert again.connect == followed.connect
        call.turn = followed

    @precondition(lambda self: self.calls)
    @rule(which=CALLS, told=st.booleans())
    def a_caller_hangs_up(self, which: int, told: bool) -> None:
        call = self.calls.pop(which % len(self.calls))
        self.last = None
        before = call.turn
        if told:
            call.hang_up("completed" if call.turn.state.at is At.LEG else "")
        else:
            self.house.report("", CallReport(call.sid, CallStatus.COMPLETED, 3))
        call.turn = before
        self.ended.append(call)

    @precondition(lambda self: self.ended)
    @rule(which=CALLS, result=RESULTS, chance=CHANCES)
    def a_word_comes_after_the_end_of_its_call(
        self, which: int, result: str, chance: float
    ) -> None:
        call = self.ended.pop(which % len(self.ended))
        self.house.draws = repeat(chance)
        if call.turn.state.at is At.LEG:
            call.dialed(result)
        else:
            call.press("1")

    @rule(seconds=st.integers(1, 40))
    def time_passes(self, seconds: int) -> None:
        self.house.clock.move(seconds=seconds)

    @rule()
    def redis_is_emptied(self) -> None:
        self.house.switchboard.lose_everything()
        self.house.relearn_lines()

    @invariant()
    def every_leg_that_goes_on_is_on_its_line_and_no_other_is(self) -> None:
        going_on = Counter(leg.office_number for leg in self._going_on())
        senators = self.house.knowledge.directory.of_state("VT")
        numbers = [office.phone for one in senators for office in one.offices]
        view = self.house.switchboard.look(numbers, self.house.clock.now())
        assert view is not None
        assert {number: held for number, held in view.in_flight.items() if held} == going_on

    @invariant()
    def no_number_has_more_of_ours_than_the_cap(self) -> None:
        chosen = [leg for leg in self._going_on() if "all the same" not in leg.reason]
        numbers = Counter(leg.office_number for leg in chosen)
        assert max(numbers.values(), default=0) <= CAP

    def _going_on(self) -> list[Row[Any]]:
        """Whoever insists on Washington is put through whatever the cap says."""
        return [leg for leg in self.house.legs if leg.dial_status is None]


TestDialing = Dialing.TestCase
TestDialing.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
