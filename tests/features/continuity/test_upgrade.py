"""Does an upgrade that is cut off at any moment end well, and does it keep out of the way of whoever works?"""

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy
from flask import Flask
from sqlalchemy import Engine, event

from config import Config, ConfigRefused
from continuity import Machine, as_admin
from doctored import findings, levels
from documents_sent import added
from killing import parts
from litigation_app import vault
from litigation_app.cli import upgrading
from litigation_app.core import schema, table_lock

OLDER = schema.BEGINNING
OFFICE = "INSERT INTO office (id, name, organisation, country, row_version) VALUES ('{id}', 'Office of before', 'Invented', 'RS', 1)"
TABLES = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2",
    "postgresql": (
        "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
        "WHERE table_schema = 'public' UNION ALL "
        "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies UNION ALL "
        "SELECT table_name, grantee, privilege_type, '', '' FROM information_schema.role_table_grants "
        "WHERE table_schema = 'public' ORDER BY 1, 2, 3, 4, 5"
    ),
}


def asked(config: Config, question: str) -> list[Any]:
    engine = sqlalchemy.create_engine(schema.owners_address(config))
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.exec_driver_sql(question)]
    engine.dispose()
    return found


def revision(config: Config) -> str:
    return str(asked(config, "SELECT version_num FROM alembic_version")[0][0])


def tables(config: Config) -> list[Any]:
    """What the database holds besides rows; in which order Alembic writes the constraints of a table is chance."""
    if not config.database_url.startswith("sqlite"):
        return asked(config, TABLES["postgresql"])
    found = asked(config, TABLES["sqlite"])
    return [(kind, name, sorted(line.strip(" ,\t") for line in (sql or "").split("\n"))) for kind, name, sql in found]


@pytest.fixture
def older(new_machine: Machine, newer: Callable[[], str]) -> Config:
    """A desk that an earlier version made, with somebody in it."""
    config = new_machine.config
    vault.create(config)
    schema.upgrade(config, OLDER)
    engine = sqlalchemy.create_engine(schema.owners_address(config))
    office = uuid4().hex if engine.dialect.name == "sqlite" else uuid4()
    with engine.begin() as connection:
        connection.exec_driver_sql(OFFICE.format(id=office))
    engine.dispose()
    newer()
    return config


@dataclass
class Copies:
    """Desks like that one, each to be killed once."""

    of: Config
    postgres: Callable[[str], None]

    def another(self, place: Path) -> Config:
        shutil.copytree(self.of.instance, place)
        if self.of.database_url.startswith("sqlite"):
            return replace(self.of, instance=place, database_url=f"sqlite:///{place / 'desk.db'}")
        there, here = sqlalchemy.make_url(self.of.database_url).database, f"copy_{uuid4().hex}"
        self.postgres(f'CREATE DATABASE "{here}" TEMPLATE "{there}" OWNER desk_owner')
        addresses = {
            name: sqlalchemy.make_url(getattr(self.of, name)).set(database=here).render_as_string(hide_password=False)
            for name in ("database_url", "owner_database_url")
        }
        return replace(self.of, instance=place, **addresses)


@pytest.fixture
def copies(older: Config, request: pytest.FixtureRequest) -> Copies:
    return Copies(older, lambda statement: as_admin(request.getfixturevalue("postgres"), statement))


