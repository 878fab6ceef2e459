"""
Runs the migration steps on the connection that the store hands over; there is no ini file.
"""

from alembic import context

from unknot.store.rows import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
