"""A mail server of this machine that takes what it is sent, or refuses it, as RFC 5321 has it."""

import atexit
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_string
from email.message import Message
from functools import cache

import pytest

from config import Mail

QUICKLY = 0.01  # seconds after which it sees that it is to close


@dataclass
class PostOffice:
    """What arrived; `refuses`: every recipient is refused; `hangs_up_at`: the word at which the next lines break, each once."""

    port: int
    letters: list[Message] = field(default_factory=list)
    refuses: bool = False
    hangs_up_at: list[str] = field(default_factory=list)
    when_taken: Callable[[Message], None] = lambda _letter: None  # before the sender hears that it was

    @property
    def settings(self) -> Mail:
        return Mail("127.0.0.1", "desk@organisation.example", port=self.port, starttls=False)


class _Counter(socketserver.StreamRequestHandler):
    """One sender at the counter."""

    def handle(self) -> None:
        office: PostOffice = self.server.office  # type: ignore[attr-defined]
        self._say(220)
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "QUIT":
                self._say(221)
                return
            if office.hangs_up_at[:1] == [word]:
                office.hangs_up_at.pop(0)
                return
            if word == "DATA":
                self._say(354)
                office.letters.append(message_from_string(self._letter()))
                office.when_taken(office.letters[-1])
            self._say(550 if word == "RCPT" and office.refuses else 250)

    def _letter(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)

    def _say(self, code: int) -> None:
        self.wfile.write(f"{code} said\r\n".encode())


@cache
def _house() -> socketserver.ThreadingTCPServer:
    """One for all tests of a worker, so that the settings that name its port are the same."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Counter)
    server.daemon_threads = True
    atexit.register(server.server_close)
    return server


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """It opens for one test, and has taken nothing yet."""
    server = _house()
    office = PostOffice(server.server_address[1])
    server.office = office  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(QUICKLY,), daemon=True).start()
    yield office
    server.shutdown()
