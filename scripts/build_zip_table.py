#!/usr/bin/env python3
"""Build the ZIP table from the `zipcodes` package and our own facts (service/data/zips.toml).

Needs the development environment. ``--check`` writes nothing and exits with 1 when the table that
is there differs from the one that would be built.
"""

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any

import zipcodes

DATA = Path(__file__).resolve().parent.parent / "service" / "data"
FACTS = DATA / "zips.toml"
TABLE = DATA / "zips.txt"

# Letters only from U+00C0 on, so that every symbol stands out from the dot of an unused ZIP.
SYMBOLS = [chr(c) for c in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))]
SYMBOLS += [chr(c) for c in range(0xC0, 0x180) if chr(c).isalpha()]

Area = tuple[str, str]
"""Codes joined by ``+`` and the time zone, ``-`` for none: as they stand in the legend."""


def source_areas() -> dict[str, Area]:
    """Every ZIP that the package knows, retired ones included: people still type those."""
    return {row["zip_code"]: (row["state"], row["timezone"] or "-") for row in zipcodes.list_all()}


def with_facts(areas: dict[str, Area], facts: dict[str, Any]) -> dict[str, Area]:
    """The areas with our corrections made and the split ZIPs lying in all of their states."""
    mended = dict(areas)
    for correction in facts["corrections"]:
        for zip_code in correction["zips"]:
            state = correction.get("state", mended[zip_code][0])
            mended[zip_code] = (state, correction["time_zone"] or "-")
    for zip_code, states in facts["split"].items():
        if mended[zip_code][0] not in states:
            sys.exit(f"{zip_code} lies in {mended[zip_code][0]}, which its split leaves out")
        mended[zip_code] = ("+".join(sorted(states)), mended[zip_code][1])
    return mended


def render(areas: dict[str, Area]) -> str:
    """The text of the table: the legend, an empty line, a line for each prefix in use."""
    legend = dict(zip(sorted(set(areas.values())), SYMBOLS, strict=False))
    lines = [f"{symbol} {states} {zone}" for (states, zone), symbol in legend.items()]
    lines.append("")
    for prefix in sorted({zip_code[:3] for zip_code in areas}):
        codes = (f"{prefix}{last:02}" for last in range(100))
        cells = (legend[areas[code]] if code in areas else "." for code in codes)
        lines.append(f"{prefix} {''.join(cells)}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Build or compare; 1 when --check finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    text = render(with_facts(source_areas(), tomllib.loads(FACTS.read_text("utf-8"))))
    if not check:
        TABLE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    same = TABLE.read_bytes() == text.encode()
    print("the ZIP table is up to date" if same else "the ZIP table differs from its sources")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
