"""What experts judge of an uncertain value: asked, written down by agreement, drawn together, put into the scenario."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from litigation_app import ledger
from litigation_app.advocacy.elicitations.models import Judgement
from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.core.db import committing, db
from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.fund.scenario_reading import scenario_from

KEY = "uptake.application_rate"
FIRST = {
    "expert": "Ana Izmišljena",
    "on": "3. 3. 2026.",
    "kind": "pert",
    "low": "5",
    "middle": "12.5",
    "high": "30",
    "weight": "1",
    "reason": "Ten years of advice to applicants.",
    "agreed": "y",
}
SECOND = FIRST | {
    "expert": "Boris Izmišljen",
    "kind": "quantiles",
    "low": "10",
    "middle": "20",
    "high": "40",
    "weight": "2",
    "reason": "The German figures.",
}


@pytest.fixture
def scenario(analyst: Any) -> str:
    return str(analyst.post("/fund/scenarios/RS/copies", {"name": "Judged"}).headers["Location"]).split("?")[0]


def asked(person: Any, scenario: str, key: str = KEY) -> str:
    """The address of a question that she put."""
    wanted = {"key": key, "wording": "Of 100 victims, how many will apply?"}
    answer = person.post(f"/fund/elicitations/of/{scenario.rsplit('/', 1)[1]}", wanted)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def words(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Judgement)) or 0


def test_two_experts_are_pooled_and_the_scenario_says_so(app: Flask, analyst: Any, scenario: str) -> None:
    path = asked(analyst, scenario)
    for one in (FIRST, SECOND):
        assert analyst.post(f"{path}/judgements", one).status_code == 303
    page = words(analyst.get(path))

    used = analyst.post(f"{path}/use", {"row_version": "1"})

    assert page.count('<svg class="chart"') == 3 or page.count("<svg") >= 3
    assert "Ana Izmišljena" in page
    assert "12.5\u00a0%" in page
    assert used.status_code == 303
    with app.app_context():
        tree = scenario_text.tree_of(db.session.scalars(select(Scenario)).one().text)
    assert tree["uptake"]["application_rate"]["experts"] == [
        {"low": 0.05, "mode": 0.125, "high": 0.3},
        {"dist": "quantiles", "q10": 0.1, "q50": 0.2, "q90": 0.4, "weight": 2},
    ]
    rate = scenario_from(tree).application_rate
    assert rate.source == "Pooled judgement of Ana Izmišljena (2026-03-03), Boris Izmišljen (2026-03-03)"
    assert rate.mean == pytest.approx((0.1416667 + 2 * 0.23125) / 3, rel=1e-4)
    shown = words(analyst.get(scenario))
    assert "what 2 experts judge together" in shown
    assert "Boris Izmišljen" in shown


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"agreed": ""}, "Without agreement no name is written down."),
        ({"middle": "40"}, "The three numbers must ascend."),
        ({"high": "many"}, "Write a number like"),
        ({"weight": "0"}, "Write a number."),
        ({"on": "3. 3. 2199."}, "This day lies in the future."),
        ({"reason": ""}, "Fill this in."),
    ],
)
def test_a_wrong_judgement_comes_back_as_it_was_typed(
    app: Flask, analyst: Any, scenario: str, wrong: dict[str, str], sentence: str
) -> None:
    typed = {name: value for name, value in (FIRST | wrong).items() if value}
    answer = analyst.post(f"{asked(analyst, scenario)}/judgements", typed)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Ana Izmišljena" in words(answer)
    assert count(app) == 0


def test_a_judgement_is_taken_out_with_its_name(app: Flask, analyst: Any, scenario: str) -> None:
    path = asked(analyst, scenario)
    analyst.post(f"{path}/judgements", FIRST)
    with app.app_context():
        one = db.session.scalars(select(Judgement)).one().id

    answer = analyst.post(f"/fund/elicitations/judgements/{one}/removal")

    assert answer.status_code == 303
    assert count(app) == 0
    assert "Ana Izmišljena" not in words(analyst.get(path))


def test_nothing_is_put_over_what_somebody_saved_meanwhile_or_what_cannot_be(analyst: Any, scenario: str) -> None:
    path = asked(analyst, scenario)
    empty = analyst.post(f"{path}/use", {"row_version": "1"})
    analyst.post(f"{path}/judgements", FIRST | {"high": "130"})
    beyond = analyst.post(f"{path}/use", {"row_version": "1"})
    stale = analyst.post(f"{path}/use", {"row_version": "0"})

    assert (empty.status_code, beyond.status_code, stale.status_code) == (409, 409, 409)
    assert "Write shares from 0 to 100 %." in words(beyond)


def test_whoever_makes_no_estimates_sees_no_names(analyst: Any, scenario: str, client_as: Any, make: Any) -> None:
    path, lawyer = asked(analyst, scenario), client_as(make.lawyer())

    assert lawyer.get(path).status_code == 404
    assert lawyer.post(f"{path}/judgements", FIRST).status_code == 404


def test_the_log_says_that_and_not_who(app: Flask, scenario: str, analyst: Any, make: Any) -> None:
    path = asked(analyst, scenario)
    analyst.post(f"{path}/judgements", FIRST)

    with app.app_context():
        found = db.session.execute(ledger.entries(by=make.user_id(analyst.email))).all()
    assert {"ask_experts", "record_judgement"} <= {row.act for row in found}
    assert "Izmišljena" not in str([dict(row._mapping) for row in found])


def test_an_answer_does_not_land_on_another_value_once_rows_have_moved(app: Flask, analyst: Any, scenario: str) -> None:
    path = asked(analyst, scenario, "funding.source.0.collection_rate")
    assert analyst.post(f"{path}/judgements", FIRST).status_code == 303
    with app.app_context(), committing() as session:
        row = session.scalars(select(Scenario)).one()
        tree = scenario_text.tree_of(row.text)
        tree["funding"]["source"].insert(0, {"name": "Lottery", "base_per_year": 1000.0})
        row.text = before = scenario_text.text_of(tree)

    used = analyst.post(f"{path}/use", {"row_version": "1"})

    assert used.status_code == 409
    assert "another value stands in its place" in words(used)
    with app.app_context():
        assert db.session.scalars(select(Scenario)).one().text == before


@pytest.mark.parametrize("high", ["9" * 30, "1" + "0" * 400])
def test_a_number_that_nobody_judges_is_refused_and_the_question_stays(analyst: Any, scenario: str, high: str) -> None:
    path = asked(analyst, scenario)

    answer = analyst.post(f"{path}/judgements", FIRST | {"high": high})

    assert answer.status_code == 422
    assert analyst.get(path).status_code == 200
