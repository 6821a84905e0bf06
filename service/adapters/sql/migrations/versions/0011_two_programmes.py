"""Where a person stands in each programme, and which texts of ours answer one of theirs or ask for
a programme.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

PROGRAMMES = ("replies", "alerts")


def upgrade() -> None:
    """Nobody has agreed to anything before: the ledger begins empty too.

    Of the texts of before only those after a call were no replies.
    """
    with op.batch_alter_table("supporters") as table:
        for programme in PROGRAMMES:
            table.add_column(
                sa.Column(programme, sa.String(20), nullable=False, server_default="never")
            )
    with op.batch_alter_table("messages") as table:
        table.add_column(
            sa.Column("is_reply", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("asks", sa.String(20)))
    messages = sa.table("messages", sa.column("is_reply"), sa.column("call_id"))
    op.execute(sa.update(messages).where(messages.c.call_id.is_(None)).values(is_reply=True))


def downgrade() -> None:
    """The ledger still knows."""
    with op.batch_alter_table("messages") as table:
        table.drop_column("asks")
        table.drop_column("is_reply")
    with op.batch_alter_table("supporters") as table:
        for programme in PROGRAMMES:
            table.drop_column(programme)
