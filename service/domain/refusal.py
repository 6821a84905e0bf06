"""What the carrier refuses until an operator acts, while all else goes on."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.carrier_errors import carrier_error, in_words


@dataclass(frozen=True, slots=True)
class Refusal:
    """Some texts or calls fail for a reason that others share: a permission, a sender."""

    code: int
    """The carrier's error; one with a cure."""
    since: datetime
    """With zone; the first of its day."""

    @property
    def found(self) -> str:
        """The fact, for an operator."""
        moment = f"{self.since:%Y-%m-%d %H:%M %Z}"
        return f"the carrier refuses texts or calls, as on {moment} ({in_words(self.code)})"

    @property
    def cure(self) -> str:
        """What to do about it."""
        return carrier_error(self.code).cure

    def __str__(self) -> str:
        return f"{self.found}: {self.cure}"
