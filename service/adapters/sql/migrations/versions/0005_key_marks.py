"""Which keys the database was filled under."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make room for a mark of each key; the first transaction leaves them."""
    op.create_table(
        "key_marks",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_key_marks")),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("key_marks")
