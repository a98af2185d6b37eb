"""Does the demonstration publish through the gate, so that indicators, the comparison of countries and a grant's report have figures?"""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from config import Config
from litigation_app.accounts.models import Office
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case
from litigation_app.casework.grants.models import Grant
from litigation_app.cli import litigation
from litigation_app.core.db import db
from litigation_app.demo import fill, shelved, sign_ins
from litigation_app.disclosure import policy as policies
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.partners.bundle_audit import given_away
from litigation_app.gate.regional.models import RegionalDraft
from litigation_app.ledger.models import LedgerEntry
from litigation_app.statistics.releases import Release, Row, load, series, shelf

pytestmark = pytest.mark.extensive

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HERE = "https://localhost"


@pytest.fixture(scope="module")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """What `litigation demo` leaves; tests only read it."""
    folder = tmp_path_factory.mktemp("furnished") / "instance"
    shutil.copytree(sqlite_template, folder)
    address = f"sqlite:///{folder / 'desk.db'}"
    environ = {"LITIGATION_INSTANCE": str(folder), "LITIGATION_DATABASE_URL": address}
    with time_machine.travel(NOON, tick=True):
        made = CliRunner().invoke(litigation, ["demo", "--json"], env=environ)
    assert made.exit_code == 0, made.output
    assert made.stderr.count("Published: ") == 17, made.stderr
    app = create_app(Config(instance=folder, database_url=address, password_hash_kib=64))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def signed_in(furnished: Flask) -> Callable[[str], FlaskClient]:
    """Somebody of the demonstration at her browser, who signed in once with the code that is shown."""
    there: dict[str, FlaskClient] = {}

    def person(email: str) -> FlaskClient:
        if email not in there:
            there[email] = furnished.test_client()
            page = there[email].get("/sign-in", base_url=HERE).get_data(as_text=True)
            code = re.search(re.escape(email) + r"</code>.*?([0-9]{6})</code>", page, re.DOTALL)
            token = re.search(r'name="csrf_token" value="([^"]+)"', page)
            assert code is not None
            assert token is not None
            said = {"email": email, "password": sign_ins.PASSWORD, "code": code[1], "csrf_token": token[1]}
            assert there[email].post("/sign-in", data=said, base_url=HERE).status_code == 303
        return there[email]

    return person


def page_of(person: FlaskClient, path: str) -> str:
    answer = person.get(path, base_url=HERE)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


SOURCES, COUNTRIES = ("caseload", "judgments", "observation"), ("BA", "ME", "MK", "RS")


def published(app: Flask) -> list[Release]:
    """Those of its own counting, each verified by the key of this desk."""
    return [one for one in on_shelf(app) if one.mode in SOURCES]


def on_shelf(app: Flask) -> list[Release]:
    there = shelf(app.extensions["shelf"])
    return [load(app.extensions["shelf"], one.id, app.extensions["trusted_keys"]) for one in there]


def newest(app: Flask, mode: str, country: str) -> Release:
    """All that is published of a source and country, as one."""
    return next(one for one in series.of(published(app)) if (one.mode, one.countries) == (mode, (country,)))


def test_what_the_demonstration_publishes_gives_away_nothing_that_it_withholds(furnished: Flask) -> None:
    found = {one.id: given_away(one, policies.public().k) for one in published(furnished)}

    assert {name: place for name, place in found.items() if place} == {}


def test_three_sources_and_four_countries_lie_on_the_shelf_each_number_once_and_each_hidden_one_with_its_range(
    furnished: Flask,
) -> None:
    found = published(furnished)

    assert Counter(one.mode for one in found) == {"caseload": 8, "judgments": 4, "observation": 4}
    assert {(one.mode, *one.countries) for one in found} == {(mode, code) for mode in SOURCES for code in COUNTRIES}
    printed = Counter(
        (one.mode, one.countries, table.id, row.codes) for one in found for table in one.tables for row in table
    )
    assert set(printed.values()) == {1}
    for release in series.of(found):
        rows = [row for table in release.tables if table.unit != "EUR" for row in table if row.value != 0]
        assert all(row.value is not None or row.high is not None for row in rows)
        exact = sum(row.value is not None for row in rows) / len(rows)
        assert exact > (0.6 if release.mode != "caseload" or release.countries[0] in {"RS", "BA"} else 0.25), release.id
    sizes = {newest(furnished, "caseload", code).sheet("cohort_criminal").span() for code in COUNTRIES}
    assert len(sizes) >= 2, "countries stand in pools of their own"


