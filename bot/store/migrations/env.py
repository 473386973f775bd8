"""Run by Alembic: on the connection that `bot.store.migrating` hands over, in its transaction."""

from alembic import context

from bot.store.records import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    transactional_ddl=True,  # SQLite's too, since we begin its transactions ourselves
)
with context.begin_transaction():
    context.run_migrations()
