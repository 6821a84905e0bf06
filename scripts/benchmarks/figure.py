"""One measured figure, beside what it is to be judged by."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, how much it was, and the limit or the peer from the same run."""

    name: str
    value: float
    unit: str
    beside: str
    """The limit or the peer in words, as ``at most 5 s``."""
    within: bool | None = None
    """Whether the limit is kept; None where it is beside a peer only."""


def table(figures: Iterable[Figure]) -> str:
    """The figures in columns, as wide as they need."""
    rows = [("figure", "value", "beside", "")]
    rows += [(one.name, _measured(one), one.beside, _mark(one)) for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def as_json(benchmark: str, figures: Iterable[Figure]) -> str:
    """The same as one JSON object."""
    return json.dumps({"benchmark": benchmark, "figures": [asdict(one) for one in figures]})


def _measured(figure: Figure) -> str:
    value = f"{figure.value:,.0f}" if abs(figure.value) >= 100 else f"{figure.value:.3g}"
    return f"{value} {figure.unit}"


def _mark(figure: Figure) -> str:
    return {True: "kept", False: "MISSED", None: ""}[figure.within]
