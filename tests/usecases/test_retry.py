"""One more try for a ring that no person took."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.sql.tables import SUPPORTERS
from service.domain.limits import RETRY_AFTER
from service.domain.records import CallStatus
from tests.twins.house import TEXAN, House
from tests.twins.phone_call import RungCall, dialed_in

PENSACOLA = PhoneNumbers().read("+18505550177")
NOBODY_TOOK_IT = [
    CallStatus.NO_ANSWER,
    CallStatus.BUSY,
    CallStatus.FAILED,
    CallStatus.COMPLETED,
    CallStatus.CANCELED,
]


def ten_minutes_pass(house: House) -> None:
    house.clock.move(seconds=RETRY_AFTER.total_seconds())
    house.sweep()
    house.work()


@pytest.mark.parametrize("status", NOBODY_TOOK_IT)
def test_it_rings_once_more_ten_minutes_later(house: House, status: CallStatus) -> None:
    house.ring().ends(status)
    house.clock.move(minutes=9)
    house.sweep()
    house.work()
    assert len(house.carrier.calls) == 1
    house.clock.move(minutes=1)
    house.sweep()
    house.work()
    assert len(house.carrier.calls) == 2


@pytest.mark.parametrize(("late", "rings"), [(19, 2), (21, 1)])
def test_a_second_try_that_was_held_up_is_not_made_up_for(
    house: House, late: int, rings: int
) -> None:
    house.ring().ends(CallStatus.NO_ANSWER)
    house.clock.move(minutes=10 + late)
    house.sweep()
    house.work()
    assert len(house.carrier.calls) == rings
    assert house.carrier.texts == []


def test_there_is_no_third_try(house: House) -> None:
    call = house.ring()
    call.ends(CallStatus.NO_ANSWER)
    ten_minutes_pass(house)
    second = RungCall(house, call.person, house.rows()[1].call_sid, house.carrier.calls[1].token)
    second.ends(CallStatus.NO_ANSWER)
    ten_minutes_pass(house)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 2


def test_a_voicemail_box_is_rung_once_more_and_never_patched(house: House) -> None:
    call = house.ring()
    call.answer()
    for _ in range(3):
        call.silent()
    assert "heard no key" in call.said
    call.ends(CallStatus.COMPLETED)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 2
    assert house.legs == []


def test_reports_that_repeat_promise_one_try(house: House) -> None:
    call = house.ring()
    for _ in range(3):
        call.ends(CallStatus.NO_ANSWER)
        call.ends(CallStatus.FAILED, sequence=9)
    ten_minutes_pass(house)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 2


def test_whoever_took_the_call_is_left_in_peace(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.hang_up()
    call.ends(CallStatus.COMPLETED)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 1


@pytest.mark.parametrize("word", ["STOP", "FORGET"])
@pytest.mark.parametrize("before_the_end", [True, False])
def test_nobody_is_tried_again_after_stop_or_forget(
    house: House, word: str, before_the_end: bool
) -> None:
    call = house.ring()
    if before_the_end:
        house.text(word)
    call.ends(CallStatus.NO_ANSWER)
    if not before_the_end:
        house.text(word)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 1


def test_asking_again_takes_the_place_of_the_second_try(house: House) -> None:
    house.ring().ends(CallStatus.NO_ANSWER)
    house.text("CALL")
    house.work()
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 2


@pytest.mark.parametrize(
    ("hour", "minute", "tries"), [(1, 49, 2), (1, 50, 1), (4, 0, 1), (12, 49, 1), (12, 50, 2)]
)
def test_evening_and_night_where_the_person_lives_are_kept(
    house: House, hour: int, minute: int, tries: int
) -> None:
    """In Vermont it is five hours earlier than in UTC: 8:59 in the evening is the last minute."""
    now = datetime(2026, 12, 2, hour, minute, tzinfo=UTC)
    house.clock.move(seconds=(now - house.clock.now()).total_seconds())
    house.ring().ends(CallStatus.NO_ANSWER)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == tries


def test_the_law_of_their_state_is_kept_where_it_is_narrower(house: House) -> None:
    """In Texas nobody is rung before nine."""
    for minute, tries in ((49, 1), (50, 3)):
        now = datetime(2026, 12, 2, 14, minute, tzinfo=UTC)
        house.clock.move(seconds=(now - house.clock.now()).total_seconds())
        house.text("S54 78701", TEXAN)
        house.text("CALL", TEXAN)
        house.work()
        call = house.carrier.calls[-1]
        row = house.rows()[-1]
        RungCall(house, TEXAN, row.call_sid, call.token).ends(CallStatus.NO_ANSWER)
        ten_minutes_pass(house)
        assert len(house.carrier.calls) == tries


@pytest.mark.parametrize(("hour", "tries"), [(13, 1), (14, 2)])
def test_of_somebody_without_a_known_zone_all_zones_of_the_area_code_count(
    house: House, hour: int, tries: int
) -> None:
    """Half of area code 850 is an hour behind the other half."""
    call = house.ring(PENSACOLA)
    with house.engine.begin() as connection:
        connection.execute(update(SUPPORTERS).values(time_zone=None))
    now = datetime(2026, 12, 2, hour, 5, tzinfo=UTC)
    house.clock.move(seconds=(now - house.clock.now()).total_seconds())
    house.stand(CallStatus.RINGING)
    call.ends(CallStatus.NO_ANSWER)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == tries


@pytest.mark.parametrize(("hours", "tries"), [(0, 2), (1, 1)])
def test_a_second_try_that_was_held_up_until_night_is_dropped(
    house: House, hours: int, tries: int
) -> None:
    """In Vermont the second try is due at ten to nine in the evening."""
    now = datetime(2026, 12, 2, 1, 40, tzinfo=UTC)
    house.clock.move(seconds=(now - house.clock.now()).total_seconds())
    house.ring().ends(CallStatus.NO_ANSWER)
    house.clock.move(hours=hours)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == tries
    if tries == 1:
        assert house.statuses()[1] == CallStatus.CANCELED


def test_a_ring_asked_for_at_night_is_placed_at_night(house: House) -> None:
    now = datetime(2026, 12, 2, 6, tzinfo=UTC)
    house.clock.move(seconds=(now - house.clock.now()).total_seconds())
    house.ring()
    assert len(house.carrier.calls) == 1


def test_whoever_called_us_meanwhile_is_not_rung_during_that_call(house: House) -> None:
    house.ring().ends(CallStatus.NO_ANSWER)
    house.clock.move(minutes=9)
    dialed_in(house)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 1
    assert house.statuses() == ["no_answer", "canceled", "in_progress"]


@pytest.mark.parametrize("before", [(), ("S54", "FORGET")], ids=["unknown", "forgotten"])
def test_a_call_from_before_they_were_a_supporter_is_heeded_too(
    house: House, before: tuple[str, ...]
) -> None:
    dialed_in(house)
    for body in before:
        house.text(body)
    house.ring().ends(CallStatus.NO_ANSWER)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 1


def test_whoever_called_us_and_has_hung_up_is_rung(house: House) -> None:
    house.ring().ends(CallStatus.NO_ANSWER)
    dialed_in(house).hang_up()
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 2


def test_a_call_of_somebody_else_keeps_no_second_try_away(house: House) -> None:
    house.ring().ends(CallStatus.NO_ANSWER)
    house.clock.move(minutes=9)
    dialed_in(house, TEXAN)
    ten_minutes_pass(house)
    assert len(house.carrier.calls) == 2


def test_a_ring_that_is_promised_already_is_try_enough(house: House) -> None:
    """The end of the first ring is told an hour late, when another has been asked for."""
    call = house.ring()
    house.clock.move(minutes=61)
    house.sweep()
    house.text("CALL")
    call.ends(CallStatus.NO_ANSWER)
    assert house.statuses().count(CallStatus.QUEUED) == 1
