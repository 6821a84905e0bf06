"""SQL storage: SQLite by default, Postgres by URL, the same tables and statements on both."""
