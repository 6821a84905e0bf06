"""A text is handed to the carrier once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from service.adapters.sql.message_rows import BODY
from service.adapters.sql.tables import MESSAGES
from service.domain.limits import HALT_LASTS
from service.domain.phone import Phone
from service.domain.segments import count
from service.domain.text_records import MessageStatus
from service.ports.carrier import InDoubt, NotListed, NotNow, Refused
from tests.twins.house import House


@pytest.fixture
def message_id(house: House) -> int:
    """A follow-up text that waits."""
    house.called()
    house.queue.lose_everything()
    return int(house.messages[0].id)


def test_eight_jobs_at_once_send_one_text(house: House, message_id: int) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(house.send, [message_id] * 8))
    assert len(house.carrier.texts) == 1
    assert house.messages[0].status == MessageStatus.ACCEPTED


def test_it_is_committed_as_sending_before_the_carrier_is_asked(
    house: House, message_id: int
) -> None:
    seen: list[str] = []
    house.carrier.before_answering = lambda _token: seen.append(house.messages[0].status)
    house.send(message_id)
    assert seen == [MessageStatus.SENDING]


def test_what_is_in_doubt_is_never_sent_again(house: House, message_id: int) -> None:
    house.carrier.answers = [InDoubt("timeout")]
    house.send(message_id)
    for _ in range(25):
        house.clock.move(hours=1)
        house.sweep()
        house.work()
    assert len(house.carrier.texts) == 1
    assert house.messages[0].status == MessageStatus.UNKNOWN


def test_what_is_refused_has_failed(house: House, message_id: int) -> None:
    house.carrier.answers = [Refused(21211)]
    house.send(message_id)
    assert (house.messages[0].status, house.messages[0].error_code) == ("failed", 21211)
    assert house.supporters[0].stage == "ready"


def test_not_now_is_sent_a_little_later(house: House, message_id: int) -> None:
    house.carrier.answers = [NotNow("busy")]
    house.send(message_id)
    assert house.messages[0].status == MessageStatus.QUEUED
    house.sweep()
    house.work()
    assert len(house.carrier.texts) == 1, "asked again at once"
    house.clock.move(seconds=10)
    house.sweep()
    house.work()
    assert house.messages[0].status == MessageStatus.ACCEPTED


def test_a_second_delivery_while_a_text_waits_for_its_turn_takes_no_other(
    house: House, message_id: int
) -> None:
    house.store.run(lambda tx: tx.pace.reserve("texts", house.clock.now(), timedelta(minutes=1)))
    turns: list[datetime] = []

    def deliver_again() -> None:
        house.clock.while_asleep = lambda: None
        turns.append(next_turn(house))
        house.send(message_id)
        turns.append(next_turn(house))

    house.clock.while_asleep = deliver_again
    house.send(message_id)
    assert len(house.carrier.texts) == 1
    before, after = turns
    assert before == after


def test_a_halt_that_begins_while_a_text_waits_its_turn_holds_it_up(
    house: House, message_id: int
) -> None:
    now = house.clock.now()
    until = now + HALT_LASTS
    house.store.run(lambda tx: tx.pace.reserve("texts", now, timedelta(seconds=3)))
    house.clock.while_asleep = lambda: house.store.run(lambda tx: tx.halts.begin(20003, now, until))
    house.send(message_id)
    assert house.carrier.texts == []
    house.clock.move(minutes=6)
    house.sweep()
    house.work()
    assert len(house.carrier.texts) == 1


def test_a_second_delivery_does_not_skip_the_pause(house: House, message_id: int) -> None:
    house.carrier.answers = [NotNow("busy")]
    house.send(message_id)
    house.send(message_id)
    assert len(house.carrier.texts) == 1


def next_turn(house: House) -> datetime:
    """When the next text could be sent."""
    nothing = timedelta(0)
    return house.store.run(lambda tx: tx.pace.reserve("texts", house.clock.now(), nothing))


def test_a_pause_from_before_the_clock_was_set_back_holds_up_nothing(
    house: House, message_id: int
) -> None:
    house.carrier.answers = [NotNow("busy", 20429)]
    house.send(message_id)
    house.clock.set_back(hours=8)
    house.sweep()
    house.work()
    assert len(house.carrier.texts) == 2
    assert house.messages[0].status == MessageStatus.ACCEPTED


def test_a_text_that_was_lost_for_long_is_given_up(
    house: House, message_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    house.clock.move(hours=6, minutes=1)
    house.sweep()
    house.work()
    assert house.carrier.texts == []
    assert house.messages[0].status == MessageStatus.FAILED
    assert f"text {message_id} is given up" in caplog.text


def test_a_text_that_was_lost_for_less_is_sent(house: House, message_id: int) -> None:
    house.clock.move(hours=5, minutes=59)
    house.sweep()
    house.work()
    assert house.statuses(MESSAGES) == [MessageStatus.ACCEPTED]


def test_a_doubt_that_is_over_after_long_is_given_up(house: House, message_id: int) -> None:
    house.carrier.answers = [InDoubt("timeout")]
    house.send(message_id)
    house.carrier.sightings = [NotListed(), NotListed()]
    house.clock.move(hours=20)
    for _ in range(2):
        house.settle_doubts()
        house.clock.move(minutes=2)
    assert house.statuses(MESSAGES) == [MessageStatus.QUEUED]
    house.sweep()
    house.work()
    assert len(house.carrier.texts) == 1
    assert house.statuses(MESSAGES) == [MessageStatus.FAILED]


def test_a_text_nobody_knows_is_not_sent(house: House) -> None:
    house.send(404)
    assert house.carrier.texts == []


def follow_ups(house: House, people: int) -> list[int]:
    """The texts that wait after the calls of so many people."""
    for person in range(people):
        house.called(Phone(f"+1802555{person + 300:04}", "US", ringable=True))
        house.queue.lose_everything()
    return [row.id for row in house.messages]


def test_texts_keep_to_the_send_rate_counted_in_segments(house: House) -> None:
    sent: list[datetime] = []
    house.carrier.before_answering = lambda _token: sent.append(house.clock.now())
    waiting = follow_ups(house, people=3)
    bodies = [house.vault.open(row.body_sealed, BODY) for row in house.messages]
    for message_id in waiting:
        house.send(message_id)
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(sent[-3:])]
    assert gaps == [count(body).segments for body in bodies[:2]]


def test_a_stop_said_while_a_text_waits_for_its_turn_is_heard(house: House) -> None:
    first, second = follow_ups(house, people=2)
    house.send(first)
    number = house.store.run(lambda tx: tx.messages.recipient(second))
    house.clock.while_asleep = lambda: house.store.run(
        lambda tx: tx.supporters.suppress(str(number), house.clock.now())
    )
    house.send(second)
    assert house.statuses(MESSAGES) == ["accepted", "canceled"]
