"""Run by Alembic. The connection is handed over by `verbale.record.database`; there is no alembic.ini."""

from alembic import context

from verbale.record.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # The caller holds the transaction: a record is migrated wholly or not at all.
    transactional_ddl=False,
)
context.run_migrations()
