"""How the facts are kept: connections, migrations, backups, checks and retention, on SQLite and PostgreSQL."""
