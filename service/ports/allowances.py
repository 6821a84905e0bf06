"""What one number has had of late, so that everybody gets a fair share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.phone import Phone


@dataclass(frozen=True, slots=True)
class Texted:
    """Texts that came from one number within a time."""

    texts: int
    hints: int
    """How many of them were answered with a hint."""


class Allowances(Protocol):
    """Counts by number. They outlive the person's row by a day: to be forgotten frees no share.

    All callers who show no number count as one.
    """

    def texts(self, e164: str, since: datetime) -> Texted:
        """Its texts since then."""
        ...

    def rings(self, e164: str, since: datetime) -> int:
        """How many rings it was promised since then; second tries do not count."""
        ...

    def follow_ups(self, e164: str, since: datetime, but: int) -> list[datetime]:
        """When a text followed one of its calls since then, but for this one."""
        ...

    def used_up(
        self, caller: Phone, call_id: int, since: datetime, reaches: int, dials: int
    ) -> frozenset[str]:
        """Bioguide ids of senators that its calls reached, or dialed, so many times since then.

        A leg still open counts as a reach, but for one of this call, which is about to end.
        """
        ...

    def dialed(self, caller: Phone, senator: str, since: datetime) -> frozenset[str]:
        """Numbers of this senator's offices that its calls have dialed since then.

        None for callers who show no number: there is no telling who of them it was.
        """
        ...

    def unlink(self, before: datetime) -> None:
        """Forget whose the older calls and texts of people without a row are."""
        ...
