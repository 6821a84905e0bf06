"""Dates and moments as an operator writes them."""

from datetime import UTC, date, datetime

import click

_CALENDAR = range(1900, 2200)
"""Years in which every time zone can tell the time."""


def day(text: str) -> date:
    """``2026-06-10`` → the date; a usage error for anything else."""
    try:
        read = date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no date; write it as 2026-06-10") from error
    if read.year not in _CALENDAR:
        raise click.BadParameter(f"{text!r} is too far from now; write it as 2026-06-10")
    return read


def moment(text: str) -> datetime:
    """A moment in ISO 8601, in UTC where it names no zone; a usage error for anything else."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no moment; write 2026-11-24T16:00Z") from error
    if read.year not in _CALENDAR:
        raise click.BadParameter(f"{text!r} is too far from now; write 2026-11-24T16:00Z")
    return read if read.tzinfo else read.replace(tzinfo=UTC)
