"""A machine with a locked desk: its key agent, its servers, its commands and its jobs."""

import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from config import Config
from handed import Servers
from litigation_app.vault.keys import agent_client, keyring, lifecycle, passphrases
from served import eventually

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PASSPHRASE = "the owl counts every lamp"
QUICK_KIB = 64
LONGEST_WAIT = 120.0
JOB = """
from config import Config
from litigation_app.app import create_app
from litigation_app import ledger, vault
app = create_app(Config.load())
with app.app_context():
    print("locked" if vault.is_locked() else ledger.append_alone(act="job", by=None, of="job:1", session_id=None).act)
"""


class Host:
    """One machine with a locked desk: its agent, its workers, its commands. Everything started here ends here."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.environ = {
            **os.environ,
            "LITIGATION_INSTANCE": str(config.instance),
            "LITIGATION_DATABASE_URL": config.database_url,
        }
        self.started: list[subprocess.Popen[bytes]] = []
        self.servers = Servers(config, config.instance / "servers.log")

    def start(self, *words: str, log: str = "agent.log") -> subprocess.Popen[bytes]:
        with (self.config.instance / log).open("ab") as file:
            process = subprocess.Popen(
                [str(BIN / words[0]), *words[1:]], cwd=ROOT, env=self.environ, stdout=file, stderr=file
            )
        self.started.append(process)
        return process

    def agent(self) -> subprocess.Popen[bytes]:
        process = self.start("litigation", "agent")
        eventually(lambda: (self.status() or {}).get("pid") == process.pid, within=LONGEST_WAIT)
        return process

    def serve(self) -> None:
        """Two servers behind one door, as often as they are asked for."""
        self.servers.start(2)
        self.servers.answer()

    def page(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.servers.port}{path}", timeout=LONGEST_WAIT) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return 0

    def pages(self) -> set[int]:
        """What many visitors at once get, so that both workers answer some of them."""
        with ThreadPoolExecutor(8) as visitors:
            return set(visitors.map(self.page, ["/sign-in"] * 24))

    def command(self, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        run = [str(BIN / "litigation"), *words]
        return subprocess.run(
            run, cwd=ROOT, env=self.environ | environ, capture_output=True, text=True, timeout=300, check=False
        )

    def unlock(self, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
        return self.command("keys", "unlock", LITIGATION_PASSPHRASE=passphrase)

    def job(self) -> str:
        run = [sys.executable, "-c", JOB]
        done = subprocess.run(run, cwd=ROOT, env=self.environ, capture_output=True, text=True, timeout=300, check=True)
        return done.stdout.strip()

    def status(self) -> dict[str, Any] | None:
        return agent_client.status(self.config.agent_address)

    def end(self) -> None:
        self.servers.end()
        for process in self.started:
            if process.poll() is None:
                process.terminate()
        for process in self.started:
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path, because a socket lies in it."""
    with tempfile.TemporaryDirectory(prefix="desk") as made:
        yield Path(made)


def locked(config: Config, folder: Path) -> Config:
    """This desk, at an address that fits a socket, opening by the passphrase alone."""
    root = keyring.file_root(config)
    lifecycle.add_root(config, root, passphrases.way(PASSPHRASE, memory_kib=QUICK_KIB))
    lifecycle.remove_root(config, root, "file")
    socket_at = folder / "run" / "agent.sock"
    (config.instance / "config.toml").write_text(f'agent_socket = "{socket_at}"\npassword_hash_kib = 64\n')
    return Config.load({"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url})


@pytest.fixture
def host(sqlite_config: Config, folder: Path) -> Iterator[Host]:
    made = Host(locked(sqlite_config, folder))
    yield made
    made.end()
