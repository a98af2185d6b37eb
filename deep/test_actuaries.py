"""Do two other programs give our answers: `aggregate` for sums of awards, SALib for shares of variance? Part of `make deep`."""

import json
import subprocess
from typing import Any

import numpy as np
import pytest

from deep.__main__ import ROOT
from deep.actuaries import COMPOUNDS, LEVELS, SAMPLE, cost
from litigation_app.statistics.fund.questions import answer
from litigation_app.statistics.fund.variance_shares import sobol_indices

PYTHON = ROOT / ".venv" / "actuary" / "bin" / "python"
OURS: dict[str, dict[str, Any]] = {
    "negbin lognormal capped": {
        "frequency": {"kind": "negbin", "mean": 40, "mixing_cv": 0.3},
        "severity": {"kind": "lognormal", "mean": 4000, "cv": 1},
        "policy": {"cap": 10000},
    },
    "poisson gamma": {
        "frequency": {"kind": "poisson", "mean": 12},
        "severity": {"kind": "gamma", "mean": 3000, "cv": 0.7},
    },
    "poisson capped heavy": {
        "frequency": {"kind": "poisson", "mean": 25},
        "severity": {"kind": "lognormal", "mean": 2500, "cv": 2},
        "policy": {"cap": 5000},
    },
}


def theirs(asked: str) -> dict[str, Any]:
    ran = subprocess.run([PYTHON, "-m", "deep.actuaries", asked], cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def aggregate() -> dict[str, Any]:
    return theirs("compound")


@pytest.mark.parametrize("name", COMPOUNDS)
def test_sums_of_awards_are_those_of_aggregate(name: str, aggregate: dict[str, Any]) -> None:
    question = {"schema": "fund-question/1", "ask": "compound", "groups": [OURS[name]]}

    found = answer(question)["answers"]

    assert found["mean"] == pytest.approx(aggregate[name]["mean"], rel=2e-4)
    assert found["sd"] == pytest.approx(aggregate[name]["sd"], rel=1e-3)
    for p in LEVELS:
        assert found[f"var{100 * p:g}"] == pytest.approx(aggregate[name][f"q{p:g}"], rel=5e-4)


def test_shares_of_variance_are_those_of_salib() -> None:
    other = theirs("sobol")

    found, as_many = (sobol_indices(cost, [np.asarray] * 3, sample=sample, seed=1) for sample in (2**16, SAMPLE))

    assert found.first == pytest.approx(other["first"], abs=0.01)
    assert found.total == pytest.approx(other["total"], abs=0.01)
    assert as_many.first_margin == pytest.approx(other["first_margin"], rel=0.4)  # theirs is a bootstrap
    assert as_many.total_margin == pytest.approx(other["total_margin"], rel=0.4)
