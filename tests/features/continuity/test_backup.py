"""Does `litigation backup` take all of a living desk, nothing that opens it, and nothing that a stranger could read?"""

import contextvars
import gzip
import hashlib
import json
import sqlite3
import stat
import tarfile
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from config import Config
from continuity import Backed, Machine, bytes_within
from documents_sent import CANARY, added
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.operations.backup import instance, making
from litigation_app.vault.erasure import backups
from litigation_app.vault.keys import keyring

NAME = "Neponovljiva Zamišljenić"


def names(data: Path) -> set[str]:
    with tarfile.open(data) as archive:
        return set(archive.getnames())


def manifest(data: Path) -> dict[str, Any]:
    with tarfile.open(data) as archive:
        found: dict[str, Any] = json.load(archive.extractfile("manifest.json"))  # type: ignore[arg-type]
    return found


def instance_of(config: Config) -> Any:
    return keyring.load(config).instance


def test_it_holds_the_database_the_papers_and_the_settings_and_no_key(
    back_up: Callable[..., Backed], config: Config, app: Flask, lawyer: Any, open_case: Any
) -> None:
    paper = added(app, lawyer, open_case)

    found = names(back_up().data)

    assert f"files/{paper}" in found
    assert "config.toml" in found
    assert "database.sqlite.gz" in found or any(name.startswith("tables/subject_key/") for name in found)
    assert not {name for name in found if "key" in name.split("/")[0]}


def test_no_word_of_a_person_and_no_key_stands_in_its_bytes(
    back_up: Callable[..., Backed], config: Config, app: Flask, make: Any, lawyer: Any, open_case: Any
) -> None:
    make.victim(lawyer.email, open_case, given_name=NAME)
    added(app, lawyer, open_case)

    made = back_up()

    for content in (bytes_within(made.data), made.keys.read_bytes()):
        assert NAME.encode() not in content
        assert CANARY not in content
        assert config.root_key.read_bytes() not in content
        assert config.root_key.read_bytes().hex().encode() not in content
    assert b"lit-keyring" not in bytes_within(made.data)


def test_only_its_owner_can_read_it(back_up: Callable[..., Backed]) -> None:
    made = back_up()

    assert {stat.S_IMODE(file.stat().st_mode) for file in (made.data, made.keys)} == {0o600}


def test_addresses_with_passwords_stay_out_of_the_settings(back_up: Callable[..., Backed], config: Config) -> None:
    file = config.instance / "config.toml"
    file.write_text(file.read_text() + 'owner_database_url = "postgresql://o:GEHEIM@host/d"\nidle_minutes = 20\n')

    made = back_up()

    with tarfile.open(made.data) as archive:
        kept = archive.extractfile("config.toml").read()  # type: ignore[union-attr]
    assert b"GEHEIM" not in bytes_within(made.data)
    assert b"idle_minutes = 20" in kept


def test_the_password_of_the_mail_server_is_in_no_backup(back_up: Callable[..., Backed], config: Config) -> None:
    file = config.instance / "config.toml"
    file.write_text(file.read_text() + '[mail]\nhost = "localhost"\nsender = "a@b"\nuser = "u"\npassword = "GEHEIM"\n')

    made = back_up()

    with tarfile.open(made.data) as archive:
        kept = tomllib.loads(archive.extractfile("config.toml").read().decode())  # type: ignore[union-attr]
    assert b"GEHEIM" not in bytes_within(made.data)
    assert kept["mail"] == {"host": "localhost", "sender": "a@b", "user": "u"}


@pytest.mark.parametrize(
    "words",
    [
        'owner_database_url = """\npostgresql://o:GEHEIM@host/d"""\n',
        '# database_url = "postgresql://o:GEHEIM@host/d"\n',
        "idle_minutes = 20 # GEHEIM\n",
    ],
)
def test_a_password_in_a_comment_or_over_two_lines_stays_out_as_well(
    back_up: Callable[..., Backed], config: Config, words: str
) -> None:
    file = config.instance / "config.toml"
    file.write_text(file.read_text() + words)

    assert b"GEHEIM" not in bytes_within(back_up().data)


def test_every_other_setting_is_kept_as_it_is(sqlite_config: Config) -> None:
    (sqlite_config.instance / "config.toml").write_text(
        'virus_scanner = "/пример/\\"\\u007f\\t🕊"\nidle_minutes = 0x14\ndatabase_url = "postgresql://o:GEHEIM@h/d"\n'
        '[[partners]]\nkey = "šta+1+\\\\"\nurl = "https://p"\n[[partners]]\nkey = "b"\n'
    )
    was = tomllib.loads((sqlite_config.instance / "config.toml").read_text())

    kept = instance.settings_without_secrets(sqlite_config)

    assert kept is not None
    assert tomllib.loads(kept.decode()) | {"database_url": was["database_url"]} == was


