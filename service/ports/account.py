"""Our account with the carrier: what it has and where its webhooks lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from service.domain.errors import PatchlineError

Wiring = Mapping[str, str]
"""Webhook settings of a number or a service, by the carrier's own names."""


class AccountRefused(PatchlineError):
    """The carrier does not know the account or its token, or has suspended it."""


class AccountUnknown(PatchlineError):
    """Nobody can tell what the account has: no answer, or none that can be read."""


@dataclass(frozen=True, slots=True)
class AccountState:
    """The account itself."""

    status: str
    """``active``, ``suspended`` or ``closed``."""
    trial: bool
    at: datetime | None
    """The carrier's time as it answered, in whole seconds; None where it did not say."""


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A phone number of the account."""

    sid: str
    voice: bool
    sms: bool
    wiring: Wiring


@dataclass(frozen=True, slots=True)
class OwnService:
    """A Messaging Service of the account."""

    sid: str
    wiring: Wiring
    numbers: frozenset[str] = field(repr=False)
    """The numbers (E.164) that it sends from."""
    short_codes: int = 0
    """How many short codes it sends from."""


class CarrierAccount(Protocol):
    """Looks things up and wires them. Every method raises AccountRefused or AccountUnknown."""

    def state(self) -> AccountState:
        """The account itself."""
        ...

    def number(self, number: str) -> OwnNumber | None:
        """The account's number (E.164), if it has that one."""
        ...

    def service(self, sid: str) -> OwnService | None:
        """The account's Messaging Service, if it has that one."""
        ...

    def wire_number(self, sid: str, changes: Wiring) -> None:
        """Change these settings of a number, all at once."""
        ...

    def wire_service(self, sid: str, changes: Wiring) -> None:
        """Change these settings of a Messaging Service, all at once."""
        ...
