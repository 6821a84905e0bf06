"""Texts that reached the carrier while we could not be reached."""

from datetime import timedelta

import pytest

from service.adapters.sql.tables import MESSAGES, SUPPRESSIONS, TEXTS
from service.domain.phone import Phone
from tests.twins.house import LONDONER, VERMONTER, House
from tests.twins.missed import missed
from tests.twins.phone_call import dialed_in


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


@pytest.mark.parametrize("body", ["opt out", "STOP", "FORGET"])
def test_a_stop_counts_before_what_was_asked_for_just_before_it(
    listening: House, body: str
) -> None:
    missed(listening, "S54 05401", minutes_ago=3)
    missed(listening, "CALL", minutes_ago=2.1)
    missed(listening, body, minutes_ago=1.9)
    for _ in range(4):
        listening.fetch_missed()
        listening.sweep()
        listening.work()
        listening.clock.move(seconds=30)
    assert listening.carrier.calls == []
    assert listening.carrier.texts == []


def test_a_stop_whose_webhook_comes_after_all_is_confirmed_by_it(listening: House) -> None:
    listening.text("S54 05401")
    missed(listening, "opt out", minutes_ago=0.5)
    listening.fetch_missed()
    listening.work()
    assert "no more" in (listening.text("opt out", sid="SM-missed-0") or "")
    assert listening.carrier.texts == []


def test_whoever_dialed_in_since_is_promised_no_ring_for_a_late_call(listening: House) -> None:
    listening.text("S54 05401")
    missed(listening, "CALL", minutes_ago=3)
    dialed_in(listening)
    listening.fetch_missed()
    listening.work()
    assert (listening.carrier.texts, listening.carrier.calls) == ([], [])


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


def test_an_answer_of_several_texts_is_sent_as_several(listening: House) -> None:
    missed(listening, "PLATAFORMA", minutes_ago=30)
    listening.fetch_missed()
    listening.work()
    bodies = [text.body for text in listening.carrier.texts]
    for body, part in zip(bodies, ("(1 de 2)", "(2 de 2)", "UNIRME"), strict=True):
        assert part in body


def test_a_start_from_before_a_stop_does_not_lift_it(listening: House) -> None:
    listening.text("opt out")
    listening.clock.move(minutes=10)
    missed(listening, "START", minutes_ago=5)
    listening.text("opt out")
    listening.clock.move(minutes=10)
    listening.fetch_missed()
    listening.work()
    assert listening.carrier.texts == []
    assert len(listening.rows(SUPPRESSIONS)) == 1
    assert [person.stage for person in listening.supporters] == ["stopped"]


def test_a_start_from_after_a_stop_lifts_it_however_late_both_come(listening: House) -> None:
    missed(listening, "STOP", minutes_ago=40)
    missed(listening, "START", minutes_ago=30)
    listening.fetch_missed()
    assert listening.rows(SUPPRESSIONS) == []


@pytest.mark.parametrize("sender", [VERMONTER, LONDONER], ids=["here", "abroad"])
def test_a_stop_counts_from_when_it_was_said(listening: House, sender: Phone) -> None:
    missed(listening, "STOP", minutes_ago=30, sender=sender.e164)
    said = listening.clock.now() - timedelta(minutes=30)
    listening.fetch_missed()
    assert [row.since for row in listening.rows(SUPPRESSIONS)] == [said]


def test_a_stop_counts_though_a_newer_start_came_first(listening: House) -> None:
    missed(listening, "STOP", minutes_ago=30)
    listening.text("START")
    listening.fetch_missed()
    assert listening.text("S54") is None


def test_too_many_to_look_through_at_once_are_fetched_round_by_round_in_order(
    listening: House,
) -> None:
    for minutes in range(60, 4, -5):
        missed(listening, "S54 05401", minutes_ago=minutes)
    listening.carrier.lists_at_most = 4
    rounds = 0
    while len(listening.rows(TEXTS)) < 12:
        before = listening.carrier.listed
        listening.fetch_missed()
        assert listening.carrier.listed - before <= 12
        rounds += 1
    assert rounds < 12
    assert [row.message_sid for row in listening.rows(TEXTS)] == [
        f"SM-missed-{number}" for number in range(12)
    ]


def test_what_could_not_be_looked_through_is_told_once_and_left(
    listening: House, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        missed(listening, "S54", minutes_ago=61.9)
    listening.carrier.lists_at_most = 1
    for _ in range(20):
        listening.fetch_missed()
        listening.clock.move(seconds=30)
    assert len(listening.rows(TEXTS)) == 1
    assert len([record for record in caplog.records if "too many" in record.message]) == 1


def test_while_something_is_kept_aside_nothing_is_taken_for_missed(listening: House) -> None:
    missed(listening, "S54", minutes_ago=30)
    listening.journal.keep({"path": "/twilio/sms"})
    listening.fetch_missed()
    assert listening.rows(TEXTS) == []