def test_headline_numbers_of_every_country_are_printed_or_bounded(furnished: Flask) -> None:
    for code in COUNTRIES:
        release = newest(furnished, "caseload", code)
        for table, codes in (
            ("cohort_criminal", ("victims", "convicted")),
            ("cohort_claim", ("filed", "awarded")),
            ("cohort_paid", ("paid",)),
        ):
            rows = [row for row in release.table(table) if row.codes[1] in codes]
            assert rows
            assert all(row.value is not None or row.high is not None for row in rows), (code, table)


def test_each_was_prepared_by_one_and_agreed_to_by_another_who_stands_in_the_log(furnished: Flask) -> None:
    wanted = select(LedgerEntry.actor, LedgerEntry.object).where(LedgerEntry.act == "agree_release")
    with furnished.app_context():
        drafts = db.session.scalars(select(ReleaseDraft).where(ReleaseDraft.state == DraftState.PUBLISHED)).all()
        agreed = {tuple(row) for row in db.session.execute(wanted)}

    seconds = {(one.approved_by, f"release-draft:{one.id}") for one in drafts}

    assert len(drafts) == 16
    assert all(one.drafted_by != one.approved_by for one in drafts)
    assert agreed == seconds


def ends(row: Row) -> tuple[Any, Any]:
    return (row.low or 0, row.high) if row.value is None else (row.value, row.value)


def test_what_organisations_of_four_countries_publish_is_added_up_by_the_years_that_the_coarsest_prints_together(
    furnished: Flask, signed_in: Callable[[str], FlaskClient]
) -> None:
    (region,) = [one for one in on_shelf(furnished) if one.mode == "regional"]
    parts = [newest(furnished, "caseload", code) for code in ("BA", "ME", "MK", "RS")]

    with furnished.app_context():
        draft = db.session.scalars(select(RegionalDraft)).one()

    assert (draft.release_id, region.countries) == (region.id, ("BA", "ME", "MK", "RS"))
    assert draft.drafted_by != draft.approved_by
    of_later = {name for part in parts for name in part.parts if "-2020-" in name}
    assert [one.release for one in region.summands] == [
        name for part in parts for name in part.parts if name not in of_later
    ]
    assert {one.release[:2]: one.years for one in region.summands} == {
        "BA": "2016_2019", "ME": "2015_2019", "MK": "2015_2019", "RS": "2015_2019",
    }  # fmt: skip
    assert {table.id for table in region.tables} >= {"cohort_sex", "cohort_criminal", "cohort_claim", "cohort_paid"}
    together = {"2015_2019", *map(str, range(2015, 2020))}
    for table in region.tables:
        for row in table:
            of_years = (one for part in parts for one in part.table(table.id) if one.codes[0] in together)
            every = [ends(one) for one in of_years if one.codes[1] == row.codes[1]]
            assert row.codes[0] == "2015_2019"
            assert ends(row) == (sum(low for low, _high in every), sum(high for _low, high in every)), row.codes
    assert region.id in page_of(signed_in("sonja@desk.example"), "/publications/")


def test_one_draft_waits_for_a_second_person_and_one_publication_is_due(
    furnished: Flask, signed_in: Callable[[str], FlaskClient]
) -> None:
    with furnished.app_context():
        waiting = db.session.scalars(select(ReleaseDraft.title).where(ReleaseDraft.state == DraftState.DRAFT)).all()

    page = page_of(signed_in("sonja@desk.example"), "/overview/")

    assert waiting == ["Montenegro: hearings monitored, publication for 2025"]
    assert waiting[0] in page
    assert "due=observation-MK" in page


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_country_has_an_estimate_of_its_fund(
    furnished: Flask, signed_in: Callable[[str], FlaskClient], country: str
) -> None:
    page = page_of(signed_in("sonja@desk.example"), f"/overview/?country={country}")

    assert "The fund runs dry before" in page
    assert "2,000 simulations" in page


