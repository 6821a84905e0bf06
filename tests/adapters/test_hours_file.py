"""Files of office hours."""

from datetime import date
from pathlib import Path

import pytest

from service.adapters.hours_file import (
    SHIPPED_HOURS,
    examine_hours,
    load_hours,
    own_hours,
    shipped_hours,
)
from service.adapters.senate_files import load_senate
from service.domain.hours import hours_on

CLOSED = '[[closed]]\noffices = ["VT"]\non = 2026-11-24\nsource = "a call"\n'


def test_what_ships_has_no_fault() -> None:
    assert examine_hours(SHIPPED_HOURS)[1] == []
    assert {*shipped_hours()[0].offices, *shipped_hours()[1].offices} == {"dc", "state"}


def test_an_operators_own_file_adds_to_what_ships(tmp_path: Path) -> None:
    assert load_hours(tmp_path) == shipped_hours()
    own_hours(tmp_path).write_text(CLOSED)
    assert len(load_hours(tmp_path)) == len(shipped_hours()) + 1
    day = date(2026, 11, 24)
    senate = load_senate(tmp_path)
    assert {hours_on(one, day) for s in senate.of_state("VT") for one in s.offices} == {None}
    assert all(hours_on(one, day) for s in senate.of_state("NH") for one in s.offices)


@pytest.mark.parametrize("text", [b"\xff", b"[[closed]]\n", b"[[closed]", b"\xef\xbb\xbf"])
def test_a_faulty_file_costs_a_log_line_and_the_usual_hours_count(
    text: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own_hours(tmp_path).write_bytes(text)
    assert load_hours(tmp_path) == shipped_hours()
    assert str(own_hours(tmp_path)) in caplog.text
