"""Numbers are shown only as far as they must be."""

import pytest

from service.domain.phone import NOBODY, Phone, display, mask

VERMONT = Phone("+18025550142", "US", ringable=True)


def test_a_masked_number_keeps_what_tells_two_apart() -> None:
    assert mask("+18025550142") == "+1•••••••142"


@pytest.mark.parametrize("short", ["", "1", "+12345"])
def test_a_short_number_is_masked_whole(short: str) -> None:
    assert mask(short) == "•" * len(short)


def test_a_number_is_shown_as_people_write_it() -> None:
    assert display("+18025550142") == "(802) 555-0142"


@pytest.mark.parametrize("other", ["+442079460000", "+1802555014", "22395", ""])
def test_other_numbers_are_shown_as_they_are(other: str) -> None:
    assert display(other) == other


@pytest.mark.parametrize("words", [repr(VERMONT), str(VERMONT), f"{VERMONT}"])
def test_no_text_form_of_a_phone_gives_it_away(words: str) -> None:
    assert "5550142" not in words


@pytest.mark.parametrize("region", ["US", "PR", "VI", "GU", "AS", "MP"])
def test_territories_are_domestic(region: str) -> None:
    assert Phone("+17875550142", region, ringable=True).domestic


@pytest.mark.parametrize("region", ["CA", "JM", "MX", ""])
def test_other_regions_are_not(region: str) -> None:
    assert not Phone("+18765550142", region, ringable=False).domestic


def test_an_office_may_see_a_valid_north_american_number_only() -> None:
    assert VERMONT.north_american
    assert Phone("+14165550142", "CA", ringable=False).north_american
    assert not Phone("+18025550142", "US", ringable=True, valid=False).north_american
    assert not Phone("+442079460000", "GB", ringable=False).north_american


def test_nobody_is_never_rung_nor_shown() -> None:
    assert not NOBODY.ringable
    assert not NOBODY.domestic
    assert not NOBODY.north_american
