"""Where a person stands in each programme, beside the ledger that it follows from."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

PROGRAMMES = ("replies", "alerts")


def upgrade() -> None:
    """Nobody has agreed to anything before: the ledger begins empty too."""
    with op.batch_alter_table("supporters") as table:
        for programme in PROGRAMMES:
            table.add_column(
                sa.Column(programme, sa.String(20), nullable=False, server_default="never")
            )


def downgrade() -> None:
    """The ledger still knows."""
    with op.batch_alter_table("supporters") as table:
        for programme in PROGRAMMES:
            table.drop_column(programme)
