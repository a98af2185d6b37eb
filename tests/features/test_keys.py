"""What does `litigation keys` do for the person who keeps the keys, and does everything still open afterwards?"""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from config import Config
from litigation_app import vault
from litigation_app.accounts.models import WebSession
from litigation_app.cli import litigation
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import SubjectKey
from litigation_app.vault.keys import keyring
from litigation_app.vault.models import IdentifierToken

PASSWORD = "three rivers meet at dawn"
PASSPHRASE, NEW = "seven storks above one quiet mill", "nine herons under two dark bridges"


class Keeper:
    """The administrator at a terminal of the machine."""

    def __init__(self, config: Config, make: Any) -> None:
        self.make, self.config, self.email = make, config, make.administrator()
        config.instance.joinpath("config.toml").write_text("passphrase_kib = 64\npassword_hash_kib = 64\n")
        self.environ = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}

    def keys(self, *words: str, by: str | None = None, **environ: str) -> Result:
        who = by or self.email
        shown = {"LITIGATION_PASSWORD": PASSWORD, "LITIGATION_TOTP": self.make.code(who)}
        return CliRunner().invoke(litigation, ["keys", *words, "--as", who], env=self.environ | shown | environ)

    def status(self) -> dict[str, Any]:
        answer = CliRunner().invoke(litigation, ["keys", "status"], env=self.environ)
        assert answer.exit_code == 0, answer.output
        said: dict[str, Any] = json.loads(answer.stdout)
        return said

    def kinds(self) -> list[str]:
        return [one["kind"] for one in self.status()["opened_by"]]


@pytest.fixture
def keeper(config: Config, make: Any) -> Keeper:
    return Keeper(config, make)


@pytest.fixture
def victim(make: Any) -> Any:
    """A person with a telephone number in a lawyer's case."""
    lawyer = make.lawyer()
    return make.victim(lawyer, make.case(lawyer), phone="+381 64 000 1111")


def acts(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(db.select(LedgerEntry.act).order_by(LedgerEntry.seq)))


def test_the_status_says_all_but_the_keys(keeper: Keeper, victim: Any) -> None:
    said = keeper.status()

    kek = next(key for key in said["keys"] if key["purpose"] == "kek")
    assert (kek["version"], kek["state"]) == (1, "primary")
    assert kek["keys_wrapped"] == kek["wraps_used"] >= 1
    assert said["opened_by"][0]["kind"] == "file"
    assert said["most_wraps"] == 2**28
    assert "wrapped" not in said["keys"][0]


def test_a_rotation_by_command_reaches_the_running_desk(
    keeper: Keeper, victim: Any, client_as: Any, app: Flask, make: Any
) -> None:
    lawyer = client_as(make.lawyer())
    assert lawyer.get("/cases/").status_code == 200

    done = keeper.keys("rotate", "--fast", "--destroy-old")

    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert (said["version"], said["left"], said["destroyed"]) == (2, 0, [1])
    assert lawyer.get("/cases/").status_code == 200
    with app.app_context():
        vault.refresh()
        assert vault.current().keyring.kek_ver == 2
        assert set(db.session.scalars(db.select(SubjectKey.kek_ver))) == {2}
    assert acts(app)[-3:] == ["key_rotate", "key_retire", "key_destroy"]


def test_a_retired_key_is_destroyed_when_its_keeper_says_so(keeper: Keeper, victim: Any) -> None:
    in_use = keeper.keys("destroy", "1")
    keeper.keys("rotate")
    destroyed = keeper.keys("destroy", "1")

    assert in_use.exit_code == 1
    assert "rotate first" in in_use.stderr
    assert destroyed.exit_code == 0, destroyed.output
    assert [key["state"] for key in keeper.status()["keys"] if key["purpose"] == "kek"] == ["destroyed", "primary"]


