"""A publication that somebody has prepared: she asks, the work is done, and she comes back to what came of it."""

from threading import Thread
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from litigation_app.cli import work
from litigation_app.core import rowguard
from litigation_app.core.jobs import START, quiet

WAITING = "jobs of the test"


def hold_back(app: Flask) -> None:
    """Work that is asked for waits until the test does it: no process of its own for each of a hundred publications."""
    app.extensions[WAITING] = []
    app.extensions[START] = app.extensions[WAITING].append


def work_off(app: Flask) -> None:
    """Do all work that was asked for."""
    waiting: list[UUID] = app.extensions[WAITING]
    while waiting:
        _do(app, waiting.pop(0))


def work_off_at_once(app: Flask) -> None:
    """The same, all of it at the same moment."""
    alone = []
    for job_id in app.extensions[WAITING]:
        one = Thread(target=_do, args=(app, job_id))
        one.start()
        alone.append(one)
    for one in alone:
        one.join()
    app.extensions[WAITING].clear()


def _do(app: Flask, job_id: UUID) -> None:
    with rowguard.system("maintenance"), app.app_context(), app.test_request_context():
        work.do(app, job_id, quiet)


def come_back(person: Any, answer: TestResponse) -> TestResponse:
    """What she finds: the way to the draft (303), or the page that says why there is none. A refusal at once: that."""
    if answer.status_code != 303:
        return answer
    work_off(person.app)
    found: TestResponse = person.get(answer.headers["Location"])
    return found


def prepare(person: Any, wanted: dict[str, Any]) -> TestResponse:
    """She sends the form and comes back when it is done."""
    return come_back(person, person.post("/publishing/", wanted))


def choose(person: Any, refused: TestResponse, number: int = 1) -> TestResponse:
    """She takes a proposal of a refusal, and comes back when it is prepared."""
    return come_back(person, person.post(f"{refused.request.path}/choice", {"number": number}))


def renew(person: Any, path: str) -> TestResponse:
    """She has a draft prepared again."""
    return come_back(person, person.post(f"{path}/preparations"))
