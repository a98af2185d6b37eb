"""Attacks on the registers of judgments and watched trials: what is taken for another thing, and so is never counted."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from lawyering import rows, text
from litigation_app.accounts.models import Office
from litigation_app.casework.courtwatch import courts, facts
from litigation_app.casework.courtwatch.judgments.models import Judgment
from litigation_app.casework.courtwatch.observations import actions as sheets
from litigation_app.casework.courtwatch.observations.actions import NewObservation
from litigation_app.casework.facts.queries import Closed
from litigation_app.core.clock import now
from litigation_app.core.db import committing, db
from watching import NUMBER, REGISTERED, SEEN, register


def test_two_courts_give_the_same_number_and_both_judgments_are_registered(app: Flask, lawyer: Any) -> None:
    register(lawyer)

    answer = lawyer.post("/judgments/", REGISTERED | {"court": "vs_nis"})

    assert answer.status_code == 303, text(answer)
    assert sorted(row.court for row in rows(app, Judgment, "court")) == ["vs_beograd", "vs_nis"]


def hearings_at(app: Flask, make: Any, email: str, *courts: str) -> list[Any]:
    """What the facts know of hearings that were watched on one day under one number, one at each of these courts."""
    watcher, day = make.actor(email), date(2024, 3, 4)
    with app.app_context(), committing():
        office = db.session.scalars(db.select(Office)).one()
        for court in courts:
            made = sheets.begin(watcher, office, NewObservation(court, day, NUMBER))
            sheets._seal(made, "sheet", {"codes": SEEN})
            made.handed_in_at = made.begun_at
            sheets._write(watcher, "hand_in_observation", made)
    closed = Closed(date(2024, 12, 31), now())
    years: dict[str, Any] = {"first_year": 2024, "last_year": 2024, "closed": closed}
    with app.app_context():
        return list(facts.hearings(make.actor(make.analyst()), countries=["RS"], draft_id=uuid4(), **years))


def test_hearings_of_two_courts_under_one_number_on_one_day_both_count(app: Flask, make: Any, email: str) -> None:
    found = hearings_at(app, make, email, "vs_beograd", "vs_nis")

    assert len(found) == 2
    assert len({one.court for one in found}) == 2


SPELLED = ("VIŠI SUD U BEOGRADU", "Visi  sud u Beogradu", "Виши суд у Београду", "Higher Court in Belgrade")


@pytest.mark.parametrize("spelled", SPELLED)
def test_a_court_of_the_list_that_is_typed_is_that_court(app: Flask, lawyer: Any, spelled: str) -> None:
    register(lawyer)

    answer = lawyer.post("/judgments/", REGISTERED | {"court": "", "court_typed": spelled})

    assert answer.status_code == 409, text(answer)
    assert "already registered" in text(answer)
    assert len(rows(app, Judgment, "id")) == 1


def test_courts_that_differ_by_a_roman_numeral_are_two_courts(lawyer: Any) -> None:
    for spelled in ("I osnovni sud u Izmišlju", "II osnovni sud u Izmišlju", "III osnovni sud u Izmišlju"):
        assert lawyer.post("/judgments/", REGISTERED | {"court": "", "court_typed": spelled}).status_code == 303


@pytest.mark.parametrize("spelled", ["!!!", "—", "? ?"])
def test_a_court_without_a_letter_is_none(lawyer: Any, spelled: str) -> None:
    answer = lawyer.post("/judgments/", REGISTERED | {"court": "", "court_typed": spelled})

    assert answer.status_code == 422
    assert "Write the name of the court" in answer.get_data(as_text=True)


def test_a_court_typed_in_two_ways_is_one_court_and_is_offered_the_next_time(app: Flask, lawyer: Any) -> None:
    register(lawyer, court="", court_typed="Izmišljeni sud u Šabačkoj  Žabari")
    page = text(lawyer.get("/judgments/new"))
    assert '<option value="Izmišljeni sud u Šabačkoj Žabari">' in page
    assert '<option value="Izmišljeni sud u Šabačkoj Žabari">' in text(lawyer.get("/watched-trials/new"))

    for spelled in ("izmisljeni sud u sabackoj zabari", "Измишљени суд у Шабачкој Жабари"):
        assert lawyer.post("/judgments/", REGISTERED | {"court": "", "court_typed": spelled}).status_code == 409

    assert len(rows(app, Judgment, "id")) == 1


def test_two_offices_that_spell_a_court_otherwise_are_told_of_each_other_and_count_once(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any
) -> None:
    away = make.office("RS", "Niš")
    boss = client_as(make.coordinator())
    hers = register(lawyer, court="", court_typed="Izmišljeni sud")
    theirs = client_as(make.lawyer(office=away))
    register(theirs, court="", court_typed="ИЗМИШЉЕНИ СУД")
    register(theirs, court="", court_typed="Sasvim drugi sud", number=NUMBER)

    page = text(boss.get("/judgments/"))

    assert "Another office has them too" in page
    assert page.count(hers) == 2
    for row in rows(app, Judgment, "country", "court"):
        assert courts.key(row.country, row.court) in {courts.key("RS", "izmisljeni sud"), "sasvim drugi sud"}


def test_a_hearing_that_two_people_spelled_otherwise_counts_once(app: Flask, make: Any, email: str) -> None:
    found = hearings_at(app, make, email, "Izmišljeni sud", "izmisljeni SUD", "vs_beograd", "Viši sud u Beogradu")

    assert len(found) == 2
