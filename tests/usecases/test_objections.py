"""What may hold up a text or a ring, one condition at a time."""

from datetime import timedelta

import pytest

from service.domain.conversation import Conversation
from service.domain.records import Supporter
from service.usecases.objections import (
    Condition,
    Objection,
    Outgoing,
    QuietHours,
    first_objection,
    overtaken,
    stopped,
    unusable,
)
from tests.twins.clock import ELEVEN_IN_WASHINGTON
from tests.twins.house import VERMONTER, House

SOMEBODY = Supporter(1, VERMONTER.e164, Conversation(state="VT"))
NOW = ELEVEN_IN_WASHINGTON
NIGHT = NOW + timedelta(hours=15)
MORNING = NOW + timedelta(hours=21)
LATE = timedelta(minutes=31)


def verdict(house: House, outgoing: Outgoing, *conditions: Condition) -> Objection | None:
    return house.store.run(lambda tx: first_objection(conditions, tx, outgoing, house.clock.now()))


def test_what_nothing_objects_to_may_go(house: House) -> None:
    conditions = (stopped, unusable, overtaken, QuietHours(house.knowledge.areas))
    assert verdict(house, Outgoing(SOMEBODY, NOW), *conditions) is None


def test_the_first_objection_counts(house: House) -> None:
    first, second = Objection("one"), Objection("two")
    conditions = (lambda *_: None, lambda *_: first, lambda *_: second)
    assert verdict(house, Outgoing(SOMEBODY, NOW), *conditions) is first


def test_a_stop_is_an_objection_for_good(house: House) -> None:
    house.text("S54")
    house.text("STOP")
    objection = verdict(house, Outgoing(SOMEBODY, NOW), stopped)
    assert objection == Objection("its person has said stop", None)


def test_so_is_a_number_out_of_use(house: House) -> None:
    gone = Supporter(1, VERMONTER.e164, Conversation(), unusable_at=NOW)
    objection = verdict(house, Outgoing(gone, NOW), unusable)
    assert objection == Objection("its number is out of use", None)


@pytest.mark.parametrize(
    ("since", "ours", "held"),
    [(timedelta(0), False, False), (LATE, False, True), (timedelta(0), True, True)],
    ids=["just asked for", "asked for long ago", "begun by us"],
)
def test_at_night_only_an_answer_goes_out(
    house: House, since: timedelta, ours: bool, held: bool
) -> None:
    house.clock.move(hours=15)
    outgoing = Outgoing(SOMEBODY, NIGHT - since, ours=ours)
    objection = verdict(house, outgoing, QuietHours(house.knowledge.areas))
    assert objection == (
        Objection("it is Wednesday, 02:00 in America/New_York", MORNING) if held else None
    )


@pytest.mark.parametrize(
    ("reply", "since", "held"),
    [(True, LATE, True), (True, timedelta(minutes=1), False), (False, LATE, False)],
    ids=["a late reply", "a quick reply", "no reply"],
)
def test_a_late_reply_is_not_for_somebody_who_has_texted_since(
    house: House, reply: bool, since: timedelta, held: bool
) -> None:
    house.text("S54")
    outgoing = Outgoing(SOMEBODY, NOW - since, reply=reply)
    assert verdict(house, outgoing, overtaken) == (
        Objection("its person has texted since") if held else None
    )
