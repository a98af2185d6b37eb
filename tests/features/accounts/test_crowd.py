"""When fifty people sign in in the same moment, does each of them come in, and do the others' pages go on?"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask

from arriving import behind_a_server, eventually
from litigation_app.accounts.signing_in import passwords
from litigation_app.cli import web_server

pytestmark = pytest.mark.thorough

CROWD = 50


@pytest.fixture
def crowd(make: Any) -> list[str]:
    """The addresses of as many lawyers."""
    return [make.lawyer() for _ in range(CROWD)]


@contextmanager
def nobody_may_hash() -> Iterator[None]:
    """While it lasts, every core that checks passwords is taken, so that whoever signs in waits."""
    taken = 0
    while passwords._AT_ONCE.acquire(blocking=False):
        taken += 1
    try:
        yield
    finally:
        for _ in range(taken):
            passwords._AT_ONCE.release()


def test_everybody_in_a_crowd_is_let_in_and_pages_are_answered_meanwhile(
    crowd: list[str], browser: type[Any], make: Any, app: Flask
) -> None:
    ana = make.lawyer()
    with behind_a_server(app) as port:
        reader, people = browser(port), [browser(port) for _ in crowd]
        reader.sign_in(ana, make.code(ana))
        for one in people:
            one.get("/sign-in")
        _sooner, codes = ([make.code(email) for email in crowd] for _code in range(2))  # the later counts for a minute

        def enter(one: Any, email: str, code: str) -> int:
            answer = one.post("/sign-in", {"email": email, "password": "three rivers meet at dawn", "code": code})
            return int(answer.status)

        with ThreadPoolExecutor(CROWD) as threads:
            with nobody_may_hash():
                queue = passwords._AT_THE_DOOR._value - web_server._THREADS_OF_THE_DOOR
                waiting = [threads.submit(enter, *who) for who in zip(people, crowd, codes, strict=True)]
                assert eventually(lambda: passwords._AT_THE_DOOR._value == queue)
                pages = [reader.get("/cases/").status for _ in range(5)]
                entered = [one for one in waiting if one.done()]
            statuses = [one.result() for one in waiting]

    assert statuses == [303] * CROWD
    assert pages == [200] * 5
    assert entered == []
