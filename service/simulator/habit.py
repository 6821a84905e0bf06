"""What a phone does by itself, so that nobody has to sit beside it."""

from enum import StrEnum

from service.simulator.line import Pickup


class Habit(StrEnum):
    """How a phone meets calls and texts."""

    BY_HAND = ""
    """Its owner decides."""
    ANSWER = "answer"
    VOICEMAIL = "voicemail"
    DECLINE = "decline"
    IGNORE = "ignore"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    """Switched off: calls fail and texts are not delivered."""
    LANDLINE = "landline"
    """Takes calls by hand and cannot be texted."""


PICKUPS = {
    Habit.ANSWER: Pickup.ANSWERED,
    Habit.VOICEMAIL: Pickup.MACHINE,
    Habit.DECLINE: Pickup.DECLINED,
}
RINGS = 2.0
"""Seconds of call time that a phone rings before its habit takes the call."""
