"""A consent ledger with something of everything, and somebody who writes into its tables."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, create_engine, inspect

from service.adapters.sql.consent_audit import audit
from service.adapters.sql.restore_ledger import LEDGER
from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme
from service.domain.consent_chain import Head
from service.domain.consent_report import ConsentReport
from service.domain.phone import Phone
from tests.twins.house import LONDONER, TEXAN, VERMONTER, House

WORDS = "si, quiero saber más"
EVIDENCE, EVENTS, SEALS, HEADS = (
    "consent_evidence",
    "consent_events",
    "consent_seals",
    "consent_heads",
)


def record(
    house: House,
    kind: ConsentKind,
    person: Phone = VERMONTER,
    programme: Programme | None = Programme.ALERTS,
) -> None:
    """Something that happened just now."""
    event = ConsentEvent(
        kind, Channel.TEXT, house.clock.now(), programme, "Reply YES", WORDS, "SM-1"
    )
    house.store.run(lambda tx: tx.consents.record(person.e164, event))
    house.clock.move(seconds=1)


def erase(house: House, person: Phone) -> None:
    """Somebody asks to be forgotten."""
    now = house.clock.now()
    house.store.run(lambda tx: tx.consents.erase(person.e164, now, Channel.TEXT, "supporter"))
    house.clock.move(seconds=1)


def fill(house: House) -> None:
    """Seven sealed events, two of them with their evidence erased, and an eighth to be sealed."""
    record(house, ConsentKind.ASKED)
    record(house, ConsentKind.AGREED)
    record(house, ConsentKind.AGREED, TEXAN)
    house.seal_consents()
    record(house, ConsentKind.STOPPED, TEXAN, None)
    erase(house, TEXAN)
    record(house, ConsentKind.ASKED, LONDONER)
    record(house, ConsentKind.STOPPED, VERMONTER, None)
    house.clock.move(minutes=2)
    house.seal_consents()
    record(house, ConsentKind.RESTARTED, VERMONTER, None)


def report(house: House, *anchors: Head) -> ConsentReport:
    """What a walk along the ledger tells."""
    return audit(house.engine, house.vault, anchors)


def faults(house: House) -> str:
    """All that a walk finds, the anchors kept so far included."""
    return "\n".join(report(house, *house.anchors.heads).faults)


@dataclass
class Intruder:
    """Writes what they like past Patchline, and knows no key."""

    url: str

    def __post_init__(self) -> None:
        self._engine = create_engine(self.url)
        if self._engine.dialect.name == "postgresql":
            # What the owner of the tables may do: nothing refers to an event any more.
            for reference in inspect(self._engine).get_foreign_keys(EVIDENCE):
                self("ALTER TABLE consent_evidence DROP CONSTRAINT " + str(reference["name"]))

    def __call__(self, sql: str, *values: object) -> None:
        """Run a statement; ``?`` stands for a value."""
        with self._engine.begin() as connection:
            self._run(connection, sql, values)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """What stands in a table, as the driver reads it."""
        with self._engine.connect() as connection:
            rows = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1")
            return [dict(row) for row in rows.mappings()]

    @contextmanager
    def visit(self) -> Iterator[Callable[..., None]]:
        """Whatever is done in between is undone in the end."""
        before = self.everything()
        try:
            yield self
        finally:
            self.put(before)

    def put(self, tables: dict[str, list[dict[str, Any]]]) -> None:
        """Have these rows in these tables, and no others."""
        with self._engine.begin() as connection:
            for table, rows in tables.items():
                self._run(connection, f"DELETE FROM {table}", ())
                for row in rows:
                    places = ", ".join("?" for _ in row)
                    names = ", ".join(row)
                    insert = f"INSERT INTO {table} ({names}) VALUES ({places})"
                    self._run(connection, insert, tuple(row.values()))

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """The whole ledger, to be put back some day."""
        return {table.name: self.rows(table.name) for table in LEDGER}

    def _run(self, connection: Connection, sql: str, values: tuple[object, ...]) -> None:
        mark = "?" if self._engine.dialect.name == "sqlite" else "%s"
        connection.exec_driver_sql(sql.replace("?", mark), values)

    def close(self) -> None:
        """Leave."""
        self._engine.dispose()


def intruder(house: House) -> Any:
    """Somebody in the database of this house, who leaves at the end."""
    return closing(Intruder(house.url))
