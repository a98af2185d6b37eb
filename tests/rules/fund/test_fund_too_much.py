"""Is a question that would take a machine's memory or minutes refused before it does, and what lies at a limit not hidden?"""

import pytest

from bundled import bundle
from feasible import speaking
from fund_asked import asked
from litigation_app.advocacy.studies.scenarios.runs import presenters as running
from litigation_app.statistics.fund import clusters, effort, scenario_files, studies
from litigation_app.statistics.fund.asked import QuestionRefused
from litigation_app.statistics.fund.inputs import Interval, NoYears, TooManyInCases
from litigation_app.statistics.fund.questions import answer

EXPONENTIAL = {"kind": "exponential", "mean": 1}


@pytest.mark.parametrize(
    "question",
    [
        {"frequency": {"kind": "poisson", "mean": 1e9}, "opening_reserve": 1e9, "annual_income": 1e9, "horizon": 1},
        {"rate": {"mean": 1e9, "cv": 20}, "growth": 10, "opening_reserve": 1e9, "annual_income": 1e9, "horizon": 50},
    ],
)
def test_a_lattice_that_fits_no_memory_is_refused_by_its_ask(question):
    with pytest.raises(QuestionRefused, match=r"^ruin: takes more than"):
        asked(ask="ruin", severity=EXPONENTIAL, **question)


def test_all_lattices_of_a_question_together_have_an_end(monkeypatch):
    monkeypatch.setattr(effort, "MOST_OF_A_QUESTION", 1e6)
    question = {"rate": {"mean": 5.0, "cv": 0.3}, "severity": EXPONENTIAL, "opening_reserve": 30, "annual_income": 7}

    with pytest.raises(QuestionRefused, match="takes more than"):
        asked(ask="ruin", horizon=10, cap_for=0.01, **question)


def test_too_many_groups_are_refused():
    group = {"frequency": {"kind": "poisson", "mean": 1}, "severity": {"kind": "fixed", "amount": 1}}
    with pytest.raises(QuestionRefused, match="groups: must be at most 100"):
        asked(ask="compound", groups=[group] * 101)


@pytest.mark.parametrize(
    ("value", "said"),
    [(10**400, "must be at most"), (float("nan"), "must be a number"), ("\ud800", "must be a number")],
)
def test_a_number_that_is_none_is_refused(value, said):
    group = {"frequency": {"kind": "poisson", "mean": value}, "severity": {"kind": "fixed", "amount": 1}}
    with pytest.raises(QuestionRefused, match=said + "|has a sign"):
        asked(ask="compound", groups=[group])


def test_single_amounts_at_the_means_that_share_no_lattice_with_them_are_warned_of():
    """Year 1 is 0.010034 by enumeration; with prices of three years no lattice holds it, and the answer says how far it may be off."""
    question = {
        "schema": "fund-question/1", "ask": "ruin", "frequency": {"kind": "poisson", "mean": 6},
        "severity": {"kind": "discrete", "amounts": [3000, 5000], "probs": [0.5, 0.5]},
        "opening_reserve": 30000, "annual_income": 20000, "inflation": 0.03, "horizon": 3,
    }  # fmt: skip
    found = answer(question)
    [warned] = [one for one in found["warnings"] if "exact to" in one]
    error = float(warned.split("exact to ")[1].split(" ")[0])

    assert abs(found["answers"]["ruin_by_year"][0] - 0.010034) <= error


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"country": "MK"}, "does not speak of RS alone"),
        ({"countries": ("MK", "RS"), "mode": "regional"}, "does not speak of RS alone"),
        ({"country": "RS", "mode": "judgments"}, "counts no persons represented"),
    ],
)
def test_a_scenario_takes_the_caseload_of_its_own_country_alone(said, why):
    with pytest.raises(NoYears, match=why):
        studies.given(scenario_files.load("RS"), bundle(**said))


def test_too_many_victims_for_cases_of_several_are_refused_in_words_of_their_own():
    with pytest.raises(TooManyInCases, match="a count of 1,001 is of more than 1,000 victims a year") as stop:
        clusters.fit([Interval(3, 3), Interval(1001, 1001)])

    with speaking("en"):
        assert "more than 1,000 victims: too many for cases of several victims" in running.of_refusal(stop.value)
