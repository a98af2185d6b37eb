"""Counts that have a closed answer get it; what exists only by the limits of a grid is said; a bar of damages is in money."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from litigation_app.statistics.fund import scenario_files, sensitivity
from litigation_app.statistics.fund.amounts import Lognormal
from litigation_app.statistics.fund.prepared import prepare
from litigation_app.statistics.fund.questions import answer


def asked(**parts):
    return answer({"schema": "fund-question/1", "ask": "counts", **parts})


@pytest.mark.parametrize(
    ("counts", "shape", "rate"),
    [([0, 0, 0], 0.5, 0), ([0], 0.01, 0), ([4, 6, 9], 2, 0.5), ([36, 49, 40, 76], 0.5, 0), ([5000, 6000], 0.5, 0)],
)
def test_exact_poisson_counts_have_the_conjugate_answer(counts, shape, rate):
    found = asked(model="gamma_poisson", prior={"shape": shape, "rate": rate}, counts=counts)["answers"]

    years = rate + len(counts)
    law = stats.nbinom(shape + sum(counts), years / (years + 1))
    assert found["mean"] == pytest.approx(law.mean(), rel=1e-12)
    assert found["variance"] == pytest.approx(law.var(), rel=1e-9)
    assert [found["q95"], found["q99"]] == law.ppf([0.95, 0.99]).tolist()
    assert found["pmf"]["0"] == pytest.approx(law.pmf(0), abs=1e-12)


def test_a_variance_that_only_the_grid_bounds_is_said():
    few, many = (asked(model="negbin", counts=[36, 49, 40, 76, 36, 48, 43, 62][:n])["warnings"] for n in (7, 8))

    assert few == ["With fewer than eight years the variance exists only within the prior's limits."]
    assert many == []


def test_a_bar_of_uncertain_damages_is_an_amount_and_no_number_of_a_law():
    scenario = scenario_files.load("rs")
    laws = tuple(Lognormal.from_mean(mean, 1) for mean in np.linspace(3000, 6000, 64))
    groups = [replace(g, laws=laws) for g in prepare(scenario, scenario.counts)]

    bar = next(b for b in sensitivity.tornado(scenario, groups) if b.code.startswith("damage:"))

    assert (bar.low, bar.high) == pytest.approx((laws[3].mean / 2**0.5, laws[60].mean / 2**0.5))
    assert bar.at_low < bar.at_high
