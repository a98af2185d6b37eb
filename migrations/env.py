"""How Alembic reaches our tables: on the connection, and in the transaction, of `litigation_app.core.schema`."""

from typing import Any

from alembic import context

from litigation_app.core import row_policies
from litigation_app.core.db import Base


def run() -> None:
    given = context.config.attributes
    connection, tell = given["connection"], given["tell"]

    def applied(**_what: Any) -> None:
        if tell is not None:
            tell()

    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
        on_version_apply=applied,
    )
    with context.begin_transaction():
        context.run_migrations()
    row_policies.lay(connection)


run()
