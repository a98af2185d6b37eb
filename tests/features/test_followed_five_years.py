"""People followed for five years from the indictment: is that published where it was asked for, gone on with, and never beside two?"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from lawyering import text
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.rules import months_after
from litigation_app.casework.victims import actions as victims
from litigation_app.casework.victims.rules import VictimRecord
from litigation_app.cli import litigation
from litigation_app.core.access import Actor
from litigation_app.core.db import committing, db
from litigation_app.gate import plan
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.neighbours import Span
from litigation_app.gate.since import as_cut
from litigation_app.law import loader
from litigation_app.statistics.releases import Release, load
from preparing import agree, of_serbia, prepare
from served import PASSWORD

pytestmark = pytest.mark.thorough

ClientAs = Callable[[str], Any]
TWO, FIVE = "months_to_judgment", "months_to_judgment_60"
WANTED = of_serbia(2016, 2021) | {"waits": FIVE}
MONTHS = (3, 9, 30, 50, None)  # from the indictment to the judgment, of one in five each; the last still wait
YEARS = range(2016, 2022)
PEOPLE = 25


@pytest.fixture
def followed(app: Flask, make: Any) -> None:
    """People of the first year, all indicted in it. Four lawyers, a case each."""
    office = make.office(country="RS", name="Office Beograd")
    lawyers = [make.actor(make.lawyer(office=office)) for _ in range(4)]
    with app.app_context(), committing():
        here = db.session.get_one(Office, office)
        for number in range(PEOPLE):
            case = _case(lawyers[number % 4], here)
            _tried(lawyers[number % 4], case, MONTHS[number % 5])


def _case(lawyer: Actor, office: Office) -> Case:
    """Of one person, first in touch in March."""
    contact = date(YEARS[0], 3, 1)
    new = NewCase(office, contact, loader.load("RS").version, Place(), FileText("Cilj", "", ""))
    case = casefile.open_case(lawyer, new)
    her = VictimRecord(
        given_name="Izmišljena",
        birth_date=date(1990, 5, 5),
        sex="F",
        forms=("SEX",),
        status="FORMAL",
        first_contact=contact,
    )
    victims.add(lawyer, case, her)
    db.session.flush()
    return case


def _tried(lawyer: Actor, case: Case, months: int | None) -> None:
    """Indicted in June of the first year, judged so many months later (None: not yet)."""
    indicted = date(YEARS[0], 6, 1)
    criminal = proceedings.begin(lawyer, case, "criminal")
    days = {"indictment_filed": indicted}
    days |= {"first_instance_judgment": months_after(indicted, months)} if months else {}
    for stage, on in days.items():
        proceedings.move_outside(lawyer, criminal, to_stage=stage, on=on, reason="Said by the court.")


@pytest.fixture
def analyst(followed: None, make: Any, client_as: ClientAs) -> Any:
    return client_as(make.analyst())


def published(app: Flask, make: Any, client_as: ClientAs, analyst: Any, **changes: Any) -> Release:
    answer = prepare(analyst, WANTED | changes)
    assert answer.status_code == 303, text(answer)
    agreed = agree(client_as(make.coordinator()), answer.headers["Location"].split("?")[0])
    assert agreed.status_code == 303, text(agreed)
    name = agreed.headers["Location"].split("/")[-1].split("?")[0]
    return load(app.extensions["shelf"], name, app.extensions["trusted_keys"])


def windows(release: Release) -> set[str]:
    return {table.id for table in release.tables} & {TWO, FIVE}


def longer(app: Flask, *also: str) -> set[str]:
    """In which tables people would be followed in a publication of a year more."""
    asked = Span(plan.CASELOAD, ("RS",), YEARS[0], YEARS[-1] + 1, plan.asked(plan.CASELOAD, also))
    with app.app_context():
        cut = as_cut(app.extensions["shelf"], app.extensions["trusted_keys"], asked)
    design = plan.MODES[plan.CASELOAD].design(cut.first_year, cut.last_year, cut.coarser)
    return {sheet.id for sheet in design.sheets} & {TWO, FIVE}


def test_a_publication_follows_people_for_five_years_and_goes_on_so(
    analyst: Any, client_as: ClientAs, make: Any, app: Flask
) -> None:
    release = published(app, make, client_as, analyst)

    refused = prepare(analyst, WANTED | {"last_year": "2022", "waits": TWO})

    closed = {row.codes[1]: row.value for row in release.table(FIVE) if row.codes[0] == "2021"}
    assert closed == {"_T": 25, "up_to_6": 5, "6_to_12": 5, "12_to_24": 0, "24_to_36": 5, "36_to_60": 5} | {
        "ended": 0,
        "open": 5,
        "late": 0,
    }
    assert release.plan is not None
    assert release.plan.version == "5"
    assert windows(release) == longer(app) == longer(app, FIVE) == {FIVE}
    assert refused.status_code == 422
    assert "followed people for five years from the indictment on" in text(refused)
    assert "Choose five years here too." in text(refused)


def test_the_form_of_the_calendar_goes_on_with_the_window_that_there_is(
    analyst: Any, client_as: ClientAs, make: Any, app: Flask
) -> None:
    first = text(analyst.get("/publishing/new?due=caseload-RS"))
    published(app, make, client_as, analyst)

    form = text(analyst.get("/publishing/new?due=caseload-RS"))

    assert re.search(r'<input checked[^>]* name="waits"[^>]* value="never">', first)  # nothing to go on from
    assert re.search(rf'<input checked[^>]* name="waits"[^>]* value="{FIVE}">', form)
    assert '<option selected value="2016">' in form
    assert '<option selected value="2022">' in form


def test_a_publication_that_followed_people_for_two_years_does_not_go_on_with_five(
    analyst: Any, client_as: ClientAs, make: Any, app: Flask
) -> None:
    release = published(app, make, client_as, analyst, waits=TWO)

    refused = prepare(analyst, WANTED | {"last_year": "2022"})

    assert windows(release) == longer(app) == longer(app, TWO) == {TWO}
    assert refused.status_code == 422
    assert "followed people for two years from the indictment on" in text(refused)
    assert "Choose two years here too." in text(refused)


def test_one_that_followed_nobody_goes_on_without(analyst: Any, client_as: ClientAs, make: Any, app: Flask) -> None:
    release = published(app, make, client_as, analyst, waits="never")

    assert windows(release) == longer(app) == longer(app, TWO) == longer(app, FIVE) == set()


def test_what_was_typed_stands_there_again_when_it_is_refused(analyst: Any) -> None:
    page = text(prepare(analyst, WANTED | {"first_year": "2010", "last_year": "2011"}))

    assert re.search(rf'<input checked[^>]* value="{FIVE}">', page)


def test_the_page_of_durations_reads_five_years_on(analyst: Any, client_as: ClientAs, make: Any, app: Flask) -> None:
    release = published(app, make, client_as, analyst)

    page = text(analyst.get(f"/indicators/DUR-01?publication={release.id}"))

    assert "within 60 months" in page
    assert "followed for 60 months from the indictment" in page
    assert "24 to 36 months" in page  # the median


def test_no_word_of_the_table_says_two_years(analyst: Any, client_as: ClientAs, make: Any, app: Flask) -> None:
    release = published(app, make, client_as, analyst)

    codes = (app.extensions["shelf"] / release.id / "codelists" / "months.csv").read_text(encoding="utf-8")
    page = text(analyst.get(f"/publications/{release.id}"))

    assert "Persons whose time since the indictment is over" in codes
    assert "Persons whose time since the indictment is over" in page
    assert "two years" not in codes + page


@pytest.mark.parametrize(("typed", "table"), [("five-years", FIVE), ("two-years", TWO), (None, TWO)])
def test_the_command_takes_either(followed: None, app: Flask, make: Any, typed: str | None, table: str) -> None:
    config, email = app.extensions["config"], make.analyst()
    about = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}
    secret = {"LITIGATION_PASSWORD": PASSWORD, "LITIGATION_TOTP": make.code(email)}
    years = ["--country", "RS", "--first", "2016", "--last", "2021", "--as", email]

    answer = CliRunner().invoke(
        litigation,
        ["release", "draft", "--title", "T", *years, "--durations", *([typed] if typed else [])],
        env=about | secret,
    )

    assert answer.exit_code == 0, answer.output
    with app.app_context():
        tables = db.session.query(ReleaseDraft).one().proposal["sheets"].keys()
    assert {TWO, FIVE} & tables == {table}
