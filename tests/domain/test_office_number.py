"""The number of an office."""

import pytest

from service.domain.office_number import is_office_number, to_e164


@pytest.mark.parametrize(
    "written",
    ["202-224-3441", "(202) 224-3441", "202.224.3441", "+1 202 224 3441", "1-202-224-3441"],
)
def test_every_common_way_of_writing_a_number_becomes_the_same_e164(written: str) -> None:
    assert to_e164(written) == "+12022243441"


@pytest.mark.parametrize("written", ["202-224", "202-224-3441 x5", "call us", "", "22022243441"])
def test_what_is_no_number_comes_back_unchanged_and_is_refused(written: str) -> None:
    assert to_e164(written) == written
    assert not is_office_number(written)


@pytest.mark.parametrize("phone", ["+12022243441", "+19072256880", "+18005550100"])
def test_lines_in_the_united_states_are_accepted(phone: str) -> None:
    assert is_office_number(phone)


@pytest.mark.parametrize(
    ("phone", "why"),
    [
        ("+19005550100", "premium"),
        ("+19765550100", "premium"),
        ("+18765550100", "Jamaica"),
        ("+14115550100", "a service code for an area"),
        ("+12029110100", "a service code for an exchange"),
        ("+11022243441", "an area code cannot begin with 1"),
        ("+12021243441", "an exchange cannot begin with 1"),
        ("+442079460000", "abroad"),
        ("+1202224344", "too short"),
        ("+120222434411", "too long"),
        ("+1202224344\u0661", "a digit of another script"),
    ],
)
def test_a_number_that_no_office_can_have_is_refused(phone: str, why: str) -> None:
    assert not is_office_number(phone), why
