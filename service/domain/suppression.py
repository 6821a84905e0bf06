"""A stop as it is kept outside the database, where nothing is known of a person but a hash."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Suppression:
    """What a number's owner said last: stop, or that they are back."""

    since: datetime
    """When they last said stop."""
    by_carrier: bool
    """Whether the carrier holds the stop too."""
    lifted_at: datetime | None = None
    """When they came back; None while the stop holds."""

    @property
    def last_word(self) -> datetime:
        """When they last said either."""
        return self.lifted_at or self.since

    def or_newer(self, other: "Suppression") -> "Suppression":
        """What two sources come to: the newest word, this one of two of the same moment.

        Who held the stop in either holds it, as long as neither knows of a return in between.
        """
        newest = other if other.last_word > self.last_word else self
        if self.lifted_at or other.lifted_at:
            return newest
        return replace(newest, by_carrier=self.by_carrier or other.by_carrier)

    def unless_back(self, at: datetime | None) -> "Suppression":
        """The same, lifted if it holds and its owner is known to have come back after it."""
        if self.lifted_at is None and at is not None and at > self.since:
            return replace(self, lifted_at=at)
        return self


def in_turn(said: datetime, before: datetime | None) -> datetime:
    """When a word was said, put after the one ``before`` it that it takes back.

    Words of one number are compared by their dates wherever two lists meet. A clock that was put
    back, or is behind that of another machine, must not make the last one the older.
    """
    return said if before is None else max(said, before + timedelta(microseconds=1))


Suppressions = Mapping[bytes, Suppression]
"""By the keyed hash of the number."""


def newest(first: Suppressions, second: Suppressions) -> dict[bytes, Suppression]:
    """What two lists come to, number by number."""
    both = first.keys() & second.keys()
    return {**first, **second, **{one: first[one].or_newer(second[one]) for one in both}}