@pytest.mark.parametrize("indicator", ["ID-01", "ID-04"])
def test_two_countries_stand_beside_each_other(
    furnished: Flask, signed_in: Callable[[str], FlaskClient], indicator: str
) -> None:
    page = page_of(signed_in("sonja@desk.example"), f"/indicators/countries?indicator={indicator}")

    table = page.rpartition("<table")[2]
    assert "Bosnia and Herzegovina" in table
    assert "Serbia" in table


@pytest.mark.parametrize(
    ("source", "indicator"),
    [("judgments", "CON-03"), ("judgments", "CMP-01"), ("judgments", "LEG-02"), ("observation", "LEG-01")],
)
def test_an_indicator_of_what_courts_did_has_its_figure(
    furnished: Flask, signed_in: Callable[[str], FlaskClient], source: str, indicator: str
) -> None:
    release = newest(furnished, source, "RS")

    page = page_of(signed_in("sonja@desk.example"), f"/indicators/{indicator}?publication={release.id}")

    first = page.partition("All years together: ")[2].partition("</p>")[0]
    assert re.match(r"[0-9]+\.[0-9]\s%", first), first


def test_the_people_of_one_office_do_not_see_the_cases_of_the_other(
    furnished: Flask, signed_in: Callable[[str], FlaskClient]
) -> None:
    with furnished.app_context():
        home, abroad = (
            db.session.execute(select(Case.id, Case.reference).where(Case.country == country).limit(1)).one()
            for country in ("RS", "BA")
        )

    for email, hidden in (("jelena@desk.example", abroad), ("selma@desk.example", home)):
        assert signed_in(email).get(f"/cases/{hidden.id}", base_url=HERE).status_code == 404
        assert f"/cases/{hidden.id}" not in page_of(signed_in(email), f"/cases/?q={hidden.reference}")


def the_grant(app: Flask) -> Grant:
    with app.app_context():
        return db.session.scalars(select(Grant)).one()


def test_the_report_of_the_grant_is_drawn_up_with_acts_costs_and_published_results(
    furnished: Flask, signed_in: Callable[[str], FlaskClient]
) -> None:
    grant = the_grant(furnished)

    page = page_of(signed_in("jelena@desk.example"), f"/grants/{grant.id}")
    word = signed_in("jelena@desk.example").get(f"/grants/{grant.id}/report.docx", base_url=HERE)

    assert [bool(one["drawn_on"]) for one in grant.periods] == [True, False]
    assert {one["publication"] for one in grant.outcomes} == {
        newest(furnished, "judgments", "RS").id,
        newest(furnished, "observation", "RS").id,
    }
    assert all(value is not None and value >= 5 for value in grant.periods[0]["drawn"].values())
    assert "24,150.00" in page
    assert word.status_code == 200


def test_the_grant_is_seen_at_its_own_office_alone(furnished: Flask, signed_in: Callable[[str], FlaskClient]) -> None:
    grant = the_grant(furnished)

    with furnished.app_context():
        assert db.session.get_one(Office, grant.office_id).name == "Beograd"
    assert signed_in("selma@desk.example").get(f"/grants/{grant.id}", base_url=HERE).status_code == 404


def test_where_there_is_nothing_to_count_nothing_is_published_and_it_is_said(
    sqlite_template: Path, tmp_path: Path
) -> None:
    shutil.copytree(sqlite_template, tmp_path / "few")
    address = f"sqlite:///{tmp_path / 'few' / 'desk.db'}"
    app = create_app(Config(instance=tmp_path / "few", database_url=address, password_hash_kib=64))
    said: list[str] = []
    wanted = {"source": "caseload", "country": "BA", "year": 2012, "title": "Bosnia"}

    with app.app_context():
        people = fill.fill(size=4, seed=1, tell=[].append, today=TODAY)
        db.session.rollback()
        shelved.ours(app, people, [wanted], said.append)
        db.engine.dispose()

    assert [one.startswith("Bosnia: ") for one in said] == [True]
    assert published(app) == []