@pytest.mark.parametrize(
    "words", [("rotate",), ("renew", "session"), ("export-backup-key", "x"), ("remove-provider", "file")]
)
def test_who_does_not_keep_the_keys_changes_nothing(keeper: Keeper, make: Any, words: tuple[str, ...]) -> None:
    before = keeper.config.keyring.read_bytes()

    refused = keeper.keys(*words, by=make.lawyer())
    unknown = CliRunner().invoke(litigation, ["keys", *words], env=keeper.environ)

    assert (refused.exit_code, unknown.exit_code) == (1, 1)
    assert "roles do not allow" in refused.stderr
    assert "--as EMAIL" in unknown.stderr
    assert keeper.config.keyring.read_bytes() == before


def test_a_new_session_key_signs_everybody_out(keeper: Keeper, client_as: Any, make: Any, app: Flask) -> None:
    lawyer = client_as(make.lawyer())
    assert lawyer.get("/cases/").status_code == 200

    renewed = keeper.keys("renew", "session")

    assert renewed.exit_code == 0, renewed.output
    assert lawyer.get("/cases/").status_code in {302, 303}
    with app.app_context():
        assert db.session.query(WebSession).filter(WebSession.revoked_at.is_(None)).count() == 0


def marks(app: Flask) -> list[tuple[str, int]]:
    with app.app_context():
        return [(row.kind, row.token) for row in db.session.query(IdentifierToken).order_by(IdentifierToken.kind)]


def test_a_new_key_of_numbers_marks_each_number_anew(keeper: Keeper, victim: Any, app: Flask) -> None:
    before = marks(app)

    renewed = keeper.keys("renew", "ident/phone")

    assert renewed.exit_code == 0, renewed.output
    states = [key["state"] for key in keeper.status()["keys"] if key["purpose"] == "ident/phone"]
    assert states == ["destroyed", "primary"]
    assert [kind for kind, _ in before] == [kind for kind, _ in marks(app)] == ["phone"]
    assert before != marks(app)


def test_a_passphrase_takes_the_place_of_the_key_file(keeper: Keeper, victim: Any, app: Flask) -> None:
    added = keeper.keys("add-provider", "passphrase", LITIGATION_NEW_PASSPHRASE=PASSPHRASE)
    both = keeper.kinds()
    removed = keeper.keys("remove-provider", "file")

    assert (added.exit_code, removed.exit_code) == (0, 0), added.output + removed.output
    assert both == ["file", "passphrase"]
    assert keeper.kinds() == ["passphrase"]
    assert not keeper.config.root_key.exists()
    locked = keeper.keys("rotate")
    assert locked.exit_code == 1
    assert "The desk is locked" in locked.stderr
    assert PASSPHRASE not in added.output + removed.output
    assert acts(app)[-2:] == ["key_way_added", "key_way_removed"]


def test_the_last_way_in_daily_work_stays(keeper: Keeper, tmp_path: Path) -> None:
    keeper.keys("recovery", "--into", str(tmp_path / "sheets"))

    refused = keeper.keys("remove-provider", "file")

    assert refused.exit_code == 1
    assert "add another first" in refused.stderr
    assert keeper.kinds() == ["file", "recovery"]


def test_a_short_passphrase_is_refused(keeper: Keeper) -> None:
    refused = keeper.keys("add-provider", "passphrase", LITIGATION_NEW_PASSPHRASE="short")

    assert refused.exit_code == 1
    assert "too short" in refused.stderr
    assert keeper.kinds() == ["file"]


def test_two_of_three_sheets_open_a_desk_whose_key_is_lost(
    keeper: Keeper, victim: Any, tmp_path: Path, app: Flask
) -> None:
    folder = tmp_path / "sheets"
    before = keyring.load(keeper.config).secret("session")
    written = keeper.keys("recovery", "--needed", "2", "--sheets", "3", "--into", str(folder))
    assert written.exit_code == 0, written.output
    keeper.config.root_key.unlink()
    sheets = sorted(folder.iterdir())

    too_few = keeper.keys("recover", str(sheets[1]), LITIGATION_NEW_PASSPHRASE=PASSPHRASE)
    enough = keeper.keys("recover", str(sheets[2]), str(sheets[0]), "--to", "file")

    assert too_few.exit_code == 1
    assert "Are they enough" in too_few.stderr
    assert enough.exit_code == 0, enough.output
    assert keyring.load(keeper.config).secret("session") == before
    assert [sheet.stat().st_mode & 0o777 for sheet in sheets] == [0o600] * 3
    assert "Any 2 of them" in sheets[0].read_text()
    assert acts(app)[-1] == "key_recovered"


