"""Failures of answers to webhooks are heeded once."""

import sqlalchemy as sa
from alembic import op

from service.adapters.sql.tables import Utc

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """What was told before is not remembered: its repeats have come by now."""
    op.create_table(
        "receipts",
        sa.Column("message_sid", sa.String(64), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("received_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("message_sid", "status", name="pk_receipts"),
    )
    op.create_index("ix_receipts_received_at", "receipts", ["received_at"])


def downgrade() -> None:
    """Repeats act again."""
    op.drop_table("receipts")
