"""Does a paper never lie in the clear while it arrives, and does nothing half-written stay?"""

import gc
import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, Timer
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from config import Config
from litigation_app import ledger, vault
from litigation_app.casework.documents import actions
from litigation_app.casework.documents.models import Document
from litigation_app.cli import web_server
from litigation_app.core.db import db
from litigation_app.ledger.settings import settings
from papers import (
    BIG,
    CANARY,
    NAME,
    PDF,
    PLENTY_SECONDS,
    added,
    files_of,
    send,
)


class Watched(io.RawIOBase):
    """A body that says when it is read, or breaks off."""

    def __init__(self, body: bytes, at: int, then: Callable[[], None]) -> None:
        self._body, self._at, self._then, self._read = body, at, then, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._at is not None and self._read >= self._at:
            self._at = len(self._body) + 1
            self._then()
        piece = self._body[self._read : self._read + min(len(buffer), 65_536)]
        buffer[: len(piece)] = piece
        self._read += len(piece)
        return len(piece)


def stream(person: Any, case_id: UUID, body: Any, length: int) -> Any:
    return person.client.open(
        f"/cases/{case_id}/papers",
        method="POST",
        base_url="https://localhost",
        environ_overrides={
            "wsgi.input": body,
            "CONTENT_LENGTH": str(length),
            "CONTENT_TYPE": "multipart/form-data; boundary=cut",
        },
    )


def body_of(token: str, content: bytes) -> bytes:
    part = b'--cut\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n'
    typed = {"csrf_token": token, "kind": "judgment", "written_on": "", "note": ""}
    fields = b"".join(part % (name.encode(), b"", value.encode()) for name, value in typed.items())
    return fields + part % (b"papers", b'; filename="a.pdf"', content) + b"--cut--\r\n"


@pytest.fixture
def nothing_of_before() -> None:
    """The test client keeps what it sends in temporary files; those of earlier tests go with what held them."""
    gc.collect()