def test_sheets_can_be_recovered_to_a_passphrase(keeper: Keeper, tmp_path: Path) -> None:
    keeper.keys("recovery", "--into", str(tmp_path / "sheets"))
    keeper.config.root_key.unlink()

    done = keeper.keys(
        "recover", *map(str, sorted((tmp_path / "sheets").iterdir())[:2]), LITIGATION_NEW_PASSPHRASE=PASSPHRASE
    )

    assert done.exit_code == 0, done.output
    assert "passphrase" in keeper.kinds()


def test_sheets_are_never_written_over_other_files(keeper: Keeper, tmp_path: Path) -> None:
    kept = tmp_path / "recovery-sheet-1.txt"
    kept.write_text("something else")

    refused = keeper.keys("recovery", "--into", str(tmp_path))

    assert refused.exit_code == 1
    assert kept.read_text() == "something else"
    assert keeper.kinds() == ["file"]


def test_a_new_root_key_makes_a_stolen_key_file_useless(keeper: Keeper, tmp_path: Path) -> None:
    stolen = keeper.config.root_key.read_bytes()
    before = keyring.load(keeper.config).secret("session")
    keeper.keys("add-provider", "passphrase", LITIGATION_NEW_PASSPHRASE=PASSPHRASE)
    keeper.keys("recovery", "--into", str(tmp_path / "sheets"))

    done = keeper.keys("rotate-root", LITIGATION_NEW_PASSPHRASE=NEW)

    assert done.exit_code == 0, done.output
    assert "sheets are void" in done.stderr
    assert keeper.kinds() == ["file", "passphrase"]
    assert keyring.load(keeper.config).secret("session") == before
    keeper.config.root_key.write_bytes(stolen)
    with pytest.raises(vault.KeyringRefused):
        keyring.load(keeper.config)


def test_the_backup_key_is_written_once_and_opens_a_copy(keeper: Keeper, tmp_path: Path, app: Flask) -> None:
    file = tmp_path / "offline.key"

    done = keeper.keys("export-backup-key", str(file))
    again = keeper.keys("export-backup-key", str(file))

    assert done.exit_code == 0, done.output
    assert again.exit_code == 1
    assert file.stat().st_mode & 0o777 == 0o600
    private = bytes.fromhex(file.read_text().strip())
    assert private.hex() not in done.output + keeper.config.keyring.read_text()
    assert keeper.status()["backup_key"] == done.stdout.strip()
    copy = keyring.open_copy(keyring.sealed_copy(keeper.config), private)
    assert keyring.load(keeper.config, copy.root).secret("session")


@pytest.mark.parametrize("way", ["file", "passphrase"])
def test_a_desk_can_be_set_up_with_either_key(tmp_path: Path, way: str) -> None:
    environ = {"LITIGATION_INSTANCE": str(tmp_path / "desk"), "LITIGATION_NEW_PASSPHRASE": PASSPHRASE}
    (tmp_path / "desk").mkdir(mode=0o700)
    (tmp_path / "desk" / "config.toml").write_text("passphrase_kib = 64\n")

    made = CliRunner().invoke(litigation, ["init", "--root-key", way], env=environ)
    said = json.loads(CliRunner().invoke(litigation, ["keys", "status"], env=environ).stdout)

    assert made.exit_code == 0, made.output
    assert [one["kind"] for one in said["opened_by"]] == [way]
    assert (tmp_path / "desk" / "keys" / "root.key").exists() == (way == "file")
