"""Whoever finds everything closed is told when the first office opens, wherever that is."""

from datetime import UTC, date, datetime, time

from service.domain.callflow import At
from service.domain.follow_up import follow_up
from service.domain.office_hours import HoursRule, weekdays
from service.domain.openings import first_opening
from service.domain.words import Language
from tests.domain.worlds import (
    NIGHT,
    SATURDAY,
    Caller,
    call_world,
    campaigns,
    dial_in,
    directory_of,
    office,
    phrasebook,
    senator,
)

TEN_DAYS = HoursRule(None, first=date(2026, 11, 24), last=date(2026, 12, 3))
ANN = senator("ann", 1, office("ann-dc", rules=[TEN_DAYS]), office("barre"), office("stowe"))
FAR = senator("far", 3, office("juneau", zone="America/Juneau"))


def test_the_first_opening_may_be_another_office_than_washington() -> None:
    opening = first_opening(ANN, NIGHT)
    assert opening is not None
    assert opening.office.id == "barre"
    assert opening.at == datetime(2026, 11, 25, 14, tzinfo=UTC)


def test_washington_is_named_where_it_opens_with_others() -> None:
    opening = first_opening(senator("eve", 1, office("eve-dc"), office("barre")), NIGHT)
    assert opening is not None
    assert opening.office.id == "eve-dc"


def test_a_moment_far_away_is_told_in_eastern_time() -> None:
    opening = first_opening(FAR, SATURDAY)
    assert opening is not None
    assert (opening.at.hour, opening.at.tzname()) == (13, "EST")


def test_offices_that_stay_closed_for_a_year_have_no_opening() -> None:
    assert (
        first_opening(senator("gus", 1, office("gus-dc", rules=[HoursRule(None)])), NIGHT) is None
    )


def test_the_call_names_the_office_that_opens_first() -> None:
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(ANN), now=NIGHT))
    heard = caller.press("1")
    assert "The one in Barre opens first, on Wednesday at 9:00 AM, Eastern time." in heard
    heard = caller.wait()
    assert caller.at is At.OVER
    assert "The first office to open is the one in Barre, on Wednesday at 9:00 AM" in heard


def test_the_end_of_a_call_names_the_first_office_of_all_who_were_missed() -> None:
    late = senator("bea", 3, office("bea-dc", rules=[weekdays(time(8), time(16))]))
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(ANN, late), now=NIGHT))
    caller.press("1")
    caller.wait()
    assert "the one in Washington, on Wednesday at 8:00 AM" in caller.wait()


def test_the_text_says_when_the_first_office_of_all_opens() -> None:
    closed_in_washington = senator("bea", 3, office("bea-dc", rules=[TEN_DAYS]))
    senate = directory_of(closed_in_washington, ANN)
    words = phrasebook()[Language.EN]
    assert (
        "The offices of Sen. ann and Sen. bea are closed; the first opens Wednesday at 9:00 AM "
        "Eastern." in follow_up([], campaigns().default, senate, words, "VT", NIGHT)
    )
