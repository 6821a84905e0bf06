"""Whom nothing is sent to, and the texts that wait for a decision about it, over a restoring."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from service.adapters.sql.metadata import Utc
from service.adapters.sql.tables import SUPPORTERS, TEXTS

_PERSON, _TEXT = SUPPORTERS.c, TEXTS.c


@dataclass(frozen=True, slots=True)
class Holds:
    """Rows of before a restoring, as the driver reads them."""

    people: list[dict[str, Any]]
    texts: list[dict[str, Any]]


def holds(connection: Connection) -> Holds:
    """Those who perhaps said stop, with what they said, and whose number takes nothing."""
    people = select(
        _PERSON.phone_hash.label("hashed"),
        _PERSON.held_at.label("was_held"),
        _PERSON.unusable_at.label("was_unusable"),
    ).where(or_(_PERSON.held_at.is_not(None), _PERSON.unusable_at.is_not(None)))
    kept = [column for column in _TEXT if column.name not in {"id", "supporter_id"}]
    texts = select(*kept).where(_TEXT.undecided)
    return Holds(
        [dict(row) for row in connection.execute(people).mappings()],
        [dict(row) for row in connection.execute(texts).mappings()],
    )


def hold_again(connection: Connection, before: Holds) -> None:
    """Send them nothing now either, whatever the backup says of them, and let an organizer decide.

    Nothing is kept of whoever the backup does not know.
    """
    if before.people:
        theirs = update(SUPPORTERS).where(_PERSON.phone_hash == bindparam("hashed"))
        held = func.coalesce(bindparam("was_held", type_=Utc), _PERSON.held_at)
        unusable = func.coalesce(bindparam("was_unusable", type_=Utc), _PERSON.unusable_at)
        connection.execute(theirs.values(held_at=held, unusable_at=unusable), before.people)
    for text in before.texts:
        known = select(_TEXT.id).where(_TEXT.message_sid == text["message_sid"])
        sender = select(_PERSON.id).where(_PERSON.phone_hash == text["sender_hash"])
        person = connection.execute(sender).scalar_one_or_none()
        if person is not None and connection.execute(known).first() is None:
            connection.execute(insert(TEXTS).values(**text, supporter_id=person))
