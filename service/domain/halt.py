"""A halt of all sending: the carrier refuses the account itself."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.carrier_errors import in_words
from service.domain.limits import HALT_LASTS


@dataclass(frozen=True, slots=True)
class Halt:
    """Texts and rings wait; calls that come in are put through all the same."""

    code: int
    """The carrier's error."""
    since: datetime
    """With zone."""

    @property
    def found(self) -> str:
        """The fact, for an operator."""
        return (
            f"nothing is sent since {self.since:%Y-%m-%d %H:%M %Z}, the carrier refuses the "
            f"account ({in_words(self.code)})"
        )

    @property
    def cure(self) -> str:
        """What to do about it."""
        minutes = HALT_LASTS.total_seconds() / 60
        return (
            "mend it in the carrier's console or in the settings; sending goes on by itself "
            f"within {minutes:.0f} minutes of that"
        )

    def __str__(self) -> str:
        return f"{self.found}: {self.cure}"