def upgraded_in_another_process(config: Config, *, until: int | None = None) -> range:
    """The statements that an upgrade sends once it has begun, by their numbers; it is killed before it sends number `until`."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        with closing(os.fdopen(read)) as said:
            counted = said.read()
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended == (0 if until is None else -signal.SIGKILL)
        return range(*map(int, counted.split())) if counted else range(0)
    try:
        looked = sent = 0

        @event.listens_for(Engine, "before_cursor_execute")
        def count(*_what: Any) -> None:
            nonlocal looked, sent
            sent += 1
            looked += not config.upgrading.exists()
            if sent == until:
                os.kill(os.getpid(), signal.SIGKILL)

        upgrading.upgrade(config, needs_backup=False)
        os.write(write, f"{looked + 1} {sent + 1}".encode())
        os._exit(0)
    finally:
        os._exit(1)


@pytest.mark.both_databases
def test_whenever_it_is_killed_it_is_run_again_and_all_is_as_if_it_had_not_been(
    copies: Copies, tmp_path: Path, *, everything: bool
) -> None:
    whole = copies.another(tmp_path / "whole")
    statements = upgraded_in_another_process(whole)

    for number, part in enumerate(parts(30 if everything else 3)):
        desk = copies.another(tmp_path / str(number))
        upgraded_in_another_process(desk, until=statements[round(part * (len(statements) - 1))])
        assert revision(desk) in {OLDER, schema.revisions()[-1]}
        with pytest.raises(ConfigRefused, match="init --upgrade again"):
            desk.require_whole()

        upgrading.upgrade(desk, needs_backup=False)

        desk.require_whole()
        assert tables(desk) == tables(whole)
        assert asked(desk, "SELECT name, organisation FROM office") == [("Office of before", "Invented (newer)")]


def test_a_filled_desk_of_today_is_brought_up_and_all_in_it_still_opens(
    machine: Machine, app: Flask, make: Any, lawyer: Any, open_case: Any, newer: Callable[[], str]
) -> None:
    make.victim(lawyer.email, open_case)
    added(app, lawyer, open_case)
    newest = newer()

    answer = machine.run("init", "--upgrade", "--without-backup")

    assert answer.exit_code == 0, answer.output
    assert revision(machine.config) == newest
    found = findings(machine, "--all")
    assert levels(found, "records") == levels(found, "documents") == levels(found, "access log") == {"ok"}


def test_it_is_refused_while_somebody_works_and_whoever_comes_meanwhile_waits(
    older: Config, new_machine: Machine
) -> None:
    with table_lock.shared(older):
        refused = new_machine.run("init", "--upgrade", "--without-backup")
    with table_lock.alone(older):
        served = new_machine.run("serve")

    assert (refused.exit_code, refused.stderr.strip()) == (
        1, "Somebody works with this desk: stop its server, and wait for commands and for long work.",
    )  # fmt: skip
    assert (served.exit_code, served.stderr.strip()) == (
        1, "The desk is being upgraded just now. Wait until that has ended.",
    )  # fmt: skip
    assert revision(older) == OLDER


def test_without_a_backup_of_today_it_is_refused(older: Config, new_machine: Machine) -> None:
    answer = new_machine.run("init", "--upgrade")

    assert answer.exit_code == 1
    assert answer.stderr.startswith("There is no backup of this desk. Make one first")
    assert revision(older) == OLDER
    assert not older.upgrading.exists()


def test_where_the_tables_cannot_be_changed_one_sentence_says_so_and_all_is_as_it_was(
    older: Config, new_machine: Machine
) -> None:
    engine = sqlalchemy.create_engine(schema.owners_address(older))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE upgrading_step (secret INTEGER)")
    engine.dispose()
    before = tables(older)

    answer = new_machine.run("init", "--upgrade", "--without-backup")

    assert answer.exit_code == 1
    assert answer.stderr.strip().splitlines()[-1].startswith("The tables could not be changed (")
    assert "Traceback" not in answer.output
    assert tables(older) == before
    older.require_whole()


def test_a_program_says_which_other_one_its_tables_need(machine: Machine, as_owner: Callable[..., None]) -> None:
    for number, why in (("9999", "a newer program has worked with them"), ("0070", f"begins with {schema.BEGINNING}")):
        as_owner(f"UPDATE alembic_version SET version_num = '{number}'")
        for words in (["serve"], ["init", "--upgrade"], ["backup", "nowhere"]):
            answer = machine.run(*words)

            assert answer.exit_code == 1
            assert why in answer.stderr
            assert "init --upgrade" not in answer.stderr
