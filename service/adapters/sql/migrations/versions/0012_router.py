"""What callers wait for, numbers that are not dialed, and when a leg ended."""

import sqlalchemy as sa
from alembic import op

from service.adapters.sql.tables import Utc

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Nobody waits yet. When a leg of before ended is not known."""
    op.create_table(
        "waits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supporter_id", sa.Integer(), nullable=False),
        sa.Column("open_for", sa.Integer()),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("senator", sa.String(12), nullable=False),
        sa.Column("targets", sa.String(60), nullable=False),
        sa.Column("campaign", sa.String(40), nullable=False),
        sa.Column("revision", sa.String(12), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("state", sa.String(2), nullable=False),
        sa.Column("our_number", sa.String(20), nullable=False),
        sa.Column("joined_at", Utc(), nullable=False),
        sa.Column("due_at", Utc()),
        sa.Column("told_minutes", sa.Integer()),
        sa.Column("told_at", Utc()),
        sa.Column("rung_at", Utc()),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.Column("call_id", sa.Integer()),
        sa.Column("promised_in", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_waits"),
        sa.ForeignKeyConstraint(
            ["supporter_id"],
            ["supporters.id"],
            name="fk_waits_supporter_id_supporters",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name="fk_waits_call_id_calls", ondelete="SET NULL"
        ),
        sa.UniqueConstraint("open_for", name="uq_waits_open_for"),
        sa.UniqueConstraint("call_id", name="uq_waits_call_id"),
    )
    op.create_index("ix_waits_supporter_id", "waits", ["supporter_id"])
    op.create_index("ix_waits_status_senator", "waits", ["status", "senator"])
    op.create_index("ix_waits_senator_rung", "waits", ["senator", "rung_at"])
    op.create_table(
        "set_aside",
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("since", Utc(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("back_at", Utc()),
        sa.PrimaryKeyConstraint("number", name="pk_set_aside"),
    )
    with op.batch_alter_table("legs") as table:
        table.add_column(sa.Column("ended_at", Utc()))
        table.create_index("ix_legs_number_begun", ["office_number", "begun_at"])
        table.create_index("ix_legs_begun", ["begun_at"])
    with op.batch_alter_table("calls") as table:
        table.add_column(sa.Column("targets", sa.String(60), nullable=False, server_default=""))


def downgrade() -> None:
    """Whoever waited is not rung."""
    with op.batch_alter_table("calls") as table:
        table.drop_column("targets")
    with op.batch_alter_table("legs") as table:
        table.drop_index("ix_legs_begun")
        table.drop_index("ix_legs_number_begun")
        table.drop_column("ended_at")
    op.drop_table("set_aside")
    op.drop_table("waits")
