"""Is a paper taken only if the office's scanner says that it is clean? A scanner of our own speaks clamd's INSTREAM."""

import socket
import struct
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from documents_sent import NAME, PDF, files_of, page, send
from litigation_app.app import create_app
from litigation_app.casework.documents.models import Document
from litigation_app.core.db import db

HARMFUL = b"%PDF-1.7 an invented harmful thing"
LIMIT = 8 * 2**20


class Scanner:
    """Listens at a socket; knows one harmful thing, and takes no more than a limit."""

    def __init__(self, address: Path) -> None:
        self.address, self.asked = address, list[bytes]()
        self.answer = self.verdict
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._door.bind(str(address))
        self._door.listen()
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._door.accept()
            except OSError:
                return
            with connection:
                self._hear(connection)

    def _hear(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", stream.read(4))[0]:
            content += stream.read(length)
            if len(content) > LIMIT:
                connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.asked.append(content)
        connection.sendall(self.answer(content))

    def verdict(self, content: bytes) -> bytes:
        return b"stream: Invented.Thing FOUND\0" if HARMFUL in content else b"stream: OK\0"

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self.address.unlink()


@pytest.fixture
def scanner() -> Iterator[Scanner]:
    with tempfile.TemporaryDirectory(prefix="av") as folder:  # short, since a socket lies in it
        made = Scanner(Path(folder) / "clamd.ctl")
        yield made
        if made.address.exists():
            made.close()


@pytest.fixture
def app(config: Config, scanner: Scanner) -> Iterator[Flask]:
    made = create_app(replace(config, virus_scanner=str(scanner.address)))
    made.testing = False
    yield made
    with made.app_context():
        db.engine.dispose()


def papers(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Document).count()


def test_a_clean_paper_is_shown_whole_to_the_scanner_and_taken(
    app: Flask, scanner: Scanner, lawyer: Any, open_case: UUID
) -> None:
    answer = send(lawyer, open_case, (PDF, NAME))

    assert answer.status_code == 303
    assert scanner.asked == [PDF]
    assert papers(app) == 1


def test_a_harmful_paper_is_refused_and_the_good_one_beside_it_is_kept(
    app: Flask, scanner: Scanner, config: Config, lawyer: Any, open_case: UUID
) -> None:
    answer = send(lawyer, open_case, (PDF, "dobra.pdf"), (HARMFUL, "losa.pdf"))

    assert answer.status_code == 303
    assert "losa" not in answer.headers["Location"]
    text = lawyer.get(answer.headers["Location"]).get_data(as_text=True)
    assert "virus scanner" in text
    assert "Invented.Thing" not in text
    assert (papers(app), len(files_of(config))) == (1, 1)


@pytest.mark.parametrize(
    "said",
    [b"stream: FOUNDATION\0", b"stream: OK FOUND\0x", b"", b"COMMAND READ TIMED OUT ERROR\0", b"OK\0", b"x" * 9999],
)
def test_whatever_is_no_clear_yes_refuses(
    app: Flask, scanner: Scanner, config: Config, lawyer: Any, open_case: UUID, said: bytes
) -> None:
    scanner.answer = lambda _content: said

    answer = send(lawyer, open_case, (PDF, "dobra.pdf"))

    assert answer.status_code == 422
    assert "virus scanner" in answer.get_data(as_text=True)
    assert (papers(app), files_of(config)) == (0, [])


def test_an_absent_scanner_refuses_with_a_sentence_that_says_what_to_do(
    app: Flask, scanner: Scanner, config: Config, lawyer: Any, open_case: UUID
) -> None:
    scanner.close()

    answer = send(lawyer, open_case, (PDF, "dobra.pdf"))

    assert answer.status_code == 422
    assert "could not look at dobra.pdf" in answer.get_data(as_text=True)
    assert "tell your administrator" in answer.get_data(as_text=True)
    assert (papers(app), files_of(config)) == (0, [])


def test_a_paper_that_the_scanner_finds_too_long_is_refused(
    app: Flask, scanner: Scanner, config: Config, lawyer: Any, open_case: UUID
) -> None:
    answer = send(lawyer, open_case, (b"%PDF-1.7 " + bytes(LIMIT), "duga.pdf"))

    assert answer.status_code == 422
    assert "could not look at duga.pdf" in answer.get_data(as_text=True)
    assert (papers(app), files_of(config)) == (0, [])


def test_a_desk_without_a_scanner_takes_papers_and_asks_nobody(
    config: Config,
    make: Any,
    client_as: Callable[[str], Any],
    app: Flask,
    scanner: Scanner,
    lawyer: Any,
    open_case: UUID,
) -> None:
    app.extensions["config"] = config

    assert send(lawyer, open_case, (PDF, NAME)).status_code == 303
    assert scanner.asked == []
    assert NAME in page(lawyer, open_case)
