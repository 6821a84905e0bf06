"""A text that was fetched later tells when it was said, so that it leads nobody back."""

import sqlalchemy as sa
from alembic import op

from service.adapters.sql.tables import Utc

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Texts of before count as said when they came."""
    with op.batch_alter_table("texts") as table:
        table.add_column(sa.Column("said_at", Utc(), nullable=True))
    texts = sa.table("texts", sa.column("said_at"), sa.column("received_at"))
    op.execute(sa.update(texts).values(said_at=texts.c.received_at))
    with op.batch_alter_table("texts") as table:
        table.alter_column("said_at", existing_type=Utc(), nullable=False)


def downgrade() -> None:
    """Forget when they were said."""
    with op.batch_alter_table("texts") as table:
        table.drop_column("said_at")
