"""Where people stand is what their ledger comes to, whatever they text, press and are told."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from service.domain.callflow import At
from service.domain.consent import ConsentKind, Programme, Standing, standing
from service.domain.records import CallStatus
from service.domain.text_records import InboundText, MessageStatus
from service.ports.carrier import InDoubt, NotListed, NotNow, Refused
from service.usecases.decide_doubt import Decision, NothingToDecide
from service.usecases.late_text import Late
from tests.twins.database import sqlite_database
from tests.twins.house import OURS, VERMONTER, House
from tests.twins.phone_call import RungCall

ENDS_ALL = {"STOP", "alto", "wrong number", "FORGET"}
"""After these nothing of before goes out any more, though they come back."""

BODIES = st.sampled_from(
    ["S54", "05401", "S54 05401", "20001", "PLATFORM", "CALL", "JOIN", "yes", "sí", "no", "STOP",
     "alto", "START", "UNSTOP", "HELP", "ES", "FORGET", "hello", "wrong number", "enough already"]
)  # fmt: skip


class Consenting(RuleBasedStateMachine):
    """One person whose texts also come late, twice and while the carrier answers by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._directory = TemporaryDirectory()
        self.house = House(sqlite_database(Path(self._directory.name)))
        self.house.carrier.before_answering = self.the_carrier_is_asked
        self.sids = 0
        self.called_off: set[str] = set()
        """Tokens of texts and calls of before something that ends all."""
        self.in_flight: list[str] = []
        """What they text while the carrier is asked next."""

    def teardown(self) -> None:
        self.house.engine.dispose()
        self._directory.cleanup()

    def the_carrier_is_asked(self, token: str) -> None:
        """Nobody who said stop is sent or rung anything, and nobody in doubt what we begin."""
        assert token not in self.called_off
        assert not self.suppressed
        replies = {row.token for row in self.house.messages if row.is_reply}
        assert token in replies or not self.house.supporters[0].held_at
        while self.in_flight:
            self.texts(self.in_flight.pop(), twice=False, carrier=False)

    @property
    def suppressed(self) -> bool:
        return self.house.store.run(lambda tx: tx.supporters.suppressed(VERMONTER.e164))

    @rule(body=BODIES, twice=st.booleans(), carrier=st.booleans())
    def texts(self, body: str, twice: bool, carrier: bool) -> None:
        self.sids += 1
        answers = carrier and body in {"STOP", "START", "UNSTOP", "yes", "HELP"}
        doubtful = any(person.held_at for person in self.house.supporters)
        for _ in range(1 + twice):
            self.house.text(body, sid=f"SM-{self.sids}", carrier_answered=answers)
        if body in ENDS_ALL:
            rows = (*self.house.rows(), *self.house.messages)
            self.called_off.update(row.token for row in rows)
        assert not (doubtful and body == "FORGET") or self.suppressed

    @rule(body=BODIES)
    def will_text_while_the_carrier_is_asked(self, body: str) -> None:
        self.in_flight = [body]

    @rule(answer=st.sampled_from([NotNow("busy"), InDoubt("timeout"), Refused(30008)]))
    def the_carrier_will_not_accept_the_next(self, answer: NotNow | InDoubt | Refused) -> None:
        self.house.carrier.answers = [answer]

    @rule()
    def the_carrier_knows_nothing_of_what_is_in_doubt(self) -> None:
        for _ in range(2):
            self.house.clock.move(minutes=11)
            self.house.carrier.sightings = [NotListed()] * 9
            self.house.settle_doubts()
        self.house.sweep()
        self.house.work()

    @rule(decision=st.sampled_from(Decision), newest=st.booleans())
    def an_organizer_decides(self, decision: Decision, newest: bool) -> None:
        inbox = self.house.store.run(lambda tx: tx.texts.inbox(99))
        if inbox:
            with suppress(NothingToDecide):
                self.house.decide(inbox[0 if newest else -1].id, decision, "operator")
        if decision is Decision.STOP and self.suppressed:
            self.called_off.update(row.token for row in self.house.messages)

    @rule(body=BODIES, hours=st.sampled_from([1, 5]), answered=st.booleans())
    def a_text_arrives_late(self, body: str, hours: int, answered: bool) -> None:
        self.sids += 1
        said = self.house.clock.now()
        self.house.clock.move(hours=hours)
        text, late = InboundText(f"SM-{self.sids}", OURS, body), Late(said, answered=answered)
        self.house.store.run(
            lambda tx: self.house.receive.within(tx, text, VERMONTER, late, carrier_answered=False)
        )

    @rule(keys=st.sampled_from(["1", "9", ""]))
    def is_rung(self, keys: str) -> None:
        before = len(self.house.carrier.calls)
        self.house.work()
        for placed in self.house.carrier.calls[before:]:
            (row,) = [row for row in self.house.rows() if row.token == placed.token]
            if row.status != CallStatus.RINGING:
                continue
            call = RungCall(self.house, VERMONTER, row.call_sid, row.token)
            call.answer()
            while call.turn.state.at is not At.OVER:
                if call.turn.connect:
                    call.dialed()
                else:
                    call.press(keys or "5")
                    keys = "1" if keys == "1" else keys
            call.ends(CallStatus.COMPLETED)

    @rule(code=st.sampled_from([21610, 30004, 30003]))
    def a_receipt_tells_of_a_failure(self, code: int) -> None:
        self.sids += 1
        sid = f"SM-ours-{self.sids}"
        self.house.receipt("", sid, MessageStatus.FAILED, code, VERMONTER)

    @rule()
    def an_operator_forgets_them(self) -> None:
        self.house.forget(VERMONTER)

    @rule(hours=st.sampled_from([1, 30]))
    def time_passes(self, hours: int) -> None:
        self.house.clock.move(hours=hours)
        self.house.sweep()

    @precondition(lambda self: self.house.supporters)
    @invariant()
    def a_person_stands_where_their_ledger_says(self) -> None:
        (person,) = self.house.supporters
        events = self.house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))
        assert person.replies == standing(events, Programme.REPLIES)
        assert person.alerts == standing(events, Programme.ALERTS)
        if self.suppressed:
            assert Standing.AGREED not in {person.replies, person.alerts}
        if person.replies == Standing.STOPPED:
            assert self.suppressed

    @invariant()
    def every_agreement_to_alerts_was_asked_for_and_confirmed(self) -> None:
        events = self.house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))
        kinds = [event.kind for event in events if event.programme is Programme.ALERTS]
        assert kinds.count(ConsentKind.AGREED) == kinds.count(ConsentKind.CONFIRMED)
        assert kinds.count(ConsentKind.AGREED) <= kinds.count(ConsentKind.ASKED)
        for event in events:
            if event.programme is Programme.ALERTS and event.kind is not ConsentKind.STOPPED:
                assert "Msg & data rates" in event.wording or "cargos de msj" in event.wording

    @precondition(lambda self: self.house.supporters)
    @invariant()
    def they_are_held_while_a_text_of_theirs_is_undecided(self) -> None:
        inbox = self.house.store.run(lambda tx: tx.texts.inbox(99))
        held = self.house.supporters[0].held_at is not None
        assert held == any(text.undecided for text in inbox)

    @invariant()
    def whoever_said_stop_is_left_alone_though_everything_is_tried(self) -> None:
        if self.suppressed:
            self.house.sweep()
            self.house.work()  # see the_carrier_is_asked


TestConsenting = Consenting.TestCase
TestConsenting.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
