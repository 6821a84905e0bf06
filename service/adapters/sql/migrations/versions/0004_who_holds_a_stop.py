"""Whether the carrier holds a stop too, which decides who answers the word that lifts it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Stops from before count as the carrier's: most are, and it is the one to lift those."""
    with op.batch_alter_table("suppressions") as table:
        table.add_column(
            sa.Column("by_carrier", sa.Boolean(), nullable=False, server_default=sa.true())
        )


def downgrade() -> None:
    """Forget who holds them."""
    with op.batch_alter_table("suppressions") as table:
        table.drop_column("by_carrier")
