"""What follows from an error of the carrier."""

import logging
from datetime import timedelta

import pytest

from service.adapters.sql.tables import HALTS, MESSAGES
from service.domain.carrier_errors import carrier_error
from service.domain.records import CallStatus
from service.domain.rings import RingBack
from service.domain.text_records import MessageStatus
from service.domain.words import Language
from service.ports.carrier import NotNow, Refused
from service.ports.jobs import RING
from service.usecases.remedies import accepted, halt
from tests.twins.house import OURS, VERMONTER, House


def fail(house: House, code: int) -> None:
    """A text of ours to the person fails with this code."""
    house.called()
    house.work()
    house.receipt(house.messages[-1].token, "", MessageStatus.UNDELIVERED, code)


def test_an_unusable_number_is_not_rung(house: House) -> None:
    fail(house, 30006)
    assert house.supporters[0].unusable_at is not None
    before = len(house.carrier.calls)
    promise(house)
    house.work()
    assert len(house.carrier.calls) == before
    assert house.statuses()[-1] == CallStatus.CANCELED


def promise(house: House) -> None:
    now = house.clock.now()
    (person,) = house.supporters
    ring = RingBack("s54", "0123456789ab", Language.EN, "VT")
    call_id = house.store.run(
        lambda tx: tx.rings.promise(person.id, VERMONTER.e164, ring, OURS, now, now)
    )
    house.queue.enqueue(RING, call_id)


def test_whoever_texts_from_an_unusable_number_can_be_rung_again(house: House) -> None:
    for _ in range(3):
        fail(house, 30003)
        house.clock.move(hours=2)
    before = len(house.carrier.calls)
    assert "ringing you now" in (house.text("CALL") or "")
    house.work()
    assert len(house.carrier.calls) == before + 1
    assert house.supporters[0].unusable_at is None


