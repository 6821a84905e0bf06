"""Where a person may be."""

import pytest

from service.adapters.phone_numbers import PhoneNumbers
from service.domain.conversation import Conversation
from service.domain.person_place import whereabouts
from service.domain.records import Supporter
from service.domain.whereabouts import Whereabouts


@pytest.mark.parametrize(
    ("e164", "zone", "state", "there"),
    [
        ("+18025550142", "America/Chicago", "TX", Whereabouts(("America/Chicago",), "TX")),
        ("+18025550142", None, None, Whereabouts(("America/New_York",), None)),
        ("+12225550100", None, "UT", Whereabouts((), "UT")),
    ],
    ids=["their ZIP", "else their area code", "else nobody knows"],
)
def test_a_zip_tells_more_than_an_area_code(
    e164: str, zone: str | None, state: str | None, there: Whereabouts
) -> None:
    supporter = Supporter(1, e164, Conversation(state=state), zone)
    assert whereabouts(supporter, PhoneNumbers()) == there
