"""Is whoever is refused told what could be published instead, and does she find out why each number is hidden?"""

import csv
import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.victims import actions as victims
from litigation_app.casework.victims.rules import VictimRecord
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from litigation_app.ledger.models import LedgerEntry
from litigation_app.statistics.releases import shelf, verify

WANTED = {"mode": "caseload", "title": "Few & far", "countries": ["RS"], "first_year": "2021", "last_year": "2023"}
FORMS = ("SEX", "SEX", "SEX", "LAB", "BEG", "CRIM")
PEOPLE = 24
FORM = re.compile(r'<form method="post"\s+action="/publishing/".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden"\s+name="(\w+)"\s+value="([^"]*)"')


class Few:
    """Twenty-four invented clients in three years: too few for all tables by single years."""

    def __init__(self, app: Flask, make: Any) -> None:
        self.office: UUID = make.office(country="RS", name="Office Beograd")
        self.lawyers = [make.actor(make.lawyer(office=self.office)) for _ in range(4)]
        with app.app_context(), committing():
            for number in range(PEOPLE):
                self.add(number)

    def add(self, number: int) -> None:
        lawyer, year = self.lawyers[number % 4], 2021 + number % 3
        at = db.session.get_one(Office, self.office)
        new = NewCase(at, date(year, 3, 1), loader.load("RS").version, Place(), FileText("Cilj", "", ""))
        case = casefile.open_case(lawyer, new)
        record = VictimRecord(
            given_name=f"Izmišljena{number}",
            birth_date=date(1999 + 8 * (number % 4 == 0), 5, 5),
            sex="M" if number % 3 == 0 else "F",
            forms=(FORMS[(number // 3) % len(FORMS)],),
            status="FORMAL" if number % 2 else "PRESUMED",
            first_contact=date(year, 3, 1),
        )
        victims.add(lawyer, case, record)
        db.session.flush()


@pytest.fixture
def few(app: Flask, make: Any) -> Few:
    return Few(app, make)


def offered(page: str) -> list[dict[str, list[str]]]:
    """What the buttons of the proposals send, one for each."""
    found = []
    for form in FORM.findall(page):
        fields: dict[str, list[str]] = {}
        for name, value in HIDDEN.findall(form):
            fields.setdefault(name, []).append(html.unescape(value))
        if "together" in fields:
            found.append(fields)
    return found


def taken(analyst: Any) -> str:
    """The path of a draft of the first proposal."""
    first, *_ = offered(analyst.post("/publishing/", WANTED).get_data(as_text=True))
    answer = analyst.post("/publishing/", first)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def test_tables_of_too_few_people_are_refused_with_proposals_that_a_button_prepares(
    few: Few, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())

    refused = analyst.post("/publishing/", WANTED)
    page = refused.get_data(as_text=True)
    check = analyst.get(taken(analyst)).get_data(as_text=True)

    assert refused.status_code == 422
    assert "so few people that they must be hidden" in page
    assert "What could be published instead" in page
    assert 1 <= len(offered(page)) <= 3
    assert re.search(r"Prints at least \d+ numbers and hides at most \d+\. Says \d+ % of what you asked for\.", page)
    assert 'value="Few &amp; far"' in page
    assert "Coarser than the full tables:" in check


def test_a_coarser_publication_goes_all_the_way_to_the_shelf_and_its_indicators_are_shown(
    few: Few, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    path = taken(analyst)

    published = client_as(make.coordinator()).post(f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    release = verify(app.extensions["shelf"] / found.id, app.extensions["trusted_keys"])

    assert published.status_code == 303
    assert analyst.get(published.headers["Location"]).status_code == 200
    assert analyst.get("/indicators/").status_code == 200
    assert analyst.get("/indicators/ID-01").status_code == 200
    for file in (app.extensions["shelf"] / found.id / "data").glob("*.csv"):
        counts = [row["value"] for row in csv.DictReader(file.open(encoding="utf-8"))]
        assert not {"1", "2", "3", "4"} & set(counts), file.name
    assert release.tables


def test_another_cut_of_the_same_years_is_refused_once_a_coarser_draft_was_shown(
    few: Few, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    first, *others = offered(analyst.post("/publishing/", WANTED).get_data(as_text=True))
    path = analyst.post("/publishing/", first).headers["Location"].split("?", maxsplit=1)[0]
    analyst.post(f"{path}/discard")

    other = others[0] if others else WANTED
    first = {name: values for name, values in first.items() if name != "form_number"}  # as on a page of its own
    answer = analyst.post("/publishing/", other)
    again = analyst.post("/publishing/", first)

    assert answer.status_code == 422
    assert "overlap with the draft" in answer.get_data(as_text=True)
    assert again.status_code == 303


def test_a_proposal_that_nobody_made_is_refused(few: Few, client_as: Callable[[str], Any], make: Any) -> None:
    analyst = client_as(make.analyst())

    for field, value in (("together", "0"), ("together", "x"), ("broader", "NAME"), ("without", "names")):
        assert analyst.post("/publishing/", WANTED | {field: value}).status_code == 422


def test_why_each_number_is_hidden_is_said_on_the_check_page_alone(
    few: Few, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    path = taken(analyst)

    before = analyst.get(path).get_data(as_text=True)
    answer = analyst.post(f"{path}/explanations")
    after = analyst.get(path).get_data(as_text=True)
    with app.app_context():
        read = db.session.scalars(select(LedgerEntry).where(LedgerEntry.act == "read_facts")).all()

    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Few people: at most 4, or nearly all of a group." in page
    assert "Show the numbers" in page
    assert "Few people" not in before + after
    assert len(read) == 3  # refused, prepared, explained


def test_hidden_numbers_are_not_explained_from_records_that_changed(
    few: Few, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    path = taken(analyst)
    with app.app_context(), committing():
        for number in range(PEOPLE, PEOPLE + 12):
            few.add(number)

    answer = analyst.post(f"{path}/explanations")

    assert answer.status_code == 422
    assert "The records changed since this was prepared" in answer.get_data(as_text=True)
