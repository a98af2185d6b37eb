"""Does `litigation keys shred-check` find whatever is left of an erased person, and nothing where nothing is?"""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy
from flask import Flask

from config import Config
from continuity import Machine, erase
from litigation_app import vault
from litigation_app.core import clock, schema
from litigation_app.core.db import Base, committing, db
from litigation_app.core.rls import rowguard
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.erasure import register
from litigation_app.vault.keys import holder as vault_settings
from litigation_app.vault.keys import lifecycle


@pytest.fixture
def case(make: Any) -> tuple[str, UUID]:
    lawyer = make.lawyer()
    return lawyer, make.case(lawyer)


@pytest.fixture
def she(app: Flask, make: Any, case: tuple[str, UUID]) -> UUID:
    """A person who was erased as everybody is."""
    found = UUID(str(make.victim(*case, given_name="Izmišljena", phone="+381 64 000 1111")))
    make.victim(*case, given_name="Izmišljena Druga")
    erase(app, make, found)
    return found


def looked(machine: Machine, *words: object) -> tuple[int, dict[str, Any]]:
    answer = machine.run("keys", "shred-check", *words)
    return answer.exit_code, json.loads(answer.stdout)


def places(said: dict[str, Any]) -> set[str]:
    return {one["where"] for one in said["residue"]}


