"""Does the key agent hold the key for workers, jobs and commands that come and go, and for nobody else?"""

import base64
import json
import os
import re
import signal
import socket
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
from litigation_app import vault
from litigation_app.vault.keys import agent_client, keyring, lifecycle, passphrases
from served import eventually, port_of_ones_own

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PASSPHRASE = "the owl counts every lamp"
QUICK_KIB = 64
NOBODY = 65534
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


@pytest.fixture
def team(config: Config, folder: Path) -> Iterator[Host]:
    """The same on each database in turn."""
    made = Host(locked(config, folder))
    yield made
    made.end()


def kill(*pids: int) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def test_two_servers_and_a_job_open_without_a_person_however_often_they_die(team: Host) -> None:
    team.agent()
    team.serve()
    before = team.pages(), team.job()

    unlocked = team.unlock()
    after = team.pages(), team.job()
    team.servers.kill()
    team.serve()
    reborn = team.pages(), team.job()

    assert before == ({503}, "locked")
    assert unlocked.returncode == 0, unlocked.stderr
    assert after == reborn == ({200}, "job")


def test_servers_outlive_the_agent_but_new_ones_wait_for_it(host: Host) -> None:
    agent = host.agent()
    host.serve()
    host.unlock()
    opened = host.pages()

    kill(agent.pid)
    agent.wait()
    served = host.pages()
    new_process = host.job()
    host.agent()  # the dead one's socket is replaced
    still_served, still_locked = host.pages(), host.job()
    host.unlock()
    host.servers.kill()
    host.serve()

    assert opened == served == still_served == {200}
    assert (new_process, still_locked) == ("locked", "locked")
    assert (host.pages(), host.job()) == ({200}, "job")


@pytest.mark.extensive
def test_locking_takes_the_key_from_agent_and_workers(host: Host) -> None:
    host.agent()
    host.serve()
    host.unlock()
    opened = host.pages()

    done = host.command("keys", "lock")

    assert opened == {200}
    assert done.returncode == 0, done.stderr
    assert host.pages() == {503}
    assert (host.status() or {})["unlocked"] is False
    assert host.job() == "locked"
    assert host.unlock().returncode == 0
    assert host.pages() == {200}


def test_the_unlocked_page_of_one_server_opens_the_other(host: Host) -> None:
    """A person unlocks at the page of whichever answers; the agent gives both their keys."""
    host.agent()
    host.serve()

    agent_client.unlock(host.config.agent_address, "passphrase", PASSPHRASE)

    assert host.pages() == {200}


def test_neither_key_nor_passphrase_stands_in_arguments_environment_or_log(host: Host) -> None:
    agent = host.agent()
    host.serve()
    host.unlock("a wrong passphrase")
    host.unlock()
    host.pages()
    root = agent_client.AgentRoot(host.config.agent_address)
    key = keyring.load(host.config, root).secret("audit-mac")
    secrets = [PASSPHRASE.encode(), b"a wrong passphrase", key, key.hex().encode(), base64.b64encode(key)]

    said = b""
    for pid in (agent.pid, *host.servers.pids):
        said += Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes()
    said += b"".join((host.config.instance / log).read_bytes() for log in ("agent.log", "servers.log"))

    assert b"in vain" in said
    assert not [secret for secret in secrets if secret in said]


def test_a_wrong_passphrase_unlocks_nothing_and_is_counted(host: Host) -> None:
    host.agent()

    wrong = host.unlock("not this one")
    right = host.unlock()

    assert (wrong.returncode, wrong.stderr.strip().splitlines()[-1]) == (1, "This does not open the desk.")
    assert right.returncode == 0
    log = host.command("ledger", "verify")
    assert json.loads(log.stdout)["holds"]
    assert json.loads(log.stdout)["entries"] == 2  # unlock_failed, unlock


def test_a_command_says_that_it_cannot_unlock_without_an_agent(host: Host) -> None:
    answer = host.unlock()

    assert answer.returncode == 1
    assert "litigation agent" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_verb_of_a_locked_desk_is_refused_in_one_sentence(host: Host) -> None:
    answer = host.command("ledger", "verify")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.strip() == "The desk is locked. Unlock it with: litigation keys unlock"


def test_serving_alone_brings_its_own_agent(host: Host) -> None:
    with port_of_ones_own() as host.servers.port:
        host.start("litigation", "serve", "--port", str(host.servers.port), log="serve.log")
        eventually(lambda: host.page("/healthz") == 200, within=LONGEST_WAIT)
        before = host.pages()

        unlocked = host.unlock()
        after = host.pages()

    assert (before, unlocked.returncode, after) == ({503}, 0, {200}), unlocked.stderr


def test_there_is_one_agent_at_a_time(host: Host) -> None:
    host.agent()

    second = host.command("agent")

    assert second.returncode == 1
    assert "already" in second.stderr
    assert host.status() is not None


