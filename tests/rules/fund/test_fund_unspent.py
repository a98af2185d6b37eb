"""What is left of a year's budget stays or lapses: futures, needs and exact chances against a purse kept by hand."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enumerating import award_law, frequencies, plus, policies, severities, year_law
from feasible import BARE, speaking, written
from fund_asked import asked
from litigation_app.advocacy.feasibility.documents import rules as tree
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import money as owing
from litigation_app.advocacy.figures import narrative
from litigation_app.statistics.fund import caps, fiscal_form, needs, scenario_files, simulate, studies
from litigation_app.statistics.fund.asked import QuestionRefused
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

PATHS, TARGET = 2000, 0.05
SURCHARGE = {"name": "surcharge", "convictions_per_year": 2_000, "amount": 4.0}
LAPSING = {"unspent": "lapses", "budget_per_year": 90_000, "opening_reserve": 40_000, "source": [SURCHARGE]}


def scenario_of(**funding):
    tree = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    return scenario_from(merged(tree, {"funding": LAPSING | funding}))


def paths_of(scenario):
    return simulate.run_paths(scenario, simulate.prepare(scenario, scenario.counts), paths=PATHS, seed=3)


def by_hand(scenario, found, path):
    """A purse beside the treasury's: the budget pays first and what is left of it goes back on the last day."""
    purse, balances, gone_back = scenario.opening_reserve, [], []
    for year in range(scenario.horizon):
        budget = scenario.budget * found.unit[year, path]
        to_pay = found.award[year, path] + found.admin[year, path]
        purse += scenario.interest * max(purse, 0.0)
        purse += found.other[year, path]
        recovered = min(found.recovery[year, path], to_pay)
        purse += found.recovery[year, path] - recovered
        to_pay -= recovered
        before = balances[-1] if balances else scenario.opening_reserve
        arrears = max(-before, 0.0)
        from_budget = min(budget, to_pay + arrears)
        purse -= to_pay - from_budget
        balances.append(purse)
        gone_back.append(budget - from_budget)
    return balances, gone_back


@pytest.mark.parametrize("interest", [0.0, 0.05])
@pytest.mark.parametrize("budget", [0.0, 60_000.0, 90_000.0, 250_000.0])
def test_each_future_is_the_purse_that_is_kept_by_hand(interest, budget):
    scenario = replace(scenario_of(budget_per_year=budget), interest=interest)

    found = paths_of(scenario)

    for path in range(0, PATHS, 40):
        balances, gone_back = by_hand(scenario, found, path)
        assert found.balance[:, path] == pytest.approx(balances, abs=1e-5)
        assert found.lapsed[:, path] == pytest.approx(gone_back, abs=1e-5)
    spent = found.income - found.lapsed - found.net
    assert np.allclose(np.diff(found.balance, axis=0), spent[1:])


@pytest.mark.thorough
def test_what_lapses_is_missing_later_and_a_budget_that_is_always_spent_loses_nothing():
    kept, lapsing = (paths_of(scenario_of(unspent=one, opening_reserve=100_000)) for one in ("kept", "lapses"))
    small = [paths_of(scenario_of(unspent=one, budget_per_year=20_000)) for one in ("kept", "lapses")]

    assert (lapsing.balance <= kept.balance + 1e-6).all()
    assert (lapsing.balance.min(axis=0) < 0).mean() > 1.3 * (kept.balance.min(axis=0) < 0).mean() > 0
    assert np.array_equal(small[0].balance, small[1].balance)
    assert kept.lapsed.size == 0


@pytest.mark.thorough
@pytest.mark.parametrize("interest", [0.0, 0.04])
def test_budget_reserve_and_surcharge_found_are_just_enough_when_run_again(interest):
    start = replace(scenario_of(), interest=interest)
    found = needs.needs(start, paths_of(start), TARGET)

    def dry(scenario):
        return float((paths_of(scenario).balance.min(axis=0) < 0).mean())

    for field, one in (("budget", found.budget), ("opening_reserve", found.reserve)):
        assert dry(replace(start, **{field: one.value * (1 + 1e-9) + 1e-6})) <= TARGET
        assert dry(replace(start, **{field: one.value * 0.99})) > TARGET
    (surcharge,) = found.surcharges
    for factor, is_enough in ((1 + 1e-9, True), (0.97, False)):
        changed = scenario_of(source=[SURCHARGE | {"amount": surcharge.solvent.value * factor}])
        assert (dry(replace(changed, interest=interest)) <= TARGET) is is_enough


