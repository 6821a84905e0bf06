"""Counts for monitoring: how many rows stand where. Nothing personal."""

from collections.abc import Mapping

from sqlalchemy import Engine, func, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.tables import CALLS, LEGS, MESSAGES, METADATA, SUPPORTERS, TEXTS


class SqlFigures:
    """Reads counts straight from the tables at the moment they are asked for."""

    def __init__(self, engine: Engine) -> None:
        """Each reading takes a connection of its own."""
        self._engine = engine

    def answers(self) -> bool:
        """Whether the database is there and has every table."""
        try:
            return set(METADATA.tables) <= set(inspect(self._engine).get_table_names())
        except SQLAlchemyError:
            return False

    def by_label(self) -> Mapping[str, Mapping[str, int]]:
        """Rows by what they are and where they stand: ``{"calls": {"completed": 12}}``.

        Raises SQLAlchemyError while the database is down.
        """
        counted = {
            "supporters": (SUPPORTERS, SUPPORTERS.c.stage),
            "texts_received": (TEXTS, TEXTS.c.in_inbox),
            "messages": (MESSAGES, MESSAGES.c.status),
            "calls": (CALLS, CALLS.c.status),
            "legs": (LEGS, func.coalesce(LEGS.c.dial_status, "under_way")),
        }
        with self._engine.connect() as connection:
            return {
                name: {
                    str(label): int(count)
                    for label, count in connection.execute(
                        select(label, func.count()).select_from(table).group_by(label)
                    )
                }
                for name, (table, label) in counted.items()
            }