def test_a_path_too_long_for_a_socket_is_one_sentence(host: Host) -> None:
    deep = host.config.instance / ("x" * 120)
    (host.config.instance / "config.toml").write_text(f'agent_socket = "{deep}/agent.sock"\n')

    answer = host.command("agent")

    assert answer.returncode == 1
    assert "107 bytes" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_agent_is_closed_to_debuggers_core_dumps_and_other_users_files(host: Host) -> None:
    agent = host.agent()

    status = host.status() or {}
    limits = Path(f"/proc/{agent.pid}/limits").read_text()
    address = host.config.agent_address
    assert (status["no_core_dump"], status["not_dumpable"]) == (True, True)
    assert re.search(r"Max core file size\s+0\s+0", limits)
    assert status["memory_locked"] is (os.geteuid() == 0)
    assert (address.stat().st_mode & 0o777, address.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_folder_that_others_can_enter_is_refused(host: Host) -> None:
    host.config.agent_address.parent.mkdir(mode=0o755)
    host.config.agent_address.parent.chmod(0o755)

    answer = host.command("agent")

    assert answer.returncode == 1
    assert "chmod go-rwx" in answer.stderr


ANOTHER = """
import os, sys
from pathlib import Path
from litigation_app.vault.keys import agent_client
os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
print(agent_client.status(Path(sys.argv[1])))
try:
    agent_client.ask(Path(sys.argv[1]), {{"do": "status"}})
except agent_client.AgentGone as gone:
    print(repr(gone.__cause__))
"""


def as_another_user(address: Path, script: str) -> str:
    run = [sys.executable, "-c", script.format(nobody=NOBODY), str(address)]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True).stdout


RAW = """
import os, socket, struct, sys
os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
with socket.socket(socket.AF_UNIX) as here:
    here.settimeout(10)
    here.connect(sys.argv[1])
    try:
        here.sendall(struct.pack(">I", 15) + b'{{"do":"status"}}'[:15])
        print(here.recv(100))
    except OSError:
        print(b"")
"""


def test_a_process_of_another_user_is_not_heard(host: Host, folder: Path) -> None:
    host.agent()
    host.unlock()
    address = host.config.agent_address

    by_the_files = as_another_user(address, ANOTHER)
    for path, mode in ((folder, 0o755), (address.parent, 0o755), (address, 0o666)):
        path.chmod(mode)  # suppose that somebody opened folder and socket to all
    by_the_kernel = as_another_user(address, RAW)

    assert by_the_files.splitlines()[0] == "None"
    assert "PermissionError" in by_the_files
    assert by_the_kernel.strip() == "b''"
    assert (host.status() or {})["unlocked"] is True


def test_a_client_tells_nothing_to_an_agent_of_another_user(folder: Path) -> None:
    script = """
import os, socket, sys
os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
with socket.socket(socket.AF_UNIX) as here:
    here.bind(sys.argv[1]); here.listen(); print("there", flush=True)
    other, _ = here.accept()
    print(other.recv(1000), flush=True)
"""
    folder.chmod(0o777)
    address = folder / "false.sock"
    run = [sys.executable, "-c", script.format(nobody=NOBODY), str(address)]
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as false_agent:
        assert false_agent.stdout is not None
        assert false_agent.stdout.readline() == "there\n"

        with pytest.raises(agent_client.AgentGone):
            agent_client.unlock(address, "passphrase", PASSPHRASE)

        assert false_agent.stdout.readline() == "b''\n"


def test_junk_and_idle_clients_neither_stop_the_agent_nor_hold_it_up(host: Host) -> None:
    host.agent()
    host.unlock()
    address = host.config.agent_address

    def connected() -> socket.socket:
        here = socket.socket(socket.AF_UNIX)
        here.connect(str(address))
        return here

    idle = [connected() for _ in range(40)]
    for junk in (b"\xff" * 5_000, b"GET / HTTP/1.1\r\n\r\n", b"\0\0\0\2[]", b'\0\0\0\x0f{"do":"unwrap"}', b"\0\0\0\1"):
        with connected() as here:
            here.sendall(junk)
    status = host.status()
    for one in idle:
        one.close()

    assert status is not None
    assert status["unlocked"] is True
    for asked in ({"do": "unwrap"}, {"do": "unwrap", "data": "!", "aad": 3}, {"do": "eval"}, {"do": ["lock"]}, {}):
        with pytest.raises(vault.KeyringRefused):
            agent_client.ask(address, asked)


def test_the_key_itself_never_comes_out_of_the_agent(host: Host) -> None:
    host.agent()
    host.unlock()
    root = agent_client.AgentRoot(host.config.agent_address)

    wrapped = root.wrap(b"thirty-two bytes of a data key !", b"bound to this")

    assert root.unwrap(wrapped, b"bound to this") == b"thirty-two bytes of a data key !"
    with pytest.raises(vault.KeyringRefused):
        root.unwrap(wrapped, b"bound to something else")
    assert set(host.status() or {}) == {"unlocked", "pid", "no_core_dump", "not_dumpable", "memory_locked"}
