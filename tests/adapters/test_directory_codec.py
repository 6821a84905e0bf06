"""The Senate directory as JSON text."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from service.adapters.directory_codec import decode, encode
from service.adapters.directory_file import SHIPPED
from service.adapters.record import RecordFault
from service.domain.states import CAPITAL_ZONE, STATE_ZONES

Content = dict[str, Any]
TEXT = SHIPPED.read_text("utf-8")


def test_a_directory_survives_being_written_and_read() -> None:
    directory = decode(TEXT, "senate.json")
    assert decode(encode(directory), "again") == directory


def test_writing_is_stable_to_the_byte() -> None:
    assert encode(decode(TEXT, "senate.json")) == TEXT


def test_a_vacant_seat_is_kept() -> None:
    content = json.loads(TEXT) | {"vacant": ["VT:1"]}
    directory = decode(json.dumps(content), "senate.json")
    assert directory.vacant == (("VT", 1),)
    assert '"VT:1"' in encode(directory)


def no_date(content: Content) -> None:
    content["generated"] = "June"


def no_seat(content: Content) -> None:
    content["vacant"] = ["VT"]


def no_class(content: Content) -> None:
    del content["senators"][3]["class"]


def no_kind(content: Content) -> None:
    content["senators"][0]["offices"][1]["kind"] = "home"


def number_for_phone(content: Content) -> None:
    content["senators"][0]["offices"][0]["phone"] = 12022243004


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (no_date, "senate.json.generated: expected a date"),
        (no_seat, "senate.json.vacant: expected a seat such as VT:1"),
        (no_class, "senate.json.senators[3].class: expected a whole number, found nothing"),
        (no_kind, "senators[0].offices[1].kind: expected dc or state, found 'home'"),
        (number_for_phone, "senators[0].offices[0].phone: expected a text"),
    ],
)
def test_a_damaged_file_is_a_fault_that_names_the_key_and_the_reason(
    damage: Callable[[Content], None], said: str
) -> None:
    content = json.loads(TEXT)
    damage(content)
    with pytest.raises(RecordFault) as caught:
        decode(json.dumps(content), "senate.json")
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", TEXT[: len(TEXT) // 2], "[]", "null"])
def test_a_text_that_is_no_directory_is_a_fault_that_names_the_file(text: str) -> None:
    with pytest.raises(RecordFault, match=r"^senate\.json"):
        decode(text, "senate.json")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "", None, 5])
def test_an_office_without_a_usable_time_zone_keeps_that_of_its_state(
    zone: object, caplog: pytest.LogCaptureFixture
) -> None:
    content = json.loads(TEXT)
    dc, local = content["senators"][0]["offices"][:2]
    dc["time_zone"] = local["time_zone"] = zone
    first = decode(json.dumps(content), "senate.json").senators[0]
    zones = [office.time_zone for office in first.offices[:2]]
    assert zones == [CAPITAL_ZONE, STATE_ZONES[first.state]]
    assert "senators[0].offices[1].time_zone: no IANA time zone" in caplog.text
