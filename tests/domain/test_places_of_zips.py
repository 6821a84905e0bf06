"""What lying in a state, a territory or a military region makes of a ZIP."""

import pytest

from service.domain.places import PlaceKind, kind_of
from service.domain.states import MILITARY_REGIONS, STATE_ZONES, TERRITORIES


def test_there_are_fifty_states_and_none_of_them_is_a_territory_or_military_region() -> None:
    assert len(STATE_ZONES) == 50
    assert not STATE_ZONES.keys() & (TERRITORIES | MILITARY_REGIONS | {"DC"})


@pytest.mark.parametrize("state", sorted(STATE_ZONES))
def test_one_state_has_senators(state: str) -> None:
    assert kind_of((state,)) is PlaceKind.STATE


@pytest.mark.parametrize(
    ("states", "kind"),
    [
        ((), PlaceKind.UNKNOWN),
        (("DC",), PlaceKind.DC),
        (("PR",), PlaceKind.TERRITORY),
        (("FM",), PlaceKind.TERRITORY),
        (("AE",), PlaceKind.MILITARY),
        (("AZ", "NM"), PlaceKind.SPLIT),
        (("CO", "NM", "UT"), PlaceKind.SPLIT),
    ],
)
def test_every_other_place_has_an_answer_of_its_own(
    states: tuple[str, ...], kind: PlaceKind
) -> None:
    assert kind_of(states) is kind
