"""Do numbers leave the desk only checked, agreed by a second person, signed, and without anybody to be found in them?"""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from begun import begun
from confirming import confirmed
from lawyering import text
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.reviews import actions as reviews
from litigation_app.casework.claims.rules import Decided, Paid, Part
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.actions import Note, Said
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.access import Actor
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from litigation_app.statistics.releases import shelf, verify
from preparing import WANTED, WRITTEN_DOWN, agree, drafted, prepare

PEOPLE = 60


class Caseload:
    """Sixty invented clients of four lawyers, enough to publish something and few enough to have to withhold a lot."""

    def __init__(self, make: Any, _client_as: Callable[[str], Any]) -> None:
        self.make, self.app = make, make.app
        self.office = make.office(country="RS", name="Office Beograd")
        self.lawyers = [make.actor(make.lawyer(office=self.office)) for _ in range(4)]
        self.reviewer = make.actor(make.coordinator(office=self.office))
        with time_machine.travel(WRITTEN_DOWN), self.app.app_context(), committing():
            for number in range(PEOPLE):
                self.add(number)

    def add(self, number: int) -> None:
        year = 2021 + number % 3
        lawyer = self.lawyers[number % 4]
        text = FileText(f"Izmišljeni cilj {number}")
        office = db.session.get_one(Office, self.office)
        case = casefile.open_case(lawyer, NewCase(office, date(year, 3, 1), loader.load("RS").version, Place(), text))
        sex, form = ("M" if number % 10 == 0 else "F"), ("LAB" if number % 5 == 0 else "SEX")
        record = VictimRecord(
            given_name=f"Izmišljena{number}",
            birth_date=date(1999 + 8 * (number % 4 == 0), 5, 5),
            sex=sex,
            forms=(form,),
            status="FORMAL",
            first_contact=date(year, 3, 1),
        )
        victim = victims.add(lawyer, case, record)
        if number % 2:
            self.claim(lawyer, case, victim, number)
        db.session.flush()

    def claim(self, lawyer: Actor, case: Any, victim: Any, number: int) -> None:
        criminal = db.session.query(Proceeding).filter_by(case_id=case.id, family="criminal").one()
        proceedings.move(lawyer, criminal, "report_filed", Said(date(case.year, 4, 1)))
        proceedings.move(lawyer, criminal, "investigation_ordered", Said(date(case.year, 5, 1)))
        stages = [
            ("indictment_confirmed", 6, None),
            ("main_hearing", 7, None),
            ("first_instance_judgment", 9, "convicted"),
        ]
        for stage, month, outcome in stages:
            said = Said(date(case.year, month, 1), outcome=outcome, note=Note(reason="skraćeno"))
            proceedings.move_outside(lawyer, criminal, stage, said)
        made = claims.draft(lawyer, case, victim, route="property_claim", parts=[Part("fear", Decimal("100000.00"))])
        claims.submit(lawyer, made, case, row_version=made.row_version)
        reviews.approve(self.reviewer, made, case, note="", row_version=made.row_version)
        claims.record_filing(
            lawyer,
            made,
            case,
            on=date(case.year, 8, 1),
            why=claims.Irregular(unauthorised="appointed", is_early_meant=True),
        )
        awarded = number % 6 == 1
        decided = Decided(
            date(case.year, 9, 2),
            "awarded_part" if awarded else "referred",
            Decimal("50000.00") if awarded else None,
            awarded,
        )
        claims.record_decision(lawyer, made, case, instance="first", decided=decided)
        if number % 12 == 1:
            claims.record_payment(lawyer, made, case, paid=Paid(date(case.year, 10, 1), Decimal("9000.00"), "OFFENDER"))


@pytest.fixture
def caseload(make: Any, client_as: Callable[[str], Any]) -> Caseload:
    return begun(Caseload, make, client_as)


