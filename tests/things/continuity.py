"""The person at the machine who backs the desk up and brings it back, and an empty machine for that."""

import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy
from click.testing import CliRunner, Result
from flask import Flask

from config import Config
from litigation_app.accounts.staff.cosigners.actions import SecondPerson
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures import actions as erasures
from litigation_app.casework.erasures import queries
from litigation_app.cli import litigation
from litigation_app.core import schema
from litigation_app.core.access import May
from litigation_app.core.db import committing, db
from litigation_app.vault.erasure import backups
from litigation_app.vault.keys.keyring import Keyring
from served import PASSWORD

ROLES = ("desk_owner", "desk_role")
END_ALL = "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE usename = 'desk_role'"
NEXT = '''"""A table is made anew, a row is changed, and a table comes and goes."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9000", "{after}", None, None


def upgrade():
    op.create_table("upgrading_step", sa.Column("id", sa.Integer(), nullable=False))
    with op.batch_alter_table("office", recreate="auto") as table:
        table.alter_column("organisation", existing_type=sa.String(120), nullable=False)
    op.execute("UPDATE office SET organisation = organisation || ' (newer)'")
    op.drop_table("upgrading_step")
'''


@dataclass
class Machine:
    """A terminal of a machine whose instance is this."""

    config: Config

    @property
    def environ(self) -> dict[str, str]:
        found = {"LITIGATION_INSTANCE": str(self.config.instance), "LITIGATION_DATABASE_URL": self.config.database_url}
        return found | {"LITIGATION_OWNER_DATABASE_URL": self.config.owner_database_url}

    def run(self, *words: object, **environ: str) -> Result:
        return CliRunner().invoke(litigation, list(map(str, words)), env=self.environ | environ)

    def start(self, *words: object) -> subprocess.Popen[bytes]:
        """The same in a process of its own, which can be killed."""
        command = [sys.executable, "-c", "from litigation_app.cli import main; main()", *map(str, words)]
        return subprocess.Popen(command, env=os.environ | self.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def said(self, *words: object, **environ: str) -> Any:
        """What a command that succeeds prints."""
        answer = self.run(*words, **environ)
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)


@dataclass(frozen=True)
class Backed:
    """Where a backup lies, and the key that was taken off the machine."""

    data: Path
    keys: Path
    offline: Path
    head: str

    @property
    def words(self) -> list[object]:
        """How `restore` is told of it."""
        return ["restore", self.data, "--keyring", self.keys, "--offline-key", self.offline]


@pytest.fixture
def machine(config: Config) -> Machine:
    """The machine of the desk."""
    config.instance.joinpath("config.toml").write_text("password_hash_kib = 64\npassphrase_kib = 64\n")
    return Machine(config)


@pytest.fixture
def offline(machine: Machine, make: Any, tmp_path: Path) -> Path:
    """The key for copies of the keyring, taken off the machine."""
    keeper, file = make.administrator(), tmp_path / "stick" / "offline.key"
    file.parent.mkdir()
    shown = {"LITIGATION_PASSWORD": PASSWORD, "LITIGATION_TOTP": make.code(keeper)}
    assert machine.run("keys", "export-backup-key", file, "--as", keeper, **shown).exit_code == 0
    return file


@pytest.fixture
def back_up(machine: Machine, offline: Path, tmp_path: Path) -> Callable[..., Backed]:
    """Back the desk up into a folder of its own."""

    def made(*words: str) -> Backed:
        folder = tmp_path / f"backups-{uuid4().hex[:8]}"
        folder.mkdir()
        said = machine.said("backup", folder, *words)
        return Backed(Path(said["data"]), Path(said["keyring"]), offline, said["known_head"])

    return made


@pytest.fixture
def new_machine(config: Config, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Machine]:
    """Another machine, with nothing on it but an empty database of the same kind."""
    instance = tmp_path / "new-machine"
    if config.database_url.startswith("sqlite"):
        yield Machine(Config(instance=instance, database_url=f"sqlite:///{instance / 'desk.db'}", password_hash_kib=64))
        return
    server, name = request.getfixturevalue("postgres"), f"new_{uuid4().hex}"
    as_admin(server, f'CREATE DATABASE "{name}" OWNER {ROLES[0]}')
    owner, desk = (_address(server, name, role) for role in ROLES)
    yield Machine(Config(instance=instance, database_url=desk, owner_database_url=owner, password_hash_kib=64))
    as_admin(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def end_sessions(config: Config, request: pytest.FixtureRequest) -> Callable[[], None]:
    """Ends every session of the desk at PostgreSQL, also of a server that was killed while it was being answered."""

    def end() -> None:
        if not config.database_url.startswith("sqlite"):
            as_admin(request.getfixturevalue("postgres"), END_ALL)

    return end


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Makes this program one that knows a migration more, and says its number."""

    def become() -> str:
        folder = tmp_path / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder)
        (folder / "versions" / "9000_next.py").write_text(NEXT.format(after=schema.revisions()[-1]))
        monkeypatch.setattr(schema, "MIGRATIONS", folder)
        return schema.revisions()[-1]

    return become


def bytes_within(data: Path) -> bytes:
    """All of a backup as it lies there, and what is packed in it as it was before."""
    with tarfile.open(data) as archive:
        members = [(one.name, archive.extractfile(one).read()) for one in archive]  # type: ignore[union-attr]
    return data.read_bytes() + b"".join(gzip.decompress(content) for name, content in members if name.endswith(".gz"))


def as_admin(server: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(schema.driver_url(server.format(name="postgres")), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _address(server: str, name: str, role: str) -> str:
    url = sqlalchemy.make_url(server.format(name=name)).set(username=role, password=None)
    return url.render_as_string(hide_password=False)


def changed(back: Backed, change: Callable[[dict[str, bytes]], None], said: Mapping[str, Any] | None = None) -> Backed:
    """The same backup, vouched for by whoever holds the keys, with other things in it."""
    with tarfile.open(back.data) as old:
        held = {one.name: old.extractfile(one).read() for one in old}  # type: ignore[union-attr]
    manifest = json.loads(held.pop("manifest.json"))
    del held["manifest.mac"]
    change(held)
    manifest["members"] = [[name, len(c), hashlib.sha256(c).hexdigest()] for name, c in held.items()]
    manifest["said"] |= said or {}
    held["manifest.json"] = json.dumps(manifest).encode()
    copy = backups.open_copy(back.keys, back.offline)
    keys = Keyring(Config(back.data.parent, ""), copy.root, copy.found)
    held["manifest.mac"] = backups.mac(keys)(held["manifest.json"]).hex().encode()
    made = back.data.with_name("changed")
    with tarfile.open(made, "w", format=tarfile.USTAR_FORMAT) as new:
        for name, content in held.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            new.addfile(info, io.BytesIO(content))
    return replace(back, data=made)


def erase(app: Flask, make: Any, victim: UUID) -> None:
    """Two coordinators of her office have agreed to erase her, and it is carried out."""
    first, second = (make.actor(make.coordinator()) for _ in range(2))
    with app.app_context():
        with committing() as session:
            found = session.get_one(Victim, victim)
            case = session.get_one(Case, found.case_id)
            made = erasures.propose(first, found, case, erasures.Wanted("consent_withdrawn", "An invented reason."))
            number = made.id
        with committing():
            erasures.agree(SecondPerson(second), queries.get(second, number, May.AGREE_ERASURE))
        assert erasures.finish(number)
        db.session.remove()
