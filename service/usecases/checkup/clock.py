"""How far two clocks are apart."""

from datetime import datetime

from service.domain.checkup import Check, fault, ok, warn

NOTICEABLE_SECONDS = 2.0
"""From here on rings come early or late by something a person notices."""
WRONG_SECONDS = 600.0
"""From here on quiet hours, office hours and tokens are wrong."""
_CURE = "have it set from the network (NTP, such as chrony or systemd-timesyncd)"


def check_clock(whose: str, theirs: datetime, ours: datetime, grain: float = 0.0) -> Check:
    """Our clock beside theirs; ``grain`` (seconds) is how coarsely theirs was told.

    What may be the grain alone is not remarked on, and what may be wrong with it is a fault.
    """
    ahead = (ours - theirs).total_seconds()
    apart = abs(ahead)
    name = f"clock ({whose})"
    if apart - grain <= NOTICEABLE_SECONDS:
        return ok(name, f"within {NOTICEABLE_SECONDS:.0f} s of theirs")
    found = f"ours is {apart:.0f} s {'ahead' if ahead > 0 else 'behind'}"
    wrong = apart + grain >= WRONG_SECONDS
    return fault(name, found, _CURE) if wrong else warn(name, found, _CURE)
