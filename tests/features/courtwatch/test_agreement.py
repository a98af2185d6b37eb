"""How well do coders agree: counted for whoever may read it, without showing what anybody coded."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from config import Config
from lawyering import rows, text
from litigation_app.casework.courtwatch.reliability.models import ReliabilityRun
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from watching import code, register


@pytest.fixture
def config(config: Config) -> Config:
    """Every judgment is coded twice, so that a test knows which."""
    return replace(config, double_coding_percent=100)


@pytest.fixture
def coded(make: Any, client_as: Callable[[str], Any], lawyer: Any) -> None:
    """Six judgments that two lawyers coded; of one they read the claim otherwise."""
    second = client_as(make.lawyer())
    for number in range(6):
        first, other = ("awarded_part" if number < most else "referred" for most in (3, 2))
        twice(lawyer, second, number, first, other)


def twice(lawyer: Any, second: Any, number: int, first: str, other: str) -> None:
    """A judgment that two people coded; what each read of the claim."""
    path = register(lawyer, number=f"K {number}/2023")
    code(lawyer, path, i1_claim=first)
    code(second, path, i1_claim=other)


def counted(make: Any, client_as: Callable[[str], Any]) -> tuple[Any, Any, str]:
    """An analyst who has counted once, another lawyer, and where counts are asked for."""
    analyst, address = client_as(make.analyst()), f"/agreement/{make.first_office()}/counts"
    assert analyst.post(address).status_code == 303
    return analyst, client_as(make.lawyer()), address


def test_an_analyst_is_told_how_often_they_agree_and_nothing_of_any_judgment(
    app: Flask, make: Any, client_as: Callable[[str], Any], coded: None
) -> None:
    analyst = client_as(make.analyst())
    assert "Not counted yet" in text(analyst.get("/agreement/"))

    assert analyst.post(f"/agreement/{make.first_office()}/counts").status_code == 303

    page = text(analyst.get("/agreement/"))
    assert "Injured party: Decision on the claim" in page
    assert "83 %" in page
    assert "0.67" in page  # kappa of 2, 1, 0, 3: (5/6 - 1/2) / (1 - 1/2)
    assert "every figure is rough" in page
    [run] = rows(app, ReliabilityRun, "judgments", "found")
    assert run.judgments == 6
    assert run.found["injured.claim"]["same"] == 5
    acts = [row.act for row in sorted(rows(app, LedgerEntry, "seq", "act"))]
    assert acts.index("read_codings") < acts.index("count_agreement")


def test_of_few_pairs_nothing_is_said(make: Any, client_as: Callable[[str], Any], lawyer: Any) -> None:
    second, coordinator = client_as(make.lawyer()), client_as(make.coordinator())
    path = register(lawyer)
    code(lawyer, path)
    code(second, path)

    answer = coordinator.post(f"/agreement/{make.first_office()}/counts")

    assert answer.status_code == 409
    assert "needs 5 more judgments" in text(answer)
    assert "Not counted yet" in text(coordinator.get("/agreement/"))


def test_no_two_counts_lie_so_near_that_one_coding_is_given_away(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, coded: None
) -> None:
    analyst, second, address = counted(make, client_as)

    for number in range(10, 14):
        twice(lawyer, second, number, "referred", "rejected")
        assert analyst.post(address).status_code == 409
    assert [run.judgments for run in rows(app, ReliabilityRun, "judgments")] == [6]
    twice(lawyer, second, 14, "referred", "rejected")
    assert analyst.post(address).status_code == 303

    runs = sorted(rows(app, ReliabilityRun, "judgments", "found"), key=lambda run: run.judgments)
    assert [run.judgments for run in runs] == [6, 11]
    assert runs[1].found["injured.claim"]["same"] == 5


def test_a_question_with_few_new_answers_keeps_its_figure(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, coded: None
) -> None:
    analyst, second, address = counted(make, client_as)
    for number in range(10, 15):
        injured = "1" if number == 10 else "0"
        path = register(lawyer, number=f"K {number}/2023", injured=injured)
        code(lawyer, path)
        code(second, path, i1_claim="rejected")

    assert analyst.post(address).status_code == 303

    runs = sorted(rows(app, ReliabilityRun, "judgments", "found"), key=lambda run: run.judgments)
    assert runs[1].found["injured.claim"] == runs[0].found["injured.claim"]
    assert [run.found["accused.sex"]["pairs"] for run in runs] == [6, 11]


def test_an_old_count_opens_though_a_question_of_it_is_asked_no_more(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any
) -> None:
    analyst = client_as(make.analyst())
    whole = {"pairs": 9, "same": 9, "kappa": {"value": None, "low": None, "high": None}, "weighted": None}
    found = {"accused.shoe_size": whole | {"ac1": whole["kappa"]}, "witness.sex": {}}
    with app.app_context(), committing():
        made = {"made_by": make.actor(make.analyst()).id, "made_at": clock.now(), "judgments": 9, "found": found}
        db.session.add(ReliabilityRun(office_id=make.first_office(), **made))

    page = text(analyst.get("/agreement/"))

    assert "accused.shoe_size (asked no more)" in page
    assert "witness.sex (asked no more)" in page


def test_agreement_of_another_office_is_not_told(make: Any, client_as: Callable[[str], Any], coded: None) -> None:
    away = make.office("RS", "Niš")
    analyst, lawyer = client_as(make.analyst(office=away)), client_as(make.lawyer())

    assert analyst.post(f"/agreement/{make.first_office()}/counts").status_code == 404
    assert lawyer.get("/agreement/").status_code == 404
