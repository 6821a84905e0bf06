"""Webhooks of a call that come after the carrier has told of its end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.adapters.fixed_clock import FixedClock
from service.adapters.sql.tables import MESSAGES, SUPPRESSIONS
from service.domain.callflow import Happened, Sign
from service.domain.leg_result import DialResult
from service.domain.records import CallStatus
from service.usecases.patch_through import Caller
from service.usecases.record_call_status import CallReport
from tests.twins.house import OURS, TEXAN, VERMONTER, House
from tests.twins.phone_call import PhoneCall, RungCall, dialed_in

ENDS = [CallStatus.COMPLETED, CallStatus.FAILED, CallStatus.NO_ANSWER]


@pytest.fixture
def call(house: House) -> RungCall:
    """One that we placed, whose person has heard the first script."""
    call = house.ring()
    call.answer()
    call.press("1")
    return call


def ends(call: PhoneCall, status: CallStatus = CallStatus.COMPLETED) -> None:
    """The carrier tells so."""
    call.house.report("", CallReport(call.sid, status, 9, seconds=20))


def follow_ups(house: House) -> int:
    """How many texts tell what a call came to; a question may follow them."""
    return len([text for text in house.rows(MESSAGES) if text.call_id is not None])


@pytest.mark.parametrize("status", ENDS)
def test_no_leg_begins(house: House, call: RungCall, status: CallStatus) -> None:
    ends(call, status)
    house.clock.move(seconds=1)
    call.press("1")
    assert house.legs == []


def test_no_other_office_is_dialed_and_what_the_first_came_to_is_kept(
    house: House, call: RungCall
) -> None:
    call.press("1")
    ends(call)
    call.dialed("busy")
    assert [leg.dial_status for leg in house.legs] == ["busy"]


def test_nobody_is_texted_of_a_call_that_reached_nobody(house: House, call: RungCall) -> None:
    ends(call)
    call.press("1")
    call.hang_up("canceled")
    assert (house.legs, house.rows(MESSAGES)) == ([], [])


def test_the_text_that_follows_is_queued_by_the_end_itself_and_once(
    house: House, call: RungCall
) -> None:
    call.press("1")
    ends(call)
    assert follow_ups(house) == 1
    call.hang_up("canceled")
    assert follow_ups(house) == 1


def test_a_text_that_was_asked_for_by_key_is_sent(house: House) -> None:
    call = dialed_in(house)
    call.through_the_senate()
    ends(call)
    call.press("1")
    assert follow_ups(house) == 1


def test_a_stop_by_key_counts(house: House) -> None:
    call = house.ring()
    call.answer()
    ends(call)
    call.press("9")
    assert len(house.rows(SUPPRESSIONS)) == 1


def test_what_came_before_the_end_and_was_kept_aside_is_taken_in_as_it_was(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    came, at = house.clock.now(), call.turn.state
    house.clock.move(minutes=2)
    ends(call)
    patch = replace(house.patch, clock=FixedClock(came))
    caller = Caller(VERMONTER, OURS)
    turn = patch.step(call.sid, at, Happened(Sign.KEYS, keys="1"), caller)
    spoke = Happened(Sign.HANGUP, dial_status=DialResult.COMPLETED, seconds=60)
    patch = replace(house.patch, clock=FixedClock(came + timedelta(minutes=1)))
    patch.step(call.sid, turn.state, spoke, caller)
    assert [leg.dial_status for leg in house.legs] == ["completed"]
    assert follow_ups(house) == 1


def test_a_call_whose_end_was_never_told_goes_on_if_its_webhooks_do(house: House) -> None:
    call = dialed_in(house, TEXAN)
    house.stand(CallStatus.UNKNOWN)
    call.press("1")
    assert len(house.legs) == 1
