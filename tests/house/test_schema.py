"""Do the migrations make exactly the tables that the models describe?"""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

import litigation_app.app  # noqa: F401  # every model is loaded
from config import Config
from litigation_app.core.db import Base
from litigation_app.core.schema import MIGRATIONS, SchemaDated, driver_url, require_current, revisions

pytestmark = pytest.mark.both_databases


def test_migrations_equal_models(config: Config) -> None:
    engine = create_engine(driver_url(config.database_url))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()

    assert differences == []


def test_every_table_is_there(config: Config) -> None:
    engine = create_engine(driver_url(config.database_url))

    found = set(inspect(engine).get_table_names())
    engine.dispose()

    assert found == set(Base.metadata.tables) | {"alembic_version"}


def test_the_names_of_the_migrations_tell_their_order() -> None:
    chain = [one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]

    assert revisions() == chain[::-1], "a new migration takes the next number after the newest and follows it"


def test_an_older_database_is_refused(sqlite_config: Config) -> None:
    engine = create_engine(sqlite_config.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    engine.dispose()

    with pytest.raises(SchemaDated, match="0000"):
        require_current(sqlite_config)
