"""Whom the people of a state are asked to call, in which order and by which names."""

from service.domain.senators import named, spelled, targets
from service.domain.words import Language
from tests.domain.worlds import campaigns, directory_of, phrasebook, senate, senator

ANN, BEA = senator("ann", 1), senator("bea", 3)
S54 = campaigns().taking_calls("s54")
DHS = campaigns().taking_calls("dhs-funding")


def test_a_seat_on_the_committee_comes_first() -> None:
    assert [s.last for s in targets(senate(), S54, "VT")] == ["Welch", "Sanders"]


def test_others_are_called_by_class() -> None:
    assert [s.last for s in targets(senate(), DHS, "VT")] == ["Sanders", "Welch"]


def test_every_state_has_two() -> None:
    states = {s.state for s in senate().senators}
    assert len(states) == 50
    assert all(len(targets(senate(), S54, state)) == 2 for state in states)


def test_vacant_seats_leave_one_or_none() -> None:
    assert targets(directory_of(BEA), S54, "VT") == (BEA,)
    assert targets(directory_of(BEA), S54, "NH") == ()
    assert targets(directory_of(), S54, "") == ()


def test_names_are_joined_as_the_language_does() -> None:
    assert named([ANN, BEA], phrasebook()[Language.EN]) == "Ann ann and Ann bea"
    assert named([ANN, BEA], phrasebook()[Language.ES]) == "Ann ann y Ann bea"
    assert named([BEA], phrasebook()[Language.ES]) == "Ann bea"


def test_an_accent_that_costs_a_segment_is_spoken_for_in_spanish_only() -> None:
    assert spelled("Ben Ray Luján", phrasebook()[Language.EN]) == "Ben Ray Lujan"
    assert spelled("Ben Ray Luján", phrasebook()[Language.ES]) == "Ben Ray Luján"
    assert spelled("Nuñez é", phrasebook()[Language.EN]) == "Nuñez é"
