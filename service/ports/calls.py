"""Calls and their legs, as kept in SQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from service.domain.callflow import LegBegun
from service.domain.conversation import RingBack
from service.domain.phone import Phone
from service.domain.records import Call, CallStatus, Leg
from service.domain.words import Language


class Calls(Protocol):
    """Calls, their legs and the choices made in them."""

    def promise(
        self,
        supporter_id: int,
        e164: str,
        ring: RingBack,
        our_number: str,
        now: datetime,
        due: datetime,
        retry_of: Call | None = None,
    ) -> int:
        """Queue a ring back, due at a time; the id of its row. A call is retried once at most."""
        ...

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
        due: datetime | None = None,
    ) -> None:
        """Set a call's status and what came with it; a sid that another call has stays there."""
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

    def heard(self, call_id: int, language: Language, state: str) -> None:
        """What the caller has told so far."""
        ...

    def cancel_promises(self, supporter_id: int, now: datetime) -> None:
        """Cancel every ring back that has not been placed."""
        ...

    def promised(self, supporter_id: int) -> bool:
        """Whether a ring back of this person is queued, due or not."""
        ...

    def due(self, now: datetime) -> list[int]:
        """Ids of promised calls whose time has come, oldest first."""
        ...

    def waiting(self, now: datetime) -> int:
        """How many promised calls are due and not yet placed."""
        ...

    def rings_since(self, supporter_id: int, since: datetime) -> int:
        """How many first rings a person asked for since then."""
        ...

    def under_way(self, supporter_id: int, since: datetime, now: datetime) -> bool:
        """Whether a person's ring is due now, or they are on one that was placed since then.

        A second try that is due later does not count: asking again is quicker.
        """
        ...

    def stale(self, status: CallStatus, before: datetime) -> list[int]:
        """Ids of calls that have stood at a status since before then."""
        ...

    def decisions(self, call_id: int) -> Mapping[int, tuple[str, str] | None]:
        """Choices made so far by step: office id and reason, or None for no office."""
        ...

    def no_office(self, call_id: int, step: int) -> None:
        """Keep that there was no office left to dial at this step. Safe to repeat."""
        ...

    def begin_leg(self, call_id: int, leg: LegBegun, now: datetime) -> None:
        """Record an office dialed; once for a step."""
        ...

    def end_leg(self, call_id: int, step: int, dial_status: str, seconds: int) -> None:
        """Record the carrier's word on a leg; the first one stands."""
        ...

    def tell_outcome(self, call_id: int, step: int, outcome: str) -> None:
        """Record the caller's word on a leg; the first one stands."""
        ...

    def legs(self, call_id: int) -> list[Leg]:
        """A call's legs in order."""
        ...

    def reached(self, caller: Phone, since: datetime, times: int) -> frozenset[str]:
        """Senators that this number's calls reached at least so many times since then.

        All anonymous callers count as one.
        """
        ...
