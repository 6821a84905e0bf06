"""News of an office's line: what a leg of ours heard there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from service.domain.leg_result import DialResult, Outcome
from service.domain.line import LineSign

OF_RESULT: Mapping[DialResult, LineSign] = {
    DialResult.COMPLETED: LineSign.ANSWERED,
    DialResult.BUSY: LineSign.BUSY,
    DialResult.NO_ANSWER: LineSign.NO_ANSWER,
    DialResult.FAILED: LineSign.FAILED,
}
"""What the carrier's word teaches. A leg that its caller gave up, or on which nobody said a word,
teaches nothing."""

OF_OUTCOME: Mapping[Outcome, LineSign] = {
    Outcome.SPOKE: LineSign.SPOKE,
    Outcome.MESSAGE: LineSign.MESSAGE,
    Outcome.NOT_THROUGH: LineSign.NOT_THROUGH,
}
"""What the caller's word teaches."""


@dataclass(frozen=True, slots=True)
class LineNews:
    """A leg is over, or was told of afterwards. Either way it is off the line."""

    number: str
    """The office's, E.164."""
    leg: str
    """Name of the leg, as ``leg_name`` makes it."""
    at: datetime
    sign: LineSign | None
    """What it teaches; None where it only frees the line."""
    seconds: int = 0
    """How long the leg lasted, for ANSWERED."""


def leg_name(call_id: int, step: int) -> str:
    """A leg's name among those on a line."""
    return f"{call_id}.{step}"
