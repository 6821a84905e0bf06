"""The tables of what callers wait for, and of the numbers that are not dialed."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from service.adapters.sql.metadata import METADATA, Utc

WAITS = Table(
    "waits",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "supporter_id",
        Integer,
        ForeignKey("supporters.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("open_for", Integer, unique=True),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("senator", String(12), nullable=False),
    Column("targets", String(60), nullable=False),
    Column("campaign", String(40), nullable=False),
    Column("revision", String(12), nullable=False),
    Column("language", String(2), nullable=False),
    Column("state", String(2), nullable=False),
    Column("our_number", String(20), nullable=False),
    Column("joined_at", Utc, nullable=False),
    Column("due_at", Utc),
    Column("told_minutes", Integer),
    Column("told_at", Utc),
    Column("rung_at", Utc),
    Column("updated_at", Utc, nullable=False),
    Column("call_id", Integer, ForeignKey("calls.id", ondelete="SET NULL"), unique=True),
    Column("promised_in", Integer, ForeignKey("calls.id", ondelete="SET NULL")),
)
"""Rings that callers asked for when nobody could answer: a place in a senator's queue, or a time.

``targets``: Bioguide ids, apart by spaces; the first, ``senator``, is whose queue it is.
``open_for``: its supporter's id while it is open, so that nobody is in two places. ``call_id``: the
ring that was promised; a second try of it names it in turn. ``promised_in``: the call in which it
was asked for."""

SET_ASIDE = Table(
    "set_aside",
    METADATA,
    Column("number", String(20), primary_key=True),
    Column("since", Utc, nullable=False),
    Column("reason", String(200), nullable=False),
    Column("by", String(80), nullable=False),
    Column("back_at", Utc),
)
"""Numbers of offices, E.164, that are not dialed. ``by``: who set them aside, or brought
them back. ``back_at``: when one was brought back; what was heard of it before counts no more."""

Index("ix_waits_status_senator", WAITS.c.status, WAITS.c.senator)
Index("ix_waits_senator_rung", WAITS.c.senator, WAITS.c.rung_at)
