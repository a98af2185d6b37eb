"""Counts that see only some of the victims: futures, exact means and sensitivity hold those whom they do not see."""

import json
from dataclasses import replace

import numpy as np
import pytest

from feasible import speaking, written
from litigation_app.advocacy.figures import basis, choices, rules
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import (
    closed_form,
    exact,
    scenario_files,
    sensitivity,
    simulate,
    studies,
    variance_shares,
    workload,
)
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from

HALF = {"dist": "pert", "low": 0.3, "mode": 0.5, "high": 0.9, "source": "two lists compared"}


def scenario_of(coverage, code="rs"):
    tree = scenario_files.read(scenario_files.FOLDER / f"{code}.toml")
    tree["frequency"] = [dict(tree["frequency"][0], coverage=coverage)]
    return scenario_from(tree)


def run(coverage):
    return json.loads(json.dumps(studies.run_whole(scenario_of(coverage), None, paths=300, seed=3).plain()))


def test_counts_that_see_half_of_the_victims_are_twice_the_rate_path_by_path():
    half, whole = scenario_of(0.5), scenario_of(1.0)
    groups = simulate.prepare(whole, whole.counts)

    twice = [replace(g, scope=2.0) for g in groups]
    one = simulate.run_paths(half, simulate.prepare(half, half.counts), paths=400, seed=1)
    other = simulate.run_paths(whole, twice, paths=400, seed=1, size=simulate.block_paths(half, twice, 400))

    assert np.array_equal(one.award, other.award)


@pytest.mark.thorough
@pytest.mark.parametrize("coverage", [0.4, HALF])
@pytest.mark.parametrize("model", ["negbin", "clustered"])
def test_the_simulated_mean_is_the_exact_one(coverage, model):
    scenario = scenario_of(coverage)
    scenario = replace(scenario, groups=tuple(replace(g, model=model) for g in scenario.groups))
    groups = simulate.prepare(scenario, scenario.counts)

    found = simulate.run_paths(scenario, groups, paths=20_000, seed=5)

    present = (found.net * found.discount).sum(axis=0)
    error = present.std(ddof=1) / np.sqrt(len(present))
    assert abs(present.mean() - exact.mean_present_value(scenario, groups)) < 4 * error


def test_an_uncertain_share_is_a_bar_and_a_share_of_the_variance():
    scenario = scenario_of(HALF)
    groups = simulate.prepare(scenario, scenario.counts)

    bars = {bar.code: bar for bar in sensitivity.tornado(scenario, groups)}
    shares = {one.code: one for one in variance_shares.sobol(scenario, groups, seed=1, sample=2**9)}
    levels = (np.arange(2000) + 0.5) / 2000
    values = {"coverage:trafficking": scenario.groups[0].coverage.quantile(levels)}
    still = replace(
        scenario, inflation=Param("constant", 0.0), discount=Param("constant", 0.0), growth=Param("constant", 0.0)
    )

    bar = bars["coverage:trafficking"]
    assert 0.3 < bar.low < bar.high < 0.9
    assert bar.at_low > bar.at_high
    assert shares["coverage:trafficking"].total > 0.02
    mean = closed_form.mean_cost(still, groups, values).mean()
    assert mean == pytest.approx(exact.mean_present_value(still, groups), rel=1e-3)


def test_more_victims_are_more_work():
    seen, half = (workload.draws_of_a_future(s, s.counts) for s in (scenario_of(1.0), scenario_of(0.5)))

    assert half == pytest.approx(2 * seen)


@pytest.mark.thorough
def test_page_and_study_say_that_counts_are_taken_for_all_or_which_share_they_see():
    whole, half = run(1.0), run(HALF)
    sentence = "The counts are taken for all victims"

    with speaking("en"):
        bars = [row[0] for row in choices.tornado(half).grid.rows]
    said = {code: " ".join(_words(written(one)[0])) for code, one in (("whole", whole), ("half", half))}
    annex = {row[0]: row for row in written(half)[0].chapters[13].parts[0].rows}

    assert "counts_are_all" in {one.code for one in rules.rails(whole)}
    assert "counts_are_all" not in {one.code for one in rules.rails(half)}
    [rail] = [one for one in rules.rails(half) if one.code == "counts_see"]
    assert (rail.group, round(rail.facts["share"], 3)) == ("trafficking", 0.533)
    assert sentence in said["whole"]
    assert sentence not in said["half"]
    assert "are taken to see 53.3" in said["half"]
    assert "Share of all victims whom the counts see (trafficking in human beings)" in bars
    row = annex["Share of all victims whom the counts see: trafficking in human beings"]
    assert row[2:] == ("published elsewhere", "two lists compared")


@pytest.mark.thorough
def test_whatever_is_said_of_counts_says_that_it_is_of_victims_counted():
    whole, half = run(1.0), run(HALF)
    see = f"are taken to see 53.3{NBSP}% of all victims"

    chapters = {one.number: one for one in written(half)[0].chapters}
    [table] = [part for part in chapters["5"].parts if getattr(part, "title", "").startswith("Victims counted")][:1]
    with speaking("en"):
        notes = [basis.counts(result)[0].note for result in (half, whole)]
        units = basis.counts(whole)[0].picture
    document = written(half)[0]

    for number in ("4", "5"):
        words = " ".join(_words(replace(document, chapters=(chapters[number],))))
        assert see in words
        assert "What is said of a year's counts is of victims counted" in words
    assert table.headings == ("Year", "Victims counted")
    assert see in notes[0]
    assert "are taken to see" not in notes[1]
    assert "victims counted" in str(units)


def _words(document):
    from litigation_app.advocacy.feasibility.documents import rules as tree

    return tree.words(document)


@pytest.mark.parametrize("wrong", [0, 1.2, {"dist": "pert", "low": 0, "mode": 0.5, "high": 1}, "many"])
def test_a_share_that_cannot_be_meant_is_refused_with_its_key(wrong):
    with pytest.raises(ScenarioRefused) as stop:
        scenario_of(wrong)

    assert stop.value.key == "frequency.0.coverage"
