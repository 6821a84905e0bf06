"""Statements of the request path: compiled once, then handed to the driver as they are.

Looking a statement up, and wrapping what goes in and what comes out, takes SQLAlchemy several times
as long as so small a statement takes a database. It still writes the SQL, and says how each type is
stored.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, SelectBase, UpdateBase

from service.adapters.sql.driver import ask

Convert = Callable[[Any], Any]


class Prepared:
    """A statement that is run inside a transaction of SQLAlchemy's, with all its values by name.

    It has to have one text: ``in_`` with a list, whose text depends on how long that is, has not.
    """

    def __init__(self, statement: SelectBase | UpdateBase) -> None:
        """Compiled on first use, for each kind of database and each set of names."""
        self._statement = statement
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def rows(self, connection: Connection, /, **values: Any) -> list[Any]:
        """All rows, with their columns as attributes. Raises DBAPIError, as SQLAlchemy does."""
        plan = self._plan(connection.dialect, values)
        came = ask(connection, plan.sql, plan.parameters(values), rows=plan.returns)
        return [plan.read(row) for row in came]

    def first(self, connection: Connection, /, **values: Any) -> Any:
        """The first row, or None."""
        return next(iter(self.rows(connection, **values)), None)

    def scalar(self, connection: Connection, /, **values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.first(connection, **values)
        return row[0] if row else None

    def _plan(self, dialect: Dialect, values: Mapping[str, Any]) -> "_Plan":
        key = (dialect.name, *values)
        if key not in self._plans:
            self._plans[key] = _compile(self._statement, dialect, list(values))
        return self._plans[key]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one kind of database is sent, and how values are converted on the way."""

    sql: str
    positional: bool
    fixed: Mapping[str, Any]
    """Values that the statement itself brings along."""
    binds: Sequence[tuple[str, Convert | None]]
    returns: bool
    named: Callable[..., Any]
    """Makes a row of its columns."""
    reads: Sequence[tuple[int, Convert]]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver wants them."""
        known = {**self.fixed, **values}
        if self.positional:
            return [bind(known[name]) if bind else known[name] for name, bind in self.binds]
        return {name: bind(known[name]) if bind else known[name] for name, bind in self.binds}

    def read(self, row: Sequence[Any]) -> Any:
        """A row of the driver's as the program wants it."""
        values = list(row)
        for place, convert in self.reads:
            values[place] = convert(values[place])
        return self.named(*values)


def _compile(statement: SelectBase | UpdateBase, dialect: Dialect, names: list[str]) -> _Plan:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    columns = statement.exported_columns
    reads = [one.type.dialect_impl(dialect).result_processor(dialect, None) for one in columns]
    order = compiled.positiontup or list(compiled.params)
    binds = {name: compiled.binds[name] for name in order}
    return _Plan(
        sql=str(compiled),
        positional=compiled.positional,
        fixed={name: compiled.params[name] for name, bind in binds.items() if not bind.required},
        binds=[
            (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order
        ],
        returns=bool(columns),
        named=namedtuple("Row", map(str, columns.keys()), rename=True),
        reads=[(place, convert) for place, convert in enumerate(reads) if convert],
    )
