"""A publication that somebody has prepared: she asks, the work is done, and she comes back to what came of it."""

from collections.abc import Callable
from datetime import date
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from begun import begun
from confirming import confirmed
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.cli import work
from litigation_app.core.db import committing, db
from litigation_app.core.jobs import START, quiet
from litigation_app.core.rls import rowguard
from litigation_app.law import loader

WAITING = "jobs of the test"
WRITTEN_DOWN = "2024-02-01 09:00+00:00"  # before the year was closed in which the first of them could be published


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


WANTED = {"mode": "caseload", "title": "Serbia", "country": "RS", "year": "2025"}


def prepare(person: Any, wanted: dict[str, Any]) -> TestResponse:
    """She sends the form and comes back when it is done."""
    return come_back(person, person.post("/publishing/", wanted))


def drafted(person: Any, **changes: Any) -> str:
    """The page of a draft."""
    answer = prepare(person, WANTED | changes)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def agree(person: Any, path: str) -> TestResponse:
    """She agrees as the second person."""
    answer: TestResponse = confirmed(person, f"{path}/approval")
    return answer


def crowd(app: Flask, make: Any, people: int = 60, country: str = "RS") -> UUID:
    """Invented clients of four lawyers in three years, enough of them to publish something and written down in time; gives their
    office.
    """
    office: UUID = make.office(country=country, name="Office Beograd" if country == "RS" else f"Office {country}")
    lawyers = [make.actor(make.lawyer(office=office)) for _ in range(4)]
    with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():
        for number in range(people):
            lawyer, year = lawyers[number % 4], 2021 + number % 3
            new = NewCase(
                db.session.get_one(Office, office),
                date(year, 3, 1),
                loader.load(country).version,
                Place(),
                FileText("Cilj"),
            )
            record = VictimRecord(
                given_name=f"Izmišljena{number}",
                birth_date=date(1999 + 8 * (number % 4 == 0), 5, 5),
                sex="M" if number % 10 == 0 else "F",
                forms=("LAB" if number % 5 == 0 else "SEX",),
                status="FORMAL",
                first_contact=date(year, 3, 1),
            )
            victims.add(lawyer, casefile.open_case(lawyer, new), record)
            db.session.flush()
    return office


class Crowd:
    """A desk where sixty of them are."""

    def __init__(self, make: Any, _client_as: Callable[[str], Any]) -> None:
        self.make, self.app = make, make.app
        self.office = crowd(make.app, make)


@pytest.fixture
def caseload(make: Any, client_as: Callable[[str], Any]) -> UUID:
    """Enough clients to publish something; their office."""
    return begun(Crowd, make, client_as).office
