"""Does every row come back when the commands run by themselves, with no more rights than people give them?"""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from flask import Flask

from config import Config
from continuity import Machine
from documents_sent import added
from litigation_app.core import schema

pytestmark = pytest.mark.thorough

# What a restore itself adds to, or ends.
CHANGED = {"ledger_entry", "ledger_checkpoint", "web_session", "calendar_feed", "alembic_version"}


def rows(config: Config) -> dict[str, int]:
    """How many rows each table has, as its owner sees it."""
    engine = sqlalchemy.create_engine(schema.driver_url(config.owner_database_url or config.database_url))
    found = sqlalchemy.MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        counts = {
            name: int(connection.scalar(sqlalchemy.select(sqlalchemy.func.count()).select_from(table)) or 0)
            for name, table in found.tables.items()
            if name not in CHANGED
        }
    engine.dispose()
    return counts


def done(process: "subprocess.Popen[bytes]") -> str:
    out, err = process.communicate()
    assert process.returncode == 0, err.decode() + out.decode()
    return out.decode()


@pytest.mark.extensive
def test_backup_restore_doctor_and_shred_check_see_every_row(
    machine: Machine,
    new_machine: Machine,
    offline: Path,
    app: Flask,
    make: Any,
    lawyer: Any,
    open_case: Any,
    tmp_path: Path,
) -> None:
    make.victim(lawyer.email, open_case, phone="+381 64 000 1111")
    make.victim(lawyer.email, open_case, phone="+381 64 000 1111")
    added(app, lawyer, open_case)
    before = rows(machine.config)

    done(machine.start("backup", tmp_path / "data"))
    words = ["restore", tmp_path / "data", "--keyring", tmp_path / "data.keys", "--offline-key", offline]
    done(new_machine.start(*words))

    assert rows(new_machine.config) == before
    assert before["casework_victim"] == 2
    assert before["subject_key"] == 3
    looked = done(new_machine.start("doctor", "--all"))
    assert "keys of persons and cases: 3 tried, all open" in looked
    assert "victim identity: 2 tried, all open" in looked
    assert "documents: 1 tried, all open" in looked
    assert '"clean": true' in done(new_machine.start("keys", "shred-check"))
