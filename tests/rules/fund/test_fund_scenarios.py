"""Scenario files and whole runs: what a file may say, and how the answers must move when an assumption moves."""

from dataclasses import replace

import numpy as np
import pytest

from litigation_app.statistics.fund import book, scenario_files, simulate, study
from litigation_app.statistics.fund.inputs import CountSeries, CountsRefused, Interval
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.scenario import ScenarioRefused, Source
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

PATHS = 4000


@pytest.fixture(scope="module")
def rs():
    return scenario_files.load("rs")


def ran(scenario, **kwargs):
    return study.run_series(scenario, [], paths=kwargs.pop("paths", PATHS), seed=kwargs.pop("seed", 11), **kwargs)


def paths_of(scenario, seed=11):
    return simulate.run_paths(scenario, simulate.prepare(scenario, scenario.counts), paths=PATHS, seed=seed)


@pytest.mark.thorough
@pytest.mark.parametrize("code", ["ba", "me", "mk", "rs"])
def test_each_country_file_runs_and_agrees_with_its_exact_mean(code):
    result = ran(scenario_files.load(code), paths=20_000)

    assert result.low.check.standard_errors < 4.5
    assert result.low == result.high
    assert 0.6 < result.low.office_share < 0.95


@pytest.mark.thorough
def test_the_serbian_file_gives_the_known_figures(rs):
    found = ran(rs, paths=50_000).low

    assert found.settled_cost.mean == pytest.approx(103_000, rel=0.01)
    assert found.settled_cost.q95 == pytest.approx(147_000, rel=0.015)
    assert found.settled_cost.q99 == pytest.approx(177_000, rel=0.015)
    assert found.present_value.mean == pytest.approx(886_000, rel=0.005)
    assert found.present_value.q99 == pytest.approx(1_220_000, rel=0.015)
    assert found.dry_by_year[-1] == pytest.approx(0.036, abs=0.004)
    assert found.office_share == pytest.approx(0.78, abs=0.01)


@pytest.mark.thorough
def test_the_same_seed_gives_the_same_bytes_for_one_thread_and_for_two(rs):
    one, two, other = ran(rs), ran(rs, threads=2), ran(rs, seed=12)

    assert study.canonical(one.plain()) == study.canonical(two.plain())
    assert study.canonical(one.plain()) != study.canonical(other.plain())


def test_a_shorter_horizon_is_the_beginning_of_a_longer_one(rs):
    groups = simulate.prepare(rs, rs.counts)
    size = simulate.block_paths(rs, groups, 500)
    streams = np.random.SeedSequence(3).spawn(2)

    def first_block(horizon):
        rng = np.random.Generator(np.random.SFC64(streams[0]))
        return book.block(replace(rs, horizon=horizon), groups, [rs.policy], rng, size, 0)

    assert np.array_equal(first_block(5)["balance"][0], first_block(10)["balance"][0, :5])


def test_a_higher_cap_costs_no_less_on_any_path(rs):
    low, high = (paths_of(replace(rs, policy=replace(rs.policy, cap=c))) for c in (6000.0, 12000.0))

    assert (high.award >= low.award - 1e-6).all()
    assert (high.balance.min(axis=0) <= low.balance.min(axis=0) + 1e-6).all()


def test_an_unindexed_cap_is_never_exceeded_and_costs_no_more_than_an_indexed_one(rs):
    fixed = paths_of(replace(rs, policy=replace(rs.policy, indexed=False)))
    indexed = paths_of(rs)

    assert (fixed.award <= fixed.awarded * rs.policy.cap + 1e-6).all()
    assert fixed.award.sum() < indexed.award.sum()


@pytest.mark.thorough
def test_a_larger_budget_never_raises_the_chance_of_running_dry(rs):
    chances = [ran(replace(rs, budget=b)).low.dry_by_year[-1] for b in (0.0, 20_000.0, 40_000.0, 80_000.0)]

    assert chances == sorted(chances, reverse=True)


def test_all_money_times_k_scales_money_and_leaves_the_chance_of_running_dry(rs):
    k = 4.0
    scaled = replace(
        rs,
        groups=tuple(replace(g, damage=g.damage.times(k)) for g in rs.groups),
        policy=rs.policy.times(k),
        admin_fixed=Param("constant", k * rs.admin_fixed.a),
        per_application=replace(
            rs.per_application, a=k * rs.per_application.a, b=k * rs.per_application.b, c=k * rs.per_application.c
        ),
        start_up=k * rs.start_up,
        opening_reserve=k * rs.opening_reserve,
        budget=k * rs.budget,
        sources=tuple(replace(s, base=k * s.base) for s in rs.sources),
    )

    one, many = ran(rs).low, ran(scaled).low

    assert many.present_value.q99 == pytest.approx(k * one.present_value.q99, rel=1e-6)
    assert many.dry_by_year == one.dry_by_year


def test_equal_floor_and_cap_make_the_cost_of_awards_their_number(rs):
    flat = replace(rs, policy=Policy(floor=3000.0, cap=3000.0), inflation=Param("constant", 0.0))

    found = paths_of(flat)

    assert np.array_equal(found.award, 3000.0 * found.awarded)
    assert ran(flat).is_flat_award


