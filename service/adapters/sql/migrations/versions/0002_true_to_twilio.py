"""What the carrier's errors, doubts and outages need to be remembered by."""

import sqlalchemy as sa
from alembic import op

from service.adapters.sql.tables import Utc

revision = "0002"
down_revision = "0001"

_ATTEMPTED = ("calls", "messages")


def upgrade() -> None:
    """Count attempts and looks, mark numbers, keep halts and beats."""
    with op.batch_alter_table("supporters") as table:
        table.add_column(sa.Column("unreachable", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("unusable_at", Utc(), nullable=True))
        table.add_column(sa.Column("muted_at", Utc(), nullable=True))
    for name in _ATTEMPTED:
        with op.batch_alter_table(name) as table:
            for counter in ("attempts", "looks"):
                table.add_column(
                    sa.Column(counter, sa.Integer(), nullable=False, server_default="0")
                )
            for moment in ("attempted_at", "looked_at"):
                table.add_column(sa.Column(moment, Utc(), nullable=True))
    op.execute("DELETE FROM decisions WHERE office_id IS NOT NULL")  # their legs tell the same
    with op.batch_alter_table("decisions") as table:
        table.drop_column("office_id")
        table.drop_column("reason")
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("due_at", Utc(), nullable=True))
    op.create_table(
        "halts",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("since", Utc(), nullable=False),
        sa.Column("until", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_halts")),
    )
    op.create_table(
        "beats",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("resumed_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_beats")),
    )


def downgrade() -> None:
    """Forget all of it."""
    op.drop_table("beats")
    op.drop_table("halts")
    with op.batch_alter_table("decisions") as table:
        table.add_column(sa.Column("office_id", sa.String(length=80), nullable=True))
        table.add_column(sa.Column("reason", sa.String(length=200), nullable=True))
    with op.batch_alter_table("messages") as table:
        table.drop_column("due_at")
    for name in _ATTEMPTED:
        with op.batch_alter_table(name) as table:
            for column in ("attempts", "looks", "attempted_at", "looked_at"):
                table.drop_column(column)
    with op.batch_alter_table("supporters") as table:
        for column in ("unreachable", "unusable_at", "muted_at"):
            table.drop_column(column)
