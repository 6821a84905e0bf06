"""Texts that reached the carrier while we could not be reached."""

from datetime import timedelta

import pytest

from service.adapters.sql.tables import MESSAGES, TEXTS
from service.domain.records import InboundText
from service.ports.carrier import Arrived
from tests.twins.house import OURS, VERMONTER, House


@pytest.fixture
def listening(house: House) -> House:
    """A house that has looked once, an hour ago."""
    house.fetch_missed()
    house.clock.move(hours=1)
    return house


def missed(house: House, body: str, minutes_ago: float, sender: str = VERMONTER.e164) -> None:
    at = house.clock.now() - timedelta(minutes=minutes_ago)
    number = len(house.carrier.arrived or ())
    text = InboundText(f"SM-missed-{number}", OURS, body)
    assert house.carrier.arrived is not None
    house.carrier.arrived.append(Arrived(text, sender, at))


def test_a_missed_text_is_taken_in_and_answered_once(listening: House) -> None:
    missed(listening, "S54 05401", minutes_ago=30)
    for _ in range(3):
        listening.fetch_missed()
        listening.work()
    (sent,) = listening.carrier.texts
    assert "Peter Welch" in sent.body
    assert len(listening.rows(TEXTS)) == 1


def test_a_text_that_may_still_come_is_left_alone(listening: House) -> None:
    missed(listening, "S54", minutes_ago=1.5)
    listening.fetch_missed()
    assert listening.rows(TEXTS) == []
    listening.clock.move(minutes=1)
    listening.fetch_missed()
    assert len(listening.rows(TEXTS)) == 1


def test_a_text_that_did_come_is_not_answered_again(listening: House) -> None:
    missed(listening, "S54", minutes_ago=30)
    listening.text("S54", sid="SM-missed-0")
    listening.fetch_missed()
    assert listening.rows(MESSAGES) == []


def test_a_missed_stop_is_honored_without_a_second_confirmation(listening: House) -> None:
    missed(listening, "STOP", minutes_ago=30)
    listening.fetch_missed()
    listening.work()
    assert listening.carrier.texts == []
    assert listening.text("S54") is None


def test_a_new_installation_has_missed_nothing(house: House) -> None:
    missed(house, "S54", minutes_ago=30)
    house.fetch_missed()
    assert house.rows(TEXTS) == []


def test_a_carrier_that_does_not_answer_is_asked_for_the_same_again(listening: House) -> None:
    missed(listening, "S54", minutes_ago=30)
    arrived, listening.carrier.arrived = listening.carrier.arrived, None
    listening.fetch_missed()
    listening.carrier.arrived = arrived
    listening.clock.move(hours=2)
    listening.fetch_missed()
    assert len(listening.rows(TEXTS)) == 1


def test_a_text_from_abroad_is_kept_and_not_answered(listening: House) -> None:
    missed(listening, "S54", minutes_ago=30, sender="+447700900123")
    listening.fetch_missed()
    listening.work()
    assert len(listening.rows(TEXTS)) == 1
    assert listening.carrier.texts == []


def test_an_answer_of_two_texts_is_sent_as_two(listening: House) -> None:
    missed(listening, "PLATAFORMA", minutes_ago=30)
    listening.fetch_missed()
    listening.work()
    assert ["(1 de 2)" in text.body for text in listening.carrier.texts] == [True, False]
