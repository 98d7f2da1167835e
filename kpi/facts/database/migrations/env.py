"""The entry of Alembic: the migrations, on the connection (and in the transaction) that it was given."""

from alembic import context

from kpi.facts.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
