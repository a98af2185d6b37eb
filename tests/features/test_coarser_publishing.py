"""Is whoever is refused told what could be published instead, and does she find out why each number is hidden?"""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from confirming import confirmed
from lawyering import text
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.victims import actions as victims
from litigation_app.casework.victims.rules import VictimRecord
from litigation_app.cli import litigation
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from litigation_app.ledger.models import LedgerEntry
from litigation_app.statistics.releases import shelf, verify
from preparing import choose, crowd, prepare
from served import PASSWORD

pytestmark = pytest.mark.thorough

WANTED = {"mode": "caseload", "title": "Few & far", "countries": ["RS"], "first_year": "2021", "last_year": "2023"}
FORMS = ("SEX", "SEX", "SEX", "LAB", "BEG", "CRIM")
PEOPLE = 24
NUMBER = re.compile(r'<input type="hidden" name="number" value="(\d)">')


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


def taken(analyst: Any) -> str:
    """The path of a draft of the first proposal."""
    answer = choose(analyst, prepare(analyst, WANTED))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def test_tables_of_too_few_people_are_refused_with_proposals_that_a_button_prepares(
    few: Few, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())

    page = prepare(analyst, WANTED).get_data(as_text=True)
    check = analyst.get(taken(analyst)).get_data(as_text=True)

    assert "% of the numbers in these tables would be about so few people that they must be hidden" in page
    assert "What could be published instead" in page
    assert NUMBER.findall(page) == ["1", "2", "3"][: len(NUMBER.findall(page))] != []
    assert re.search(
        r"Prints at least \d+ numbers, \d+ of them not zero, and hides at most \d+\. Says \d+ % of what you asked for\.",
        page,
    )
    assert re.search(r"Printed and not zero: Persons by \w+ \d+", page)
    assert 'value="Few &amp; far"' in page
    assert "Coarser than the full tables:" in check


def test_a_coarser_publication_goes_all_the_way_to_the_shelf_and_its_indicators_are_shown(
    few: Few, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    path = taken(analyst)

    published = confirmed(client_as(make.coordinator()), f"{path}/approval")
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
    refused = prepare(analyst, WANTED)
    path = str(choose(analyst, refused).headers["Location"]).split("?", maxsplit=1)[0]
    analyst.post(f"{path}/discard")

    other = prepare(analyst, WANTED)
    again = choose(analyst, refused)

    assert other.status_code == 422
    assert "overlap with the draft" in other.get_data(as_text=True)
    assert again.status_code == 303


def test_only_what_was_offered_to_her_for_these_tables_can_be_chosen(
    few: Few, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst, colleague = client_as(make.analyst()), client_as(make.analyst())
    refused = prepare(analyst, WANTED)
    by_hand = prepare(analyst, WANTED | {"together": "3", "without": "victims_by_sex"})
    stopped = analyst.post("/publishing/", WANTED | {"first_year": "2022"}).headers["Location"]

    for number in (0, 4, -1, "x", ""):
        assert analyst.post(f"{refused.request.path}/choice", {"number": number}).status_code == 422
    assert "% of the numbers in these tables would be about so few people that they must be hidden" in by_hand.get_data(
        as_text=True
    )
    assert analyst.post(f"{stopped}/choice", {"number": 1}).status_code == 422
    assert colleague.get(refused.request.path).status_code == 404
    assert colleague.post(f"{refused.request.path}/choice", {"number": 1}).status_code == 404


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
    assert f'action="{path}/explanations#why"' in before
    assert 'id="why"' in page  # the browser stays where the answer is
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


def test_the_command_tells_each_step_numbers_the_proposals_and_takes_one(few: Few, make: Any, app: Flask) -> None:
    held, analyst, colleague = app.extensions["config"], make.analyst(), make.analyst()
    environ = {"LITIGATION_INSTANCE": str(held.instance), "LITIGATION_DATABASE_URL": held.database_url}
    asked = ["release", "draft", "--title", "T", "--country", "RS", "--first", "2021", "--last", "2023"]

    def run(email: str, *more: str) -> Any:
        secrets = {"LITIGATION_PASSWORD": PASSWORD, "LITIGATION_TOTP": make.code(email)}
        return CliRunner().invoke(litigation, [*asked, "--as", email, *more], env=environ | secrets)

    early, refused, hers = run(analyst, "--choose", "1"), run(analyst), run(colleague, "--choose", "1")
    beyond, taken_one = run(analyst, "--choose", "9"), run(analyst, "--choose", "1")

    assert [one.exit_code for one in (early, refused, hers, beyond, taken_one)] == [1, 1, 1, 1, 0], taken_one.stderr
    assert "No proposal of this number was made to you" in early.stderr
    assert early.stderr == hers.stderr == beyond.stderr
    assert re.search(r"--choose 1: .*Prints at least \d+ numbers", refused.stderr)
    assert "Looking for coarser tables" in refused.stderr
    assert "Looking for what to hide." in taken_one.stderr
    assert json.loads(taken_one.stdout)["shown"] > 0


def test_where_nothing_coarser_can_be_published_it_says_so(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    crowd(app, make, people=4)
    wanted = {"title": "Serbia", "mode": "caseload", "countries": ["RS"], "first_year": "2021", "last_year": "2023"}

    page = text(prepare(client_as(make.analyst()), wanted))

    assert "No coarser tables of these years can be published either: choose more years." in page
    assert "Coarser tables say more" not in page