def test_no_victims_and_no_office_cost_nothing(rs):
    nothing = replace(
        rs,
        groups=tuple(replace(g, share_in_scope=0.0) for g in rs.groups),
        admin_fixed=Param("constant", 0.0),
        start_up=0.0,
    )

    found = ran(nothing).low

    assert found.present_value.mean == 0
    assert found.dry_by_year[-1] == 0
    assert found.office_share == 0


def test_recoveries_never_exceed_the_awards_so_far(rs):
    found = paths_of(replace(rs, recovery_share=Param("constant", 1.0)))

    assert (np.cumsum(found.recovery, axis=0) <= np.cumsum(found.award, axis=0) + 1e-6).all()


def test_one_uncertain_rate_for_all_years_makes_bad_decades_worse_than_independent_years(rs):
    # the commonest silent error: yearly totals drawn apart from each other
    awards = paths_of(rs).award
    apart = np.stack([np.random.default_rng(i).permutation(row) for i, row in enumerate(awards)])

    assert np.quantile(awards.sum(axis=0), 0.99) > 1.1 * np.quantile(apart.sum(axis=0), 0.99)


def counted(*years):
    return CountSeries("trafficking", {2018 + i: Interval(*y) for i, y in enumerate(years)}, "test", "X-1")


@pytest.mark.thorough
def test_withheld_years_are_run_at_their_lowest_and_at_their_highest(rs):
    series = counted((30, 30), (35, 35), (28, 44), (41, 41))

    result = study.run_series(rs, [series], paths=PATHS, seed=1)

    assert result.masked_share == pytest.approx(1 / 4)
    assert result.low.counts["trafficking"]["2020"] == (28, 28)
    assert result.high.counts["trafficking"]["2020"] == (44, 44)
    assert result.low.victims_a_year < result.high.victims_a_year
    assert result.releases == {"trafficking": "X-1"}


@pytest.mark.thorough
def test_lower_counts_can_cost_more_because_they_waver_more_and_the_result_says_so(rs):
    series = counted((1, 9), (30, 30), (41, 41))

    result = study.run_series(rs, [series], paths=PATHS, seed=1)

    assert result.low.present_value.q99 > result.high.present_value.q99
    assert result.is_crossed


def test_counts_for_a_group_that_the_scenario_does_not_know_are_refused(rs):
    with pytest.raises(CountsRefused, match="piracy"):
        study.run_series(rs, [CountSeries("piracy", {2020: Interval(1, 1)}, "test")], paths=10, seed=1)


def test_a_surcharge_brings_convictions_times_amount_times_collection(rs):
    only = Source("surcharge", 28_000 * 5.0, 0.0, 1.0, Param("constant", 0.5))
    found = paths_of(replace(rs, budget=0.0, sources=(only,), inflation=Param("constant", 0.0)))

    assert (found.income == 70_000).all()


def tree(**parts):
    base = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    return merged(base, parts)


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"typo": 1}, "typo"),
        ({"policy": {"ceiling": 4}}, "policy.ceiling"),
        ({"policy": {"cap": 100}}, "policy.cap"),
        ({"uptake": {"ramp": [0.5, 1.5]}}, "uptake.ramp"),
        ({"delay": {"decision_lag_years": [0.5, 0.1]}}, "delay.decision_lag_years"),
        ({"delay": {"advance_share": 1.2}}, "delay.advance_share"),
        (
            {"uptake": {"application_rate": {"dist": "pert", "low": 0.5, "mode": 0.2, "high": 0.9}}},
            "uptake.application_rate",
        ),
        ({"uptake": {"grant_rate": 1.2}}, "uptake.grant_rate"),
        ({"uptake": {"grant_rate": {"dist": "normal", "mean": 0.5, "sd": 0.1}}}, "uptake.grant_rate"),
        ({"economy": {"inflation": {"dist": "magic"}}}, "economy.inflation.dist"),
        ({"economy": {"interest_on_reserve": 1.01}}, "economy.interest_on_reserve"),
        ({"model": {"horizon_years": 31}}, "model.horizon_years"),
        ({"severity": []}, "frequency.0"),
    ],
)
def test_a_scenario_that_cannot_be_meant_is_refused_with_its_key(parts, key):
    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(tree(**parts))

    assert stop.value.key == key


def test_a_distribution_without_a_source_is_a_warning(rs):
    bare = scenario_from(merged(tree(), {"origin": {"economy.inflation": {"badge": "expert", "source": ""}}}))

    assert any("economy.inflation" in w for w in bare.warnings)
    assert not any("economy.inflation" in w for w in rs.warnings)


def test_the_hash_follows_the_meaning_and_not_the_spelling(rs):
    same = scenario_from(dict(reversed(list(tree().items()))))
    other = scenario_from(tree(policy={"cap": 10001}))

    assert same.hash == rs.hash
    assert other.hash != rs.hash


def test_an_include_stays_in_its_folder(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text('include = "../secret.toml"')

    with pytest.raises(ScenarioRefused, match="plain name"):
        scenario_files.read(path)
