"""What a transcript says of the time, and of the line that somebody waits in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from service.domain.waiting import Wait, WaitKind, WaitStatus
from service.domain.words import Language

_EASTERN = ZoneInfo("America/New_York")


def moment_in_washington(local: str) -> datetime:
    """``2026-11-24 11:00`` there."""
    return datetime.strptime(local, "%Y-%m-%d %H:%M").replace(tzinfo=_EASTERN)


def waiting(step: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the step says of the line that they wait in, and of the time."""
    changes: dict[str, Any] = {}
    if "at" in step:
        changes["now"] = moment_in_washington(step["at"])
    if "waits" in step:
        told = dict(step["waits"])
        changes |= {"place": told.get("place", 1), "minutes": told.get("minutes")}
        changes["wait"] = _wait(told) if told else None
    return changes


def _wait(told: Mapping[str, Any]) -> Wait:
    due = moment_in_washington(told["until"]) if "until" in told else None
    kind = WaitKind.TIME if due else WaitKind.LINE
    status = WaitStatus.RINGING if told.get("rung") else WaitStatus.WAITING
    joined_at = moment_in_washington("2026-11-24 09:00")
    return Wait(
        1, 1, kind, ("S000033",), "s54", "", Language.EN, "VT", "+12025550154", joined_at,
        due, status,
    )  # fmt: skip
