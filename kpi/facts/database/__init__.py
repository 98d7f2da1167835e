"""The database of the facts: connections, migrations, backups, checks and retention, on SQLite and PostgreSQL."""
