"""Whether a database has the tables of this version, one before it or one after it."""

from collections.abc import Sequence
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.engine import snapshot
from service.adapters.sql.outage import store_down
from service.adapters.sql.tables import METADATA
from service.ports.probes import LOST_CURE, Revision
from service.ports.store import StoreDown

MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaFault(StoreDown):
    """The database has the tables of another version: to this process it is as good as down."""


class SchemaBehind(SchemaFault):
    """It has no tables yet, or those of an older version: a migration brings them up to date."""


class TablesMissing(StoreDown):
    """It is at the migration of this version, and somebody has dropped or renamed tables since."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"the database has lost tables ({', '.join(names)}): {LOST_CURE}")


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

    def require_current(self, connection: Connection) -> None:
        """Pass only if the tables are those of this version, and all there.

        Raises SchemaFault or TablesMissing, with the cure.
        """
        at = self.require_known(connection)
        if at is None:
            raise SchemaBehind("the database has no tables yet: run patchline migrate")
        if at != self._head:
            raise SchemaBehind(
                f"the database is older than this version of Patchline (it is at migration {at}, "
                f"{self._head} is needed): run patchline migrate"
            )
        if lacking := self.missing(connection):
            raise TablesMissing(lacking)

    def missing(self, connection: Connection) -> Sequence[str]:
        """The tables that it should have at the migration of this version and does not have."""
        return sorted(METADATA.tables.keys() - inspect(connection).get_table_names())


def require_current_schema(engine: Engine, schema: Schema) -> None:
    """Pass only if a database has the tables of this version.

    Raises:
        SchemaFault: they are older or newer.
        TablesMissing: some of them are gone.
        StoreDown: the database does not answer.
    """
    try:
        with snapshot(engine) as connection:
            schema.require_current(connection)
    except SQLAlchemyError as error:
        raise store_down(error) from error


def refuse_another_schema(engine: Engine, *, early: bool = False) -> StoreDown | None:
    """Raise SchemaFault where the tables are not those of this version.

    Why the database does not answer, None where it does: one that does not is waited for by those
    who use it. Whoever is ``early`` waits for a migration just so.
    """
    try:
        require_current_schema(engine, Schema())
    except SchemaFault as fault:
        if not (early and isinstance(fault, SchemaBehind)):
            raise
    except StoreDown as error:
        return error
    return None
