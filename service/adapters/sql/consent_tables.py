"""The tables of the consent ledger and of its chain."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from service.adapters.sql.metadata import METADATA, Utc

CONSENT_EVENTS = Table(
    "consent_events",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("programme", String(20)),
    Column("channel", String(20), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("erases", Text),
    # The id of an event that was deleted must never name another.
    sqlite_autoincrement=True,
)
"""The consent ledger. Rows are added, never changed; none tells of whom it is.

``digest`` is a keyed hash of the evidence; ``erases`` are the ids, apart by spaces, of the events
whose evidence an erasure took."""

CONSENT_EVIDENCE = Table(
    "consent_evidence",
    METADATA,
    Column("event_id", Integer, ForeignKey("consent_events.id"), primary_key=True),
    Column("person_hash", LargeBinary(32), index=True),
    Column("evidence_sealed", LargeBinary, nullable=False),
)
"""Who it was, what they were shown and what they said: goes with an erasure."""

CONSENT_SEALS = Table(
    "consent_seals",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("event_id", Integer, nullable=False, unique=True),
    Column("seal", LargeBinary(32), nullable=False),
)
"""The chain: at each position from 1 an event and a keyed hash of it and of the seal before.

``event_id`` is no foreign key: a seal whose event was deleted is how its deletion shows."""

CONSENT_HEADS = Table(
    "consent_heads",
    METADATA,
    Column("name", String(20), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("seal", LargeBinary(32), nullable=False),
    Column("mark", LargeBinary(32), nullable=False),
)
"""Where the chain ends, under a keyed hash: a chain that was cut off cannot be given a new end."""
