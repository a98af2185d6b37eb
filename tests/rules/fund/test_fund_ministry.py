"""What a ministry asks beyond the cost: if its currency falls, whose money an income is, and which rates it would put itself."""

import json
from dataclasses import replace

import numpy as np
import pytest

from feasible import COUNTRIES, speaking, written
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import money, options
from litigation_app.advocacy.figures import presenters as displacing
from litigation_app.statistics.fund import depth, fiscal_form, receipts_today, scenario_files, simulate
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import Option, ScenarioRefused, Stress
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

pytestmark = pytest.mark.thorough

RS = scenario_files.load("rs")
FALL = Stress("x", exchange=0.8, exchange_first=2, exchange_last=4)


def paths_of(scenario):
    return simulate.run_paths(scenario, simulate.prepare(scenario, scenario.counts), paths=200, seed=4)


def words_of(chapter):
    return " ".join(documents.words(documents.Document("", "", "en", (), (chapter,))))


def chapter(result, number):
    return words_of(next(one for one in written(result)[0].chapters if one.number == number))


def test_while_the_currency_falls_budget_and_receipts_buy_less_and_awards_cost_the_same():
    still = replace(RS, inflation=Param("constant", 0.0), sources=tuple(replace(s, cv=0.0) for s in RS.sources))

    quiet, fallen = paths_of(still), paths_of(replace(still, stress=FALL))

    assert np.array_equal(fallen.net, quiet.net)
    left = fallen.income / quiet.income
    assert np.allclose(left, np.where((np.arange(10) >= 2) & (np.arange(10) <= 4), 0.8, 1.0)[:, None])
    assert (fallen.balance <= quiet.balance + 1e-9).all()


def test_the_fall_is_a_shock_of_its_own_where_the_rate_may_move_and_explained_where_it_may_not(results):
    for code in COUNTRIES:
        stated = scenario_files.read(scenario_files.FOLDER / f"{code}.toml")
        shocks = {one["code"]: one for one in results[code]["depth"]["shocks"]}
        with speaking("en"):
            figure = options.shocks(results[code])
            is_shown = any(
                "the local currency falls (local currency still buys: 85.0" in str(row[0]) for row in figure.grid.rows
            )
        if stated["fiscal"]["rate_kind"] == "fixed":
            why = "in the same currency" if code == "me" else "fixed by law"
            assert "exchange" not in shocks
            assert why in figure.note
            assert why in chapter(results[code], "9")
        else:
            assert is_shown
            assert shocks["exchange"]["dry"] >= results[code]["high"]["dry_by_year"][-1] - 0.01
            assert shocks["exchange"]["source"]
            assert "local currency still buys: 85.0" in chapter(results[code], "9")
            with speaking("en"):
                form = words_of(fiscal.chapter(Bound(results[code]), fiscal_form.levels(code.upper())[0], letter="D"))
            assert "Awards are decided in EUR. If " in form
            assert "bought only 85.0" in form


def test_costs_in_a_local_currency_that_falls_stand_at_the_rate_of_the_shock(results):
    found = written(results["rs"])[0]
    nine = next(one for one in found.chapters if one.number == "9")
    table = next(part for part in nine.parts if getattr(part, "title", "").startswith("What might go wrong"))
    rows = {row[0].partition(" (")[0]: row for row in table.rows}
    shocks = {one["code"]: one for one in results["rs"]["depth"]["shocks"]}
    fallen, rate = shocks["exchange"], results["rs"]["fiscal"]["rate"] / 1000

    def amount(cell):
        return float(cell.replace(",", ""))

    row = rows["the local currency falls"]
    assert 1.1 < amount(row[1]) / (rate * fallen["present_mean"]) < 1 / 0.85
    assert amount(row[4]) == pytest.approx(rate * fallen["budget_needed"], rel=5e-3)
    assert amount(rows["one mass case"][1]) == pytest.approx(rate * shocks["mass_case"]["present_mean"], rel=5e-3)
    assert "costs stand in RSD at the rate of the shock" in words_of(nine)
    assert "at the rate of the shock" not in chapter(results["me"], "9")


def test_the_present_value_of_a_fall_counts_each_year_at_the_rate_of_that_year():
    still = replace(RS, inflation=Param("constant", 0.0), discount=Param("constant", 0.0), stress=FALL)

    found = depth.beside(Option("x", "", "", still), still.counts, paths=200, seed=4)

    cost = paths_of(still).net.mean(axis=1)
    assert found.dearer_present == pytest.approx(1 + cost[2:5].sum() * 0.25 / cost.sum())
    assert found.dearer_settled == 1
    early = replace(still, stress=replace(FALL, exchange_last=9))
    assert depth.beside(Option("x", "", "", early), early.counts, paths=200, seed=4).dearer_settled == 1.25


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"stress": {"x": {"name": "x", "exchange_factor": 0}}}, "stress.x.exchange_factor"),
        (
            {"stress": {"x": {"name": "x", "exchange_first_year": 4, "exchange_last_year": 2}}},
            "stress.x.exchange_last_year",
        ),
        ({"funding": {"source": [{"name": "x", "base_per_year": 1, "kind": "lottery"}]}}, "funding.source.0.kind"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_key(parts, key):
    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(merged(scenario_files.read(scenario_files.FOLDER / "rs.toml"), parts))

    assert stop.value.key == key


def test_whose_money_deferred_prosecution_is_stands_beside_the_income_in_study_and_form(results):
    result = results["rs"]
    level = fiscal_form.levels("RS")[0]

    with speaking("en"):
        said = displacing.displaced(result, "share of the money paid when prosecution is deferred")
        form = words_of(fiscal.chapter(Bound(result), level, letter="D"))
        note = money.sources(result).note
        sentence = displacing.sentences(result)[0]
    assert sentence.startswith("Share of the money paid when prosecution is deferred: ")
    assert "Share of the money paid when prosecution is deferred: " in note
    assert "what the fund receives, they lose" in said
    assert "13/16" in said
    assert said in note
    assert said in form
    assert said in chapter(result, "8")


def test_each_country_has_a_line_and_what_is_not_known_says_so(results):
    renamed = json.loads(json.dumps(results["rs"]))
    renamed["scenario"]["funding"]["source"][0]["name"] = "our share"
    for code in COUNTRIES:
        with speaking("en"):
            said = displacing.displaced(renamed | {"scenario_code": code.upper()}, "our share")
        assert said
        assert ("(not verified)" in said) is (code != "rs")
    assert receipts_today.of_income(renamed, "a surcharge") is None


@pytest.mark.parametrize("code", COUNTRIES)
def test_prices_and_discount_say_which_published_rate_a_ministry_would_put(results, code):
    found = {one["code"]: one for one in results[code]["assumptions"]}

    for name, badge in (("inflation", "expert"), ("discount", "assumption")):
        assert found[name]["badge"] == badge
        assert "the ministry would put" in found[name]["source"]
    annex = {row[0]: row for row in written(results[code])[0].chapters[13].parts[0].rows}
    assert "the ministry would put" in annex["Inflation a year"][3]
    assert "the ministry would put" in annex["Discount rate for present value"][3]
