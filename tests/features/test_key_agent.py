"""Does the key agent hold the key for workers, jobs and commands that come and go, and for nobody else?"""

import base64
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner

from agent_host import LONGEST_WAIT, PASSPHRASE, Host, locked
from config import Config
from litigation_app.cli import litigation
from litigation_app.vault.keys import agent_client, keyring, lifecycle, recovery_shares, unlocking
from litigation_app.vault.keys.root_key import RECOVERY, Entry
from served import eventually, port_of_ones_own

pytestmark = pytest.mark.thorough


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


def test_sheets_are_asked_for_one_after_the_other(host: Host) -> None:
    sheets: list[str] = []

    def way(instance: UUID, root: bytes) -> Entry:
        entry, words = recovery_shares.made(instance, root, needed=2, count=3)
        sheets.extend(words)
        return entry

    [by_passphrase] = keyring.roots(host.config)
    lifecycle.add_root(host.config, unlocking.unlock(by_passphrase, PASSPHRASE), way)
    host.agent()

    done = CliRunner().invoke(
        litigation, ["keys", "unlock", "--with", RECOVERY], input="\n".join(sheets[1:]) + "\n", env=host.environ
    )

    assert done.exit_code == 0, done.output
    assert [line for line in done.stderr.splitlines() if "sheet" in line] == [
        "The words of the recovery sheets: ",
        "The words of the recovery sheets (the next sheet; Enter: no more): ",
    ]


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
