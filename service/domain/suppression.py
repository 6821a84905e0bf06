"""A stop as it is kept outside the database, where nothing is known of a person but a hash."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Suppression:
    """What a number's owner said last: stop, or that they are back."""

    since: datetime
    """When they last said stop."""
    by_carrier: bool
    """Whether the carrier holds the stop too."""
    lifted_at: datetime | None = None
    """When they came back; None while the stop holds."""
