"""How well do coders agree: counted for whoever may read it, without showing what anybody coded."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from config import Config
from lawyering import rows, text
from litigation_app.casework.courtwatch.agreement.models import AgreementRun
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
        path = register(lawyer, number=f"K {number}/2023")
        code(lawyer, path, i1_claim="awarded_part" if number < 3 else "referred")
        code(second, path, i1_claim="awarded_part" if number < 2 else "referred")


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
    [run] = rows(app, AgreementRun, "judgments", "found")
    assert run.judgments == 6
    assert run.found["injured.claim"]["same"] == 5
    acts = [row.act for row in sorted(rows(app, LedgerEntry, "seq", "act"))]
    assert acts.index("read_codings") < acts.index("count_agreement")


def test_of_few_pairs_nothing_is_said(make: Any, client_as: Callable[[str], Any], lawyer: Any) -> None:
    second, coordinator = client_as(make.lawyer()), client_as(make.coordinator())
    path = register(lawyer)
    code(lawyer, path)
    code(second, path)

    coordinator.post(f"/agreement/{make.first_office()}/counts")

    page = text(coordinator.get("/agreement/"))
    assert "too few" in page
    assert "100 %" not in page


def test_agreement_of_another_office_is_not_told(make: Any, client_as: Callable[[str], Any], coded: None) -> None:
    away = make.office("RS", "Niš")
    analyst, lawyer = client_as(make.analyst(office=away)), client_as(make.lawyer())

    assert analyst.post(f"/agreement/{make.first_office()}/counts").status_code == 404
    assert lawyer.get("/agreement/").status_code == 404
