"""What one number has had of late is counted by its hash, whoever it belongs to."""

import sqlalchemy as sa
from alembic import op

from service.adapters.sql.tables import Utc

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Texts carry the hash of their sender, calls say whether a text followed."""
    with op.batch_alter_table("texts") as table:
        table.add_column(sa.Column("sender_hash", sa.LargeBinary(length=32), nullable=True))
        table.drop_index("ix_texts_supporter_received")
    with op.batch_alter_table("calls") as table:
        table.add_column(sa.Column("texted_at", Utc(), nullable=True))
        table.drop_index("ix_calls_supporter_requested")
        table.drop_index(op.f("ix_calls_caller_hash"))
    op.execute(
        "UPDATE texts SET sender_hash = "
        "(SELECT phone_hash FROM supporters WHERE supporters.id = texts.supporter_id)"
    )
    op.execute(
        "UPDATE calls SET texted_at = "
        "(SELECT created_at FROM messages WHERE messages.call_id = calls.id)"
    )
    op.create_index("ix_texts_sender_received", "texts", ["sender_hash", "received_at"])
    op.create_index("ix_calls_caller_requested", "calls", ["caller_hash", "requested_at"])


def downgrade() -> None:
    """Count by person again."""
    op.drop_index("ix_calls_caller_requested", "calls")
    op.drop_index("ix_texts_sender_received", "texts")
    with op.batch_alter_table("calls") as table:
        table.drop_column("texted_at")
        table.create_index(op.f("ix_calls_caller_hash"), ["caller_hash"])
        table.create_index("ix_calls_supporter_requested", ["supporter_id", "requested_at"])
    with op.batch_alter_table("texts") as table:
        table.drop_column("sender_hash")
        table.create_index("ix_texts_supporter_received", ["supporter_id", "received_at"])
