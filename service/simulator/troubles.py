"""Things that go wrong on purpose: switched on by name, for a time or a share of events."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.domain.errors import PatchlineError

TROUBLES: Mapping[str, str] = {
    "latency": "REST requests wait before they are read",
    "429": "REST requests are refused as too many at once",
    "429-without-code": "REST requests are refused as too many, and no code says so",
    "401-without-code": "REST requests are refused as from a stranger, and no code says so",
    "problem-documents": "refusals come as problem documents (RFC 9457)",
    "500": "REST requests fail before anything is accepted",
    "account-suspended": "the account is suspended: everything is refused",
    "connection-reset": "the connection breaks before anything is accepted",
    "refused": "creates are refused with an error code of your choice",
    "500-after-accepting": "a text or call is accepted, then the answer is an error",
    "connection-reset-after-accepting": "a text or call is accepted, then the connection breaks",
    "accepted-then-silent": "a text or call is accepted, the answer never comes",
    "answered-late": "a text or call is accepted, the answer comes late",
    "undelivered": "texts are not delivered, with an error code of your choice",
    "dropped-receipts": "status callbacks are lost",
    "doubled-receipts": "status callbacks come twice",
    "reversed-receipts": "status callbacks of one text or call come last first, all at its end",
    "webhooks-twice": "every webhook is delivered twice; the second answer counts",
    "webhooks-late": "every webhook is delivered late",
}
"""Name → what it does, in words."""

DELAY = 3.0
CODES: Mapping[str, int] = {"refused": 21612, "undelivered": 30008}
"""The codes that are given where none was chosen."""
DELAYED = ("latency", "answered-late", "webhooks-late")
"""Those that make something late."""


class TroubleRefused(PatchlineError):
    """There is no such trouble, or not in that measure."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that goes wrong."""

    name: str
    share: float = 1.0
    """Of the events that it could strike, 0 to 1."""
    until: float | None = None
    """When it ends by itself, on the monotonic clock."""
    delay: float = DELAY
    """Real seconds, for those that make something late."""
    code: int = 0
    """Twilio's error code, for those that have one."""


class Troubles:
    """Which troubles are on. Chance comes from ``dice`` only."""

    def __init__(self, dice: random.Random, clock: Callable[[], float] = time.monotonic) -> None:
        self._dice = dice
        self._clock = clock
        self._on: dict[str, Trouble] = {}

    def switch_on(
        self,
        name: str,
        share: float = 1.0,
        seconds: float | None = None,
        delay: float = DELAY,
        code: int = 0,
    ) -> None:
        """Begin a trouble, or change one that is on; raises TroubleRefused."""
        if name not in TROUBLES:
            raise TroubleRefused(f"There is no such fault. Choose one of: {', '.join(TROUBLES)}.")
        if not 0 < share <= 1:
            raise TroubleRefused("The share must lie above 0 and be at most 1.")
        if (seconds is not None and seconds <= 0) or delay < 0:
            raise TroubleRefused("Times are in seconds and not negative.")
        until = None if seconds is None else self._clock() + seconds
        self._on[name] = Trouble(name, share, until, delay, code or CODES.get(name, 0))

    def switch_off(self, name: str = "") -> None:
        """End one trouble, or all of them; one that is not on stays off."""
        for each in [name] if name else list(self._on):
            self._on.pop(each, None)

    def on(self) -> list[Trouble]:
        """Those that are on now, in the order they began."""
        now = self._clock()
        for trouble in list(self._on.values()):
            if trouble.until is not None and trouble.until <= now:
                del self._on[trouble.name]
        return list(self._on.values())

    def left(self, trouble: Trouble) -> float | None:
        """Seconds until it ends by itself."""
        return None if trouble.until is None else max(0.0, trouble.until - self._clock())

    def strikes(self, name: str) -> Trouble | None:
        """The trouble, if it is on and chance has it befall this event."""
        trouble = self._on.get(name)
        if trouble is None or (trouble.until is not None and trouble.until <= self._clock()):
            return None
        # A share of 1 draws nothing, so that a run with one sure trouble stays repeatable.
        return trouble if trouble.share >= 1 or self._dice.random() < trouble.share else None
