"""The row that tells where the chain ends, as a reader finds it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from service.adapters.sql.consent_rows import as_bytes, raw
from service.adapters.sql.consent_seals import CHAIN, mark_of
from service.adapters.sql.tables import CONSENT_HEADS
from service.adapters.vault import Vault
from service.domain.consent_chain import START, Head


class RecordedEnd:
    """Where the chain is recorded to end. Nothing is believed that does not bear our mark."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        columns = (raw(column).label(column.name) for column in CONSENT_HEADS.c)
        self._rows = {row.name: row for row in connection.execute(select(*columns))}
        self._row: Row[Any] | None = self._rows.get(CHAIN)
        self.head: Head | None = None
        """None where it is not recorded, or not by us."""
        if self._row is not None:
            told = Head(self._row.position, as_bytes(self._row.seal))
            self.head = told if as_bytes(self._row.mark) == mark_of(vault, told) else None

    def faults(self, end: Head) -> Iterator[str]:
        """What is wrong with it beside the end that the chain really has."""
        if self._rows.keys() - {CHAIN}:
            yield "consent_heads has a row that is none of ours"
        if self.head is not None:
            yield from _differences(self.head, end)
        elif self._row is not None:
            yield "the row that tells where the chain ends was altered"
        elif end != START:
            yield "the row that tells where the chain ends is missing"


def _differences(recorded: Head, end: Head) -> Iterator[str]:
    if recorded.position > end.position:
        yield (
            f"the chain was cut off: it ends at position {end.position}, and its end is recorded "
            f"at position {recorded.position}"
        )
    elif recorded.position < end.position:
        yield f"seals were added behind position {recorded.position}, the recorded end"
    elif recorded.seal != end.seal:
        yield f"the seal at position {end.position} is not the one recorded as the end"
