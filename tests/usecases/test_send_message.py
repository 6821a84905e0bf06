"""A text is handed to the carrier once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.records import MessageStatus
from service.ports.carrier import InDoubt, NotNow, Refused
from tests.twins.house import House


@pytest.fixture
def message_id(house: House) -> int:
    """A follow-up text that waits."""
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()
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
    for _ in range(40):
        house.clock.move(minutes=1)
        house.sweep()
        house.work()
    assert len(house.carrier.texts) == 1
    assert house.messages[0].status == MessageStatus.UNKNOWN


def test_what_is_refused_has_failed(house: House, message_id: int) -> None:
    house.carrier.answers = [Refused(21211, "HTTP 400")]
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


def test_a_text_nobody_knows_is_not_sent(house: House) -> None:
    house.send(404)
    assert house.carrier.texts == []