def test_while_the_account_is_refused_no_ring_is_promised(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.carrier.answers = [NotNow("account", 20003)]
    house.work()
    assert "cannot ring anybody right now" in (house.text("CALL") or "")
    house.clock.move(minutes=6)
    assert "already" in (house.text("CALL") or "")


@pytest.mark.parametrize(
    ("code", "minutes", "alarms"), [(20003, 4, 1), (20003, 60, 1), (20003, 90, 2), (30002, 4, 2)]
)
def test_another_trouble_and_one_that_comes_back_are_alarmed_of_anew(
    house: House, caplog: pytest.LogCaptureFixture, code: int, minutes: int, alarms: int
) -> None:
    now = house.clock.now()
    house.store.run(lambda tx: halt(tx, 20003, now))
    house.store.run(lambda tx: halt(tx, code, now + timedelta(minutes=minutes)))
    assert caplog.text.count("NOTHING IS SENT") == alarms


def test_a_refusal_that_is_told_of_late_ends_a_halt_no_sooner(house: House) -> None:
    now = house.clock.now()
    house.store.run(lambda tx: halt(tx, 20003, now))
    house.store.run(lambda tx: halt(tx, 20003, now - timedelta(minutes=4)))
    house.clock.move(minutes=4)
    assert house.store.run(lambda tx: tx.halts.standing(house.clock.now()))


@pytest.mark.parametrize("code", [21610, 30004])
def test_a_stop_that_only_the_carrier_heard_counts(house: House, code: int) -> None:
    fail(house, code)
    assert house.supporters[0].stage == "stopped"
    assert house.text("S54") is None


def test_a_phone_that_cannot_be_reached_three_times_in_a_row_is_unusable(house: House) -> None:
    for _ in range(2):
        fail(house, 30003)
        house.clock.move(hours=2)
    assert house.supporters[0].unusable_at is None
    fail(house, 30003)
    assert house.supporters[0].unusable_at is not None


def test_a_text_that_arrives_begins_the_count_anew(house: House) -> None:
    fail(house, 30003)
    fail_later = house.messages[-1].token
    house.clock.move(hours=2)
    house.called()
    house.work()
    house.receipt(house.messages[-1].token, "", MessageStatus.DELIVERED, None)
    assert house.supporters[0].unreachable == 0
    assert fail_later != house.messages[-1].token


def test_a_loop_that_the_carrier_found_gets_no_replies_but_its_stop_is_heard(house: House) -> None:
    fail(house, 14107)
    assert house.text("S54") is None
    house.text("STOP")
    assert house.supporters[0].stage == "stopped"


class TestHalt:
    """The account itself is refused."""

    @pytest.fixture(autouse=True)
    def _refused(self, house: House, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        house.text("S54 05401")
        house.text("CALL")
        house.carrier.answers = [NotNow("wrong", 20003)] * 3
        house.work()

    def test_nothing_is_sent_until_it_is_asked_again(self, house: House) -> None:
        for _ in range(4):
            house.clock.move(minutes=1)
            house.sweep()
            house.work()
        assert len(house.carrier.calls) == 1

    def test_one_attempt_is_made_at_a_time_and_one_alarm_raised_in_all(
        self, house: House, caplog: pytest.LogCaptureFixture
    ) -> None:
        for _ in range(12):
            house.clock.move(minutes=1)
            house.sweep()
            house.work()
        assert 2 <= len(house.carrier.calls) <= 4
        records = [*caplog.get_records("setup"), *caplog.records]
        assert [record.levelname for record in records].count("CRITICAL") == 1

    def test_it_ends_by_itself_once_the_account_is_accepted(self, house: House) -> None:
        house.carrier.answers = []
        house.clock.move(minutes=6)
        house.sweep()
        house.work()
        assert house.statuses() == [CallStatus.RINGING]
        assert house.rows(HALTS) == []

    def test_its_end_is_told_once(self, house: House, caplog: pytest.LogCaptureFixture) -> None:
        house.carrier.answers = []
        house.clock.move(minutes=6)
        house.sweep()
        house.work()
        house.store.run(accepted)
        assert caplog.text.count("sending goes on: the carrier accepts the account again") == 1


def test_a_refused_call_to_a_bad_number_marks_it(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.carrier.answers = [Refused(21217)]
    house.work()
    assert house.statuses() == [CallStatus.FAILED]
    assert house.supporters[0].unusable_at is not None


def test_an_unregistered_sender_is_told_to_the_operator(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    fail(house, 30034)
    assert "not registered for 10DLC" in caplog.text
    assert house.statuses(MESSAGES) == ["undelivered"]


def refuse_rings(house: House, code: int, times: int) -> None:
    """So many promised rings are refused with this code."""
    house.text("S54 05401")
    for _ in range(times):
        house.carrier.answers = [Refused(code)]
        house.text("CALL")
        house.work()


def refusals(house: House) -> list[int]:
    """What an operator is told of now."""
    return [one.code for one in house.store.run(lambda tx: tx.halts.refusals(house.clock.now()))]


@pytest.mark.parametrize("code", [21210, 21215, 21216])
def test_calls_that_the_account_may_not_make_are_told_with_the_cure_once(
    house: House, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    refuse_rings(house, code, times=3)
    assert caplog.text.count("the carrier refuses texts or calls") == 1
    assert carrier_error(code).cure in caplog.text
    assert caplog.text.count(f"was refused: {code}, {carrier_error(code).meaning}") == 3
    assert refusals(house) == [code]
    assert house.store.run(lambda tx: tx.halts.standing(house.clock.now())) is None


def test_a_refusal_that_lasts_is_told_again_after_a_day_and_one_that_is_over_no_longer(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    fail(house, 30034)
    house.clock.move(hours=24)
    assert refusals(house) == []
    fail(house, 30034)
    assert refusals(house) == [30034]
    assert caplog.text.count("register the number for 10DLC") == 2


def test_a_refusal_of_one_number_is_no_matter_for_an_operator(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    refuse_rings(house, 21217, times=1)
    assert refusals(house) == []
    assert "the carrier refuses" not in caplog.text


def test_a_refusal_outlasts_a_halt_and_the_end_of_it(house: House) -> None:
    refuse_rings(house, 21215, times=1)
    now = house.clock.now()
    house.store.run(lambda tx: halt(tx, 20003, now))
    house.store.run(accepted)
    assert refusals(house) == [21215]
