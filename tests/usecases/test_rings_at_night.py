"""A promise to ring that is held up into the night wakes nobody."""

import logging
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.sql.tables import WAITS
from service.domain.records import CallStatus
from service.ports.carrier import InDoubt, NotListed, Refused
from tests.twins.house import VERMONTER, House
from tests.twins.phone_call import PhoneCall, dialed_in
from tests.twins.promises import MISSED, person, promise

HONOLULU = ZoneInfo("Pacific/Honolulu")


def test_whoever_writes_before_the_morning_is_not_told_of_a_ring_of_the_night(house: House) -> None:
    house.clock.move(hours=15)
    promise(house)
    house.clock.move(minutes=31)
    house.work()
    house.text("HELP", person())
    house.clock.move(hours=9)
    house.sweep()
    house.work()
    assert house.carrier.texts == []


@pytest.mark.parametrize(("minutes", "rings"), [(30, 1), (31, 0)])
def test_a_ring_asked_for_at_night_and_held_up_wakes_nobody(
    house: House, minutes: int, rings: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    house.clock.move(hours=15)  # two in the morning
    (call_id,) = promise(house)
    house.clock.move(minutes=minutes)
    house.work()
    assert len(house.carrier.calls) == rings
    if not rings:
        assert house.statuses() == [CallStatus.CANCELED]
        assert f"call {call_id} is called off: it is Wednesday, 02:31" in caplog.text
        assert "+1802" not in caplog.text
        house.sweep()
        house.work()
        assert house.carrier.texts == []
        house.clock.move(hours=6)
        house.sweep()
        house.work()
        assert [text.body for text in house.carrier.texts] == [MISSED]


def test_a_ring_held_up_by_day_is_placed(house: House) -> None:
    promise(house)
    house.clock.move(minutes=31)
    house.work()
    assert len(house.carrier.calls) == 1


def test_a_doubt_about_a_ring_that_is_settled_at_night_wakes_nobody(house: House) -> None:
    house.clock.move(hours=9, minutes=50)  # ten to nine in the evening
    promise(house)
    house.carrier.answers = [InDoubt("timeout")]
    house.work()
    house.carrier.sightings = [NotListed(), NotListed()]
    house.clock.move(minutes=30)
    for _ in range(2):
        house.settle_doubts()
        house.clock.move(minutes=2)
    house.sweep()
    house.work()
    assert len(house.carrier.calls) == 1
    assert house.statuses() == [CallStatus.CANCELED]


def test_whoever_was_not_rung_that_night_may_ask_again_at_once(house: House) -> None:
    house.clock.move(hours=15)
    promise(house)
    house.clock.move(minutes=31)
    house.work()
    assert "ringing you now" in (house.text("CALL", PhoneNumbers().read("+18025551000")) or "")
    house.work()
    assert len(house.carrier.calls) == 1


def test_whoever_asks_at_night_hears_at_once_that_we_cannot_ring(house: House) -> None:
    house.clock.move(hours=15)
    promise(house)
    house.carrier.answers = [Refused(13224)]
    house.work()
    assert len(house.carrier.texts) == 1


def test_whoever_dials_in_before_the_morning_is_not_told_of_a_ring_of_the_night(
    house: House,
) -> None:
    house.clock.move(hours=15)
    promise(house)
    house.clock.move(minutes=31)
    house.work()
    house.clock.move(minutes=1)
    dialed_in(house, person()).through_the_senate()
    house.clock.move(hours=9)
    house.sweep()
    house.work()
    assert all(text.body != MISSED for text in house.carrier.texts)


@pytest.mark.parametrize("known", [False, True])
def test_whoever_enters_a_zip_is_promised_a_ring_by_the_clock_there(
    house: House, known: bool
) -> None:
    """A number of Vermont, perhaps of somebody who once texted us, and a ZIP of Honolulu."""
    if known:
        house.text("JOIN")
    house.clock.move(hours=12)
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    call.press("1")
    asked = call.turn.state
    offered = call.press("96813")
    call.turn = replace(offered, state=asked)
    assert call.press("96813") == offered, "a repeat hears the same"
    assert "Hawaii time" in call.said
    call.press("2")
    assert "Hawaii time" in call.said
    (supporter,) = house.supporters
    assert supporter.time_zone == "Pacific/Honolulu"
    (wait,) = house.rows(WAITS)
    assert wait.due_at.astimezone(HONOLULU).hour >= 8
    call.hang_up()
    for _ in range(30):
        house.clock.move(hours=1)
        house.serve_waits()
        house.work()
        if house.carrier.calls:
            break
    assert house.clock.now().astimezone(HONOLULU).hour >= 8


@pytest.mark.parametrize("body", ["WHERE", "HELP", "thanks"])
def test_a_text_does_not_undo_the_clock_that_was_told_in_a_call(house: House, body: str) -> None:
    house.clock.move(hours=12)
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    for keys in ("1", "96813", "2"):
        call.press(keys)
    call.hang_up()
    house.text(body)
    assert house.supporters[0].time_zone == "Pacific/Honolulu"


def test_whoever_writes_during_the_call_is_rung_by_the_clock_that_the_call_told(
    house: House,
) -> None:
    house.clock.move(hours=12)
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    for keys in ("1", "96813"):
        call.press(keys)
    house.text("hello")
    call.press("2")
    (supporter,) = house.supporters
    assert (supporter.time_zone, supporter.state) == ("Pacific/Honolulu", "HI")
