"""The years of a fiscal form close, but for rounding: what was there and came in is paid, lapses or is left; the unpaid is paid later."""

import json

import pytest

from feasible import BARE, COUNTRIES, speaking
from litigation_app.advocacy.feasibility import fiscal_closing
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import presenters as pricing
from litigation_app.statistics.fund import fiscal_form, scenario_files, studies
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

SHORT = {"opening_reserve": 0, "budget_per_year": 110_000, "source": []}
NEVER = {"opening_reserve": 0, "budget_per_year": 2_000_000, "source": []}
ENDS = ("start of the year, left of earlier years", "end of the year, left for later years")
RICH = {"opening_reserve": 400_000, "budget_per_year": 30_000, "source": []}


def run(economy=None, code="rs", **funding):
    tree = scenario_files.read(scenario_files.FOLDER / f"{code}.toml")
    scenario = scenario_from(merged(tree, {"funding": funding, "economy": economy or {}}))
    return json.loads(json.dumps(studies.run_on(scenario, None, paths=2000, seed=3).plain())) | {"depth": BARE}


def closed(form):
    """Each year by the printed rows of the table, which a reader adds up."""
    with speaking("en"):
        block = fiscal.blocks(form)[-1]
    rows = {str(row[0]): row[1:] for row in block.rows}
    interest = rows.get("Interest on what is left", (0,) * len(form.years))
    lapsed = rows.get("Lapses", (0,) * len(form.years))
    there, paid = rows["There is in the year together"], rows["Paid in the year"]
    opening, closing = (rows[f"Money at the {one}"] for one in ENDS)
    arrears, short = rows["Unpaid from earlier years, due now"], rows["Less what stays unpaid at the end of the year"]
    assert block.title.startswith("How each year closes")
    for t in range(len(form.years)):
        assert abs(there[t] - (opening[t] + form.received[t] + interest[t])) <= 2  # four figures, each rounded once
        assert abs(there[t] - (paid[t] + lapsed[t] + closing[t])) <= 2
        assert abs(paid[t] - (form.spent[t] + arrears[t] - short[t])) <= 2
        assert min(opening[t], closing[t], arrears[t], short[t], paid[t]) >= 0
        if t:
            assert (opening[t], arrears[t]) == (closing[t - 1], short[t - 1])
    assert (opening[0], arrears[0]) == (0, 0)
    return rows


@pytest.mark.parametrize("economy", [{}, {"interest_on_reserve": 0.05}])
@pytest.mark.parametrize("unspent", ["kept", "lapses"])
@pytest.mark.parametrize("funding", [SHORT, NEVER, RICH])
def test_each_year_closes_whether_money_is_short_lapses_or_is_kept(funding, unspent, economy):
    result = run(economy, unspent=unspent, **funding)

    for local in (True, False):
        form = fiscal_form.form(result, fiscal_form.levels("RS")[0], local=local)
        rows = closed(form)
        rate = result["fiscal"]["rate"] / form.unit if local else 1.0
        cash = result["high"]["cash"]
        for t in range(3):
            left = rows["Money at the end of the year, left for later years"][t]
            unpaid = rows["Less what stays unpaid at the end of the year"][t]
            assert unpaid == pytest.approx(rate * cash["short"][t], abs=0.501)
            assert left - unpaid == pytest.approx(rate * cash["balance"][t], abs=1.01)


@pytest.mark.thorough
@pytest.mark.parametrize("code", COUNTRIES)
def test_the_form_of_each_country_closes(results, code):
    for level in fiscal_form.levels(code.upper()):
        form = fiscal_form.form(results[code], level)
        rows = closed(form)

        opening, closing = (rows[f"Money at the {one}"] for one in ENDS)
        assert [opening[t] for t in range(1, 3)] == [closing[t] for t in range(2)]


def said(result):
    with speaking("en"):
        return fiscal_closing.sentences(fiscal_form.form(result, fiscal_form.levels("RS")[0], local=False))


@pytest.mark.thorough
def test_what_covers_the_years_is_said_from_the_figures():
    short, never, rich = (run(unspent="lapses", **one) for one in (SHORT, NEVER, RICH))

    assert len(said(short)) == 1
    assert "part of what falls due is not paid by the end of 2026" in said(short)[0]
    assert said(never) == [
        "Each of these years is covered by what comes in that year; nothing has to be saved elsewhere."
    ]
    assert any(one.startswith("Part of what is paid comes from what earlier years left, in 2027") for one in said(rich))


def test_forms_in_both_currencies_name_the_same_years_and_the_same_money_at_the_start():
    result = run(unspent="lapses")
    result["high"]["cash"]["short"] = [2.0, 7.0, 420.0, *[0.0] * 7]  # in thousands of dinars 0.2, 0.8 and 49

    with speaking("en"):
        forms = [fiscal_form.form(result, fiscal_form.levels("RS")[0], local=local) for local in (True, False)]
        closing = [fiscal_closing.sentences(form) for form in forms]
        start = [fiscal.sentences(form, Bound(result)) for form in forms]

    assert [form.balance.short[0] for form in forms] == [0, 2]
    for one in closing:
        assert any("not paid by the end of 2026, 2027, 2028:" in said for said in one)
    assert [any("stands in it as zero" in said for said in one) for one in closing] == [True, False]
    line = next(one for one in forms[0].income if one.kind == fiscal_form.RESERVE)
    amount = f"{1000 * line.amounts[0]:,}"
    for one in start:
        assert any(f"The money at the start, {amount}" in said and "100,000" in said for said in one)


@pytest.mark.thorough
def test_income_that_lapses_covers_nothing(results):
    form = fiscal_form.form(results["me"], fiscal_form.levels("ME")[0])

    for t in range(3):
        assert abs(form.uncovered[t] - max(form.spent[t] + form.lapsed[t] - form.received[t], 0)) <= 2
    assert any(form.uncovered)


def test_the_first_year_costs_what_the_scenario_states_and_the_words_say_so():
    result = run(economy={"inflation": 0.1}, opening_reserve=0, source=[])
    cash = result["high"]["cash"]

    with speaking("en"):
        said = pricing.prices(result)
    fixed = result["scenario"]["admin"]["fixed_per_year"] + result["scenario"]["admin"]["start_up"]
    assert cash["budget"][:2] == pytest.approx([30_000, 33_000])
    assert fixed < cash["admin"][0] < fixed * 1.1
    assert "Amounts that the scenario states are in the prices of 2026, the first year." in said
    assert "over all years from 2026 to 2035" in said
    assert "Costs of a year are in the prices of that year" in said
