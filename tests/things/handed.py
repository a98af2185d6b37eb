"""Servers of one desk that share a door, as systemd gives it to them: each process is a `litigation serve` of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from config import Config

AS_SYSTEMD_DOES = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.environ |= {'LISTEN_FDS': '1', 'LISTEN_PID': str(os.getpid())}; "
    "sys.argv[1:] = sys.argv[2:]; from litigation_app.cli import main; main()"
)
LONGEST_START, LONGEST_END = 240.0, 60.0


class Servers:
    """The door stays open from the beginning to the end, whoever serves behind it; `log` takes what all of them say."""

    def __init__(self, config: Config, log: Path) -> None:
        self._environ = os.environ | {
            "LITIGATION_INSTANCE": str(config.instance),
            "LITIGATION_DATABASE_URL": config.database_url,
        }
        self._door = socket.create_server(("127.0.0.1", 0), backlog=100)
        self._log = log
        self.port: int = self._door.getsockname()[1]
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, count: int = 1, **environ: str) -> None:
        for _ in range(count):
            self.running.append(self._one(environ))

    def _one(self, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
        door = self._door.fileno()
        words = [sys.executable, "-c", AS_SYSTEMD_DOES, str(door), "serve"]
        with self._log.open("ab") as said:
            return subprocess.Popen(words, env=self._environ | environ, pass_fds=[door], stdout=said, stderr=said)

    def answer(self) -> None:
        """Wait until each of them answers, and hears when it is asked to end."""
        until = time.monotonic() + LONGEST_START
        for one in self.running:
            while not _hears(one.pid):
                assert one.poll() is None, self._log.read_text()
                assert time.monotonic() < until, "it never came to answer"
                time.sleep(0.05)

    @property
    def pids(self) -> set[int]:
        return {one.pid for one in self.running if one.poll() is None}

    def kill(self) -> None:
        """All of them, without a warning."""
        for one in self.running:
            one.kill()
        self._buried()

    def end(self) -> None:
        """All of them, as systemd asks them to."""
        for one in self.running:
            one.terminate()
        self._buried()
        self._door.close()

    def _buried(self) -> None:
        for one in self.running:
            try:
                one.wait(LONGEST_END)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()
        self.running.clear()


def _hears(pid: int) -> bool:
    """Whether this process catches SIGTERM: the last that a server does before it answers."""
    [caught] = re.findall(r"SigCgt:\s*(\w+)", Path(f"/proc/{pid}/status").read_text())
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)
