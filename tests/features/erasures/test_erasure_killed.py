"""Whatever kills the desk while it erases, and whatever backup is put back: is she gone when it answers again?"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from documents_sent import added, files_of, open_file
from erasing import CANARY, FAMILY, GIVEN, Stage, erased, proposed, row
from litigation_app import ledger, vault
from litigation_app.app import create_app
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures import actions as erasures
from litigation_app.casework.erasures.models import Erasure
from litigation_app.core.db import db
from litigation_app.ledger.settings import settings
from litigation_app.vault import SubjectKey
from litigation_app.vault.erasure import register, shredding

pytestmark = pytest.mark.thorough

Served = AbstractContextManager[tuple[subprocess.Popen[bytes], int]]
PLENTY_SECONDS = 240
ASLEEP_SECONDS = 600  # it is woken, and dies, before
# What keeps the transaction from its end: real triggers of the database, put there by its owner.
SLOW_SQLITE = (
    "CREATE TRIGGER slow BEFORE DELETE ON subject_key BEGIN SELECT count(*) FROM (WITH RECURSIVE n(x) AS "
    "(SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000000000) SELECT x FROM n); END"
)
SLOW_POSTGRES = (
    f"CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep({ASLEEP_SECONDS}); RETURN OLD; END'",
    "CREATE TRIGGER slow BEFORE DELETE ON subject_key FOR EACH ROW EXECUTE FUNCTION slow()",
)


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is true of the disk or the database."""
    deadline = time.monotonic() + PLENTY_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)


def agree_at(browser: Any, port: int, make: Any, stage: Stage, erasure: UUID) -> Thread:
    """The second coordinator agrees at a served desk, which will die before it answers."""
    person = browser(port)
    assert person.sign_in(stage.second.email, make.code(stage.second.email)).status == 303

    def agree() -> None:
        try:
            person.post(f"/erasures/{erasure}/agreement", {})
        except OSError:
            return

    clicking = Thread(target=agree)
    clicking.start()
    return clicking


def gone(config: Config, stage: Stage, erasure: UUID) -> Erasure:
    """The desk started anew: she is erased to the end, and log and stored bytes agree."""
    fresh = create_app(config)
    assert fresh.test_client().get("/sign-in", base_url="https://localhost").status_code == 200
    with fresh.app_context():
        assert erasures.reapply(config) == 0
        assert not shredding.is_left(stage.victim)
        assert db.session.get_one(Victim, stage.victim).erased_at is not None
        found = db.session.get_one(Erasure, erasure)
        assert found.finished_at is not None
        assert shredding.is_destroyed(found.kek_ver)
        assert ledger.verify(db.session(), settings().mac_key).holds
        assert ledger.verify_state(db.session(), vault.commitments()) == []
        db.session.expunge(found)
        db.session.remove()
        db.engine.dispose()
    return found


def test_killed_between_the_register_and_the_commit_the_next_start_carries_it_out(
    app: Flask,
    config: Config,
    make: Any,
    stage: Stage,
    serving: Callable[[], Served],
    browser: Any,
    as_owner: Any,
    end_sessions: Any,
) -> None:
    (config.instance / "config.toml").write_text("password_hash_kib = 64\n")
    erasure, is_sqlite = proposed(app, stage), config.database_url.startswith("sqlite")
    with serving() as (process, port):
        as_owner(*([SLOW_SQLITE] if is_sqlite else SLOW_POSTGRES))
        clicking = agree_at(browser, port, make, stage, erasure)
        until(register.path(config).exists)
        time.sleep(0.3)
        process.kill()
        process.wait()
        clicking.join()
    end_sessions()
    as_owner(*(["DROP TRIGGER slow"] if is_sqlite else ["DROP TRIGGER slow ON subject_key", "DROP FUNCTION slow()"]))
    assert row(app, Victim, stage.victim).erased_at is None
    assert row(app, Erasure, erasure).outcome is None

    found = gone(config, stage, erasure)

    with app.app_context():
        entry = register.entries(config, vault.current().keyring)[0]
    assert found.decided_by == make.user_id(stage.second.email)
    assert (found.certificate, found.decided_at) == (entry.certificate, entry.at)


