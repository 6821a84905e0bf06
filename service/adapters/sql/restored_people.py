"""Brings the people of a backup up to what is known of them since: the ledger and the stops.

Their rows repeat both, so that a webhook need not look there; a backup's repeat what was so then.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, case, or_, select, update

from service.adapters.sql.backup_file import ROWS_AT_ONCE
from service.adapters.sql.supporters import SqlSupporters
from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_EVIDENCE, SUPPORTERS, SUPPRESSIONS
from service.adapters.vault import Vault
from service.domain.consent import UNASKED, ConsentKind, Programme
from service.domain.conversation import Stage

_EVENT, _EVIDENCE, _PERSON = CONSENT_EVENTS.c, CONSENT_EVIDENCE.c, SUPPORTERS.c


def forget_again(connection: Connection, vault: Vault, forgotten: Iterable[bytes]) -> None:
    """Erase those who were erased since the backup, by the keyed hashes of their numbers.

    Whoever came back after that too: what the backup has of them is what they had erased.
    """
    people = SqlSupporters(connection, vault)
    for hashed in forgotten:
        people.erase_hashed(hashed)


def catch_up(connection: Connection) -> None:
    """Let people stand where the ledger says, and wake those whose stop is lifted."""
    moved = list(out_of_step(connection))
    if moved:
        theirs = update(SUPPORTERS).where(_PERSON.id == bindparam("person"))
        connection.execute(
            theirs.values(replies=bindparam("now_replies"), alerts=bindparam("now_alerts")), moved
        )
    resting = case((_PERSON.state.is_not(None), Stage.READY.value), else_=Stage.NEW.value)
    connection.execute(
        update(SUPPORTERS)
        .where(
            _PERSON.stage == Stage.STOPPED,
            _PERSON.phone_hash.not_in(select(SUPPRESSIONS.c.phone_hash)),
        )
        .values(stage=resting, misses=0)
    )


def out_of_step(connection: Connection) -> Iterator[dict[str, Any]]:
    """The people whose rows say something else than their events, and what those come to."""
    for person, rows in groupby(_events(connection), key=attrgetter("person")):
        told = list(rows)
        stand = UNASKED
        for row in told:
            if row.kind is not None:
                programme = Programme(row.programme) if row.programme else None
                stand = stand.after(ConsentKind(row.kind), programme)
        if (told[0].replies, told[0].alerts) != (stand.replies, stand.alerts):
            yield {"person": person, "now_replies": stand.replies, "now_alerts": stand.alerts}


def _events(connection: Connection) -> Iterable[Row[Any]]:
    """Everybody with each of their events, oldest first; once with none where there is none.

    What an intruder may have written instead of a kind or a programme is passed over.
    """
    known = and_(
        _EVENT.id == _EVIDENCE.event_id,
        _EVENT.kind.in_(list(ConsentKind)),
        or_(_EVENT.programme.is_(None), _EVENT.programme.in_(list(Programme))),
    )
    joined = SUPPORTERS.outerjoin(CONSENT_EVIDENCE, _EVIDENCE.person_hash == _PERSON.phone_hash)
    columns = (_PERSON.id.label("person"), _PERSON.replies, _PERSON.alerts)
    rows = (
        select(*columns, _EVENT.kind, _EVENT.programme)
        .select_from(joined.outerjoin(CONSENT_EVENTS, known))
        .order_by(_PERSON.id, _EVENT.id)
    )
    return connection.execute(rows.execution_options(yield_per=ROWS_AT_ONCE))
