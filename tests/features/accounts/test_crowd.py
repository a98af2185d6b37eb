"""When fifty people sign in in the same moment, does each of them come in, and do the others' pages go on?"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask

from config import Config

pytestmark = pytest.mark.thorough

CROWD = 50
Serving = Callable[[], AbstractContextManager[tuple[Any, int]]]


@pytest.fixture
def crowd(make: Any) -> list[str]:
    """The addresses of as many lawyers."""
    return [make.lawyer() for _ in range(CROWD)]


def test_everybody_in_a_crowd_is_let_in_and_pages_are_answered_meanwhile(
    crowd: list[str], serving: Serving, browser: type[Any], make: Any, app: Flask, config: Config
) -> None:
    (config.instance / "config.toml").write_text("password_hash_kib = 8192\n")  # each hash is made anew: real work
    ana = make.lawyer()
    with serving() as (_process, port):
        reader, people = browser(port), [browser(port) for _ in crowd]
        reader.sign_in(ana, make.code(ana))
        for one in people:
            one.get("/sign-in")
        _sooner, codes = ([make.code(email) for email in crowd] for _code in range(2))  # the later counts for a minute
        entered: list[str] = []

        def enter(one: Any, email: str, code: str) -> int:
            answer = one.post("/sign-in", {"email": email, "password": "three rivers meet at dawn", "code": code})
            entered.append(email)
            return int(answer.status)

        with ThreadPoolExecutor(CROWD) as threads:
            waiting = [threads.submit(enter, *who) for who in zip(people, crowd, codes, strict=True)]
            time.sleep(0.1)
            before = len(entered)
            page = reader.get("/cases/").status
            meanwhile = len(entered) - before
            pages = [page, *(reader.get("/cases/").status for _ in range(4))]
            statuses = [one.result() for one in waiting]

    assert statuses == [303] * CROWD
    assert pages == [200] * 5
    assert meanwhile < CROWD // 2, "a page does not come after the crowd"
