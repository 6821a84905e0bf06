"""The table of every ZIP code, held against the package it was built from."""

import re
import time
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import zipcodes

from service.adapters.zip_table import ZIP_TABLE, FlatZipTable, ZipTableFault, load_zip_table
from service.domain.places import Place, PlaceKind
from service.domain.states import MILITARY_REGIONS, STATE_ZONES, TERRITORIES

FACTS = tomllib.loads(ZIP_TABLE.with_name("zips.toml").read_text("utf-8"))
SPLIT = {zip_code: tuple(states) for zip_code, states in FACTS["split"].items()}
CORRECTED = {z: correction for correction in FACTS["corrections"] for z in correction["zips"]}
EVERY = [f"{number:05}" for number in range(100_000)]

NEIGHBOURS = frozenset(
    frozenset(pair)
    for pair in re.findall(
        r"(\w\w)-(\w\w)",
        "AL-GA AL-MS AR-LA AR-MO AR-MS AR-TN AR-TX AZ-NM AZ-UT CA-NV CA-OR CO-NE CO-NM CO-UT "
        "CO-WY DE-MD IA-MN IA-MO IA-NE IA-SD ID-MT ID-NV ID-OR ID-UT ID-WA ID-WY IL-MO IN-OH "
        "KS-NE KS-OK KY-TN LA-MS MA-RI ME-NH MI-WI MN-ND MN-SD MS-TN MT-ND MT-SD MT-WY ND-SD "
        "NE-SD NE-WY NM-TX NV-OR NV-UT OK-TX OR-WA SD-WY UT-WY VA-WV",
    )
)


@pytest.fixture(scope="module")
def table() -> FlatZipTable:
    return load_zip_table()


@pytest.fixture(scope="module")
def source() -> dict[str, tuple[str, str | None]]:
    return {r["zip_code"]: (r["state"], r["timezone"] or None) for r in zipcodes.list_all()}


@pytest.mark.parametrize(
    ("zip_code", "kind", "states", "time_zone"),
    [
        ("05401", PlaceKind.STATE, ("VT",), "America/New_York"),
        ("10008", PlaceKind.STATE, ("NY",), "America/New_York"),
        ("90009", PlaceKind.STATE, ("CA",), "America/Los_Angeles"),
        ("85001", PlaceKind.STATE, ("AZ",), "America/Phoenix"),
        ("96813", PlaceKind.STATE, ("HI",), "Pacific/Honolulu"),
        ("79901", PlaceKind.STATE, ("TX",), "America/Denver"),
        ("46307", PlaceKind.STATE, ("IN",), "America/Chicago"),
        ("00501", PlaceKind.STATE, ("NY",), "America/New_York"),
        ("20598", PlaceKind.STATE, ("VA",), "America/New_York"),
        ("06390", PlaceKind.STATE, ("NY",), "America/New_York"),
        ("20500", PlaceKind.DC, ("DC",), "America/New_York"),
        ("56999", PlaceKind.DC, ("DC",), "America/New_York"),
        ("00901", PlaceKind.TERRITORY, ("PR",), "America/Puerto_Rico"),
        ("96910", PlaceKind.TERRITORY, ("GU",), "Pacific/Guam"),
        ("00802", PlaceKind.TERRITORY, ("VI",), "America/St_Thomas"),
        ("96799", PlaceKind.TERRITORY, ("AS",), "Pacific/Pago_Pago"),
        ("96950", PlaceKind.TERRITORY, ("MP",), "Pacific/Saipan"),
        ("96941", PlaceKind.TERRITORY, ("FM",), "Pacific/Pohnpei"),
        ("96960", PlaceKind.TERRITORY, ("MH",), "Pacific/Majuro"),
        ("96940", PlaceKind.TERRITORY, ("PW",), "Pacific/Palau"),
        ("09012", PlaceKind.MILITARY, ("AE",), None),
        ("34035", PlaceKind.MILITARY, ("AA",), None),
        ("96201", PlaceKind.MILITARY, ("AP",), None),
        ("86504", PlaceKind.SPLIT, ("AZ", "NM"), "America/Denver"),
        ("00000", PlaceKind.UNKNOWN, (), None),
        ("99999", PlaceKind.UNKNOWN, (), None),
    ],
)
def test_well_known_zips_lie_where_they_are_known_to_lie(
    table: FlatZipTable,
    zip_code: str,
    kind: PlaceKind,
    states: tuple[str, ...],
    time_zone: str | None,
) -> None:
    assert table.place(zip_code) == Place(zip_code, kind, states, time_zone)


