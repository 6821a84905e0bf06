"""The consent ledger: events, their evidence, the chain and its end; and the stops lifted since."""

import sqlalchemy as sa
from alembic import op

from service.adapters.sql.tables import Utc

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Begins empty: of what was agreed to before, only the texts themselves tell."""
    op.create_table(
        "consent_events",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("programme", sa.String(20)),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("erases", sa.Text()),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "consent_evidence",
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("consent_events.id"), primary_key=True),
        sa.Column("person_hash", sa.LargeBinary(32)),
        sa.Column("evidence_sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_consent_evidence_person_hash", "consent_evidence", ["person_hash"])
    op.create_table(
        "consent_seals",
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("seal", sa.LargeBinary(32), nullable=False),
        sa.UniqueConstraint("event_id"),
    )
    op.create_table(
        "consent_heads",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seal", sa.LargeBinary(32), nullable=False),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
    )
    op.create_table(
        "lifted_stops",
        sa.Column("phone_hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("since", Utc(), nullable=False),
        sa.Column("by_carrier", sa.Boolean(), nullable=False),
        sa.Column("lifted_at", Utc(), nullable=False),
    )


def downgrade() -> None:
    """Gone with all that was kept in it."""
    for name in ("heads", "seals", "evidence", "events"):
        op.drop_table(f"consent_{name}")
    op.drop_table("lifted_stops")
