"""Answering machine detection: who took the call, and when the application learns it."""

from dataclasses import dataclass, field

from service.simulator.account import Account
from service.simulator.line import Pickup

MODES = ("Enable", "DetectMessageEnd")
LISTENS = {"human": 1.5, "machine_start": 2.5, "machine_end_beep": 6.0}
"""Verdict → seconds of call time that it takes to be sure."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What was asked for with a call."""

    mode: str
    background: bool = False
    """Whether the call goes on while it listens (``AsyncAmd``)."""
    url: str = field(default="", repr=False)
    """Who is told, if it listens in the background."""
    method: str = "POST"

    def verdict(self, pickup: Pickup) -> str:
        """``human``, ``machine_start`` or, if the end of its greeting was asked for, the beep."""
        if pickup is not Pickup.MACHINE:
            return "human"
        return "machine_end_beep" if self.mode == "DetectMessageEnd" else "machine_start"


def announcement(account: Account, call_sid: str, verdict: str) -> dict[str, str]:
    """The fields of the callback for detection in the background."""
    return {
        "CallSid": call_sid,
        "AccountSid": account.sid,
        "AnsweredBy": verdict,
        "MachineDetectionDuration": str(round(LISTENS[verdict] * 1000)),
    }
