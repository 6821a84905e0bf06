"""While the database is down calls go on, and texts say so."""

from pathlib import Path

import pytest

from service.domain.callflow import At
from service.ports.store import StoreDown
from tests.twins.house import TEXAN, House
from tests.twins.phone_call import PhoneCall


@pytest.fixture
def down(tmp_path: Path) -> House:
    """A house whose database cannot be opened."""
    return House(f"sqlite:///{tmp_path}/missing/patchline.db")


def test_a_caller_reaches_both_senators_in_order(down: House) -> None:
    call = PhoneCall(down, TEXAN, "CA-1")
    call.dial_in()
    call.press("1")
    call.press("78701")
    wanted = call.turn.state.targets
    reached = []
    for _ in range(2):
        call.press("1")
        assert call.turn.connect
        reached.append(call.turn.state.targets[0])
        call.dialed()
        call.press("1")
    assert tuple(reached) == wanted
    assert call.turn.state.at in {At.TEXT_OFFER, At.OVER}


def test_a_busy_office_is_followed_by_the_next(down: House) -> None:
    call = PhoneCall(down, TEXAN, "CA-1")
    call.dial_in()
    call.press("1")
    call.press("78701")
    call.press("1")
    first = call.turn.connect
    call.dialed("busy")
    assert call.turn.connect
    assert call.turn.connect != first


def test_a_repeat_hears_the_same(down: House) -> None:
    calls = [PhoneCall(down, TEXAN, "CA-1") for _ in range(2)]
    for call in calls:
        call.dial_in()
        call.press("1")
        call.press("78701")
        call.press("1")
    assert calls[0].turn == calls[1].turn


def test_a_database_that_goes_away_during_a_call_ends_nothing(house: House) -> None:
    call = PhoneCall(house, TEXAN, "CA-1")
    call.dial_in()
    call.press("1")
    call.press("78701")
    call.house = House("sqlite:////nowhere/at/all.db", clock=house.clock)
    call.press("1")
    assert call.turn.connect


def test_a_ring_picked_up_meanwhile_asks_for_the_zip_and_goes_on(house: House) -> None:
    call = house.ring()
    call.house = House("sqlite:////nowhere/at/all.db", clock=house.clock, carrier=house.carrier)
    assert "texted us the word CALL" in (call.answer() and call.said)
    call.press("1")
    assert call.turn.state.at is At.ZIP
    call.press("05401")
    call.press("1")
    assert call.turn.connect
    assert not call.turn.connect.own_id


def test_what_needs_the_database_says_that_it_is_down(down: House) -> None:
    for use in (
        lambda: down.text("S54"),
        lambda: down.place(1),
        lambda: down.send(1),
        lambda: down.patch.rung("token", "CA-1"),
        down.sweep,
    ):
        with pytest.raises(StoreDown, match="check DATABASE_URL"):
            use()
