"""What follows from a turn of a call, for the record to keep."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.leg_result import DialResult, Outcome
from service.domain.routing import Choice


@dataclass(frozen=True, slots=True)
class Decided:
    """A choice of office (or that there is none) to be kept for a repeat of this step."""

    step: int
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class LegBegun:
    """An office is about to be dialed."""

    step: int
    target: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class LegEnded:
    """The carrier's word on a leg."""

    step: int
    dial_status: DialResult
    seconds: int


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """The caller's word on a leg."""

    step: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """The caller's ZIP, for the record of a supporter we already know."""

    zip: str
    state: str | None
    """None where the ZIP lies in several, until StateTold says which."""


@dataclass(frozen=True, slots=True)
class StateTold:
    """Which of the states of their ZIP the caller lives in."""

    state: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A person, not a machine, took the call that we placed."""


@dataclass(frozen=True, slots=True)
class StopTold:
    """By key, on a call that we placed: no more calls and texts."""

    key: str
    wording: str
    """All that was said before it."""


@dataclass(frozen=True, slots=True)
class RingAsked:
    """By key where nobody could answer: ring me when somebody can."""

    target: str
    due: datetime | None
    """When the office opens; None: as soon as a line of the senator's is free."""
    minutes: int | None
    """The wait that they were told; None where it is not known."""
    wording: str
    """What they agreed to."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Text them the result and the next step."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is over."""


Effect = (
    Decided | LegBegun | LegEnded | OutcomeTold | PlaceTold | StateTold | Confirmed | StopTold
    | RingAsked | FollowUp | Ended
)  # fmt: skip
