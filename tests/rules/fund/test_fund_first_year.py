"""A fund may begin years after the prices in which its amounts are written: they rise until then, and every year has its name."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from feasible import BARE, speaking, written
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.figures import options
from litigation_app.advocacy.figures import presenters as pricing
from litigation_app.advocacy.studies.scenarios.comparisons import presenters as comparisons
from litigation_app.advocacy.studies.scenarios.fields import presenters as refusing
from litigation_app.statistics.fund import closed_form, exact, fiscal_form, scenario_files, simulate, studies, study
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.scenario import Advance, ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

CERTAIN = {"inflation": 0.03}


def scenario_of(model=None, **parts):
    tree = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    return scenario_from(merged(tree, {"model": model or {}, **parts}))


def paths_of(scenario, paths=4000):
    groups = simulate.prepare(scenario, scenario.counts)
    return groups, simulate.run_paths(scenario, groups, paths=paths, seed=5)


@pytest.fixture(scope="module")
def later():
    scenario = scenario_of({"price_base_year": 2025, "first_year": 2028})
    return json.loads(json.dumps(studies.run_on(scenario, None, paths=2000, seed=3).plain())) | {"depth": BARE}


def test_where_no_first_year_is_written_it_is_the_year_after_and_amounts_are_of_its_prices():
    unsaid, said = scenario_of(), scenario_of({"price_base_year": 2026, "first_year": 2026})

    results = [study.run_series(one, [], paths=500, seed=3).plain() for one in (unsaid, said)]

    assert (unsaid.price_year, unsaid.first_year, unsaid.rise_years) == (2026, 2026, 0)
    assert all(one["first_year"] == one["price_year"] == 2026 for one in results)
    assert results[0]["high"] == results[1]["high"]


def test_every_amount_rises_to_the_first_year_but_the_money_at_the_start():
    now, then = (scenario_of({"first_year": 2025 + n}, economy=CERTAIN) for n in (0, 3))

    (_, before), (_, after) = paths_of(now), paths_of(then)

    for flow in ("award", "admin", "recovery", "other", "index", "unit", "promised"):
        assert np.allclose(getattr(after, flow), 1.03**3 * getattr(before, flow)), flow
    assert (after.applied == before.applied).all()
    start = now.opening_reserve
    assert np.allclose(after.balance[0] - start, 1.03**3 * (before.balance[0] - start))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"policy": Policy(floor=500, cap=10000, indexed=False)},
        {"policy": Policy(share=0.8, floor=500, cap=10000, collateral=1500, indexed=False)},
        {"advance": Advance(0.3, 1500.0, 0.4)},
    ],
)
def test_with_uncertain_prices_it_agrees_with_its_exact_mean(change):
    scenario = replace(scenario_of({"first_year": 2033}), **change)

    groups, found = paths_of(scenario, 20_000)

    present = (found.net * found.discount).sum(axis=0)
    error = present.std(ddof=1) / np.sqrt(len(present))
    assert abs(present.mean() - exact.mean_present_value(scenario, groups)) < 4 * error
    assert found.index[0].std() > 0


def test_the_formula_behind_what_matters_is_the_same_mean():
    still = {"growth": Param("constant", 0.01), "inflation": Param("constant", 0.03)}
    scenario = replace(scenario_of({"first_year": 2029}), **still)
    groups = simulate.prepare(scenario, scenario.counts)

    cost = closed_form.mean_cost(scenario, groups, {"discount": np.asarray([scenario.discount.mean])})

    assert cost[0] == pytest.approx(exact.mean_present_value(scenario, groups), rel=1e-9)


@pytest.mark.parametrize("year", [2024, 2036, 2026.5])
def test_a_fund_cannot_begin_before_its_prices_nor_long_after(year):
    with pytest.raises(ScenarioRefused, match="must be a year from 2025 to 2035") as stop:
        scenario_of({"first_year": year})

    assert stop.value.key == "model.first_year"


def test_the_form_names_the_right_years_and_sets_up_at_their_prices(later):
    form = fiscal_form.form(later, fiscal_form.levels("RS")[0], local=False)

    set_up = next(line for line in form.spending if line.kind == "set_up")
    assert form.years == (2028, 2029, 2030)
    assert set_up.amounts[0] == pytest.approx(80_000 * 1.0328**3, rel=0.01)
    assert set_up.amounts[1:] == (0, 0)
    with speaking("en"):
        assert "(2028)" in " ".join(fiscal.blocks(form)[0].headings)


def test_page_and_study_say_whose_prices_stand_where(later):
    with speaking("en"):
        said = pricing.prices(later)
        office = options.sentence(later, [("B", "20,000 EUR")])
    texts = str(written(later)[0])

    assert (
        "in the prices of 2025, these stay as they are written: the money at the start. All others are brought to 2028"
        in said
    )
    assert "from 2028 to 2037" in said
    assert "the budget needed is in prices of 2025" in said
    assert "in prices of 2025" in office
    assert "Expected, in prices of 2025" in texts
    assert "brought to 2028" in texts
    chapters = {one.number: str(one) for one in written(later)[0].chapters}
    for number in ("1", "12"):
        assert re.search(r"yearly budget of [^.;]*?EUR\) in prices of 2025", chapters[number]), number


def test_what_does_not_rise_is_named_and_does_not_rise():
    fee = {"name": "fee", "base_per_year": 1000.0}
    gift = fee | {"name": "gift", "indexed": True}
    more = {"funding": {"indexed": False, "source": [fee, gift]}, "policy": {"cap_indexed": False}}
    scenario = scenario_of({"first_year": 2035}, economy=CERTAIN, **more)

    result = json.loads(json.dumps(studies.run_on(scenario, None, paths=300, seed=3).plain()))

    with speaking("en"):
        said = pricing.prices(result)
    still = "the money at the start, the budget in a year, other income (fee), the least and the highest award, and a tariff"
    assert f"these stay as they are written: {still}. All others are brought to 2035" in said
    cash = result["high"]["cash"]
    assert cash["budget"][0] == pytest.approx(scenario.budget)
    assert cash["receipts"]["fee"][0] == pytest.approx(1000)
    assert cash["receipts"]["gift"][0] == pytest.approx(1000 * 1.03**10)


@pytest.mark.parametrize(
    ("key", "value"), [("first_year", 2035), ("price_base_year", 2020), ("currency", "RSD"), ("horizon_years", 3)]
)
def test_an_option_is_of_the_same_years_and_money_as_its_scenario(key, value):
    def option(changed):
        return {"Z": {"name": "the same law", "changes": {"model": changed}}}

    with pytest.raises(ScenarioRefused) as stop:
        scenario_of({"first_year": 2026}, option=option({key: value}))

    assert stop.value.key == f"option.Z.changes.model.{key}"
    with speaking("en"):
        assert "of the same years and in the same currency as its scenario" in refusing.sentence(stop.value)
    same = scenario_of({"first_year": 2026}, option=option({"first_year": 2026, "currency": "EUR"}))
    assert same.options[-1].scenario.first_year == 2026


def test_two_estimates_beside_each_other_say_each_its_own_years_and_money(later):
    dearer = later | {"first_year": 2026, "currency": "RSD"}

    with speaking("en"):
        rows = dict(comparisons.figures([dearer, None, later]))

    assert [cell and cell.about for cell in rows["Expected cost of one year"]] == [
        "the year 2031",
        None,
        "the year 2033",
    ]
    present = rows["Expected cost of all years, in present value"]
    assert present[0].about == "2026 to 2035, in money of 2026"
    assert present[2].about == "2028 to 2037, in money of 2028"
    assert (present[0].currency, present[2].currency) == ("RSD", "EUR")
    assert [cell.pair.code for cell in rows["Chance that the money runs out"] if cell] == ["dry", "dry"]
    assert comparisons.figures([None, None]) == []
