"""People who may have said stop are held, and what a text in the inbox was taken for is kept.

So is what was called off while the carrier was asked for it.
"""

import sqlalchemy as sa
from alembic import op

from service.adapters.sql.tables import Utc

revision = "0010"
down_revision = "0009"

_MOMENTS = {"supporters": "held_at", "calls": "unwanted_at", "messages": "unwanted_at"}


def upgrade() -> None:
    """Nobody is held yet; texts of before were taken for nothing special."""
    for name, column in _MOMENTS.items():
        op.add_column(name, sa.Column(column, Utc(), nullable=True))
    with op.batch_alter_table("texts") as table:
        table.add_column(sa.Column("kind", sa.String(length=20), nullable=True))
        table.add_column(
            sa.Column("undecided", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Hold nobody."""
    with op.batch_alter_table("texts") as table:
        table.drop_column("undecided")
        table.drop_column("kind")
    for name, column in _MOMENTS.items():
        with op.batch_alter_table(name) as table:
            table.drop_column(column)
