"""A key that would not be read is refused by its path; a remark is left alone, and one that is neither is said."""

import pytest

from fund_asked import FINE, asked, with_key
from litigation_app.statistics.fund.asked import QuestionRefused
from litigation_app.statistics.fund.questions import answer

FREQUENCY = {"kind": "negbin", "mean": 6, "mixing_cv": 0.4}
YEARS = {
    "ask": "ruin",
    "frequency": {"kind": "negbin", "mean": 4, "mixing_cv": 0.3},
    "severity": {"kind": "gamma", "shape": 2, "scale": 20},
    "policy": {"floor": 5, "cap": 100},
    "opening_reserve": 100,
    "annual_income": 150,
    "horizon": 3,
}


@pytest.mark.parametrize(
    ("question", "path"),
    [
        (FINE[0], ("groups", 0, "polciy")),
        (FINE[0], ("groups", 0, "frequency", "lambda")),
        (FINE[0], ("groups", 0, "frequency", "cv")),
        (FINE[0], ("groups", 0, "severity", "sgima")),
        (FINE[0], ("groups", 0, "severity", "mu2")),
        (FINE[0], ("groups", 0, "policy", "ceiling")),
        (FINE[0], ("retention",)),
        (FINE[0], ("policy",)),
        (FINE[0], ("horizon",)),
        (FINE[2], ("rate", "dispersion")),
        (FINE[3], ("policy", "tarif")),
        (FINE[3], ("cap_for", "level")),
        (FINE[5], ("limit",)),
        (FINE[6], ("histogram", "probs")),
        (FINE[7], ("tariff", "shares")),
        (FINE[8], ("coun",)),
        (FINE[9], ("prior", "scale")),
        (YEARS, ("rate",)),
        (YEARS, ("reserve",)),
        (YEARS, ("income",)),
    ],
)
def test_a_key_that_would_not_be_read_is_refused_by_its_path(question, path):
    with pytest.raises(QuestionRefused) as stop:
        asked(**with_key(question, path, {}))

    assert stop.value.key == ".".join(map(str, path))


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"policy": {"share": 1.5}}, "policy.share"),
        ({"policy": {"tariff": [3]}}, "policy.tariff.0"),
        ({"decision_lag_years": [0.5, 0.5]}, "decision_lag_years"),
        ({"frequency": {"kind": "binomial", "m": 5, "q": 0.2}, "growth": 0.1}, "growth"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(change, key):
    with pytest.raises(QuestionRefused) as stop:
        asked(**{**YEARS, **change})

    assert stop.value.key == key


def test_shape_and_rate_of_a_prior_that_is_fixed_are_refused():
    with pytest.raises(QuestionRefused) as stop:
        asked(ask="counts", counts=[1, 2, 3], model="negbin", prior={"shape": 1, "rate": 1})

    assert stop.value.key == "prior"


def test_remarks_are_left_alone_and_what_is_neither_is_said():
    question = {**YEARS, "schema": "fund-question/1", "title": "x", "tolerance": {}, "wrong_answers_caught": {}}

    plain = answer(question)
    other = answer({**question, "mood": "calm"})

    assert plain["warnings"] == []
    assert other["warnings"] == ["mood: is not read."]
    assert other["answers"] == plain["answers"]


@pytest.mark.parametrize("indexed", [True, False])
def test_growth_and_prices_are_those_of_a_rate_where_awards_come_by_year(indexed):
    parts = {
        "severity": {"kind": "lognormal", "mean": 4000, "cv": 1},
        "policy": {"floor": 500, "cap": 10_000, "indexed": indexed},
        "opening_reserve": 20_000,
        "annual_income": 30_000,
        "horizon": 4,
        "growth": 0.05,
        "inflation": 0.08,
    }

    by_year = asked(ask="ruin", frequency=FREQUENCY, **parts)["ruin_by_year"]
    by_rate = asked(ask="ruin", rate={"kind": "gamma", "mean": 6, "cv": 0.4, "common_to_all_years": False}, **parts)[
        "ruin_by_year"
    ]

    assert by_year == pytest.approx(by_rate, abs=1e-9)
    still = asked(ask="ruin", frequency=FREQUENCY, **{**parts, "growth": 0, "inflation": 0})["ruin_by_year"]
    assert by_year[-1] > 1.5 * still[-1]
