"""Papers that arrive at a served desk: in pieces, broken off, killed."""

import http.client
import os
import signal
from contextlib import closing
from datetime import timedelta
from threading import Timer
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from arriving import body_of, eventually, in_the_clear, papers
from config import Config
from documents_sent import (
    BIG,
    PDF,
    PLENTY_SECONDS,
    files_of,
)
from litigation_app import ledger, vault
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.ledger.settings import settings
from served import served

pytestmark = pytest.mark.thorough


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


@pytest.mark.parametrize(
    ("meanwhile", "status", "then"),
    [
        (lambda her: her.post("/lock"), 303, 302),
        (lambda her: (her.post("/lock"), her.sign_in()), 303, 200),
        (lambda her: her.post("/sign-out"), 413, 302),
    ],
    ids=["her page locked itself", "she has signed in again", "she has signed out"],
)
def test_a_paper_may_take_longer_to_arrive_than_its_sign_in_lives(
    app: Flask, config: Config, lawyer: Any, case_id: UUID, port: int, meanwhile: Any, status: int, then: int
) -> None:
    body = body_of(lawyer.token, PDF)
    sending = asking(lawyer, port, "POST", f"/cases/{case_id}/papers", len(body))
    sending.send(body[: len(body) // 2])
    assert eventually(lambda: len(files_of(config)) == 1)

    meanwhile(lawyer)
    sending.send(body[len(body) // 2 :])

    with closing(sending):
        assert sending.getresponse().status == status
    assert len(papers(app)) == (status == 303)
    assert lawyer.get("/cases/").status_code == then  # a sign-in that has run out stays so


def test_what_arrives_long_after_a_sign_in_could_have_lived_is_not_taken(
    app: Flask, config: Config, lawyer: Any, case_id: UUID, port: int
) -> None:
    body = body_of(lawyer.token, PDF)
    sending = asking(lawyer, port, "POST", f"/cases/{case_id}/papers", len(body))
    sending.send(body[: len(body) // 2])
    assert eventually(lambda: len(files_of(config)) == 1)
    lawyer.post("/lock")

    with closing(sending), time_machine.travel(clock.now() + timedelta(hours=config.absolute_hours + 4), tick=True):
        sending.send(body[len(body) // 2 :])
        status = sending.getresponse().status

    assert (status, papers(app)) == (413, [])


def test_a_form_still_arrives_in_pieces_of_unknown_length(lawyer: Any, open_case: UUID, port: int) -> None:
    connection = asking(lawyer, port, "GET", "/cases/")
    assert connection.getresponse().status == 200
    sending = http.client.HTTPConnection("127.0.0.1", port, timeout=PLENTY_SECONDS)
    body = body_of(lawyer.token, b"%PDF-1.7 x")
    cookie = lawyer.client.get_cookie("__Host-desk", domain="localhost")
    said = {"Cookie": f"{cookie.key}={cookie.value}", "Content-Type": "multipart/form-data; boundary=cut"}

    sending.request("POST", f"/cases/{open_case}/papers", iter([body[:50], body[50:]]), said, encode_chunked=True)

    assert sending.getresponse().status == 303


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
        seen.append(upload(lawyer, port, open_case, PDF[:300_000]))
        Timer(seconds, process.kill).start()
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
