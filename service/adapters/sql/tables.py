"""Every table. Columns that end in ``_sealed`` hold ciphertext; the ZIP stands plainly, once."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    false,
    true,
)

from service.adapters.sql.consent_tables import CONSENT_EVENTS as CONSENT_EVENTS
from service.adapters.sql.consent_tables import CONSENT_EVIDENCE as CONSENT_EVIDENCE
from service.adapters.sql.consent_tables import CONSENT_HEADS as CONSENT_HEADS
from service.adapters.sql.consent_tables import CONSENT_SEALS as CONSENT_SEALS
from service.adapters.sql.metadata import METADATA as METADATA
from service.adapters.sql.metadata import Utc as Utc
from service.adapters.sql.router_tables import SET_ASIDE as SET_ASIDE
from service.adapters.sql.router_tables import WAITS as WAITS


def _supporter(nullable: bool = True) -> Column[Any]:
    return Column(
        "supporter_id",
        Integer,
        ForeignKey("supporters.id", ondelete="SET NULL" if nullable else "CASCADE"),
        nullable=nullable,
        index=True,
    )


SUPPORTERS = Table(
    "supporters",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("phone_hash", LargeBinary(32), nullable=False, unique=True),
    Column("phone_sealed", LargeBinary, nullable=False),
    Column("first_name_sealed", LargeBinary),
    Column("zip", String(5), index=True),
    Column("state", String(2), index=True),
    Column("time_zone", String(40)),
    Column("language", String(2), nullable=False),
    Column("campaign", String(40), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("choices", String(40), nullable=False),
    Column("misses", Integer, nullable=False),
    Column("greeted", Boolean, nullable=False),
    # Where they stand in each programme, as their events in the consent ledger come to.
    Column("replies", String(20), nullable=False, server_default="never"),
    Column("alerts", String(20), nullable=False, server_default="never"),
    Column("unreachable", Integer, nullable=False, server_default="0"),
    Column("unusable_at", Utc),
    Column("muted_at", Utc),
    Column("held_at", Utc),
    Column("joined_at", Utc, nullable=False),
    Column("updated_at", Utc, nullable=False),
)

SUPPRESSIONS = Table(
    "suppressions",
    METADATA,
    Column("phone_hash", LargeBinary(32), primary_key=True),
    Column("since", Utc, nullable=False),
    Column("by_carrier", Boolean, nullable=False, server_default=true()),
)
"""Numbers that said stop. Outlives the person's row: a hash under its own key, nothing more."""

LIFTED_STOPS = Table(
    "lifted_stops",
    METADATA,
    Column("phone_hash", LargeBinary(32), primary_key=True),
    Column("since", Utc, nullable=False),
    Column("by_carrier", Boolean, nullable=False),
    Column("lifted_at", Utc, nullable=False),
)
"""Stops whose owner came back since, so that no older copy of the stops brings them again.

Of people who are erased for a day; the ledger knows nothing of their return any more."""

TEXTS = Table(
    "texts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("message_sid", String(64), nullable=False, unique=True),
    _supporter(),
    Column("sender_hash", LargeBinary(32)),
    Column("sender_sealed", LargeBinary),
    Column("our_number", String(20), nullable=False),
    Column("body_sealed", LargeBinary),
    Column("media", Integer, nullable=False),
    Column("reply_sealed", LargeBinary),
    Column("in_inbox", Boolean, nullable=False, index=True),
    Column("kind", String(20)),
    # Whether its sender is held until somebody decides if it was a stop.
    Column("undecided", Boolean, nullable=False, server_default=false()),
    Column("hinted", Boolean, nullable=False, server_default=false()),
    Column("said_at", Utc, nullable=False),
    Column("received_at", Utc, nullable=False),
)
"""``said_at`` is earlier than ``received_at`` where a text had to be fetched."""

