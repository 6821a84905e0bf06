"""Why a database did not do what it was asked, and what a person can do about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.adapters.sql.sqlite_file import GONE

_LONGEST = 200
_OTHERWISE = "check DATABASE_URL, and that the server runs"


@dataclass(frozen=True, slots=True)
class Cause:
    """The fact and the cure."""

    found: str
    """One line: the driver's own where that is about the database and not about a row, else ours.
    """
    cure: str


@dataclass(frozen=True, slots=True)
class _Known:
    """How one trouble shows itself: a code, or words where the driver has no code for it."""

    codes: str
    """SQLSTATEs of Postgres and names of SQLite's; a name covers those that extend it."""
    signs: str
    """Words of a failed connection, which has no code, or of SQLite's one code for all else."""
    cure: str
    found: str = ""
    """Our words for it; the driver's own line where there are none."""
    lasting: bool = False
    """Whether such a database never answers: its URL leads nowhere, or to somebody else's."""


_LOGIN = "correct user and password in DATABASE_URL"
_MIGRATE = "run patchline migrate, and patchline doctor if that does not help"
_MOUNT = (
    "check DATABASE_URL, and that the volume it lies on is mounted; only if there never was one, "
    "run patchline migrate"
)
_TABLE = (
    _Known("28P01 28000", "password|authentication", _LOGIN, lasting=True),
    _Known(
        "",
        "no pg_hba.conf entry",
        "let the server's pg_hba.conf admit this user from here",
        lasting=True,
    ),
    _Known("42P01", "no such table", _MIGRATE, "a table is missing"),
    _Known("42703", "no such column|has no column", _MIGRATE, "a column is missing"),
    _Known(
        "42501",
        "",
        "grant the user in DATABASE_URL its rights on the schema and the tables, or make it their "
        "owner",
    ),
    _Known(
        "",
        "invalid connection option|bad: invalid",
        "correct DATABASE_URL after its ?",
        lasting=True,
    ),
    _Known(
        "3D000",
        "does not exist",
        "create the database and the user, or correct DATABASE_URL",
        lasting=True,
    ),
    _Known("25006", "", "let DATABASE_URL lead to a server that takes writes"),
    _Known(
        "SQLITE_READONLY",
        "",
        "give file and directory to the user that runs Patchline, on a disk that can be written",
    ),
    _Known("SQLITE_FULL 53100", "", "free some space on its disk, which for SQLite is VAR_DIR's"),
    _Known(
        "SQLITE_IOERR 58030",
        "",
        "free some space on its disk, which for SQLite is VAR_DIR's, and see whether it is sound",
    ),
    _Known(
        "SQLITE_BUSY SQLITE_LOCKED", "", "end the process that holds it, such as a sqlite3 shell"
    ),
    _Known("55P03 57014 40P01", "", "see what keeps the server busy or holds its locks"),
    _Known("SQLITE_CORRUPT XX001 XX002", "", "restore a backup: patchline restore"),
    _Known("SQLITE_NOTADB", "", "correct DATABASE_URL, or restore a backup: patchline restore"),
    _Known("", GONE, _MOUNT),
    _Known(
        "SQLITE_CANTOPEN",
        "",
        "check DATABASE_URL, and let the user that runs Patchline write to its directory",
        lasting=True,
    ),
    _Known("53300", "too many c|connection slots", "allow more connections: max_connections"),
    _Known("57P03", "starting up|shutting down", "wait until the server has started"),
    _Known("", "resolve host", "correct the host in DATABASE_URL"),
)
_BY_KIND: tuple[tuple[type[SQLAlchemyError], Cause], ...] = (
    # What the drivers say of these may quote a row.
    (IntegrityError, Cause("a row conflicts with another", "try again; please report it")),
    (DataError, Cause("it refuses a value", "try again; please report it")),
    (ProgrammingError, Cause("it refuses a statement", "please report it")),
    (PoolTimeout, Cause("every connection to it is in use", "see what keeps the server busy")),
)


def cause_of(error: SQLAlchemyError) -> Cause:
    """What is known of it, by the driver's code or words; else by the kind of error."""
    said = str(error.orig).strip() if isinstance(error, DBAPIError) else ""
    line = said.partition("\n")[0][:_LONGEST]
    known = _known(error)
    if known is not None:
        return Cause(known.found or line, known.cure)
    unquoted = next((cause for kind, cause in _BY_KIND if isinstance(error, kind)), None)
    return unquoted or Cause(line or "it gives no reason", _OTHERWISE)


def may_answer_later(error: SQLAlchemyError) -> bool:
    """Whether the database is away or busy, not wrong: whoever waits may find it."""
    away = isinstance(error, OperationalError | InterfaceError | PoolTimeout)
    known = _known(error)
    return away and not (known is not None and known.lasting)


def _known(error: SQLAlchemyError) -> _Known | None:
    code, said = _code(error), str(getattr(error, "orig", "")).lower()
    return next((one for one in _TABLE if any(_marks(one, code, said))), None)


def _code(error: SQLAlchemyError) -> str:
    driver = getattr(error, "orig", None)
    code = getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None) or ""
    return "" if code == "SQLITE_ERROR" else str(code)


def _marks(one: _Known, code: str, said: str) -> Iterator[bool]:
    if code:
        yield from (code == mark or code.startswith(f"{mark}_") for mark in one.codes.split())
    else:
        yield from (sign in said for sign in one.signs.split("|") if sign)
