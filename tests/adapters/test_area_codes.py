"""Where a number of North America may be, by its area code."""

import pytest

from service.adapters.area_codes import area_zones

ZONES = area_zones()


@pytest.mark.parametrize(
    ("code", "zones"),
    [
        ("802", {"America/New_York"}),
        ("850", {"America/New_York", "America/Chicago"}),
        ("808", {"Pacific/Honolulu"}),
    ],
)
def test_it_is_every_zone_that_a_part_of_the_area_lies_in(code: str, zones: set[str]) -> None:
    assert set(ZONES[code]) == zones


@pytest.mark.parametrize(
    ("new", "old"),
    [("448", "850"), ("364", "270"), ("930", "812"), ("458", "541"), ("986", "208")],
)
def test_a_code_laid_over_another_lies_where_that_does(new: str, old: str) -> None:
    assert set(ZONES[new]) >= set(ZONES[old])


@pytest.mark.parametrize("code", ["800", "900", "555"])
def test_a_code_that_is_no_place_lies_nowhere(code: str) -> None:
    assert code not in ZONES
