"""Does a publication go on with the tables that it has: those of an earlier plan, and sums of money or bands, never both?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from lawyering import text
from litigation_app.cli import litigation
from litigation_app.core.db import committing, db
from litigation_app.gate import caseload, cohorts, plan, queries
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.sheets import Design
from litigation_app.statistics.releases import Release, load
from preparing import agree, choose, crowd, of_serbia, prepare
from served import PASSWORD

pytestmark = pytest.mark.thorough

ClientAs = Callable[[str], Any]
WANTED = of_serbia(2021, 2022)
MONTHS, SUMS, BANDS = "months_to_judgment", "money_by_award_year", "awards_by_band"


@pytest.fixture
def analyst(app: Flask, make: Any, client_as: ClientAs) -> Any:
    crowd(app, make, 90)
    return client_as(make.analyst())


def drafted(analyst: Any, **changes: Any) -> str:
    answer = prepare(analyst, WANTED | changes)
    answer = (
        choose(analyst, answer, 1) if answer.status_code != 303 and "Go on with the earlier" in text(answer) else answer
    )
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def published(app: Flask, make: Any, client_as: ClientAs, path: str) -> Release:
    answer = agree(client_as(make.coordinator()), path)
    assert answer.status_code == 303, text(answer)
    name = answer.headers["Location"].split("/")[-1].split("?")[0]
    return load(app.extensions["shelf"], name, app.extensions["trusted_keys"])


def names(release: Release) -> set[str]:
    return {table.id for table in release.tables}


def be_the_first_plan(earlier: pytest.MonkeyPatch) -> None:
    """The desk as it was under version 1: no design has the tables that came later."""
    later, thinned = plan.MODES["caseload"].plan.since, caseload.thinned

    def without(made: Design) -> Design:
        coarser = replace(made.coarser, without=(*made.coarser.without, *later))
        return replace(thinned(replace(made, coarser=coarser)), coarser=made.coarser)

    earlier.setattr(cohorts, "_closed", lambda *_: None)
    earlier.setattr(caseload, "thinned", without)


def test_what_a_plan_without_a_table_published_goes_on_without_it(
    analyst: Any, client_as: ClientAs, make: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        be_the_first_plan(earlier)
        path = drafted(analyst, last_year="2023", waits=MONTHS)
        first = published(app, make, client_as, path)

    second = published(app, make, client_as, drafted(analyst, last_year="2024", waits=MONTHS))

    assert MONTHS not in names(first)
    assert names(second) == names(first)
    with app.app_context():
        due = queries.due(app.extensions["shelf"], ["RS"], date(2026, 3, 1))
    assert [(one.first, one.last) for one in due if one.mode == "caseload"] == [(2021, 2025)]


def test_a_draft_of_an_earlier_plan_is_read_as_it_was_cut(
    analyst: Any, client_as: ClientAs, make: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        be_the_first_plan(earlier)
        path = drafted(analyst, last_year="2023", waits=MONTHS)
    with app.app_context(), committing():
        draft = db.session.query(ReleaseDraft).one()
        draft.proposal = {**draft.proposal, "plan": {"id": "caseload-yearly", "version": "1"}}

    page, release = analyst.get(path), published(app, make, client_as, path)

    assert page.status_code == 200
    assert MONTHS not in names(release)


def test_after_a_discarded_draft_of_an_earlier_plan_the_same_years_can_be_published_without_the_new_table(
    analyst: Any, client_as: ClientAs, make: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        be_the_first_plan(earlier)
        drafted(analyst, last_year="2023", waits=MONTHS)
    with app.app_context(), committing():
        draft = db.session.query(ReleaseDraft).one()
        draft.proposal = {**draft.proposal, "plan": {"id": "caseload-yearly", "version": "1"}}
        draft.state = DraftState.DROPPED

    release = published(app, make, client_as, drafted(analyst, last_year="2023", waits=MONTHS))

    assert MONTHS not in names(release)


@pytest.mark.parametrize(("first", "then"), [("sums", "bands"), ("bands", "sums")])
def test_awards_stand_as_sums_or_in_bands_and_never_both(
    analyst: Any, client_as: ClientAs, make: Any, app: Flask, first: str, then: str
) -> None:
    release = published(app, make, client_as, drafted(analyst, money=first))

    refused = prepare(analyst, WANTED | {"last_year": "2023", "money": then})
    longer = published(app, make, client_as, drafted(analyst, last_year="2023", money=first))

    assert len(names(release) & {SUMS, BANDS}) == 1
    assert (BANDS in names(release)) == (first == "bands")
    assert refused.status_code == 422
    assert "here too." in text(refused)
    assert ("as sums of money, this" in text(refused)) == (first == "sums")
    assert names(longer) == names(release)


@pytest.mark.parametrize("asked", [{}, {"waits": MONTHS}], ids=["not asked for", "asked for"])
def test_how_long_it_took_is_published_where_it_was_asked_for_and_goes_on_so(
    analyst: Any, client_as: ClientAs, make: Any, app: Flask, asked: dict[str, str]
) -> None:
    release = published(app, make, client_as, drafted(analyst, last_year="2023", **asked))

    longer = published(app, make, client_as, drafted(analyst, last_year="2024"))

    assert (MONTHS in names(release)) == bool(asked)
    assert names(longer) == names(release)


def test_the_page_of_a_draft_in_bands_says_what_is_lost(
    analyst: Any, client_as: ClientAs, make: Any, app: Flask
) -> None:
    page = text(analyst.get(drafted(analyst, money="bands")))

    assert "Final awards by amount" in page
    assert "Cannot be computed: of its tables this is left out: Money awarded and paid." in page


def test_every_table_that_can_be_chosen_is_in_the_plan() -> None:
    mode = plan.MODES["caseload"]
    tables = {sheet.id for sheet in plan.every_sheet("caseload", 2021)}

    assert tables == mode.plan.tables.keys() | mode.plan.instead.keys()
    assert mode.plan.since.keys() <= tables


def test_bands_are_chosen_by_command_too(app: Flask, make: Any) -> None:
    crowd(app, make, 90)
    config, email = app.extensions["config"], make.analyst()
    about = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}
    secret = {"LITIGATION_PASSWORD": PASSWORD, "LITIGATION_TOTP": make.code(email)}
    asked = ["--title", "T", "--country", "RS", "--first", "2021", "--last", "2022", "--money", "bands", "--as", email]

    answer = CliRunner().invoke(litigation, ["release", "draft", *asked], env=about | secret)

    assert answer.exit_code == 0, answer.output
    with app.app_context():
        tables = db.session.query(ReleaseDraft).one().proposal["sheets"].keys()
    assert BANDS in tables
    assert SUMS not in tables
