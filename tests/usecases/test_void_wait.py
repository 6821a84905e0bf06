"""Whoever waits for a senator who leaves, or for a campaign that ends, is told."""

from dataclasses import replace

from service.domain.waiting import WaitStatus
from tests.twins.house import House
from tests.twins.waiting import SANDERS, WELCH, ring_of, serve, statuses, waits


def test_a_senator_who_leaves_office_ends_the_wait_in_words(house: House) -> None:
    waits(house)
    _without(house, WELCH)
    serve(house, rounds=3)
    assert statuses(house) == [WaitStatus.VOID]
    (text,) = house.carrier.texts
    assert "no office left to connect you to" in text.body


def test_the_other_senator_is_rung_for_all_the_same_and_the_call_says_who_is_gone(
    house: House,
) -> None:
    waits(house, both=True)
    _without(house, WELCH)
    serve(house, rounds=3)
    call = ring_of(house)
    call.answer()
    call.press("1")
    assert call.turn.state.targets == (SANDERS, WELCH)
    call.press("1")
    call.dialed()
    assert "vacant" in call.press("1").say[0].words


def test_a_campaign_that_ends_ends_the_wait_in_words(house: House) -> None:
    waits(house)
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE waits SET campaign = 'yesterdays'")
    serve(house, rounds=3)
    assert statuses(house) == [WaitStatus.VOID]
    assert "that campaign has ended" in house.carrier.texts[0].body


def test_a_campaign_that_ends_ends_the_wait_though_one_of_its_senators_left_too(
    house: House,
) -> None:
    waits(house, both=True)
    _without(house, SANDERS)
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE waits SET campaign = 'yesterdays'")
    serve(house)
    assert statuses(house) == [WaitStatus.VOID]
    (text,) = house.carrier.texts
    assert "that campaign has ended" in text.body


def _without(house: House, bioguide: str) -> None:
    directory = house.knowledge.directory
    left = tuple(one for one in directory.senators if one.bioguide != bioguide)
    house.knowledge = replace(house.knowledge, directory=replace(directory, senators=left))
    house.wire()
