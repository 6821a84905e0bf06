"""Whether a database has the tables of this version, one before it or one after it."""

from contextlib import suppress
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.engine import snapshot
from service.adapters.sql.outage import store_down
from service.domain.errors import PatchlineError
from service.ports.probes import Revision
from service.ports.store import StoreDown

MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaFault(PatchlineError):
    """The database has the tables of another version."""


class Schema:
    """The migrations that this version knows."""

    def __init__(self) -> None:
        scripts = ScriptDirectory(str(MIGRATIONS))
        self._known = frozenset(script.revision for script in scripts.walk_revisions())
        self._head = scripts.get_current_head()

    def compare(self, connection: Connection) -> Revision:
        """How the tables stand to this version."""
        at = MigrationContext.configure(connection).get_current_revision()
        if at is None:
            return Revision.NONE
        if at == self._head:
            return Revision.CURRENT
        return Revision.OLDER if at in self._known else Revision.NEWER

    def require_known(self, connection: Connection) -> str | None:
        """The migration that the tables are at, None where there are none yet.

        Raises SchemaFault where it is one that this version does not know.
        """
        at = MigrationContext.configure(connection).get_current_revision()
        if at is not None and at not in self._known:
            raise SchemaFault(
                f"the database is newer than this version of Patchline (it is at migration {at}, "
                f"this version knows them up to {self._head}): install the version that brought "
                "it there, or restore a backup of this version into an empty database"
            )
        return at

    def require_current(self, engine: Engine) -> None:
        """Pass only if the tables are those of this version.

        Raises:
            SchemaFault: they are older or newer; the message has the cure.
            StoreDown: the database does not answer.
        """
        try:
            with snapshot(engine) as connection:
                at = self.require_known(connection)
        except SQLAlchemyError as error:
            raise store_down(error) from error
        if at is None:
            raise SchemaFault("the database has no tables yet: run patchline migrate")
        if at != self._head:
            raise SchemaFault(
                f"the database is older than this version of Patchline (it is at migration {at}, "
                f"{self._head} is needed): run patchline migrate"
            )


def refuse_another_schema(engine: Engine) -> None:
    """Raise SchemaFault where the tables are not those of this version.

    A database that does not answer is waited for by those who use it.
    """
    with suppress(StoreDown):
        Schema().require_current(engine)
