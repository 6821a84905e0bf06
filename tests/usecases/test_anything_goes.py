"""Any sequence of events, however unlikely: no failure, and the promises hold after each."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from service.adapters.sql.tables import CALLS, MESSAGES, SUPPRESSIONS
from service.domain.callflow import At, Happened, Sign
from service.domain.leg_result import DialResult
from service.domain.limits import RINGS_PER_HOUR
from service.domain.records import CallStatus
from service.domain.text_records import MessageStatus
from service.ports.carrier import Accepted, Answer, InDoubt, NotNow, Refused
from service.usecases.decide_doubt import Decision
from service.usecases.record_call_status import CallReport
from tests.twins.database import sqlite_database
from tests.twins.house import TEXAN, VERMONTER, House
from tests.twins.phone_call import PhoneCall, RungCall

PEOPLE = st.sampled_from([VERMONTER, TEXAN])
BODIES = st.sampled_from(
    ["S54", "05401", "S54 05401", "CALL", "CALL", "STOP", "START", "FORGET", "ES", "HELP", "hello",
     "please stop texting me", "enough already", "ya basta", "wrong number"]
)  # fmt: skip
ANSWERS = st.sampled_from([NotNow("busy"), InDoubt("timeout"), Refused(21610), Refused(1)])
HAPPENED = st.one_of(
    st.builds(Happened, st.just(Sign.KEYS), st.sampled_from(["1", "2", "9", "05401", "*"])),
    st.just(Happened(Sign.SILENCE)),
    st.builds(
        Happened,
        st.sampled_from([Sign.DIALED, Sign.HANGUP]),
        dial_status=st.sampled_from([*DialResult, None]),
    ),
)
REPORTED = st.sampled_from(
    [CallStatus.RINGING, CallStatus.IN_PROGRESS, CallStatus.COMPLETED, CallStatus.NO_ANSWER]
)
NEVER_AGAIN = {"unknown", "completed", "busy", "no_answer", "failed", "canceled"}


class AnythingGoes(RuleBasedStateMachine):
    """Two people, a carrier in any mood, a broker that forgets, and time."""

    def __init__(self) -> None:
        super().__init__()
        self._directory = TemporaryDirectory()
        self.house = House(sqlite_database(Path(self._directory.name)))
        self.calls: list[PhoneCall] = []
        self.sids = 0
        self.accepted: list[str] = []
        """Tokens of what the carrier took, or may have taken."""
        self.heard_after_stop = 0
        self.begun_while_held = 0
        carrier = self.house.carrier
        place, send = carrier.place_call, carrier.send_text
        carrier.place_call = lambda call: self.watched(call.to, call.token, place(call))  # type: ignore[method-assign]
        # Every text that is not the answer to a webhook follows a call here.
        carrier.send_text = lambda text: self.watched(text.to, text.token, send(text))  # type: ignore[method-assign]

    def teardown(self) -> None:
        self.house.engine.dispose()
        self._directory.cleanup()

    def watched(self, number: str, token: str, answer: Answer) -> Answer:
        """Look over the carrier's shoulder."""
        if self.house.store.run(lambda tx: tx.supporters.suppressed(number)):
            self.heard_after_stop += 1
        supporter = self.house.store.run(lambda tx: tx.supporters.find(number))
        if supporter and supporter.held_at:
            self.begun_while_held += 1
        if isinstance(answer, Accepted | InDoubt):
            self.accepted.append(token)
        return answer

    @rule(person=PEOPLE, body=BODIES, repeated=st.booleans())
    def texts(self, person: object, body: str, repeated: bool) -> None:
        self.sids += 1
        sid = f"SM{self.sids}"
        first = self.house.text(body, person, sid)  # type: ignore[arg-type]
        if repeated:
            assert self.house.text(body, person, sid) == first  # type: ignore[arg-type]

    @rule(decision=st.sampled_from(Decision))
    def an_organizer_decides(self, decision: Decision) -> None:
        waiting = [
            text for text in self.house.store.run(lambda tx: tx.texts.inbox(50)) if text.undecided
        ]
        for text in waiting[:1]:
            self.house.decide(text.id, decision, "operator")

    @rule(answers=st.lists(ANSWERS, max_size=2))
    def the_carrier_is_in_a_mood(self, answers: list[Answer]) -> None:
        self.house.carrier.answers = list(answers)

    @rule()
    def workers_work(self) -> None:
        self.house.work()

    @rule()
    def the_broker_is_emptied(self) -> None:
        self.house.queue.lose_everything()

    @rule(seconds=st.sampled_from([1, 6, 61, 601, 1900, 4000, 90000]))
    def time_passes(self, seconds: int) -> None:
        self.house.clock.move(seconds=seconds)
        self.house.sweep()
        self.house.unlink()

    @rule(person=PEOPLE)
    def somebody_dials_in(self, person: object) -> None:
        self.sids += 1
        call = PhoneCall(self.house, person, f"CA-in-{self.sids}")  # type: ignore[arg-type]
        call.dial_in()
        self.calls.append(call)

    @rule(at=st.integers(0, 50))
    def somebody_picks_up(self, at: int) -> None:
        rung = [row for row in self.house.rows() if row.rung and row.call_sid]
        if not rung:
            return
        row = rung[at % len(rung)]
        call = RungCall(self.house, VERMONTER, row.call_sid, row.token)
        if call.answer():
            self.calls.append(call)

    @rule(at=st.integers(0, 50), happened=HAPPENED, repeated=st.booleans())
    def a_call_goes_on(self, at: int, happened: Happened, repeated: bool) -> None:
        if not self.calls:
            return
        call = self.calls[at % len(self.calls)]
        before = call.turn
        turn = call.happens(happened)
        if repeated and turn.connect:
            call.turn = before
            assert call.happens(happened).connect == turn.connect
        assert turn.connect is None or turn.state.at is At.LEG

    @rule(at=st.integers(0, 50), status=REPORTED, sequence=st.integers(-1, 4))
    def the_carrier_reports_on_a_call(self, at: int, status: CallStatus, sequence: int) -> None:
        rows = self.house.rows()
        if rows:
            row = rows[at % len(rows)]
            sid = row.call_sid or f"CA-late-{row.id}"
            self.house.report(row.token, CallReport(sid, status, sequence))

    @rule(
        at=st.integers(0, 50),
        status=st.sampled_from(MessageStatus),
        code=st.sampled_from([None, 30003, 21610]),
    )
    def the_carrier_reports_on_a_text(
        self, at: int, status: MessageStatus, code: int | None
    ) -> None:
        rows = self.house.rows(MESSAGES)
        if rows and status.rank >= MessageStatus.ACCEPTED.rank:
            row = rows[at % len(rows)]
            self.house.receipt(row.token, f"SM-out-{row.id}", status, code)

    @invariant()
    def nothing_was_accepted_twice(self) -> None:
        assert len(self.accepted) == len(set(self.accepted))

    @invariant()
    def nobody_who_said_stop_heard_from_us(self) -> None:
        assert self.heard_after_stop == 0
        stopped = {row.phone_hash for row in self.house.rows(SUPPRESSIONS)}
        for row in self.house.supporters:
            assert row.phone_hash not in stopped or row.stage == "stopped"

    @invariant()
    def nothing_was_begun_while_a_stop_was_in_doubt(self) -> None:
        assert self.begun_while_held == 0
        held = {row.id for row in self.house.supporters if row.held_at}
        stopped = {row.phone_hash for row in self.house.rows(SUPPRESSIONS)}
        assert not any(
            row.id in held and row.phone_hash in stopped for row in self.house.supporters
        )
        waiting = self.house.store.run(lambda tx: tx.texts.inbox(50))
        assert {text.supporter_id for text in waiting if text.undecided} == held

    @invariant()
    def there_is_one_row_a_person(self) -> None:
        hashes = [row.phone_hash for row in self.house.supporters]
        assert len(hashes) == len(set(hashes)) <= 2

    @invariant()
    def nobody_is_promised_two_rings(self) -> None:
        waiting = [
            row.supporter_id for row in self.house.rows(CALLS) if row.status == CallStatus.QUEUED
        ]
        assert None not in waiting
        assert len(waiting) == len(set(waiting))

    @invariant()
    def what_is_over_has_an_end(self) -> None:
        for row in self.house.rows():
            assert (row.ended_at is not None) == (row.status in NEVER_AGAIN)

    @invariant()
    def nobody_is_rung_too_often(self) -> None:
        # By number: to be forgotten brings no more of them.
        rows = [row for row in self.house.rows() if row.rung and row.caller_hash]
        for row in rows:
            within = [
                other
                for other in rows
                if other.caller_hash == row.caller_hash
                and other.attempt == 1
                and 0 <= (row.requested_at - other.requested_at).total_seconds() < 3600
            ]
            assert len(within) <= RINGS_PER_HOUR


TestAnythingGoes = AnythingGoes.TestCase
TestAnythingGoes.settings = settings(max_examples=15, stateful_step_count=40, deadline=None)
