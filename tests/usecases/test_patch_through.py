"""A call, webhook by webhook, on a real database."""

from dataclasses import replace

import pytest

from service.adapters.phone_numbers import PhoneNumbers
from service.domain.callflow import At, Happened, Sign
from service.domain.campaign import Campaign, Campaigns
from service.domain.records import CallStatus
from service.usecases.patch_through import Caller
from tests.twins.archive import ArchiveTwin
from tests.twins.house import OURS, TEXAN, VERMONTER, House
from tests.twins.phone_call import PhoneCall, dialed_in


def test_a_stranger_dials_in_and_reaches_both_senators(house: House) -> None:
    call = dialed_in(house)
    call.press("1")
    assert call.turn.connect
    call.dialed()
    call.press("1")
    call.press("1")
    call.dialed("completed")
    call.press("2")
    assert call.turn.state.at is At.TEXT_OFFER
    call.silent()
    assert house.statuses() == [CallStatus.COMPLETED]
    assert [(leg.dial_status, leg.outcome) for leg in house.legs] == [
        ("completed", "spoke"),
        ("completed", "message"),
    ]
    assert len({leg.bioguide for leg in house.legs}) == 2


def test_only_numbers_of_the_directory_are_dialed(house: House) -> None:
    call = dialed_in(house)
    call.press("1")
    while call.turn.connect:
        assert call.turn.connect.choice.office.phone in house.knowledge.directory.numbers
        call.dialed("busy")
    numbers = [leg.office_number for leg in house.legs]
    assert len(numbers) == len(set(numbers)) >= 2


def test_a_repeated_webhook_gets_the_same_turn_and_one_record(house: House) -> None:
    call = dialed_in(house)
    before = call.turn.state
    press = Happened(Sign.KEYS, keys="1")
    caller = Caller(VERMONTER, OURS)
    first = house.patch.step(call.sid, before, press, caller)
    house.clock.move(hours=12)  # every office has closed meanwhile
    assert house.patch.step(call.sid, before, press, caller) == first
    assert len(house.legs) == len(house.rows()) == 1


def test_a_hang_up_during_a_leg_leaves_the_right_record(house: House) -> None:
    call = dialed_in(house)
    call.press("1")
    call.hang_up("no-answer")
    assert house.statuses() == [CallStatus.COMPLETED]
    assert [(leg.dial_status, leg.outcome) for leg in house.legs] == [("no-answer", None)]


@pytest.mark.parametrize("steps", range(6))
def test_a_hang_up_anywhere_ends_the_call(house: House, steps: int) -> None:
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    for keys in ("1", "05401", "1", "1", "1")[:steps]:
        call.press(keys)
    call.hang_up()
    assert house.statuses() == [CallStatus.COMPLETED]


def test_a_zip_on_the_phone_is_kept_for_a_supporter(house: House) -> None:
    house.text("HELP")
    dialed_in(house).press("1")
    (row,) = house.supporters
    assert (row.zip, row.state, row.stage) == ("05401", "VT", "ready")


def test_a_leg_that_was_answered_is_not_followed_by_another_for_a_later_word_on_it(
    house: House,
) -> None:
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    call.press("1")
    call.press("05401")
    dialing = call.press("1")
    first = call.dialed("completed")
    call.turn = dialing
    assert call.dialed("busy") == first
    assert [leg.dial_status for leg in house.legs] == ["completed"]


def test_a_zip_on_the_phone_that_is_told_again_replaces_no_newer_one(house: House) -> None:
    house.text("HELP")
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    asked = call.press("1")
    call.press("05401")
    house.text("94110")
    call.turn = asked
    call.press("05401")
    (row,) = house.supporters
    assert (row.zip, row.state) == ("94110", "CA")


def test_the_state_told_on_the_phone_is_not_asked_again_by_text(house: House) -> None:
    house.text("S54")
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    call.press("1")
    call.press("03579")
    (row,) = house.supporters
    assert (row.zip, row.state, row.stage) == ("03579", None, "new")
    call.press("2")
    (row,) = house.supporters
    assert (row.zip, row.state, row.stage) == ("03579", "NH", "ready")
    assert "Hassan" in (house.text("S54") or "")


def test_a_zip_of_several_states_is_kept_if_the_caller_hangs_up_before_telling_which(
    house: House,
) -> None:
    house.text("S54")
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    call.press("1")
    call.press("03579")
    call.hang_up()
    assert "Maine and New Hampshire" in (house.text("S54") or "")


def test_a_zip_on_the_phone_of_somebody_who_said_stop_is_not_kept(house: House) -> None:
    house.text("STOP")
    dialed_in(house)
    (row,) = house.supporters
    assert (row.zip, row.stage) == (None, "stopped")


