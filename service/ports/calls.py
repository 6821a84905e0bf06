"""Calls, as kept in SQL."""

from datetime import datetime
from typing import Protocol

from service.domain.phone import Phone
from service.domain.records import Call, CallStatus
from service.domain.rings import RingBack
from service.domain.words import Language


class Calls(Protocol):
    """Calls in either direction."""

    def arrived(
        self,
        sid: str,
        caller: Phone,
        supporter_id: int | None,
        ring: RingBack,
        our_number: str,
        now: datetime,
    ) -> Call:
        """The row of a dial-in call, made at its first webhook and found at every later one."""
        ...

    def get(self, call_id: int) -> Call | None:
        """A call by id, locked for the rest of the transaction, and its person before it."""
        ...

    def by_sid(self, sid: str) -> Call | None:
        """A call by CallSid, locked, and its person before it."""
        ...

    def by_token(self, token: str) -> Call | None:
        """A call by its opaque token, locked, and its person before it."""
        ...

    def move(
        self,
        call_id: int,
        status: CallStatus,
        now: datetime,
        *,
        sid: str | None = None,
        seconds: int | None = None,
        sequence: int | None = None,
        error_code: int | None = None,
    ) -> None:
        """Move a call forward and keep what came with it.

        A status that is not ahead of the present one changes it not; a sid that another call has
        stays there.
        """
        ...

    def requeue(self, call_id: int, now: datetime, due: datetime) -> None:
        """Put a call that the carrier certainly does not have (back) into the queue.

        One that was called off meanwhile ends instead.
        """
        ...

    def attempt(self, call_id: int, now: datetime) -> None:
        """The carrier is about to be asked to place it."""
        ...

    def looked(self, call_id: int, now: datetime) -> None:
        """The carrier was asked, and did not know of it."""
        ...

    def doubtful(self, attempted_before: datetime, looked_before: datetime) -> list[int]:
        """Ids of calls in doubt that it is time to ask the carrier about."""
        ...

    def sids_of(self, supporter_id: int) -> frozenset[str]:
        """Every CallSid that we know of for a person."""
        ...

    def confirm(self, call_id: int, now: datetime) -> None:
        """A person took the call."""
        ...

    def known_as(self, call_id: int, supporter_id: int) -> None:
        """A stranger's call is this person's from now on."""
        ...

    def texted(self, call_id: int, now: datetime) -> None:
        """A text follows it."""
        ...

    def heard(self, call_id: int, language: Language, state: str) -> None:
        """What the caller has told so far."""
        ...

    def stale(self, status: CallStatus, before: datetime) -> list[int]:
        """Ids of calls that have stood at a status since before then, longest first."""
        ...
