"""Attacks on the registers of judgments and watched trials: what is taken for another thing, and so is never counted."""

from datetime import date
from typing import Any
from uuid import uuid4

from flask import Flask

from lawyering import rows, text
from litigation_app.accounts.models import Office
from litigation_app.casework.courtwatch import facts
from litigation_app.casework.courtwatch.judgments.models import Judgment
from litigation_app.casework.courtwatch.observations import actions as sheets
from litigation_app.casework.courtwatch.observations.actions import NewSheet
from litigation_app.core.db import committing, db
from watching import NUMBER, REGISTERED, SEEN, register


def test_two_courts_give_the_same_number_and_both_judgments_are_registered(app: Flask, lawyer: Any) -> None:
    register(lawyer)

    answer = lawyer.post("/judgments/", REGISTERED | {"court": "vs_nis"})

    assert answer.status_code == 303, text(answer)
    assert sorted(row.court for row in rows(app, Judgment, "court")) == ["vs_beograd", "vs_nis"]


def test_hearings_of_two_courts_under_one_number_on_one_day_both_count(app: Flask, make: Any, email: str) -> None:
    watcher, day = make.actor(email), date(2024, 3, 4)
    with app.app_context(), committing():
        office = db.session.scalars(db.select(Office)).one()
        for court in ("vs_beograd", "vs_nis"):
            made = sheets.begin(watcher, office, NewSheet(court, day, NUMBER))
            sheets._seal(made, "sheet", {"codes": SEEN})
            made.handed_in_at = made.begun_at
            sheets._write(watcher, "hand_in_observation", made)
    years: dict[str, Any] = {"first_year": 2024, "last_year": 2024, "reference_date": date(2024, 12, 31)}

    with app.app_context():
        found = facts.hearings(make.actor(make.analyst()), countries=["RS"], draft_id=uuid4(), **years)

    assert len(found) == 2
    assert len({one.court for one in found}) == 2
