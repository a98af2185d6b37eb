"""How much one person may open or be refused within a while, and who is told."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask

from config import Config
from litigation_app import ledger
from litigation_app.accounts.limits import REACHED
from litigation_app.app import create_app
from litigation_app.casework.cases.emergencies import queries as alerts
from litigation_app.casework.documents.models import Document
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """A desk where one may open ten things an hour, and read three papers."""
    made = create_app(replace(config, openings_per_hour=10, papers_per_hour=3))
    made.testing = False
    yield made
    with made.app_context():
        db.engine.dispose()


def count(app: Flask, act: str) -> int:
    with app.app_context():
        return db.session.query(LedgerEntry).filter_by(act=act).count()


def test_after_ten_openings_the_eleventh_waits_for_the_hour_to_pass(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    email = make.lawyer()
    case, lawyer = make.case(email), client_as(email)
    victim, said = make.victim(email, case), {"purpose": "hearing", "groups": ["identity"]}
    lawyer.post(f"/cases/{case}/tasks", {"kind": "paper", "person": str(make.user_id(email)), "text": "Izmisljeno"})

    codes = [lawyer.post(f"/victims/{victim}/openings", said).status_code for _ in range(8)]
    codes += [lawyer.post(f"/cases/{case}/openings", said).status_code for _ in range(4)]

    assert codes == [303] * 10 + [429] * 2
    assert count(app, "open_victim") + count(app, "open_file") == 10
    assert count(app, "limit_reached") == 1
    assert (
        lawyer.post("/tasks/openings", said | {"case": str(case)}).status_code == 303
    )  # what tasks say has a number of its own
    assert count(app, "open_tasks") == 1
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=True):
        lawyer.sign_in()
        assert lawyer.post(f"/cases/{case}/openings", said).status_code == 303


def test_whoever_downloads_too_much_within_an_hour_must_wait(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    email = make.lawyer()
    case, lawyer = make.case(email), client_as(email)
    lawyer.post(f"/cases/{case}/openings", {"purpose": "hearing"})
    lawyer.post(f"/cases/{case}/papers", {"kind": "letter", "papers": [(io.BytesIO(b"Izmisljen tekst"), "a.txt")]})
    with app.app_context():
        paper = db.session.query(Document.id).one()[0]

    codes = [lawyer.get(f"/cases/{case}/papers/{paper}").status_code for _ in range(4)]

    assert codes == [200, 200, 200, 429]
    assert count(app, "read_document") == 3


def test_the_limit_is_hers_alone_and_her_coordinator_is_told(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    office = make.office()
    first, second = make.lawyer(office=office, name="Vera Radoznala"), make.lawyer(office=office)
    case = make.case(first)
    make.second(case, second)
    eager = client_as(first)
    for _ in range(11):
        eager.post(f"/cases/{case}/openings", {"purpose": "hearing"})

    answer = client_as(second).post(f"/cases/{case}/openings", {"purpose": "hearing"})

    told = client_as(make.coordinator(office=office)).get("/alerts/").get_data(as_text=True)
    others = client_as(make.coordinator(office=make.office())).get("/alerts/").get_data(as_text=True)
    assert answer.status_code == 303
    assert "Vera Radoznala" in told
    assert "Opened more than usual" in told
    assert "Vera Radoznala" not in others
    assert "Vera Radoznala" in client_as(make.auditor()).get("/alerts/").get_data(as_text=True)


def test_nobody_elsewhere_pushes_her_off_the_list_of_her_coordinator(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    office, elsewhere = make.office(), make.office()
    hers, others = (
        make.user_id(make.lawyer(office=office, name="Vera Radoznala")),
        make.user_id(make.lawyer(office=elsewhere)),
    )
    with app.app_context(), committing():
        for by in (hers, *(others for _time in range(alerts.MOST))):
            ledger.write(act=REACHED, by=by, of=f"person:{by}", purpose="openings", outcome="denied")

    told = client_as(make.coordinator(office=office)).get("/alerts/").get_data(as_text=True)

    assert "Vera Radoznala" in told


def test_whoever_asks_for_many_things_that_are_not_there_must_wait(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    hidden, curious = make.case(make.lawyer()), client_as(make.lawyer())

    codes = [curious.get(f"/cases/{uuid4()}").status_code for _ in range(30)]
    late = [curious.get(f"/cases/{one}") for one in (hidden, uuid4())]

    assert set(codes) == {404}
    assert [answer.status_code for answer in late] == [429, 429]
    assert count(app, "denied") == 30
    assert count(app, "limit_reached") == 1
    assert curious.get("/cases/").status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=True):
        assert curious.get(f"/cases/{hidden}").status_code == 404
