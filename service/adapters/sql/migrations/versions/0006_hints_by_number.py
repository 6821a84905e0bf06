"""Hints are counted by number, like everything else that there is a share of."""

import sqlalchemy as sa
from alembic import op

from service.adapters.sql.tables import Utc

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Texts say whether a hint answered them; the last hour's hints may come once more."""
    with op.batch_alter_table("texts") as table:
        table.add_column(
            sa.Column("hinted", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("supporters") as table:
        table.drop_column("hinted_at")


def downgrade() -> None:
    """Count by person again."""
    with op.batch_alter_table("supporters") as table:
        table.add_column(sa.Column("hinted_at", Utc(), nullable=True))
    with op.batch_alter_table("texts") as table:
        table.drop_column("hinted")