def test_a_rung_call_is_bound_to_its_row(house: House) -> None:
    call = house.ring()
    assert call.answer()
    assert call.answer() == call.turn
    assert house.patch.rung(call.token, "CA-another") is None
    assert house.patch.rung("made-up", call.sid) is None


def test_a_callsid_of_another_call_owns_no_ring(house: House) -> None:
    PhoneCall(house, TEXAN, "CA-texan").dial_in()
    house.carrier.before_answering = lambda token: refused.append(
        house.patch.rung(token, "CA-texan")
    )
    refused: list[object] = []
    call = house.ring()
    assert refused == [None]
    assert call.answer()


def test_a_ring_without_a_callsid_goes_nowhere(house: House) -> None:
    call = house.ring()
    assert house.patch.rung(call.token, "") is None


def test_a_call_without_a_callsid_goes_on_unrecorded(house: House) -> None:
    call = dialed_in(house, sid="")
    call.press("1")
    assert call.turn.connect
    assert house.rows() == []


def revised(campaign: Campaign) -> Campaign:
    """The same campaign with another title, as an edited file has it."""
    titles = dict.fromkeys(campaign.titles, "Another Act")
    return replace(campaign, revision="0" * 12, titles=titles)


def test_a_call_keeps_the_revision_it_began_with(house: House) -> None:
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    old = house.knowledge.campaigns.default
    others = tuple(one for one in house.knowledge.campaigns if one is not old)
    new = Campaigns((revised(old), *others))
    house.knowledge = replace(house.knowledge, campaigns=new)
    house.archive = ArchiveTwin(old)
    house.wire()
    call.press("1")
    assert call.turn.state.revision == old.revision
    assert house.patch._world(call.turn.state).campaign == old
    later = PhoneCall(house, TEXAN, "CA-2")
    later.dial_in()
    assert "Another Act" in later.said


def test_a_revision_that_nobody_kept_is_replaced_by_todays(house: House) -> None:
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    call.turn = replace(call.turn, state=replace(call.turn.state, revision="f" * 12))
    call.press("1")
    assert call.turn.ask


def test_a_senator_who_leaves_during_a_call_is_passed_over(house: House) -> None:
    call = dialed_in(house)
    call.press("1")
    second = call.turn.state.targets[1]
    left = tuple(one for one in house.knowledge.directory.senators if one.bioguide != second)
    directory = replace(house.knowledge.directory, senators=left)
    house.knowledge = replace(house.knowledge, directory=directory)
    house.wire()
    call.dialed()
    call.press("1")
    assert "vacant" in call.said
    assert call.turn.state.at is At.TEXT_OFFER


def test_a_senator_who_leaves_during_the_script_is_not_dialed(house: House) -> None:
    call = dialed_in(house)
    first = call.turn.state.targets[0]
    left = tuple(one for one in house.knowledge.directory.senators if one.bioguide != first)
    directory = replace(house.knowledge.directory, senators=left)
    house.knowledge = replace(house.knowledge, directory=directory)
    house.wire()
    call.press("1")
    assert call.turn.state.at is At.SCRIPT
    assert call.turn.state.targets[0] != first


def test_a_known_supporter_is_not_asked_for_a_zip(house: House) -> None:
    house.text("S54 05401")
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    call.press("2")
    assert call.turn.state.at is At.SCRIPT
    assert call.turn.state.texts


@pytest.mark.parametrize(
    ("raw", "verified", "own"),
    [
        ("+18025550142", True, True),
        ("+18025550142", False, False),
        ("+14165550100", True, True),
        ("+442071838750", True, False),
        ("+266696687", True, False),
        ("+12225550100", True, False),
        ("+11112223333", True, False),
    ],
)
def test_the_office_sees_the_callers_number_only_if_it_is_valid(
    house: House, raw: str, verified: bool, own: bool
) -> None:
    caller = Caller(PhoneNumbers().read(raw), OURS, verified)
    turn = house.patch.dial_in("CA-1", caller)
    assert turn.state.own_id is own
    for keys in ("1", "05401", "1"):
        turn = house.patch.step("CA-1", turn.state, Happened(Sign.KEYS, keys=keys), caller)
    assert turn.connect
    assert turn.connect.own_id is own


def test_the_office_never_sees_the_number_of_whoever_was_rung(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.press("1")
    assert call.turn.connect
    assert not call.turn.connect.own_id


def test_a_webhook_that_comes_late_takes_no_state_away(house: House) -> None:
    call = PhoneCall(house, VERMONTER, "CA-1")
    first = call.dial_in().state
    call.press("1")
    call.press("05401")
    again = Happened(Sign.KEYS, keys="1")
    house.patch.step("CA-1", first, again, Caller(VERMONTER, OURS))
    assert [row.state for row in house.rows()] == ["VT"]
