"""A text that we begin disturbs nobody at night."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from service.adapters.sql.tables import MESSAGES
from service.domain.text_records import MessageStatus
from service.ports.carrier import InDoubt, NotListed
from tests.twins.house import OURS, House


class TestAtNight:
    """A call made in Vermont at ten to nine in the evening, and the text that follows it."""

    @pytest.fixture
    def evening_text(self, house: House) -> int:
        until(house, datetime(2026, 12, 2, 1, 50, tzinfo=UTC))
        return text_after_a_call(house)

    def test_right_after_the_call_it_comes_at_any_hour(
        self, house: House, evening_text: int
    ) -> None:
        house.clock.move(minutes=30)  # twenty past nine
        house.send(evening_text)
        assert len(house.carrier.texts) == 1

    def test_one_that_was_held_up_for_longer_waits_until_the_morning(
        self, house: House, evening_text: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        house.clock.move(minutes=31)
        house.send(evening_text)
        assert house.carrier.texts == []
        assert house.messages[0].due_at == MORNING
        assert "it is Tuesday, 21:21 in America/New_York" in caplog.text
        assert "+1802" not in caplog.text

    def test_it_comes_in_the_morning_and_once(self, house: House, evening_text: int) -> None:
        until(house, MORNING - timedelta(hours=9))
        for _ in range(30):
            house.sweep()
            house.work()
            assert bool(house.carrier.texts) == (house.clock.now() >= MORNING)
            house.clock.move(minutes=30)
        assert len(house.carrier.texts) == 1

    def test_a_doubt_that_is_settled_at_night_lets_it_go_out_in_the_morning(
        self, house: House, evening_text: int
    ) -> None:
        house.carrier.answers = [InDoubt("timeout")]
        house.send(evening_text)
        house.carrier.sightings = [NotListed(), NotListed()]
        until(house, MORNING - timedelta(hours=6))
        for _ in range(2):
            house.settle_doubts()
            house.clock.move(minutes=2)
        house.sweep()
        house.work()
        assert len(house.carrier.texts) == 1
        assert house.statuses(MESSAGES) == [MessageStatus.QUEUED]
        until(house, MORNING)
        house.sweep()
        house.work()
        assert house.statuses(MESSAGES) == [MessageStatus.ACCEPTED]

    @pytest.mark.parametrize(("minutes", "sent"), [(60, 1), (61, 0)])
    def test_the_morning_has_an_hour_for_it(
        self, house: House, evening_text: int, minutes: int, sent: int
    ) -> None:
        until(house, MORNING + timedelta(minutes=minutes))
        house.send(evening_text)
        assert len(house.carrier.texts) == sent

    @pytest.mark.parametrize("hour", [0, 1, 2, 3, 5, 7])
    def test_after_a_call_at_night_too(self, house: House, hour: int) -> None:
        until(house, datetime(2026, 12, 2, hour + 5, tzinfo=UTC))
        message_id = text_after_a_call(house)
        house.clock.move(minutes=31)
        house.send(message_id)
        assert house.carrier.texts == []
        until(house, MORNING + timedelta(minutes=30))
        house.send(message_id)
        assert len(house.carrier.texts) == 1


def text_after_a_call(house: House) -> int:
    """A text that waits, whatever the hour of the call."""
    house.ring()
    text = house.store.run(
        lambda tx: tx.messages.follow_up(1, 1, OURS, "Thank you.", house.clock.now())
    )
    return int(text or 0)


MORNING = datetime(2026, 12, 2, 13, tzinfo=UTC)
"""Eight o'clock in Vermont."""


def until(house: House, moment: datetime) -> None:
    """Let time pass until then."""
    house.clock.move(seconds=(moment - house.clock.now()).total_seconds())
