"""Whose number it is, and whether it may be rung."""

from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.phone_numbers import ANONYMOUS, PhoneNumbers
from service.domain.phone import NOBODY

READER = PhoneNumbers()
READ = READER.read
ISLANDS = [
    "242", "246", "264", "268", "284", "345", "441", "473", "649", "658", "664",
    "721", "758", "767", "784", "809", "829", "849", "868", "869", "876",
]  # fmt: skip
CANADA = [
    "204", "226", "250", "306", "343", "403", "416", "418", "437", "450", "506",
    "514", "519", "604", "613", "647", "705", "709", "780", "867", "902", "905",
]  # fmt: skip
TOLL_FREE = ["800", "833", "844", "855", "866", "877", "888"]


@pytest.mark.parametrize("number", ["+18025550142", "+12025550154", "+15125550177", "+19078889999"])
def test_a_us_number_may_be_rung(number: str) -> None:
    phone = READ(number)
    assert (phone.e164, phone.region, phone.ringable, phone.valid) == (number, "US", True, True)


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("+17875550100", "PR"),
        ("+19395550100", "PR"),
        ("+16715550100", "GU"),
        ("+13405550100", "VI"),
        ("+16845550100", "AS"),
        ("+16705550100", "MP"),
    ],
)
def test_the_territories_are_at_home(number: str, region: str) -> None:
    phone = READ(number)
    assert (phone.region, phone.domestic, phone.ringable) == (region, True, True)


@pytest.mark.parametrize("code", ISLANDS)
@pytest.mark.parametrize("rest", ["2000000", "5550100", "9999999", "7654321"])
def test_island_codes_are_neither_at_home_nor_rung(code: str, rest: str) -> None:
    phone = READ(f"+1{code}{rest}")
    assert not phone.domestic
    assert not phone.ringable


@pytest.mark.parametrize("code", CANADA)
def test_canada_is_not_rung_but_may_show_its_number(code: str) -> None:
    phone = READ(f"+1{code}5550100")
    assert (phone.region, phone.domestic, phone.ringable) == ("CA", False, False)
    assert phone.north_american


@pytest.mark.parametrize("code", [*TOLL_FREE, "900"])
@pytest.mark.parametrize("rest", ["5550100", "2345678", "9999999"])
def test_premium_and_toll_free_numbers_are_never_rung(code: str, rest: str) -> None:
    assert not READ(f"+1{code}{rest}").ringable


@pytest.mark.parametrize("number", ["+442071838750", "+525512345678", "+79161234567"])
def test_the_rest_of_the_world_is_not_rung(number: str) -> None:
    phone = READ(number)
    assert not phone.domestic
    assert not phone.ringable
    assert not phone.north_american


@pytest.mark.parametrize("raw", sorted(ANONYMOUS))
def test_callers_who_hide_are_nobody(raw: str) -> None:
    assert READ(raw) == NOBODY


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "+", "+1", "1", "72645", "PATCHLINE", "anonymous", "Anonymous", "Restricted",
        "8025550142", "18025550142", "(802) 555-0142", "+1 802 555 0142", "+1-802-555-0142",
        "+18025550142 ", "+18025550142\n", "+180255501423333333", "+0180255501", "sip:a@b.example",
        "client:me", "whatsapp:+18025550142", "+1802555014२", "+１８０２５５５０１４２",
        "9" * 100_000, "+" + "1" * 100_000, "\x00", "+18025550142;ext=5",
    ],
)  # fmt: skip
def test_whatever_is_no_number_as_a_carrier_writes_it_is_nobody(raw: str) -> None:
    assert READ(raw) == NOBODY


@given(raw=st.text() | st.from_regex(r"\+\d{1,16}", fullmatch=True))
def test_reading_never_fails_and_rings_only_plain_us_numbers(raw: str) -> None:
    phone = READ(raw)
    assert not phone.ringable or (phone.domestic and phone.e164 == raw and raw.startswith("+1"))


@given(number=st.from_regex(r"\+1[2-9]\d{2}[2-9]\d{6}", fullmatch=True))
def test_nothing_abroad_or_premium_is_rung_whatever_its_digits(number: str) -> None:
    code = number[2:5]
    if code in {*ISLANDS, *CANADA, *TOLL_FREE, "900"}:
        assert not READ(number).ringable


def test_a_number_of_no_plan_is_taken_for_a_new_us_code_but_never_shown() -> None:
    phone = READ("+12225550100")
    assert phone.ringable
    assert not phone.north_american


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("802 555 0142", "+18025550142"),
        ("(802) 555-0142", "+18025550142"),
        ("+18025550142", "+18025550142"),
        ("1-802-555-0142", "+18025550142"),
        ("+44 20 7183 8750", "+442071838750"),
        ("no number", ""),
        ("", ""),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, e164: str) -> None:
    assert PhoneNumbers().typed(typed).e164 == e164


def test_no_repr_shows_the_number() -> None:
    assert "5550142" not in f"{READ('+18025550142')} {READ('+18025550142')!r}"


@pytest.mark.parametrize(
    "number", ["+12129761234", "+19765551234", "+15005550123", "+17005550123", "+19115550123"]
)
def test_what_is_no_ordinary_telephone_is_never_rung(number: str) -> None:
    assert not PhoneNumbers().read(number).ringable


@pytest.mark.parametrize(
    ("number", "zones"),
    [
        ("+18025550142", {"America/New_York"}),
        ("+18505550142", {"America/Chicago", "America/New_York"}),
        ("+14235550142", {"America/Chicago", "America/New_York"}),
        ("+19285550142", {"America/Denver", "America/Phoenix"}),
        ("+18085550142", {"Pacific/Honolulu"}),
        ("+17875550142", {"America/Puerto_Rico"}),
        ("+13405550142", {"America/St_Thomas"}),
        ("+16715550142", {"Pacific/Guam"}),
        ("+16705550142", {"Pacific/Saipan"}),
        ("+16845550142", {"Pacific/Pago_Pago"}),
    ],
)
def test_a_number_may_be_in_every_zone_of_its_area_code(number: str, zones: set[str]) -> None:
    assert set(PhoneNumbers().time_zones(number)) == zones


def test_alaska_reaches_to_the_aleutians() -> None:
    assert {"America/Anchorage", "America/Adak"} <= set(PhoneNumbers().time_zones("+19075550142"))


@pytest.mark.parametrize(
    "number", ["", "+18005550142", "+15005550006", "+12225550100", "+447700900123", "72645", "802"]
)
def test_a_number_without_a_place_is_in_no_zone(number: str) -> None:
    assert PhoneNumbers().time_zones(number) == ()


@given(number=st.text() | st.from_regex(r"\+1[2-9]\d{9}", fullmatch=True))
def test_the_zones_of_a_number_are_zones_that_exist(number: str) -> None:
    assert all(ZoneInfo(zone) for zone in READER.time_zones(number))


@given(number=st.from_regex(r"\+1[2-9]\d{2}[2-9]\d{6}|\+[2-9]\d{8,12}", fullmatch=True))
def test_a_number_is_valid_where_the_library_says_so(number: str) -> None:
    phone = READ(number)
    if phone.region not in {"", "ZZ"}:
        assert phone.valid == phonenumbers.is_valid_number(phonenumbers.parse(number))


def test_a_number_that_is_read_again_is_not_looked_up_again() -> None:
    phones = PhoneNumbers()
    assert phones.read("+18025550142") is phones.read("+18025550142")
    assert "5550142" not in repr(vars(phones))
