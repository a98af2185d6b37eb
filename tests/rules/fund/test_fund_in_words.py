"""Bad cases, break-even and amounts for one person stand in words, in a unit that shows them, as the tables have them."""

import copy
import json
from dataclasses import replace

import pytest

from feasible import speaking
from litigation_app.advocacy.feasibility import money as chapters
from litigation_app.advocacy.feasibility.documents.rules import Table, Text
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import money as owing
from litigation_app.advocacy.figures import narrative
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import scenario_files, studies, study
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

pytestmark = pytest.mark.thorough

SURCHARGE = {"name": "surcharge", "convictions_per_year": 28_000, "amount": 0.4, "collection_rate": 0.5}


def serbia(**parts):
    return scenario_from(merged(scenario_files.read(scenario_files.FOLDER / "rs.toml"), parts))


def run(scenario, paths=4000):
    return json.loads(json.dumps(studies.run_whole(scenario, None, paths=paths, seed=3).plain()))


@pytest.fixture(scope="module")
def surcharged():
    return run(serbia(funding={"budget_per_year": 50_000, "source": [SURCHARGE]}))


def said(result, part):
    with speaking("en"):
        return " ".join(narrative.sentences(result, part)).replace(NBSP, " ")


def three_digits(amount):
    return f"{float(f'{amount:.3g}'):,.0f}"


def test_a_budget_that_breaks_even_makes_income_and_cost_equal_on_average():
    scenario = serbia()
    found = study.run_series(scenario, [], paths=4000, seed=3).high

    even = study.run_series(replace(scenario, budget=found.needs.budget_break_even), [], paths=4000, seed=3).high

    assert even.needs.budget_break_even == pytest.approx(found.needs.budget_break_even)
    assert found.needs.budget_break_even < found.needs.budget.value
    assert even.cash.balance[-1] == pytest.approx(scenario.opening_reserve, abs=0.1 * scenario.opening_reserve)


def test_the_worst_twentieth_and_hundredth_are_said_in_words(surcharged):
    words = said(surcharged, "cost")

    for spread in ("settled_cost", "present_value", "worst_year"):
        for key in ("tvar95", "tvar99", "mean"):
            assert f"{three_digits(surcharged['high'][spread][key])} EUR" in words
    assert words.count("Amounts are rounded to three digits") == 1


def test_what_is_needed_is_said_in_words_and_one_person_s_amount_keeps_its_cents(surcharged):
    words, needs = said(surcharged, "money"), surcharged["high"]["needs"]

    for amount in (needs["budget"]["value"], needs["reserve"]["value"], needs["budget_break_even"]):
        assert f"{three_digits(amount)} EUR" in words
    [one] = needs["surcharges"]
    assert 0 < one["break_even"] < 50
    assert f"pays 0.40 EUR in this estimate; {one['break_even']:,.2f} EUR would" in words
    assert f"{one['solvent']['value']:,.2f} EUR keeps the chance" in words


@pytest.mark.parametrize(
    ("cap", "words"),
    [
        ({"cap": None, "is_needless": True, "dry": 0.0}, "No highest award is needed"),
        ({"cap": None, "is_needless": False, "dry": 0.5}, "No highest award is low enough"),
        ({"cap": 3900.0, "is_needless": False, "dry": 0.01}, "a highest award of 3,900 EUR"),
    ],
)
def test_a_cap_is_named_or_it_is_said_why_there_is_none(surcharged, cap, words):
    assert words in said({**surcharged, "depth": {**surcharged["depth"], "cap": cap}}, "money")


def test_a_surcharge_that_no_amount_makes_enough_says_so(surcharged):
    result = copy.deepcopy(surcharged)
    result["high"]["needs"]["surcharges"][0]["solvent"] = None

    with speaking("en"):
        table = chapters._surcharges(Bound(result))[0]

    assert "no amount keeps the chance of running out" in said(result, "money")
    assert "no amount is enough" in table.rows[0]


def test_a_surcharge_that_is_not_needed_on_average_is_not_said_to_be_nothing(surcharged):
    result = copy.deepcopy(surcharged)
    result["high"]["needs"]["surcharges"][0]["break_even"] = 0.0

    words = said(result, "money")

    assert "income covers cost on average without it" in words
    assert "0.00 EUR" not in words


def test_the_study_prints_a_surcharge_of_a_few_euro_in_dinars_and_not_in_thousands(surcharged):
    with speaking("en"):
        parts = chapters.funding(Bound(surcharged)).parts

    table = next(one for one in parts if isinstance(one, Table) and one.title.startswith("What each convicted"))
    [(name, now, even, *_needed)] = table.rows
    rate = surcharged["fiscal"]["rate"]
    assert "RSD" in table.title
    assert "thousand" not in table.title
    assert now == f"{0.4 * rate:,.2f}{NBSP}RSD"
    exact = surcharged["high"]["needs"]["surcharges"][0]["break_even"] * rate
    assert float(even.removesuffix(f"{NBSP}RSD").replace(",", "")) == pytest.approx(exact, rel=0.005)
    assert name == "surcharge"
    assert any("On average, income covers cost" in one.words for one in parts if isinstance(one, Text))


def test_a_waterfall_ends_where_the_fund_does(surcharged):
    with speaking("en"):
        figure = owing.waterfall(surcharged)

    amounts = [amount for _label, amount in figure.grid.rows]
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1], abs=1e-6 * amounts[0])
    assert amounts[0] == 100_000
    assert amounts[-1] == surcharged["high"]["cash"]["balance"][-1]
