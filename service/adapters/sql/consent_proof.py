"""Holds each event of the ledger against its evidence."""

import json
from collections.abc import Container, Iterator
from typing import Any

from sqlalchemy import Row

from service.adapters.sql.consent_rows import as_bytes
from service.adapters.sql.consents import EVIDENCE, digest_of
from service.adapters.vault import Unreadable, Vault
from service.domain.consent_chain import Facts

ID, ERASES = 0, 6
"""Where an event's facts have its id, and the ids of the events whose evidence it took."""
_SAYS, _DIGEST = slice(1, 5), 5


class Proof:
    """Looks at one row after the other, and counts those whose evidence was erased."""

    def __init__(self, vault: Vault, named: Container[str]) -> None:
        """``named`` are the ids of the events whose evidence an erasure took."""
        self._vault = vault
        self._named = named
        self.erased = 0

    def faults(self, facts: Facts, row: Row[Any]) -> Iterator[str]:
        """What is wrong with the evidence of an event; ``row`` has the columns of it."""
        event = f"event {facts[ID]}"
        named = str(facts[ID]) in self._named
        if row.evidence_of is not None:
            if named:
                yield f"the evidence of {event} is here again after it was erased"
            yield from differences(self._vault, facts, row)
        elif facts[ERASES] is not None:
            yield f"the evidence of {event} is missing, and an erasure cannot be erased"
        elif named:
            self.erased += 1
        else:
            yield f"the evidence of {event} is missing, and no erasure names it"


def differences(vault: Vault, facts: Facts, row: Row[Any]) -> Iterator[str]:
    """Where the evidence of an event, which is there, is not what the event has of it."""
    event = f"event {facts[ID]}"
    try:
        evidence = vault.open(as_bytes(row.evidence_sealed), EVIDENCE)
    except Unreadable:
        yield f"the evidence of {event} was altered"
        return
    if digest_of(vault, evidence) != facts[_DIGEST]:
        yield f"the evidence of {event} was altered, or is of another event"
        return
    told = json.loads(evidence)
    if told["event"] != [*facts[_SAYS], facts[ERASES]]:
        yield f"{event} says something else than its evidence"
    person = told["person"]
    if row.person_hash != (vault.digest(person) if person else None):
        yield f"the evidence of {event} was put to another person"