def in_the_clear(config: Config) -> list[str]:
    """Every file of the instance, of the folder for temporary files, and still open though deleted, that holds the canary."""
    temporary = [path for path in Path(tempfile.gettempdir()).glob("*") if path.is_file()]
    opened = [Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd")]
    ours = [path for path in config.instance.rglob("*") if path.is_file()]
    return [str(path) for path in [*ours, *temporary, *opened] if CANARY[:30] in bytes_of(path)]


def bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


@pytest.mark.usefixtures("nothing_of_before")
def test_what_lies_in_a_temporary_file_would_be_found_though_it_has_no_name(sqlite_config: Config) -> None:
    before = in_the_clear(sqlite_config)

    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(PDF)
        found = in_the_clear(sqlite_config)

    assert (before, len(found)) == ([], 1)


@pytest.mark.usefixtures("nothing_of_before")
def test_nothing_lies_in_the_clear_while_a_paper_arrives_nor_after(
    app: Flask, lawyer: Any, config: Config, open_case: UUID
) -> None:
    body, seen = body_of(lawyer.token, PDF), []

    def look() -> None:
        parts = list((config.files / "incoming").iterdir())
        seen.append(
            (len(parts), parts[0].stat().st_size > 500_000, parts[0].stat().st_mode & 0o777, in_the_clear(config))
        )

    answer = stream(lawyer, open_case, Watched(body, len(PDF) * 3 // 4, look), len(body))

    assert seen == [(1, True, 0o600, [])]
    assert answer.status_code == 303
    assert len(files_of(config)) == 1
    assert in_the_clear(config) == []


def test_an_upload_that_breaks_off_leaves_nothing(app: Flask, lawyer: Any, config: Config, open_case: UUID) -> None:
    body = body_of(lawyer.token, PDF)

    answer = stream(lawyer, open_case, io.BytesIO(body[: len(body) // 2]), len(body))

    assert answer.status_code == 400
    assert files_of(config) == []
    with app.app_context():
        assert db.session.query(Document).count() == 0


def test_a_full_disk_is_said_and_leaves_nothing(
    app: Flask, lawyer: Any, config: Config, open_case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.files.mkdir()
    (config.files / "incoming").write_bytes(b"")  # where a folder belongs: nothing can be written below it

    answer = send(lawyer, open_case, (PDF, NAME))

    assert answer.status_code == 503
    with app.app_context():
        assert db.session.query(Document).count() == 0


def test_without_the_forms_token_nothing_is_kept(lawyer: Any, config: Config, open_case: UUID) -> None:
    body = body_of("forged", PDF)

    assert stream(lawyer, open_case, io.BytesIO(body), len(body)).status_code == 400
    assert files_of(config) == []


def test_only_who_may_add_papers_can_send_more_than_a_form(
    make: Any, client_as: Callable[[str], Any], stranger: Any, lawyer: Any, config: Config, open_case: UUID
) -> None:
    auditor, length = client_as(make.auditor()), config.max_form_bytes + 1

    answers = [stream(person, open_case, io.BytesIO(b""), length) for person in (stranger, auditor, lawyer)]

    assert [answer.status_code for answer in answers] == [413, 413, 400]


def test_more_than_the_desk_takes_is_refused(lawyer: Any, config: Config, open_case: UUID) -> None:
    assert stream(lawyer, open_case, io.BytesIO(b""), config.max_upload_bytes + 1).status_code == 413


def test_not_more_than_fifty_files_come_with_one_form(lawyer: Any, config: Config, open_case: UUID) -> None:
    answer = send(lawyer, open_case, *[(b"Izmisljeno", f"{n}.txt") for n in range(51)])

    assert answer.status_code == 413
    assert files_of(config) == []


@pytest.mark.parametrize("limit", ["case_bytes", "papers_bytes"])
def test_a_full_case_or_desk_takes_no_more(
    app: Flask, lawyer: Any, config: Config, open_case: UUID, limit: str
) -> None:
    app.extensions["config"] = Config(**{**vars(config), limit: 2 * len(PDF)})
    send(lawyer, open_case, (PDF, "prva.pdf"))

    answers = [
        send(lawyer, open_case, (PDF, "druga.pdf"), (b"x", "treca.txt")),
        send(lawyer, open_case, (PDF, "druga.pdf")),
    ]

    assert [answer.status_code for answer in answers] == [422, 303]
    assert "There is no more room" in answers[0].get_data(as_text=True)


def test_a_sweep_takes_what_no_entry_speaks_of_and_nothing_else(
    app: Flask, lawyer: Any, config: Config, open_case: UUID
) -> None:
    paper = added(app, lawyer, open_case)
    orphan, half = config.files / str(uuid4()), config.files / "incoming" / uuid4().hex
    orphan.write_bytes(b"x")
    half.write_bytes(b"x")
    for path in files_of(config):
        os.utime(path, (0, 0))

    with app.app_context():
        swept = actions.sweep()

    assert swept == 2
    assert [path.name for path in files_of(config)] == [str(paper)]
    assert lawyer.get(f"/cases/{open_case}/papers/{paper}").data == PDF


def test_a_row_that_cannot_be_seen_costs_no_file(
    app: Flask, lawyer: Any, config: Config, open_case: UUID, as_owner: Callable[..., None]
) -> None:
    paper = added(app, lawyer, open_case)
    os.utime(config.files / str(paper), (0, 0))
    with app.app_context():
        as_owner("DELETE FROM casework_document")
        swept = actions.sweep()

    assert swept == 0
    assert [path.name for path in files_of(config)] == [str(paper)]


def test_a_file_that_is_still_being_written_is_not_swept(app: Flask, config: Config) -> None:
    with app.app_context():
        incoming = actions.receive()
        incoming.write(PDF)
        for path in files_of(config):
            os.utime(path, (0, 0))
        swept = actions.sweep()
        incoming.seek(0)

        assert swept == 0
        assert incoming.read(len(PDF)) == PDF
        incoming.close()
    assert files_of(config) == []


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """The desk behind its own server, in this process so that all its open files can be looked at."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    server = web_server.server_of(app, sockets=[door], threads=2)
    running = Thread(target=server.run, daemon=True)
    running.start()
    yield door.getsockname()[1]
    server.close()
    running.join(PLENTY_SECONDS)


def asking(person: Any, port: int, method: str, path: str, length: int = 0) -> http.client.HTTPConnection:
    """A connection whose head is sent and whose body is not."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PLENTY_SECONDS)
    connection.putrequest(method, path)
    cookie = person.client.get_cookie("__Host-desk", domain="localhost")
    connection.putheader("Cookie", f"{cookie.key}={cookie.value}")
    if length:
        connection.putheader("Content-Type", "multipart/form-data; boundary=cut")
        connection.putheader("Content-Length", str(length))
    connection.endheaders()
    return connection


def upload(person: Any, port: int, case_id: UUID, content: bytes = BIG) -> int:
    body = body_of(person.token, content)
    connection = asking(person, port, "POST", f"/cases/{case_id}/papers", len(body))
    connection.send(body)
    return connection.getresponse().status


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PLENTY_SECONDS
    while time.monotonic() < until and not holds():
        time.sleep(0.02)
    return holds()


def papers(app: Flask) -> list[UUID]:
    with app.app_context():
        return [row[0] for row in db.session.query(Document.id)]


@pytest.mark.usefixtures("nothing_of_before")
def test_a_body_waits_sealed_and_so_does_an_answer(
    app: Flask, config: Config, lawyer: Any, open_case: UUID, port: int
) -> None:
    body = body_of(lawyer.token, BIG)
    sending = asking(lawyer, port, "POST", f"/cases/{open_case}/papers", len(body))
    sending.send(body[: len(body) // 2])
    assert eventually(lambda: sum(path.stat().st_size for path in files_of(config)) > len(body) // 3)
    while_arriving = in_the_clear(config)
    sending.send(body[len(body) // 2 :])
    assert sending.getresponse().status == 303
    reading = asking(lawyer, port, "GET", f"/cases/{open_case}/papers/{papers(app)[0]}")
    answer = reading.getresponse()
    while_leaving = in_the_clear(config)

    assert answer.read() == BIG
    assert (while_arriving, while_leaving, in_the_clear(config)) == ([], [], [])


def test_a_sender_who_hangs_up_leaves_nothing(
    app: Flask, config: Config, lawyer: Any, open_case: UUID, port: int
) -> None:
    body = body_of(lawyer.token, BIG)
    sending = asking(lawyer, port, "POST", f"/cases/{open_case}/papers", len(body))
    sending.send(body[: len(body) // 2])
    assert eventually(lambda: len(files_of(config)) == 1)

    sending.close()

    assert eventually(lambda: files_of(config) == [])
    assert papers(app) == []


def test_a_form_still_arrives_in_pieces_of_unknown_length(lawyer: Any, open_case: UUID, port: int) -> None:
    connection = asking(lawyer, port, "GET", "/cases/")
    assert connection.getresponse().status == 200
    sending = http.client.HTTPConnection("127.0.0.1", port, timeout=PLENTY_SECONDS)
    body = body_of(lawyer.token, b"%PDF-1.7 x")
    cookie = lawyer.client.get_cookie("__Host-desk", domain="localhost")
    said = {"Cookie": f"{cookie.key}={cookie.value}", "Content-Type": "multipart/form-data; boundary=cut"}

    sending.request("POST", f"/cases/{open_case}/papers", iter([body[:50], body[50:]]), said, encode_chunked=True)

    assert sending.getresponse().status == 303


@contextmanager
def served(config: Config) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The desk as people run it, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = os.environ | {
        "LITIGATION_INSTANCE": str(config.instance),
        "LITIGATION_DATABASE_URL": config.database_url,
    }
    command = [sys.executable, "-c", "from litigation_app.cli import main; main()", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)
    try:
        assert eventually(lambda: answers(port) or process.poll() is not None)
        yield process, port
    finally:
        process.kill()
        process.wait()


def answers(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.usefixtures("nothing_of_before")
@pytest.mark.parametrize("part", [0.9])
def test_a_server_that_is_killed_in_the_middle_leaves_no_half_paper(
    app: Flask, config: Config, lawyer: Any, open_case: UUID, part: float
) -> None:
    body = body_of(lawyer.token, BIG)
    with served(config) as (process, port):
        sending = asking(lawyer, port, "POST", f"/cases/{open_case}/papers", len(body))
        sending.send(body[: int(len(body) * part)])
        assert eventually(lambda: len(files_of(config)) == 1)
        process.send_signal(signal.SIGKILL)
        process.wait()

    left = files_of(config)
    os.utime(left[0], (0, 0))
    with served(config):
        assert [path.parent.name for path in left] == ["incoming"]
        assert files_of(config) == []
    assert papers(app) == []
    assert in_the_clear(config) == []


@pytest.mark.parametrize("seconds", [0.0, 0.03])
def test_what_was_answered_is_there_after_a_kill(
    app: Flask, config: Config, lawyer: Any, open_case: UUID, seconds: float
) -> None:
    seen: list[int] = []
    with served(config) as (process, port):
        Timer(0.15 + seconds, process.kill).start()
        try:
            while len(seen) < 200:
                seen.append(upload(lawyer, port, open_case, PDF[:300_000]))
        except (OSError, http.client.HTTPException):
            process.wait()

    stored = {path.name for path in config.files.glob("*") if path.is_file()}
    found = papers(app)
    assert set(seen) <= {303}
    assert len(seen) <= len(found) <= len(seen) + 1
    assert {str(paper) for paper in found} <= stored
    assert all(lawyer.get(f"/cases/{open_case}/papers/{paper}").data == PDF[:300_000] for paper in found)
    with app.app_context():
        assert ledger.verify(db.session(), settings().mac_key).holds
        assert ledger.verify_state(db.session(), vault.commitments()) == []