def test_what_it_says_is_what_the_log_then_was(back_up: Callable[..., Backed], app: Flask, config: Config) -> None:
    made = back_up()

    said = manifest(made.data)["said"]
    with app.app_context():
        acts = {row.seq: row for row in db.session.scalars(db.select(LedgerEntry))}
    entries = said["ledger"]["entries"]
    assert acts[entries].h.hex() == said["ledger"]["head"]
    assert (acts[entries].act, acts[entries + 1].act) == ("backup", "backup_done")
    assert acts[entries + 1].actor is None
    assert said["instance"] == str(instance_of(config))


def test_every_member_is_what_its_list_says(back_up: Callable[..., Backed]) -> None:
    made = back_up()

    listed = {name: (size, digest) for name, size, digest in manifest(made.data)["members"]}
    with tarfile.open(made.data) as archive:
        for member in archive:
            content = archive.extractfile(member).read()  # type: ignore[union-attr]
            if member.name in listed:
                assert listed.pop(member.name) == (len(content), hashlib.sha256(content).hexdigest())
    assert not listed


def test_writers_go_on_and_the_backup_is_one_moment(
    back_up: Callable[..., Backed], app: Flask, make: Any, machine: Machine
) -> None:
    lawyer_of_many, done, stop = make.lawyer(), [], threading.Event()

    def work() -> None:
        while not stop.is_set():
            done.append(make.victim(lawyer_of_many, make.case(lawyer_of_many)))
        with app.app_context():
            db.session.remove()

    worker = threading.Thread(target=contextvars.copy_context().run, args=(work,))
    worker.start()
    before, made = len(done), [back_up() for _ in range(2)]
    stop.set()
    worker.join()

    assert len(done) > before
    assert machine.said("ledger", "verify", "--known", made[-1].head)["holds"]


def test_without_an_offline_key_it_says_so_first(machine: Machine, tmp_path: Path) -> None:
    refused = machine.run("backup", tmp_path / "data")
    alone = machine.said("backup", tmp_path / "data", "--data-only")

    assert refused.exit_code == 1
    assert "export-backup-key" in refused.stderr
    assert alone["keyring"] is None
    assert Path(alone["data"]).exists()


def test_it_never_writes_over_a_file(machine: Machine, offline: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("something else")

    answer = machine.run("backup", tmp_path / "data")

    assert answer.exit_code == 1
    assert (tmp_path / "data").read_text() == "something else"


def test_the_two_artefacts_can_lie_in_two_places(machine: Machine, offline: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()

    said = machine.said("backup", tmp_path / "data", "--keyring", tmp_path / "elsewhere")
    beside = machine.said("backup", tmp_path / "more")

    assert Path(said["data"]) == tmp_path / "data"
    assert Path(said["keyring"]).parent == tmp_path / "elsewhere"
    assert Path(beside["keyring"]) == tmp_path / "more.keys"
    assert json.loads(machine.run("ledger", "verify").stdout)["holds"]


def test_the_copy_of_the_keyring_opens_with_the_offline_key_alone(
    back_up: Callable[..., Backed], config: Config
) -> None:
    made = back_up()

    copy = backups.open_copy(made.keys, made.offline)

    assert copy.found.instance == instance_of(config)
    wrong = made.offline.with_name("wrong.key")
    wrong.write_text("00" * 32)
    with pytest.raises(keyring.KeyringRefused):
        backups.open_copy(made.keys, wrong)


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_on_postgres_the_copy_is_table_by_table(back_up: Callable[..., Backed]) -> None:
    with tarfile.open(back_up().data) as archive:
        assert any(name.startswith("tables/user_account/") for name in archive.getnames())


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_on_sqlite_the_copy_is_a_whole_database_by_itself(back_up: Callable[..., Backed], tmp_path: Path) -> None:
    made = back_up()
    with tarfile.open(made.data) as archive:
        packed = archive.extractfile("database.sqlite.gz")
        (tmp_path / "database.sqlite").write_bytes(gzip.decompress(packed.read()))

    found = sqlite3.connect(tmp_path / "database.sqlite")

    assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert found.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.both_databases
def test_rows_that_say_they_are_of_an_earlier_version_are_not_saved(
    app: Flask, config: Config, tmp_path: Path, as_owner: Callable[..., None]
) -> None:
    """They would come back to no program."""
    as_owner("UPDATE alembic_version SET version_num = '0058'")

    with app.test_request_context(), pytest.raises(making.BackupFailed, match="stands at 0058"):
        making.make(config, tmp_path / "data", clock.now())

    assert list(tmp_path.iterdir()) == []
