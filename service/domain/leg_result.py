"""How a leg went: as the carrier saw it, and as the caller tells it."""

from enum import StrEnum


class DialResult(StrEnum):
    """The carrier's word on a leg."""

    COMPLETED = "completed"
    """Somebody or something picked up."""
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    FAILED = "failed"
    CANCELED = "canceled"
    UNKNOWN = "unknown"
    """The call is over and nobody told how the leg went; a later word takes its place."""

    @property
    def answered(self) -> bool:
        """Whether somebody or something picked up, or may have."""
        return self in {DialResult.COMPLETED, DialResult.UNKNOWN}


class Outcome(StrEnum):
    """The caller's word on a leg."""

    SPOKE = "spoke"
    MESSAGE = "message"
    NOT_THROUGH = "not_through"