def test_after_an_erasure_and_mending_it_is_clean(machine: Machine, she: UUID) -> None:
    code, said = looked(machine, "--mend")

    assert (code, said) == (0, {"people": 1, "clean": True, "residue": []})


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_on_sqlite_an_erasure_leaves_nothing_at_all(machine: Machine, she: UUID) -> None:
    code, said = looked(machine)

    assert (code, said["residue"]) == (0, [])


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_on_postgres_deleted_rows_lie_in_their_pages_until_a_vacuum(machine: Machine, she: UUID) -> None:
    code, said = looked(machine)

    assert code == 1
    assert {one["what"] for one in said["residue"]} == {"Not vacuumed since the last erasure."}


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_on_postgres_every_table_with_something_about_her_must_be_vacuumed(
    machine: Machine, she: UUID, config: Config, as_owner: Callable[..., None]
) -> None:
    """A deleted row of a table that nothing is sealed in is read in its page."""
    engine = sqlalchemy.create_engine(schema.driver_url(config.owner_database_url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for table in rowguard.table().guarded:
            if table != "casework_record":
                connection.exec_driver_sql(f"VACUUM {table}")
    engine.dispose()

    code, said = looked(machine)

    assert (code, places(said)) == (1, {"table casework_record"})


def test_every_table_that_leads_to_a_person_is_looked_at() -> None:
    """A new one cannot be forgotten: straight or over other tables, by a foreign key or by the name of a column."""
    found = {"casework_victim"}
    while more := {name for name, table in Base.metadata.tables.items() if name not in found and leads(table, found)}:
        found |= more

    assert {"casework_record", "casework_claim_review", "casework_erasure"} <= found
    assert found <= set(rowguard.table().guarded)


def leads(table: sqlalchemy.Table, to: set[str]) -> bool:
    is_hers = {"victim_id", "subject"} & set(table.columns.keys())
    return bool(is_hers) or any(key.column.table.name in to for key in table.foreign_keys)


def test_where_nobody_was_erased_nothing_is_sought(machine: Machine, make: Any) -> None:
    make.case(make.lawyer())

    assert looked(machine) == (0, {"people": 0, "clean": True, "residue": []})


def test_it_is_in_the_access_log(machine: Machine, she: UUID, app: Flask) -> None:
    looked(machine)

    with app.app_context():
        entry = db.session.scalars(db.select(LedgerEntry).where(LedgerEntry.act == "shred_check")).one()
    assert entry.actor is None


def test_rows_of_hers_that_came_back_are_named(machine: Machine, she: UUID, app: Flask) -> None:
    with app.app_context(), committing():
        vault.new_subject(she)

    code, said = looked(machine, "--mend")

    assert code == 1
    assert [(one["where"], one["subject"]) for one in said["residue"]] == [("table subject_key", str(she))]
    assert "Restart" in said["residue"][0]["remedy"]


def test_a_key_that_was_there_when_she_was_erased_is_named(
    machine: Machine, app: Flask, make: Any, case: tuple[str, UUID], config: Config
) -> None:
    she = UUID(str(make.victim(*case)))
    with app.app_context():
        register.note(config, vault.current().keyring, register.Erased(she, clock.now(), "E-1", "consent_withdrawn"))

    code, said = looked(machine)

    assert code == 1
    assert "keyring" in places(said)
    assert "table casework_victim" in places(said)
    assert any("kek/1 (primary)" in one["what"] for one in said["residue"])


def test_rows_under_a_destroyed_key_are_named(
    machine: Machine, case: Any, app: Flask, make: Any, config: Config
) -> None:
    make.victim(*case)
    with app.app_context():
        root = vault_settings.root()
        lifecycle.promote(config, root, lifecycle.begin(config, root))
        lifecycle.retire(config, root, 1)
        lifecycle.destroy(config, root, 1)

    code, said = looked(machine)

    assert code == 1
    assert said["residue"][0]["what"] == "Rows lie under main key 1, which is destroyed: nobody can read them."


@pytest.mark.parametrize("name", ["desk.log", "releases/R-1/data/cases.csv", "tmp/dump.sql"])
def test_a_log_or_a_copy_that_names_her_is_found_anywhere_in_the_instance(
    machine: Machine, she: UUID, config: Config, name: str
) -> None:
    file = config.instance / name
    file.parent.mkdir(parents=True, exist_ok=True)
    for content in (f"opened victim {she} at noon", f"X'{she.hex}'", "x" * (2**24 - 10) + str(she)):
        file.write_text(content)
        code, said = looked(machine, "--mend")
        assert (code, places(said)) == (1, {name})
        assert said["residue"][0]["subject"] == str(she)

    file.unlink()
    assert looked(machine, "--mend")[0] == 0


def test_a_sealed_file_without_a_row_is_found_and_taken_away(machine: Machine, she: UUID, config: Config) -> None:
    stray = config.files / str(uuid4())
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"LDOC1")

    _code, said = looked(machine)

    assert f"files/{stray.name}" in places(said)
    assert looked(machine, "--mend")[0] == 0
    assert not stray.exists()


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_deleted_bytes_in_the_database_file_are_found_and_a_vacuum_takes_them(
    machine: Machine, she: UUID, config: Config, as_owner: Callable[..., None]
) -> None:
    """What lies in pages of PostgreSQL no command of the desk can read."""
    looked(machine, "--mend")
    with sqlite3.connect(config.instance / "desk.db") as careless:  # another program, which does not overwrite
        careless.execute("PRAGMA secure_delete=OFF")
        careless.execute("CREATE TABLE careless (id TEXT, wrapped BLOB)")
        careless.executemany("INSERT INTO careless VALUES (?, ?)", [(she.hex, bytes(60))] * 3)
        careless.commit()
        careless.execute("DELETE FROM careless")
        careless.commit()

    code, said = looked(machine)

    assert (code, places(said)) == (1, {"desk.db"})
    assert "deleted places name her" in said["residue"][0]["what"]
    assert looked(machine, "--mend")[0] == 0
    assert not list(config.instance.glob(".shred*"))


def test_one_person_can_be_asked_for_also_if_nobody_erased_her(
    machine: Machine, she: UUID, case: Any, make: Any
) -> None:
    living = UUID(str(make.victim(*case)))

    code, said = looked(machine, "--subject", living, "--mend")
    gone, clean = looked(machine, "--subject", she)

    assert (code, said["people"]) == (1, 1)
    assert {"register", "table subject_key", "table capsule", "table casework_victim"} <= places(said)
    assert (gone, clean["clean"]) == (0, True)


def test_a_register_that_was_changed_is_refused(machine: Machine, she: UUID, config: Config) -> None:
    file: Path = register.path(config)
    file.write_bytes(file.read_bytes().replace(b"consent_withdrawn", b"objection"))

    answer = machine.run("keys", "shred-check")

    assert answer.exit_code == 1
    assert "Line 1 of the register" in answer.stderr