def test_the_budget_of_each_future_is_the_one_that_bisection_finds():
    scenario = scenario_of()
    found = paths_of(scenario)

    least = needs.budget_needed(scenario, found.net, found.other, found.unit)

    low, high = np.zeros(PATHS), np.full(PATHS, 1e7)
    for _step in range(60):
        middle = (low + high) / 2
        asked_ = np.maximum(found.net - middle * found.unit, np.minimum(found.net, 0)) - found.other
        is_enough = (np.cumsum(asked_, axis=0) <= scenario.opening_reserve).all(axis=0)
        low, high = np.where(is_enough, low, middle), np.where(is_enough, middle, high)
    assert least == pytest.approx(high, abs=1e-3)


@pytest.mark.thorough
def test_the_map_has_the_chance_of_a_run_at_each_of_its_budgets():
    scenario = scenario_of()
    groups = simulate.prepare(scenario, scenario.counts)

    found = caps.heatmap(scenario, groups, paths=1000, seed=3)

    for i, j in ((3, 6), (10, 9), (19, 12)):
        policy = replace(scenario.policy, cap=found.caps[i])
        again = replace(scenario, policy=policy, budget=found.budgets[j])
        assert caps.dry_at(again, groups, [found.caps[i]], paths=1000, seed=3)[0] == pytest.approx(found.dry[i][j])


@pytest.mark.thorough
def test_what_breaks_even_counts_only_what_is_spent_of_the_budget():
    scenario = scenario_of()
    even = needs.needs(scenario, paths_of(scenario), TARGET).budget_break_even
    found = paths_of(replace(scenario, budget=even))

    spent = even * found.unit - np.maximum(even * found.unit - np.maximum(found.net, 0), 0)
    surplus = (found.discount * (spent + found.other - found.net)).sum(axis=0)

    assert surplus.mean() == pytest.approx(0, abs=1e-6 * (found.discount * found.net).sum(axis=0).mean())
    assert even > needs.needs(scenario_of(unspent="kept"), found, TARGET).budget_break_even
    alone = scenario_of(source=[])
    assert needs.needs(alone, paths_of(alone), TARGET).budget_break_even is None


@pytest.mark.thorough
@settings(deadline=None, max_examples=60)
@given(frequencies, severities, policies, st.integers(0, 10), st.lists(st.integers(0, 8), min_size=1, max_size=5))
def test_the_exact_chance_of_an_income_that_lapses_equals_its_enumeration(frequency, severity, rule, reserve, incomes):
    parts = {"frequency": frequency, "severity": severity, "policy": rule, "opening_reserve": reserve}

    found = asked(ask="ruin", **parts, annual_income=incomes, horizon=len(incomes), unspent="lapses")

    year, alive, expected = year_law(frequency, award_law(severity, rule)), {float(reserve): 1.0}, []
    for income in incomes:
        beyond = {}
        for paid, chance in year.items():
            beyond[-max(paid - income, 0.0)] = beyond.get(-max(paid - income, 0.0), 0.0) + chance
        alive = {left: p for left, p in plus(alive, beyond).items() if left >= -1e-9}
        expected.append(1 - sum(alive.values()))
    assert found["ruin_by_year"] == pytest.approx(expected, abs=1e-6)  # a mixing of 1e-5 costs the enumeration digits