def test_a_publication_is_prepared_agreed_by_another_person_and_lies_signed_on_the_shelf(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst)

    check = analyst.get(path).get_data(as_text=True)
    published = confirmed(coordinator, f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    release = verify(app.extensions["shelf"] / found.id, app.extensions["trusted_keys"])

    assert "Suppressed, with the range in which they lie:" in check
    assert "A legal coordinator who did not prepare it has to agree." in check
    assert published.status_code == 303
    totals = [row.value for row in release.table("cohort_sex") if row.codes[1] == "_T"]
    assert totals == [PEOPLE // 3] * 3
    assert release.certificate
    assert analyst.get(published.headers["Location"]).status_code == 200


def test_no_count_of_one_to_four_people_stands_in_any_file(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))
    confirmed(client_as(make.coordinator()), f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    files = sorted((app.extensions["shelf"] / found.id / "data").glob("*.csv"))

    assert {"cohort_sex", "cohort_claim"} <= {file.stem for file in files}
    for file in files:
        rows = list(csv.DictReader(file.open(encoding="utf-8")))
        assert rows
        assert not [row for row in rows if row["value"] in {"1", "2", "3", "4"}], file.name
        assert {(row["obs_status"], row["conf_status"]) for row in rows if row["value"] == ""} <= {("Q", "C")}


@pytest.mark.thorough
def test_whoever_prepared_it_cannot_agree_to_it(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    coordinator = client_as(make.coordinator())
    path = drafted(coordinator)

    answer = confirmed(coordinator, f"{path}/approval")

    assert answer.status_code == 422
    assert "another person has to agree" in answer.get_data(as_text=True)
    assert shelf(app.extensions["shelf"]) == []


@pytest.mark.thorough
def test_an_analyst_cannot_agree_at_all(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))

    assert confirmed(client_as(make.analyst()), f"{path}/approval").status_code == 404
    assert shelf(app.extensions["shelf"]) == []


@pytest.mark.thorough
def test_what_is_recorded_after_the_year_was_closed_changes_no_number_and_is_no_reason_to_refuse(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst)
    with app.app_context(), committing():
        for number in range(PEOPLE, PEOPLE + 3):
            caseload.add(number)

    published = agree(coordinator, path)
    [found] = shelf(app.extensions["shelf"])
    again = prepare(analyst, WANTED)

    assert published.status_code == 303
    sexes = verify(app.extensions["shelf"] / found.id).table("cohort_sex")
    assert [row.value for row in sexes if row.codes[1] == "_T"] == [PEOPLE // 3] * 3
    assert "There is nothing to count" in again.get_data(as_text=True)


@pytest.mark.thorough
def test_a_draft_whose_figures_changed_though_its_year_was_closed_is_not_published(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst)
    with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():  # a clock that was set back
        for number in range(PEOPLE, PEOPLE + 30):
            caseload.add(number)

    refused = agree(coordinator, path)
    analyst.post(f"{path}/discard")

    assert refused.status_code == 422
    assert "The coded records changed since this was prepared" in refused.get_data(as_text=True)
    again = prepare(analyst, WANTED)
    assert "a change by so few people would reveal somebody" in again.get_data(as_text=True)


@pytest.mark.thorough
def test_each_number_is_printed_once_and_later_tables_of_the_same_people_follow(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    cells = set()
    for year in ("2023", "2024", "2025"):
        agree(coordinator, drafted(analyst, year=year, title=f"Serbia {year}"))
    for one in shelf(app.extensions["shelf"]):
        release = verify(app.extensions["shelf"] / one.id)
        printed = {(table.id, row.codes) for table in release.tables for row in table}
        assert cells.isdisjoint(printed)
        cells |= printed

    assert {
        ("cohort_sex", ("2022", "F")),
        ("cohort_claim", ("2022", "filed")),
        ("cohort_claim", ("2021", "filed")),
    } <= cells
    page = analyst.get("/indicators/CMP-01").get_data(as_text=True)
    assert "2021" in page
    assert "2022" in page


@pytest.mark.thorough
def test_whoever_comes_into_printed_years_by_a_correction_is_in_no_later_table_and_it_is_said(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    """As if her first contact had been 2022 until somebody put it right: twenty of 2021 are printed, and she would be one more."""
    analyst = client_as(make.analyst())
    agree(client_as(make.coordinator()), drafted(analyst, year="2023"))
    with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():
        caseload.add(PEOPLE)

    page = text(analyst.get(drafted(analyst, year="2024")))

    said = page.partition("Never printed, for how many persons these years have is suppressed, or")[2]
    assert "2021: How far the criminal proceedings came in 36 months" in said
    assert "2023" in page
    assert "Within 36 months" not in page.partition("Never printed")[0]


def test_years_with_nobody_are_refused(client_as: Callable[[str], Any], make: Any) -> None:
    answer = prepare(client_as(make.analyst()), WANTED)

    assert answer.status_code == 200
    assert "There is nothing to count" in answer.get_data(as_text=True)


@pytest.mark.thorough
def test_a_discarded_draft_cannot_be_published(caseload: Caseload, client_as: Callable[[str], Any], make: Any) -> None:
    analyst = client_as(make.analyst())
    path = drafted(analyst)

    analyst.post(f"{path}/discard")

    assert confirmed(client_as(make.coordinator()), f"{path}/approval").status_code == 422


@pytest.mark.thorough
def test_the_draft_in_the_database_holds_no_withheld_number(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))
    with app.app_context():
        from litigation_app.gate.queries import drafts

        [kept] = drafts()
        counts = [row[2] for sheet in kept.proposal["sheets"].values() for row in sheet]

    assert path.endswith(str(kept.id))
    assert None in counts
    assert not {"1", "2", "3", "4"} & set(counts)


@pytest.mark.thorough
def test_the_indicators_are_computed_from_the_publication(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    confirmed(client_as(make.coordinator()), f"{drafted(analyst)}/approval")

    listed = analyst.get("/indicators/").get_data(as_text=True)
    for name in ("ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03"):
        page = analyst.get(f"/indicators/{name}")
        sheet = analyst.get(f"/indicators/{name}.csv")
        assert name in listed
        assert (page.status_code, sheet.status_code) == (200, 200)
        assert "The figure is suppressed" in page.get_data(as_text=True) or "<svg" in page.get_data(as_text=True)
        assert sheet.headers["Content-Type"].startswith("text/csv")


@pytest.mark.thorough
def test_publications_leave_by_the_command_line_too(caseload: Caseload, make: Any, app: Flask) -> None:
    from click.testing import CliRunner

    from litigation_app.cli import litigation

    instance: Path = app.extensions["config"].instance
    environ = {
        "LITIGATION_INSTANCE": str(instance),
        "LITIGATION_DATABASE_URL": app.extensions["config"].database_url,
        "LITIGATION_PASSWORD": "three rivers meet at dawn",
    }
    analyst, coordinator = make.analyst(), make.coordinator()
    of = ("--country", "RS", "--year", "2025")

    def run_as(email: str, *words: str) -> Any:
        return CliRunner().invoke(
            litigation, [*words, "--as", email], env={**environ, "LITIGATION_TOTP": make.code(email)}
        )

    drafted = run_as(analyst, "release", "draft", "--title", "By command", *of)
    own = run_as(analyst, "release", "publish", json_of(drafted)["draft"])
    done = run_as(coordinator, "release", "publish", json_of(drafted)["draft"])
    checked = CliRunner().invoke(litigation, ["release", "verify", json_of(done)["release"]], env=environ)
    figures = CliRunner().invoke(litigation, ["indicators", json_of(done)["release"], "--format", "csv"], env=environ)

    assert (own.exit_code, done.exit_code, checked.exit_code, figures.exit_code) == (1, 0, 0, 0)
    assert "roles do not allow" in own.stderr
    assert all(name in figures.stdout for name in ("ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03"))


def json_of(answer: Any) -> dict[str, str]:
    import json

    assert answer.exit_code == 0, answer.output
    said: dict[str, str] = json.loads(answer.stdout)
    return said
