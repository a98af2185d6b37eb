"""Does a backup of an earlier version come back into this one, and does a dated desk find its way to this version?"""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy

from config import Config
from continuity import Backed, Machine, changed
from litigation_app.core import schema
from litigation_app.ledger.chain import START

pytestmark = pytest.mark.thorough

OLDER = "0009"
NOTHING_LOGGED = {"ledger": {"entries": 0, "head": START.hex(), "signed": 0}, "keks": [], "tables": {}}


@pytest.fixture
def older(back_up: Callable[..., Backed], tmp_path: Path) -> Backed:
    """A backup of an empty desk, as an earlier version made it."""
    file = tmp_path / "older" / "desk.db"
    schema.upgrade(Config(file.parent, f"sqlite:///{file}"), OLDER)

    def empty(held: dict[str, bytes]) -> None:
        for name in [name for name in held if name.startswith(("tables/", "checkpoints/"))]:
            del held[name]
        if held.pop("database.sqlite.gz", None):
            held["database.sqlite"] = file.read_bytes()

    return changed(back_up(), empty, {"revision": OLDER, **NOTHING_LOGGED})


def revision(config: Config) -> str:
    engine = sqlalchemy.create_engine(schema.driver_url(config.owner_database_url or config.database_url))
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    engine.dispose()
    return str(found)


def test_its_tables_are_brought_up_to_this_program(older: Backed, new_machine: Machine, config: Config) -> None:
    new_machine.said(*older.words)

    assert revision(new_machine.config) == revision(config) != OLDER
    assert new_machine.said("ledger", "verify", "--state")["holds"]


def test_a_dated_desk_is_brought_up_to_this_program_by_init(
    machine: Machine, new_machine: Machine, tmp_path: Path
) -> None:
    from litigation_app import vault

    vault.create(new_machine.config)
    schema.upgrade(new_machine.config, OLDER)
    refused = new_machine.run("backup", tmp_path / "data", "--data-only")
    doctor = new_machine.run("doctor")

    answer = new_machine.run("init", "--upgrade", "--without-backup")

    assert "init --upgrade" in refused.stderr
    assert "init --upgrade" in doctor.stdout
    assert answer.exit_code == 0, answer.output
    assert revision(new_machine.config) == revision(machine.config)
    assert new_machine.run("backup", tmp_path / "data", "--data-only").exit_code == 0


def test_without_a_desk_there_is_nothing_to_bring_up(new_machine: Machine) -> None:
    answer = new_machine.run("init", "--upgrade")

    assert answer.exit_code == 1
    assert not new_machine.config.keyring.exists()
