"""Counts by number in SQL, over the hashes that calls and texts carry."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, or_, select, update

from service.adapters.sql.call_rows import caller_hash
from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import CALLS, LEGS, TEXTS
from service.adapters.vault import Vault
from service.domain.leg_result import DialResult
from service.domain.phone import Phone
from service.ports.allowances import Texted

_TEXTS = Prepared(
    select(func.count(), func.count(case((TEXTS.c.hinted, 1))))
    .select_from(TEXTS)
    .where(TEXTS.c.sender_hash == bindparam("hash"), TEXTS.c.received_at > bindparam("since"))
)
_THEIRS = CALLS.c.caller_hash == bindparam("hash")
_RINGS = Prepared(
    select(func.count())
    .select_from(CALLS)
    .where(_THEIRS, CALLS.c.rung, CALLS.c.attempt == 1, CALLS.c.requested_at > bindparam("since"))
)
_FOLLOW_UPS = Prepared(
    select(CALLS.c.texted_at).where(
        _THEIRS, CALLS.c.texted_at > bindparam("since"), CALLS.c.id != bindparam("but")
    )
)
# A leg that is still open may well end answered: it counts as such until it ends otherwise. That of
# the call itself is just ending, and is counted once it is known how.
_REACHED = or_(
    *(LEGS.c.dial_status == result for result in DialResult if result.answered),
    LEGS.c.dial_status.is_(None) & (LEGS.c.call_id != bindparam("call")),
)
_USED_UP = Prepared(
    select(LEGS.c.bioguide)
    .join(CALLS, LEGS.c.call_id == CALLS.c.id)
    .where(_THEIRS, LEGS.c.begun_at > bindparam("since"))
    .group_by(LEGS.c.bioguide)
    .having(
        or_(
            func.sum(case((_REACHED, 1), else_=0)) >= bindparam("reaches"),
            func.count() >= bindparam("dials"),
        )
    )
)

_DIALED = Prepared(
    select(LEGS.c.office_number)
    .join(CALLS, LEGS.c.call_id == CALLS.c.id)
    .where(_THEIRS, LEGS.c.bioguide == bindparam("senator"), LEGS.c.begun_at > bindparam("since"))
)


class SqlAllowances:
    """Implements ``ports.allowances.Allowances``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault
        self.unlinked = False
        """Whether something was forgotten in this transaction."""

    def texts(self, e164: str, since: datetime) -> Texted:
        """Texts of this number since then."""
        return Texted(*_TEXTS.first(self._connection, hash=self._vault.digest(e164), since=since))

    def rings(self, e164: str, since: datetime) -> int:
        """How many first rings it was promised since then."""
        asked = {"hash": caller_hash(self._vault, e164), "since": since}
        return int(_RINGS.scalar(self._connection, **asked))

    def follow_ups(self, e164: str, since: datetime, but: int) -> list[datetime]:
        """When texts followed its other calls since then."""
        asked = {"hash": caller_hash(self._vault, e164), "since": since, "but": but}
        return [row.texted_at for row in _FOLLOW_UPS.rows(self._connection, **asked)]

    def used_up(
        self, caller: Phone, call_id: int, since: datetime, reaches: int, dials: int
    ) -> frozenset[str]:
        """Senators that it has reached or dialed often enough since then."""
        asked = {"hash": caller_hash(self._vault, caller.e164), "call": call_id, "since": since}
        found = _USED_UP.rows(self._connection, **asked, reaches=reaches, dials=dials)
        return frozenset(row.bioguide for row in found)

    def dialed(self, caller: Phone, senator: str, since: datetime) -> frozenset[str]:
        """Numbers of this senator's offices that its calls have dialed since then."""
        if not caller.e164:
            return frozenset()
        asked = {"hash": caller_hash(self._vault, caller.e164), "since": since}
        found = _DIALED.rows(self._connection, **asked, senator=senator)
        return frozenset(row.office_number for row in found)

    def unlink(self, before: datetime) -> None:
        """Take the hash off rows of theirs that are older.

        Not off a text whose sender is still kept with it: by its hash it is found to be erased.
        """
        self.unlinked = True
        for table, column, *old in (
            (CALLS, CALLS.c.caller_hash, CALLS.c.requested_at < before),
            (
                TEXTS,
                TEXTS.c.sender_hash,
                TEXTS.c.received_at < before,
                TEXTS.c.sender_sealed.is_(None),
            ),
        ):
            self._connection.execute(
                update(table)
                .where(table.c.supporter_id.is_(None), column.is_not(None), *old)
                .values({column: None})
            )
