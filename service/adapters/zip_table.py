"""The table of every ZIP code in use, read from the text file that ships with the product.

Two parts, divided by an empty line. The legend gives each symbol the codes it stands for, joined
by ``+``, and a time zone (``-`` for none). Then one line for each three-digit prefix in use: the
prefix, a space and a hundred symbols, ``.`` where no post office uses the ZIP.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from service.domain.errors import PatchlineError
from service.domain.places import Place, PlaceKind, kind_of

ZIP_TABLE: Final = Path(__file__).resolve().parent.parent / "data" / "zips.txt"
"""The table that ships with the product."""

UNUSED: Final = "."
Area = tuple[tuple[str, ...], str | None]
"""The codes a ZIP lies in, in alphabetical order, and its time zone."""


class ZipTableFault(PatchlineError):
    """The table is missing or damaged."""


class FlatZipTable:
    """One symbol a ZIP, a hundred thousand in a row: 0.2 MB and no look-up that can fail."""

    def __init__(self, cells: str, legend: Mapping[str, Area]) -> None:
        self._cells = cells
        self._legend = legend

    def place(self, zip_code: str) -> Place:
        """The place of a five-digit ZIP; never raises, UNKNOWN for anything else."""
        if not (len(zip_code) == 5 and zip_code.isascii() and zip_code.isdigit()):
            return Place(zip_code, PlaceKind.UNKNOWN, (), None)
        states, time_zone = self._legend[self._cells[int(zip_code)]]
        return Place(zip_code, kind_of(states), states, time_zone)


def load_zip_table(path: Path = ZIP_TABLE) -> FlatZipTable:
    """Read the table; raises ZipTableFault when it is missing or damaged."""
    try:
        return _parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ZipTableFault(
            f"{path.name}: cannot be read ({error}); install Patchline again or run "
            "scripts/build_zip_table.py"
        ) from error


def _parse(text: str) -> FlatZipTable:
    head, _, body = text.partition("\n\n")
    legend = dict(map(_legend_entry, head.splitlines()))
    legend[UNUSED] = ((), None)
    rows = dict(map(_row, body.splitlines()))
    if not rows:
        raise ValueError("it has no ZIP codes")
    cells = "".join(rows.get(prefix, UNUSED * 100) for prefix in range(1000))
    if unexplained := set(cells) - set(legend):
        raise ValueError(f"the legend lacks {sorted(unexplained)}")
    return FlatZipTable(cells, legend)


def _legend_entry(line: str) -> tuple[str, Area]:
    symbol, states, time_zone = line.split(" ")
    return symbol, (tuple(states.split("+")), None if time_zone == "-" else time_zone)


def _row(line: str) -> tuple[int, str]:
    prefix, symbols = line.split(" ")
    if len(symbols) != 100:
        raise ValueError(f"line {prefix} has {len(symbols)} symbols, not 100")
    return int(prefix), symbols
