"""People who may have said stop are held, and what a text in the inbox was taken for is kept."""

import sqlalchemy as sa
from alembic import op

from service.adapters.sql.tables import Utc

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nobody is held yet; texts of before were taken for nothing special."""
    op.add_column("supporters", sa.Column("held_at", Utc(), nullable=True))
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
    with op.batch_alter_table("supporters") as table:
        table.drop_column("held_at")
