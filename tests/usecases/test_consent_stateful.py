"""Where people stand is what their ledger comes to, whatever they text, press and are told."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from service.domain.callflow import At
from service.domain.consent import ConsentKind, Programme, Standing, standing
from service.domain.records import CallStatus, InboundText, MessageStatus
from service.usecases.late_text import Late
from tests.twins.database import sqlite_database
from tests.twins.house import OURS, VERMONTER, House
from tests.twins.phone_call import RungCall

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
        self.sids = 0
        self.sent = 0
        self.rung = 0

    def teardown(self) -> None:
        self.house.engine.dispose()
        self._directory.cleanup()

    @rule(body=BODIES, twice=st.booleans(), carrier=st.booleans())
    def texts(self, body: str, twice: bool, carrier: bool) -> None:
        self.sids += 1
        answers = carrier and body in {"STOP", "START", "UNSTOP", "yes", "HELP"}
        for _ in range(1 + twice):
            self.house.text(body, sid=f"SM-{self.sids}", carrier_answered=answers)

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
        suppressed = self.house.store.run(lambda tx: tx.supporters.suppressed(VERMONTER.e164))
        if suppressed:
            assert Standing.AGREED not in {person.replies, person.alerts}
        if person.replies == Standing.STOPPED:
            assert suppressed

    @invariant()
    def every_agreement_to_alerts_was_asked_for_and_confirmed(self) -> None:
        events = self.house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))
        kinds = [event.kind for event in events if event.programme is Programme.ALERTS]
        assert kinds.count(ConsentKind.AGREED) == kinds.count(ConsentKind.CONFIRMED)
        assert kinds.count(ConsentKind.AGREED) <= kinds.count(ConsentKind.ASKED)
        for event in events:
            if event.programme is Programme.ALERTS and event.kind is not ConsentKind.STOPPED:
                assert "Msg & data rates" in event.wording or "cargos de msj" in event.wording

    @invariant()
    def after_a_stop_nothing_is_sent_or_rung(self) -> None:
        sent, rung = len(self.house.carrier.texts), len(self.house.carrier.calls)
        if self.house.store.run(lambda tx: tx.supporters.suppressed(VERMONTER.e164)):
            self.house.work()
            assert len(self.house.carrier.texts) == sent
            assert len(self.house.carrier.calls) == rung


TestConsenting = Consenting.TestCase
TestConsenting.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
