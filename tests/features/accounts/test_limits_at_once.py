"""Does a limit hold when somebody asks for many things in the same moment?"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from config import Config
from litigation_app.accounts import traces
from litigation_app.app import create_app
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

pytestmark = pytest.mark.both_databases

MOST, AT_ONCE = 3, 8


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """A desk where one may open three things an hour and ask for three that are not there."""
    made = create_app(replace(config, openings_per_hour=MOST, refusals=MOST))
    made.testing = False
    yield made
    with made.app_context():
        db.engine.dispose()


def entries(app: Flask, *acts: str) -> int:
    with app.app_context():
        return db.session.query(LedgerEntry).filter(LedgerEntry.act.in_(acts)).count()


def at_once(ask: Callable[[Any], Any], whom: list[Any]) -> list[Any]:
    with ThreadPoolExecutor(len(whom)) as threads:
        return list(threads.map(ask, whom))


def test_of_many_uses_at_once_no_more_than_allowed_count(app: Flask, make: Any) -> None:
    user = make.user_id(make.lawyer())

    def take(_number: int) -> bool:
        with app.app_context():
            return traces.take_one(user, "openings", 20, within=timedelta(hours=1))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        taken = list(threads.map(take, range(60)))

    assert taken.count(True) == 20


def test_four_browsers_of_hers_open_no_more_together_than_one(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    email = make.lawyer()
    case, browsers = make.case(email), [client_as(email) for _ in range(4)]

    codes = at_once(
        lambda one: [one.post(f"/cases/{case}/openings", {"purpose": "hearing"}).status_code for _ in range(2)],
        browsers,
    )

    assert sorted(code for two in codes for code in two) == [303] * MOST + [429] * (8 - MOST)
    assert entries(app, "open_file") == MOST
    assert entries(app, "limit_reached") == 1


def test_pages_that_are_not_there_are_counted_so_too(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    email = make.lawyer()
    browsers = [client_as(email) for _ in range(4)]

    codes = at_once(lambda one: [one.get("/people/").status_code for _ in range(2)], browsers)

    assert sorted(code for two in codes for code in two) == [404] * MOST + [429] * (8 - MOST)
    assert entries(app, "denied") == MOST
