"""Reading phone numbers."""

from typing import Protocol

from service.domain.phone import Phone
from service.domain.whereabouts import AreaCodes


class PhoneReader(AreaCodes, Protocol):
    """Understands what the carrier puts into From and To, and what people type."""

    def read(self, raw: str) -> Phone:
        """The number; ``NOBODY`` for anonymous callers and whatever is no number."""
        ...

    def typed(self, text: str) -> Phone:
        """A number as a person types it, taken for a US one without a ``+``; else ``NOBODY``."""
        ...
