"""Reading phone numbers."""

from typing import Protocol

from service.domain.phone import Phone


class PhoneReader(Protocol):
    """Understands what the carrier puts into From and To."""

    def read(self, raw: str) -> Phone:
        """The number; ``NOBODY`` for anonymous callers and whatever is no number."""
        ...