@pytest.mark.parametrize(
    "text", ["", "5401", "054010", "0540l", "-5401", " 5401", "٠٥٤٠١", "²²²²²"]
)
def test_what_is_no_zip_is_unknown(table: FlatZipTable, text: str) -> None:
    assert table.place(text) == Place(text, PlaceKind.UNKNOWN, (), None)


def test_the_zips_in_use_are_those_of_the_source_and_no_others(
    table: FlatZipTable, source: dict[str, tuple[str, str | None]]
) -> None:
    in_use = {z for z in EVERY if table.place(z).kind is not PlaceKind.UNKNOWN}
    assert in_use == source.keys()


def test_every_zip_that_is_neither_split_nor_corrected_says_what_the_source_says(
    table: FlatZipTable, source: dict[str, tuple[str, str | None]]
) -> None:
    for zip_code in source.keys() - SPLIT.keys() - CORRECTED.keys():
        place = table.place(zip_code)
        assert (place.states, place.time_zone) == ((source[zip_code][0],), source[zip_code][1])


def test_the_split_zips_are_those_of_the_list_and_no_others(table: FlatZipTable) -> None:
    found = {z: table.place(z).states for z in EVERY if table.place(z).kind is PlaceKind.SPLIT}
    assert found == SPLIT
    assert len(found) == 103


def test_every_split_zip_lies_in_neighbouring_states_one_of_which_the_source_names(
    source: dict[str, tuple[str, str | None]],
) -> None:
    for zip_code, states in SPLIT.items():
        assert list(states) == sorted(states)
        assert frozenset(states) in NEIGHBOURS, zip_code
        assert source[zip_code][0] in states, zip_code


def test_every_correction_changes_something_and_is_in_the_table(
    table: FlatZipTable, source: dict[str, tuple[str, str | None]]
) -> None:
    for zip_code, correction in CORRECTED.items():
        place = table.place(zip_code)
        assert (place.states[0], place.time_zone) != source[zip_code], zip_code
        assert place.time_zone == (correction["time_zone"] or None)
        assert place.states == (correction.get("state", source[zip_code][0]),)
        assert correction["reason"]


def test_every_state_territory_and_military_region_has_zips(table: FlatZipTable) -> None:
    codes = {code for z in EVERY for code in table.place(z).states}
    assert codes == STATE_ZONES.keys() | TERRITORIES | MILITARY_REGIONS | {"DC"}


def test_every_time_zone_exists_and_only_military_addresses_have_none(
    table: FlatZipTable,
) -> None:
    for kind, zone in {(place.kind, place.time_zone) for place in map(table.place, EVERY)}:
        if zone is None:
            assert kind in (PlaceKind.MILITARY, PlaceKind.UNKNOWN)
        else:
            assert ZoneInfo(zone).key == zone


def test_a_state_has_no_zone_but_its_own(table: FlatZipTable) -> None:
    zones = {
        state: {place.time_zone for place in map(table.place, EVERY) if place.states == (state,)}
        for state in ("AZ", "HI", "VT", "TX", "OR", "NV", "PR")
    }
    assert zones == {
        "AZ": {"America/Phoenix", "America/Denver"},
        "HI": {"Pacific/Honolulu"},
        "VT": {"America/New_York"},
        "TX": {"America/Chicago", "America/Denver"},
        "OR": {"America/Los_Angeles", "America/Boise"},
        "NV": {"America/Los_Angeles", "America/Denver"},
        "PR": {"America/Puerto_Rico"},
    }


def test_the_table_loads_within_thirty_milliseconds() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        load_zip_table()
        return time.perf_counter() - start

    # The best of several: a busy machine must not decide.
    assert min(seconds() for _ in range(5)) < 0.03


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it has no ZIP codes"),
        ("A VT America/New_York\n\n054 A\n", "line 054 has 1 symbols, not 100"),
        (f"A VT America/New_York\n\n054 {'B' * 100}\n", "the legend lacks ['B']"),
        (f"A VT\n\n054 {'A' * 100}\n", "cannot be read"),
        ("<<<<<<< ours\n\n", "cannot be read"),
    ],
)
def test_a_damaged_table_is_a_fault_with_its_cure(tmp_path: Path, text: str, said: str) -> None:
    damaged = tmp_path / "zips.txt"
    damaged.write_text(text, encoding="utf-8")
    with pytest.raises(ZipTableFault, match="install Patchline again") as caught:
        load_zip_table(damaged)
    assert said in str(caught.value)


def test_a_missing_table_is_a_fault_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(ZipTableFault, match="install Patchline again"):
        load_zip_table(tmp_path / "zips.txt")
