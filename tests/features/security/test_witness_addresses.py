"""Where does the desk ask over the network by itself? Only partners of the settings, only outside, and wherever they point."""

import json
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from flask import Flask

from litigation_app.ledger import checkpoint, submission, witness
from litigation_app.ledger.notes import VerifierKey
from litigation_app.ledger.settings import Partner, anchoring, settings
from partners import introduce

pytestmark = pytest.mark.thorough

Answer = Callable[[str], tuple[int, dict[str, str], bytes]]


class Door:
    """A partner's address on this machine: keeps what came, gives what it is told to."""

    def __init__(self, answer: Answer) -> None:
        self.came: list[tuple[str, str]] = []
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                door.came.append((self.path, body))
                code, heads, said = answer(body)
                self.send_response(code)
                for name, value in {**heads, "Content-Length": str(len(said))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_args: Any) -> None:
                """Nothing on the terminal."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def door() -> Iterator[Callable[[Answer], Door]]:
    opened: list[Door] = []

    def opens(answer: Answer) -> Door:
        opened.append(Door(answer))
        return opened[-1]

    yield opens
    for one in opened:
        one.close()


def known(app: Flask, partner: Flask, url: str) -> Partner:
    introduce(app, partner)
    with partner.app_context():
        key = settings().own_keys[0]
    with app.app_context():
        made = Partner(VerifierKey.parse(str(key)), url)
        anchoring().partners = (made,)
    return made


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_partner_signs_over_the_network_and_her_signature_is_kept(
    app: Flask, partner: Flask, door: Callable[[Answer], Door]
) -> None:
    def signs(body: str) -> tuple[int, dict[str, str], bytes]:
        with partner.app_context():
            return 200, {}, witness.cosign(witness.read(body)).encode()

    there = door(signs)
    asked = known(app, partner, there.url)
    with app.app_context():
        size = submission.submit(asked)
        assert witness.last_kept(asked.origin) == size == checkpoint.take().stated.size
    assert [path for path, _ in there.came] == ["/add-checkpoint"]


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, b"nothing signed"),
        (200, {}, b"\xff" * 20_000),
        (403, {}, b"no"),
        (409, {}, b"9" * 9_000),
        (409, {}, "٣".encode()),
        (500, {}, json.dumps({"a": "b"}).encode()),
    ],
    ids=lambda one: f"{one[0]} {one[2][:5]!r}",
)
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_whatever_a_partner_answers_is_one_sentence(
    app: Flask, partner: Flask, door: Callable[[Answer], Door], answer: tuple[int, dict[str, str], bytes]
) -> None:
    asked = known(app, partner, door(lambda _body: answer).url)

    with app.app_context(), pytest.raises(submission.SubmissionFailed) as failed:
        submission.submit(asked)

    assert len(str(failed.value)) < 300


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_partner_sends_the_desk_nowhere_else(
    app: Flask, partner: Flask, door: Callable[[Answer], Door], code: int
) -> None:
    inside = door(lambda _body: (200, {}, b"a secret of the office"))
    asked = known(app, partner, door(lambda _body: (code, {"Location": inside.url}, b"")).url)

    with app.app_context(), pytest.raises(submission.SubmissionFailed):
        submission.submit(asked)

    assert inside.came == []


@pytest.mark.parametrize(
    "url",
    [
        "https://10.0.0.1", "https://192.168.1.1/x", "https://172.16.0.9:8443", "https://169.254.169.254/latest",
        "https://127.0.0.2", "https://127.1", "https://0x7f000001", "https://2130706433", "https://0.0.0.0",
        "https://[::1%25lo]", "https://[::ffff:10.0.0.1]", "https://[fd00::1]", "https://[fe80::1]", "https://[2002:a00:1::]",
        "https://[64:ff9b::a9fe:a9fe]", "https://100.64.0.1", "https://224.0.0.1", "https://user@10.0.0.1",
        "http://10.0.0.1", "http://partner.example", "file:///etc/passwd", "ftp://10.0.0.1", "gopher://10.0.0.1", "data:,x",
        "https://", "https://[", "https://partner.example:99999", "https://localhost@10.0.0.1", "https://a..b",
    ],
)  # fmt: skip
def test_no_address_inside_the_office_and_no_other_scheme_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: asked.append(address))

    with pytest.raises(submission.SubmissionFailed):
        submission._post(url, "old 0")

    assert asked == []
