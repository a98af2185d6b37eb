"""How Alembic reaches our tables."""

from alembic import context
from sqlalchemy import create_engine

from litigation_app.core import rowpolicies
from litigation_app.core.db import Base


def run() -> None:
    engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()
            rowpolicies.lay(connection)
        if connection.in_transaction():
            connection.commit()
    engine.dispose()


run()
