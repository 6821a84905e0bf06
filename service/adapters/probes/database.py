"""Looks at the database in one transaction that changes nothing."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, func, make_url, select, text
from sqlalchemy.exc import DBAPIError

from service.adapters.sql.cause import cause_of
from service.adapters.sql.engine import open_engine, snapshot
from service.adapters.sql.halts import SqlHalts
from service.adapters.sql.key_marks import look_for_other_keys
from service.adapters.sql.schema import Schema
from service.adapters.sql.set_aside import SqlSetAside
from service.adapters.sql.tables import SUPPORTERS
from service.adapters.sql.writable import write_cure
from service.adapters.vault import Vault
from service.ports.probes import CannotLook, Database, Revision


def look_at_database(url: str, vault: Vault, now: datetime) -> Database:
    """Connect and ask. ``now`` is the time of the installation, which the demo sets.

    Raises:
        CannotLook: it does not answer, or not us.
        DriverMissing: a package lacks.
        WrongKeys: it was filled under other keys.
    """
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            seen = _seen(connection, sqlite)
        if seen.revision is Revision.CURRENT and not seen.missing:
            look_for_other_keys(engine, vault)
            return _with_news(seen, engine, now)
        return seen
    except DBAPIError as error:
        raise _cannot_look(error) from error
    finally:
        engine.dispose()


def _seen(connection: Connection, sqlite: bool) -> Database:
    schema = Schema()
    revision = schema.compare(connection)
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    product = f"{'SQLite' if sqlite else 'PostgreSQL'} {version}"
    if cure := write_cure(connection):
        raise CannotLook(f"{product} is read-only", cure)
    at = None if sqlite else connection.scalar(text("SELECT clock_timestamp()"))
    if revision is not Revision.CURRENT:
        return Database(product, revision, at)
    missing = schema.missing(connection)
    return Database(product, revision, at, missing, 0 if missing else _held(connection))


def _held(connection: Connection) -> int:
    query = select(func.count()).where(SUPPORTERS.c.held_at.is_not(None))
    return connection.execute(query).scalar_one()


def _with_news(seen: Database, engine: Engine, now: datetime) -> Database:
    with snapshot(engine) as connection:
        halts, aside = SqlHalts(connection), SqlSetAside(connection).all()
        halt, refusals = halts.standing(now), halts.refusals(now)
        return replace(seen, halt=halt, refusals=refusals, aside=aside)


def _cannot_look(error: DBAPIError) -> CannotLook:
    cause = cause_of(error)
    return CannotLook(f"cannot be used ({cause.found})", cause.cure)
