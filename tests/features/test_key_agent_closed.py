"""Does the key agent give the key to nobody else: no other user, no debugger, no stranger at its socket?"""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from agent_host import PASSPHRASE, ROOT, Host
from litigation_app import vault
from litigation_app.vault.keys import agent_client

pytestmark = pytest.mark.thorough

NOBODY = 65534


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