def test_killed_after_the_commit_the_next_start_finishes_it(
    app: Flask, config: Config, make: Any, stage: Stage, serving: Callable[[], Served], browser: Any
) -> None:
    (config.instance / "config.toml").write_text("password_hash_kib = 64\n")
    open_file(stage.lawyer, stage.case)
    paper = added(app, stage.lawyer, stage.case)
    erasure = proposed(app, stage, papers=str(paper))
    with serving() as (process, port), (config.keyring.parent / "rotation.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # as if another process were changing the main key in this moment
        clicking = agree_at(browser, port, make, stage, erasure)
        until(lambda: row(app, Victim, stage.victim).erased_at is not None)
        process.kill()
        process.wait()
        clicking.join()
    assert row(app, Erasure, erasure).finished_at is None

    gone(config, stage, erasure)

    assert files_of(config) == []


def test_a_served_desk_finishes_what_was_left_before_it_answers(
    app: Flask, config: Config, stage: Stage, serving: Callable[[], Served]
) -> None:
    erasure = erased(app, stage)
    with app.app_context():
        session = db.session()
        session.execute(db.update(Erasure).values(finished_at=None))
        session.commit()

    with serving() as (process, _port):
        assert process.poll() is None
        assert row(app, Erasure, erasure).finished_at is not None


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)  # the file is the backup
@pytest.mark.parametrize("with_keys", [True, False], ids=["with its keyring", "without its keyring"])
def test_a_backup_of_the_database_brings_nobody_back(
    app: Flask, config: Config, stage: Stage, *, with_keys: bool
) -> None:
    open_file(stage.lawyer, stage.case)
    paper = added(app, stage.lawyer, stage.case)
    before, keys = copied(app, config, "before"), config.keyring.read_bytes()
    erasure = erased(app, stage, papers=str(paper), with_case="y")
    certificate = row(app, Erasure, erasure).certificate
    with app.app_context():
        db.engine.dispose()

    put_back(config, before)
    if with_keys:
        config.keyring.write_bytes(keys)

    fresh = create_app(config)
    with fresh.app_context():
        assert db.session.get_one(Victim, stage.victim).erased_at is None
        assert erasures.reapply(config) == 1
        again = db.session.scalar(db.select(Erasure).where(Erasure.certificate == certificate))
        assert again is not None
        assert again.proposed_by is None
        assert again.counts["papers"] == 1
        assert again.with_case
        assert again.finished_at is not None
        assert shredding.is_destroyed(again.kek_ver)
        assert not shredding.is_left(stage.victim)
        assert ledger.verify_state(db.session(), vault.commitments()) == []
        db.session.remove()
        db.engine.dispose()


def copied(app: Flask, config: Config, name: str) -> Path:
    """A copy of the database as it stands now."""
    made = config.instance.parent / name
    with app.app_context():
        assert shredding.cut_journal()
        shutil.copyfile(config.instance / "desk.db", made)
    return made


def put_back(config: Config, copy: Path) -> None:
    for path in config.instance.glob("desk.db*"):
        path.unlink()
    shutil.copyfile(copy, config.instance / "desk.db")


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_no_byte_of_her_is_left_on_the_disk(app: Flask, config: Config, stage: Stage) -> None:
    open_file(stage.lawyer, stage.case)
    paper = added(app, stage.lawyer, stage.case)
    with app.app_context():
        wrapped = db.session.scalar(db.select(SubjectKey.wrapped).where(SubjectKey.subject == stage.victim))
        sealed = list(db.session.scalars(db.select(vault.Capsule.sealed).where(vault.Capsule.subject == stage.victim)))
        sealed += db.session.scalars(db.select(vault.Capsule.sealed).where(vault.Capsule.row == paper))
    assert wrapped is not None
    needles = [wrapped, *sealed, *(word.encode() for word in (GIVEN, FAMILY, CANARY))]
    assert any(wrapped in path.read_bytes() for path in everything(config))

    erased(app, stage, papers=str(paper))

    assert len(needles) >= 12
    for path in everything(config):
        content = path.read_bytes()
        assert not [needle for needle in needles if needle in content], path
    assert not (config.files / str(paper)).exists()
    assert (config.instance / "desk.db-wal").stat().st_size < 200_000


def everything(config: Config) -> list[Path]:
    return [path for path in config.instance.rglob("*") if path.is_file()]


def test_a_damaged_register_stops_the_start(app: Flask, config: Config, stage: Stage) -> None:
    erased(app, stage)
    path = register.path(config)
    path.write_bytes(path.read_bytes().replace(b'"consent_withdrawn"', b'"not_needed"'))
    said = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}

    command = [sys.executable, "-c", "from litigation_app.cli import main; main()", "serve", "--port", "0"]
    run = subprocess.run(command, env=os.environ | said, capture_output=True, text=True, timeout=300, check=False)

    assert run.returncode == 1
    assert "Line 1 of the register of erased persons was changed or cut." in run.stderr


def test_a_register_whose_end_was_cut_off_is_completed_from_the_database(
    app: Flask, config: Config, stage: Stage
) -> None:
    erased(app, stage)
    whole = register.path(config).read_bytes()
    register.path(config).unlink()

    with app.app_context():
        assert erasures.reapply(config) == 0

    assert register.path(config).read_bytes() == whole