@pytest.mark.thorough
def test_the_exact_chance_agrees_with_plain_simulation_of_several_years():
    paths, incomes = 60_000, [10_000, 15_000, 20_000, 30_000, 35_000]
    parts = {"severity": {"kind": "gamma", "shape": 2.0, "scale": 2000}, "horizon": 5, "opening_reserve": 20_000}
    rate = {"kind": "gamma", "mean": 6, "cv": 0.5}

    found = asked(ask="ruin", rate=rate, inflation=0.05, annual_income=incomes, unspent="lapses", **parts)

    rng = np.random.default_rng(5)
    common, left = rng.gamma(4, 6 / 4, paths), np.full(paths, 20_000.0)
    dry, is_dry = [], np.zeros(paths, bool)
    for year, income in enumerate(incomes):
        counts = rng.poisson(common)
        awards = 1.05**year * rng.gamma(2.0, 2000, int(counts.sum()))
        left -= np.maximum(np.bincount(np.repeat(np.arange(paths), counts), awards, paths) - income, 0)
        is_dry |= left < 0
        dry.append(is_dry.mean())
    assert found["ruin_by_year"] == pytest.approx(dry, abs=4 * 0.5 / np.sqrt(paths))


@pytest.mark.parametrize("wrong", [{"unspent": "gone"}, {"unspent": "lapses", "order": "payments before income"}])
def test_a_question_that_cannot_be_meant_names_the_rule(wrong):
    parts = {"frequency": {"kind": "poisson", "mean": 1}, "severity": {"kind": "fixed", "amount": 5}, "horizon": 1}

    with pytest.raises(QuestionRefused) as stop:
        asked(ask="ruin", **parts, **wrong)

    assert stop.value.key == "unspent"


def test_a_file_that_says_nothing_keeps_what_is_left_and_one_that_says_nonsense_is_refused():
    tree = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    tree["funding"].pop("unspent", None)

    assert not scenario_from(tree).is_lapsing
    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(merged(tree, {"funding": {"unspent": "sometimes"}}))
    assert stop.value.key == "funding.unspent"
    assert scenario_of().inflation != Param("constant", 0.0)


def run(**funding):
    found = studies.run_on(scenario_of(**funding), None, paths=PATHS, seed=3).plain()
    return json.loads(json.dumps(found)) | {"depth": BARE}


def test_the_chance_under_the_other_rule_is_that_of_a_run_under_it():
    kept, lapsing = run(unspent="kept"), run()

    for one, other in ((kept, lapsing), (lapsing, kept)):
        assert one["high"]["needs"]["dry_otherwise"] == other["high"]["dry_by_year"][-1]


def test_study_form_and_pages_say_the_rule_and_what_lapses():
    result = run(opening_reserve=200_000)
    document, _of_run = written(result)
    level = fiscal_form.levels("RS")[0]
    form = fiscal_form.form(result, level, local=False)

    with speaking("en"):
        falls = owing.waterfall(result).grid.rows
        rows = {row[0]: row[1:] for block in fiscal.blocks(form) for row in block.rows}
        on_paper = " ".join(
            tree.words(tree.Document("", "", "en", (), (fiscal.chapter(Bound(result), level, letter="D"),)))
        )
    lapsed = result["high"]["cash"]["lapsed"]
    words = tree.words(document)
    assert "What is left of a year's budget lapses." in " ".join(words)
    assert ["Of the budget lapses", -sum(lapsed)] in falls
    assert sum(amount for _label, amount in falls[:-1]) == pytest.approx(falls[-1][1])
    assert rows["Lapses: what is expected to be left of the budget at the end of the year"] == tuple(
        map(round, lapsed[:3])
    )
    assert "What is left of a year's budget lapses at its end" in on_paper
    assert "It is taken to be paid into the fund in that year" in on_paper
    assert "What is left of the budget at the end of a year" in words


def test_without_other_income_no_budget_breaks_even_and_the_page_says_so():
    result = run(source=[])

    with speaking("en"):
        said = " ".join(narrative.sentences(result, "money"))
    chapter = " ".join(tree.words(written(result)[0]))

    assert result["high"]["needs"]["budget_break_even"] is None
    assert "no yearly budget covers cost on average" in said
    assert "no yearly budget covers cost on average" in chapter


def test_a_fund_that_keeps_what_is_left_says_so_and_has_no_such_line():
    result = run(unspent="kept")

    with speaking("en"):
        form = fiscal_form.form(result, fiscal_form.levels("RS")[0])
        labels = [row[0] for row in owing.waterfall(result).grid.rows]
    assert form.lapsed is None
    assert "Of the budget lapses" not in labels
    assert "What is left of a year's budget stays." in " ".join(tree.words(written(result)[0]))
