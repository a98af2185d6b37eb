"""Does a backup of an earlier version come back into this one, and does a dated desk find its way to this version?"""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy

from config import Config
from continuity import Backed, Machine
from litigation_app import vault
from litigation_app.core import schema

pytestmark = pytest.mark.thorough


def revision(config: Config) -> str:
    engine = sqlalchemy.create_engine(schema.driver_url(config.owner_database_url or config.database_url))
    with engine.connect() as connection:
        found = schema.revision_of(connection)
    engine.dispose()
    return found


def test_its_tables_are_brought_up_to_this_program(
    back_up: Callable[..., Backed], new_machine: Machine, newer: Callable[[], str]
) -> None:
    older = back_up()
    newest = newer()

    new_machine.said(*older.words)

    assert revision(new_machine.config) == newest
    assert new_machine.said("ledger", "verify", "--state")["holds"]


def test_a_dated_desk_is_brought_up_to_this_program_by_init(
    new_machine: Machine, tmp_path: Path, newer: Callable[[], str]
) -> None:
    vault.create(new_machine.config)
    schema.upgrade(new_machine.config)
    newest = newer()
    refused = new_machine.run("backup", tmp_path / "data", "--data-only")
    doctor = new_machine.run("doctor")

    answer = new_machine.run("init", "--upgrade", "--without-backup")

    assert "init --upgrade" in refused.stderr
    assert "init --upgrade" in doctor.stdout
    assert answer.exit_code == 0, answer.output
    assert revision(new_machine.config) == newest
    assert new_machine.run("backup", tmp_path / "data", "--data-only").exit_code == 0


def test_without_a_desk_there_is_nothing_to_bring_up(new_machine: Machine) -> None:
    answer = new_machine.run("init", "--upgrade")

    assert answer.exit_code == 1
    assert not new_machine.config.keyring.exists()
