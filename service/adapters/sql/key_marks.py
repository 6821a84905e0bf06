"""Which keys a database was filled under, so that no process goes on with others.

Under another PHONE_KEY nothing that is stored can be read; under another HASH_KEY everybody is a
stranger, and whoever said stop would be texted again. So a mark made with each key stands in the
database from the first transaction on.
"""

from contextlib import suppress

from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.engine import snapshot
from service.adapters.sql.supporters import PHONE
from service.adapters.sql.tables import (
    CALLS,
    CONSENT_EVENTS,
    KEY_MARKS,
    LIFTED_STOPS,
    SUPPORTERS,
    SUPPRESSIONS,
    TEXTS,
)
from service.adapters.vault import Unreadable, Vault
from service.ports.store import StoreDown

_PHONE_KEY, _HASH_KEY = "PHONE_KEY", "HASH_KEY"
_PURPOSE = "key_marks.mark"
_UNDER_KEYS = (SUPPORTERS, SUPPRESSIONS, LIFTED_STOPS, TEXTS, CALLS, CONSENT_EVENTS)
"""Tables with what is sealed or hashed; those that refer to them hold nothing without them."""


class WrongKeys(StoreDown):
    """The database was filled under other keys: to this process it is as good as down."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the database was filled under another {name}: set the {name} it was filled under "
            "(a copy of it belongs with your backups; the demo's stands in secrets.json under "
            "VAR_DIR), or let DATABASE_URL lead to another database"
        )


def require_keys(connection: Connection, vault: Vault) -> None:
    """Pass only if the database's marks are of these keys; leave marks where there are none yet.

    Raises WrongKeys.
    """
    if not _are_marked(connection, vault):
        _require_of_a_person(connection, vault)
        connection.execute(insert(KEY_MARKS), _marks(vault))


def look_for_other_keys(engine: Engine, vault: Vault) -> None:
    """Raise WrongKeys where there are marks of others, and leave none. Raises SQLAlchemyError."""
    with snapshot(engine) as connection:
        _are_marked(connection, vault)


def mark_keys(engine: Engine, vault: Vault) -> None:
    """Have a database marked, anew with these keys where nothing was stored under others.

    Only for whoever prepares it: a process that is started with wrong keys must not be the one to
    decide. Raises WrongKeys; a database that does not answer is none of its troubles.
    """
    with suppress(SQLAlchemyError), engine.begin() as connection:
        if not any(connection.execute(select(table).limit(1)).first() for table in _UNDER_KEYS):
            connection.execute(delete(KEY_MARKS))
        require_keys(connection, vault)


def refuse_other_keys(engine: Engine, vault: Vault) -> None:
    """Raise WrongKeys where the database was filled under others.

    A database that does not answer is waited for by those who use it, who ask again.
    """
    with suppress(SQLAlchemyError):
        with snapshot(engine) as connection:
            if _are_marked(connection, vault):
                return  # without waiting for whoever is writing now
        with engine.begin() as connection:
            require_keys(connection, vault)


def _are_marked(connection: Connection, vault: Vault) -> bool:
    """Whether there are marks of these keys. Raises WrongKeys where they are of others."""
    marks = {row.name: row.mark for row in connection.execute(select(KEY_MARKS))}
    if not marks:
        return False
    if not _opens(vault, marks[_PHONE_KEY]):
        raise WrongKeys(_PHONE_KEY)
    if marks[_HASH_KEY] != vault.digest(_HASH_KEY):
        raise WrongKeys(_HASH_KEY)
    return True


def _opens(vault: Vault, mark: bytes) -> bool:
    try:
        return vault.open(mark, _PURPOSE) == _PHONE_KEY
    except Unreadable:
        return False


def _marks(vault: Vault) -> list[dict[str, object]]:
    return [
        {"name": _PHONE_KEY, "mark": vault.seal(_PHONE_KEY, _PURPOSE)},
        {"name": _HASH_KEY, "mark": vault.digest(_HASH_KEY)},
    ]


def _require_of_a_person(connection: Connection, vault: Vault) -> None:
    """Try the keys on somebody, in a database that was filled before there were marks."""
    newest = select(SUPPORTERS.c.phone_sealed, SUPPORTERS.c.phone_hash)
    row = connection.execute(newest.order_by(SUPPORTERS.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return
    try:
        number = vault.open(row.phone_sealed, PHONE)
    except Unreadable as error:
        raise WrongKeys(_PHONE_KEY) from error
    if vault.digest(number) != row.phone_hash:
        raise WrongKeys(_HASH_KEY)
