"""A real server in a process of its own, and somebody who asks it over a socket."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from tempfile import TemporaryFile
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from config import Config

PASSWORD = "three rivers meet at dawn"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def eventually(found: Callable[[], Any], *, within: float, where: Callable[[], Any] = lambda: "") -> Any:
    """What `found` gives once it gives something; if it never does, `where` says how far it came."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if answer := found():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"it did not happen in time: {where()}")


class Answer(NamedTuple):
    """What a real server answered. `to`: where it leads."""

    status: int
    text: str
    to: str


class Browser:
    """Somebody at a real server: over a socket, with cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str) -> Answer:
        answer = self._ask("GET", path, b"", "")
        while answer.to:
            answer = self._ask("GET", answer.to, b"", "")
        found = TOKEN.search(answer.text)
        self.token = found.group(1) if found else self.token
        return answer

    def post(self, path: str, data: dict[str, Any]) -> Answer:
        body = urlencode({"csrf_token": self.token} | data, doseq=True).encode()
        return self._ask("POST", path, body, "application/x-www-form-urlencoded")

    def send(self, path: str, data: dict[str, Any], **files: bytes) -> Answer:
        """A form with files, each called by the name of its field."""
        said = {"csrf_token": self.token} | data
        parts = [(f'name="{name}"', str(value).encode()) for name, value in said.items()]
        parts += [(f'name="{name}"; filename="{name}.pdf"', content) for name, content in files.items()]
        body = b"".join(
            b"--cut\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % (h.encode(), c) for h, c in parts
        )
        return self._ask("POST", path, body + b"--cut--\r\n", "multipart/form-data; boundary=cut")

    def sign_in(self, email: str, code: str) -> Answer:
        self.get("/sign-in")
        answer = self.post("/sign-in", {"email": email, "password": PASSWORD, "code": code})
        self.get(answer.to or "/")
        return answer

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=240)
        heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            connection.request(method, path, body or None, heads | ({"Content-Type": kind} if kind else {}))
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        finally:
            connection.close()
        for said in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = said.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, text, answer.headers.get("Location", ""))


@pytest.fixture
def serving(config: Config) -> Callable[[], AbstractContextManager[tuple[subprocess.Popen[bytes], int]]]:
    """How the desk of the test is served, as often as it is asked for."""
    return partial(served, config)


@contextmanager
def port_of_ones_own() -> Iterator[int]:
    """A port that the system gives to nobody else meanwhile; a server that may share its address listens there."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@contextmanager
def served(config: Config) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The desk as people run it, in a process of its own: the process and its port. Killed at the end."""
    said = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}
    command = [sys.executable, "-c", "from litigation_app.cli import main; main()", "serve", "--port"]
    with port_of_ones_own() as port, TemporaryFile() as told:
        process = subprocess.Popen([*command, str(port)], env=os.environ | said, stderr=told)
        try:
            until = time.monotonic() + 240
            while not answers(port) and process.poll() is None and time.monotonic() < until:
                time.sleep(0.02)
            assert answers(port), os.pread(told.fileno(), 2**16, 0).decode()
            yield process, port
        finally:
            process.kill()
            process.wait()


def answers(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def browser() -> type[Browser]:
    """Who asks a served desk."""
    return Browser