CALLS = Table(
    "calls",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("token", String(32), nullable=False, unique=True),
    Column("call_sid", String(64), unique=True),
    Column("rung", Boolean, nullable=False),
    Column("status", String(20), nullable=False, index=True),
    _supporter(),
    Column("caller_hash", LargeBinary(32)),
    Column("our_number", String(20), nullable=False),
    Column("campaign", String(40), nullable=False),
    Column("revision", String(12), nullable=False),
    Column("language", String(2), nullable=False),
    Column("state", String(2), nullable=False),
    # Bioguide ids, apart by spaces: whom a ring is for; empty for both senators of the state.
    Column("targets", String(60), nullable=False, server_default=""),
    Column("attempt", Integer, nullable=False),
    Column("retry_of", Integer, ForeignKey("calls.id", ondelete="SET NULL"), unique=True),
    Column("requested_at", Utc, nullable=False),
    Column("due_at", Utc),
    Column("updated_at", Utc, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("attempted_at", Utc),
    Column("looks", Integer, nullable=False, server_default="0"),
    Column("looked_at", Utc),
    Column("confirmed_at", Utc),
    # Since when nobody wants it any more: where the carrier does not have it, it is not tried anew.
    Column("unwanted_at", Utc),
    Column("ended_at", Utc),
    Column("texted_at", Utc),
    Column("seconds", Integer),
    Column("sequence", Integer, nullable=False),
    Column("error_code", Integer),
)

LEGS = Table(
    "legs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("call_id", Integer, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False),
    Column("step", Integer, nullable=False),
    Column("bioguide", String(12), nullable=False),
    Column("office_id", String(80), nullable=False),
    Column("office_number", String(20), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("begun_at", Utc, nullable=False),
    Column("dial_status", String(20)),
    Column("seconds", Integer),
    Column("outcome", String(20)),
    Column("ended_at", Utc),
    UniqueConstraint("call_id", "step"),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("call_id", Integer, ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("step", Integer, primary_key=True),
)
"""Steps of calls at which no office was left to dial. Where one was, its leg tells which."""

MESSAGES = Table(
    "messages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("token", String(32), nullable=False, unique=True),
    Column("message_sid", String(64), index=True),
    _supporter(nullable=False),
    Column("call_id", Integer, ForeignKey("calls.id", ondelete="SET NULL"), unique=True),
    Column("is_reply", Boolean, nullable=False, server_default=false()),
    Column("asks", String(20)),  # the programme that it asks for
    Column("our_number", String(20), nullable=False),
    Column("body_sealed", LargeBinary, nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("due_at", Utc),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("attempted_at", Utc),
    Column("looks", Integer, nullable=False, server_default="0"),
    Column("looked_at", Utc),
    Column("unwanted_at", Utc),  # as of a call
    Column("error_code", Integer),
    Column("created_at", Utc, nullable=False),
    Column("updated_at", Utc, nullable=False),
)

RECEIPTS = Table(
    "receipts",
    METADATA,
    Column("message_sid", String(64), primary_key=True),
    Column("status", String(20), primary_key=True),
    Column("received_at", Utc, nullable=False, index=True),
)
"""Failures told of texts that have no row here, the answers to webhooks: a receipt may come twice,
and what follows from it must not. Kept for a day."""

PACE = Table(
    "pace",
    METADATA,
    Column("name", String(20), primary_key=True),
    Column("next_at", Utc, nullable=False),
)
"""When the next call may be placed (``calls``) and the next text sent (``texts``), over all
workers, in the machine's time. Whoever serves a senator's line (``line W000800``) locks its row."""

HALTS = Table(
    "halts",
    METADATA,
    Column("name", String(20), primary_key=True),
    Column("code", Integer, nullable=False),
    Column("since", Utc, nullable=False),
    Column("until", Utc, nullable=False),
)
"""Why nothing is sent at all, and when the carrier is asked again; beside it what the carrier
refuses besides, by code, and until when an operator is told."""

BEATS = Table(
    "beats",
    METADATA,
    Column("name", String(20), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("resumed_at", Utc, nullable=False),
)
"""When the scheduler last wrote, and when it last wrote again after a gap."""

KEY_MARKS = Table(
    "key_marks",
    METADATA,
    Column("name", String(20), primary_key=True),
    Column("mark", LargeBinary, nullable=False),
)
"""Something made with each key, by which a process knows whether it has the right ones."""

Index("ix_texts_sender_received", TEXTS.c.sender_hash, TEXTS.c.received_at)
Index("ix_calls_caller_requested", CALLS.c.caller_hash, CALLS.c.requested_at)
Index("ix_legs_bioguide_begun", LEGS.c.bioguide, LEGS.c.begun_at)
Index("ix_legs_number_begun", LEGS.c.office_number, LEGS.c.begun_at)
Index("ix_legs_begun", LEGS.c.begun_at)
