"""Brings a database to the tables this version needs."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError

from service.adapters.sql.engine import open_engine
from service.domain.errors import PatchlineError

_MIGRATIONS = Path(__file__).parent / "migrations"


class MigrationFailed(PatchlineError):
    """The database could not be brought up to date."""


def upgrade(url: str, revision: str = "head") -> None:
    """Run every migration up to a revision; does nothing on a database that is up to date.

    Raises:
        MigrationFailed: the database does not answer or refuses.
    """
    _run(url, command.upgrade, revision)


def downgrade(url: str, revision: str) -> None:
    """Undo migrations down to a revision; ``base`` removes every table.

    Raises:
        MigrationFailed: the database does not answer or refuses.
    """
    _run(url, command.downgrade, revision)


def _run(url: str, direction: Callable[[Config, str], None], revision: str) -> None:
    engine = open_engine(url)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            direction(config, revision)
    except DBAPIError as error:
        raise MigrationFailed(
            f"the database could not be brought up to date ({type(error.orig).__name__}: "
            f"{error.orig}): check DATABASE_URL, the server and the disk"
        ) from error
    finally:
        engine.dispose()
