"""May the server be restarted at any moment without anybody seeing an error?"""

import http.client
import time
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest

from config import Config
from handed import Servers
from served import Browser

pytestmark = pytest.mark.thorough

SECONDS = 120.0
PEOPLE = 4


@pytest.fixture
def servers(sqlite_config: Config) -> Iterator[Servers]:
    (sqlite_config.instance / "config.toml").write_text("password_hash_kib = 64\n")
    made = Servers(sqlite_config, sqlite_config.instance / "servers.log")
    yield made
    made.end()


def test_who_is_inside_finishes_and_who_comes_meanwhile_waits_for_the_next(servers: Servers) -> None:
    servers.start()
    servers.answer()
    inside = http.client.HTTPConnection("127.0.0.1", servers.port, timeout=SECONDS)
    inside.putrequest("POST", "/sign-in")
    inside.putheader("Content-Length", "9")
    inside.endheaders(b"email=")
    first = Browser(servers.port)
    assert first.get("/healthz").status == 200  # so what was sent before it has arrived

    (old,) = servers.running
    old.terminate()
    time.sleep(1.5)
    outside = http.client.HTTPConnection("127.0.0.1", servers.port, timeout=SECONDS)
    outside.request("GET", "/healthz")
    is_at_work = old.poll() is None
    inside.send(b"abc")
    answer = inside.getresponse()
    ended = old.wait(SECONDS)
    servers.start()

    assert (is_at_work, answer.status, ended) == (True, 400, 0)  # 400: of the desk itself, whose form this is not
    assert outside.getresponse().status == 200


@pytest.mark.extensive
def test_servers_restarted_in_turn_answer_everybody(servers: Servers) -> None:
    servers.start(2)
    servers.answer()
    over, seen = Event(), []

    def click() -> None:
        while not over.is_set():
            seen.append(asked(servers.port))

    people = [Thread(target=click, daemon=True) for _ in range(PEOPLE)]
    for one in people:
        one.start()
    for _ in range(3):
        servers.start()
        servers.answer()
        enough = len(seen) + 10 * PEOPLE
        while len(seen) < enough and set(seen) <= {200}:
            time.sleep(0.05)
        first = servers.running.pop(0)
        first.terminate()
        assert first.wait(SECONDS) == 0
    over.set()
    for one in people:
        one.join()

    assert set(seen) == {200}
    assert len(seen) > 20 * PEOPLE


def asked(port: int) -> Any:
    try:
        return Browser(port).get("/sign-in").status
    except (OSError, http.client.HTTPException) as error:
        return repr(error)
