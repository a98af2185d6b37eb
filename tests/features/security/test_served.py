"""What may a stranger, or somebody who sends nothing, cost a served desk, and what does the server itself answer?"""

import http.client
import os
import select
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from arriving import behind_a_server, body_of, eventually
from config import Config
from documents_sent import PDF, PLENTY_SECONDS, added, files_of
from litigation_app.cli import web_server
from litigation_app.core.web import HEADERS
from served import answers

MEGABYTE = 2**20
Serve = Callable[[], int]


@pytest.fixture
def serve(app: Flask) -> Iterator[Serve]:
    """The desk behind its own server, from the moment that it is asked for."""
    with ExitStack() as running:
        yield lambda: running.enter_context(behind_a_server(app))


def begins(port: int, cookie: str, *, length: int | None) -> Any:
    """A form with papers whose head was sent, of a length that is said (None: in pieces)."""
    sending = http.client.HTTPConnection("127.0.0.1", port, timeout=PLENTY_SECONDS)
    sending.putrequest("POST", "/cases/00000000-0000-4000-8000-000000000000/papers")
    sending.putheader("Cookie", f"__Host-known=1; __Host-desk={cookie}")
    sending.putheader("Content-Type", "multipart/form-data; boundary=cut")
    if length is None:
        sending.putheader("Transfer-Encoding", "chunked")
    else:
        sending.putheader("Content-Length", str(length))
    sending.endheaders()
    return sending


def answer_to(sending: Any) -> tuple[int, str]:
    answer = sending.getresponse()
    return answer.status, answer.read().decode()


def pours(sending: Any, pieces: Iterable[bytes]) -> bool:
    """Whether the server took all of it before it hung up."""
    try:
        for piece in pieces:
            sending.send(piece)
    except OSError:
        return False
    return True


def cookie_of(person: Any) -> str:
    return str(person.client.get_cookie("__Host-desk", domain="localhost").value)


@pytest.mark.parametrize("cookie", ["", "x", "x" * 43])
def test_a_stranger_with_an_invented_cookie_sends_no_more_than_a_form(serve: Serve, cookie: str) -> None:
    sending = begins(serve(), cookie, length=300 * MEGABYTE)

    assert answer_to(sending)[0] == 413


def test_nor_does_whoever_has_signed_out(serve: Serve, lawyer: Any) -> None:
    cookie = cookie_of(lawyer)
    lawyer.post("/sign-out")

    assert answer_to(begins(serve(), cookie, length=300 * MEGABYTE))[0] == 413


def test_nor_in_pieces_of_unknown_length(serve: Serve, config: Config) -> None:
    sending = begins(serve(), "x", length=None)
    piece = b"100000\r\n" + bytes(MEGABYTE) + b"\r\n"

    took_all = pours(sending, [piece] * 50)

    assert not took_all
    assert eventually(lambda: files_of(config) == [])


def test_whoever_is_signed_in_sends_her_papers(serve: Serve, lawyer: Any) -> None:
    body = body_of(lawyer.token, b"%PDF-1.7" + bytes(3 * MEGABYTE))
    sending = begins(serve(), cookie_of(lawyer), length=len(body))
    sending.send(body)

    assert answer_to(sending)[0] == 404  # the case that is not hers


def test_all_bodies_together_take_no_more_than_their_room(
    serve: Serve, lawyer: Any, monkeypatch: pytest.MonkeyPatch, app: Flask, config: Config
) -> None:
    app.extensions["config"] = replace(app.extensions["config"], max_upload_bytes=2 * MEGABYTE)
    monkeypatch.setattr(web_server, "_DROPPED_BYTES", 0)  # so that their room is twelve megabytes
    port, body, cookie = serve(), body_of(lawyer.token, bytes(29 * MEGABYTE // 10)), cookie_of(lawyer)
    held = [begins(port, cookie, length=len(body)) for _ in range(5)]

    for one in held[:4]:
        one.send(body[:-1])
    assert eventually(lambda: sum(path.stat().st_size for path in files_of(config)) > 10 * MEGABYTE)
    is_refused = not pours(held[4], [body]) or answer_to(held[4])[0] == 503
    held[0].close()
    assert eventually(lambda: len(files_of(config)) == 3)
    last = begins(port, cookie, length=len(body))
    last.send(body)

    assert is_refused
    assert answer_to(last)[0] == 413  # of the desk itself: more than papers may have
    for one in held:
        one.close()


def test_slow_readers_of_papers_hold_no_thread(app: Flask, serve: Serve, lawyer: Any, open_case: UUID) -> None:
    content = PDF + os.urandom(24 * MEGABYTE)
    port, path = serve(), f"/cases/{open_case}/papers/{added(app, lawyer, open_case, content=content)}"
    readers = []
    for _ in range(4):  # twice as many as there are threads
        door = socket.create_connection(("127.0.0.1", port), timeout=PLENTY_SECONDS)
        door.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: __Host-desk={cookie_of(lawyer)}\r\n\r\n".encode())
        readers.append(http.client.HTTPResponse(door))
        readers[-1].begin()

    page = http.client.HTTPConnection("127.0.0.1", port, timeout=PLENTY_SECONDS)
    page.request("GET", "/cases/", headers={"Cookie": f"__Host-desk={cookie_of(lawyer)}"})

    assert page.getresponse().status == 200
    assert all(reader.read() == content for reader in readers)


def is_hung_up(port: int, silent: socket.socket) -> bool:
    """Whether the server has left, which looks at its connections whenever something happens."""
    return answers(port) and bool(select.select([silent], [], [], 0.01)[0]) and silent.recv(100) == b""


@pytest.mark.parametrize("sent", [b"GET / HT", b"POST /sign-in HTTP/1.1\r\nContent-Length: 900\r\n\r\nab"])
def test_whoever_sends_nothing_holds_no_connection(serve: Serve, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(web_server, "_PATIENCE_SECONDS", 0.1)
    port = serve()

    with socket.create_connection(("127.0.0.1", port), timeout=PLENTY_SECONDS) as silent:
        silent.sendall(sent)

        assert eventually(lambda: is_hung_up(port, silent))


def test_the_slowest_that_is_waited_for() -> None:
    half_minute, minute = web_server._PATIENCE_SECONDS, 60.0

    assert not web_server.is_too_slow(half_minute - 1, 0)
    assert web_server.is_too_slow(half_minute + 1, 0)
    assert not web_server.is_too_slow(minute, 30 * 1024)
    assert web_server.is_too_slow(minute, 29 * 1024)
    assert web_server.is_too_slow(3600, 3 * MEGABYTE)


REFUSED_BY_THE_SERVER = {
    400: b"nonsense\r\n\r\n",
    413: b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n",
    431: b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 300_000 + b"\r\n\r\n",
    501: b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
}


@pytest.mark.parametrize("status", REFUSED_BY_THE_SERVER)
def test_what_the_server_itself_refuses_has_every_header_too(serve: Serve, status: int) -> None:
    with socket.create_connection(("127.0.0.1", serve()), timeout=PLENTY_SECONDS) as door:
        door.sendall(REFUSED_BY_THE_SERVER[status])
        answer = http.client.HTTPResponse(door)
        answer.begin()

    assert answer.status == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Server"] is None
