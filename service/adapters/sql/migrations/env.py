"""How Alembic finds the connection and the tables: both are handed to it."""

from alembic import context

from service.adapters.sql.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite cannot alter most things in place; batch mode rebuilds the table instead.
    render_as_batch=True,
)
context.run_migrations()
