"""Dates and moments as an operator writes them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar

import click

D = TypeVar("D", bound=date)

_CALENDAR = range(1900, 2200)
"""Years in which every time zone can tell the time."""


def day(text: str) -> date:
    """``2026-06-10`` → the date; a usage error for anything else."""
    return _read(text, date.fromisoformat, "date", "2026-06-10")


def moment(text: str) -> datetime:
    """A moment in ISO 8601, in UTC where it names no zone; a usage error for anything else."""
    read = _read(text, datetime.fromisoformat, "moment", "2026-11-24T16:00Z")
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _read(text: str, parse: Callable[[str], D], what: str, example: str) -> D:
    try:
        read = parse(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no {what}; write it as {example}") from error
    if read.year not in _CALENDAR:
        raise click.BadParameter(f"{text!r} is too far from now; write it as {example}")
    return read
