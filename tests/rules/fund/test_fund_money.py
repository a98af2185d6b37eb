"""What a scenario may say about money and about the rule of the award: each part against its exact mean or its closed form."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from litigation_app.statistics.fund import closed_form, clusters, exact, frequency, scenario_files, simulate
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import Band, Policy
from litigation_app.statistics.fund.scenario import Advance, ScenarioRefused, Stress
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

PATHS = 20_000


@pytest.fixture(scope="module")
def rs():
    return scenario_files.load("rs")


def tree(**parts):
    return merged(scenario_files.read(scenario_files.FOLDER / "rs.toml"), parts)


def simulated(scenario, seed=5, paths=PATHS):
    groups = simulate.prepare(scenario, scenario.counts)
    return groups, simulate.run_paths(scenario, groups, paths=paths, seed=seed)


def apart(scenario):
    """Standard errors between the simulated and the exact mean present value."""
    groups, found = simulated(scenario)
    present = (found.net * found.discount).sum(axis=0)
    error = present.std(ddof=1) / np.sqrt(len(present))
    return abs(present.mean() - exact.mean_present_value(scenario, groups)) / error


@pytest.mark.thorough
@pytest.mark.parametrize(
    "change",
    [
        {"advance": Advance(0.3, 1500.0, 0.4)},
        {"advance": Advance(0.3, 1500.0, 0.4), "policy": Policy(floor=500, cap=10000, indexed=False)},
        {"eligible": Param("pert", 0.5, 0.7, 0.9)},
        {"old_cases": 300.0, "old_cases_spread": (0.5, 0.3, 0.2)},
        {"payment_lag": (0.6, 0.4)},
        {"policy": Policy(share=0.8, floor=500, cap=10000, collateral=1500)},
        {"policy": Policy(share=0.8, floor=500, cap=10000, collateral=1500, indexed=False)},
        {"policy": Policy(bands=(Band(0, 1000), Band(4000, 3000), Band(10000, 9000)))},
        {"policy": Policy(bands=(Band(0, 1000), Band(4000, 3000), Band(10000, 9000)), indexed=False)},
        {"stress": Stress("mass case", victims=40.0, victims_year=2)},
    ],
)
def test_each_rule_agrees_with_its_exact_mean(rs, change):
    assert apart(replace(rs, **change)) < 4


def test_what_is_decided_long_after_the_last_year_sets_nothing_off(rs):
    late = replace(rs, horizon=3, lag=(0.0,) * 4 + (1.0,), advance=Advance(0.3, 1500.0, 0.4))
    groups = simulate.prepare(late, late.counts)

    cost = closed_form.mean_cost(late, groups, {"discount": np.asarray([late.discount.mean])})

    never = replace(late, advance=Advance(0.3, 1500.0, 0.0))
    assert exact.mean_present_value(late, groups) == exact.mean_present_value(never, groups)
    assert np.isfinite(cost).all()


def test_a_banded_tariff_pays_its_own_amounts_only(rs):
    flat = replace(rs, policy=Policy(bands=(Band(0, 1000), Band(6000, 4000))), inflation=Param("constant", 0.0))

    _, found = simulated(flat, paths=2000)

    assert (found.award % 1000 == 0).mean() > 0.999  # one atom of 65,536 lies on the border of two bands
    assert (found.award >= 1000 * found.awarded).all()
    assert (found.award <= 4000 * found.awarded).all()


@pytest.mark.thorough
def test_advances_are_paid_earlier_set_off_and_lost_where_refused(rs):
    still = replace(rs, inflation=Param("constant", 0.0), growth=Param("constant", 0.0))
    granted = replace(still, grant_rate=Param("constant", 1.0))

    _, without = simulated(granted)
    groups, with_advance = simulated(replace(granted, advance=Advance(0.5, 4000.0)))
    _, lost = simulated(replace(still, advance=Advance(0.5, 4000.0)))
    _, regained = simulated(replace(still, advance=Advance(0.5, 4000.0, 1.0)))

    all_paid, all_advanced = (p.award.sum(axis=0) + p.owed for p in (without, with_advance))
    assert np.allclose(all_paid, all_advanced)
    assert with_advance.award[0].mean() > 1.3 * without.award[0].mean()
    assert regained.award.sum() < 0.9 * lost.award.sum()
    assert groups[0].victims > 0


def test_what_is_owed_at_the_end_is_what_a_longer_horizon_pays(rs):
    quiet = replace(rs, inflation=Param("constant", 0.0), payment_lag=(0.5, 0.5))
    groups = simulate.prepare(quiet, quiet.counts)

    short = simulate.run_paths(quiet, groups, paths=8000, seed=1)
    rate = sum(g.victims for g in groups) * rs.application_rate.mean * rs.grant_rate.mean

    # of the last year's applications 45 % are undecided, of the year before 10 %; half of each year's decisions is unpaid
    grown = 1.01**9
    undecided = rate * grown * (0.45 + 0.10)
    unpaid = rate * grown * (0.55 + 0.35 + 0.10) / 2
    award = short.award.sum() / max(short.awarded.sum(), 1)
    assert short.owed.mean() == pytest.approx((undecided + unpaid) * award, rel=0.1)


def test_confiscations_come_in_lumps_with_their_mean(rs):
    source = {"name": "confiscations", "events_per_year": 0.5, "event_mean": 40000, "event_cv": 1.5, "share": 0.3}
    lumpy = scenario_from(tree(funding={"source": [source]}, economy={"inflation": 0.0}))

    _, found = simulated(lumpy)

    assert found.other.mean() == pytest.approx(0.5 * 40000 * 0.3, rel=0.03)
    assert lumpy.sources[0].mean == pytest.approx(6000)
    assert (found.other == 0).mean() == pytest.approx(np.exp(-0.5), abs=0.01)


def test_sources_begin_and_end_and_rise_with_prices_as_they_say(rs):
    sources = [
        {"name": "levy", "contracts_per_year": 1000, "levy": 2.0, "first_year": 3, "indexed": False},
        {"name": "donations", "base_per_year": 500, "last_year": 2},
    ]
    found = simulated(scenario_from(tree(funding={"source": sources}, economy={"inflation": 0.1})), paths=64)[1]

    levy, donations = found.receipts
    assert levy[:, 0].tolist() == [0, 0, *[2000.0] * 8]
    assert donations[:, 0] == pytest.approx([500, 550, *[0] * 8])
    assert np.allclose(found.other, levy + donations)


def test_a_recession_of_collections_leaves_the_budget(rs):
    shock = Stress("recession", factor=0.5, first=1, last=2)
    quiet = replace(rs, inflation=Param("constant", 0.0), sources=tuple(replace(s, cv=0.0) for s in rs.sources))

    whole, half = (simulated(replace(quiet, stress=s), paths=500)[1].income for s in (None, shock))

    assert np.allclose(half[[0, 3, 4]], whole[[0, 3, 4]])
    assert np.allclose(whole[1] - half[1], 0.5 * (whole[1] - rs.budget))


@pytest.mark.parametrize("model", ["negbin", "gamma_poisson", "clustered"])
def test_victims_who_are_reported_late_raise_the_rate(model):
    soon = dict(tree()["frequency"][0], model=model)

    scenarios = (scenario_from(tree(frequency=[one])) for one in (soon, {**soon, "reporting": {"shares": [0.8, 0.2]}}))

    known, grown = (simulate.prepare(s, s.counts)[0].victims for s in scenarios)
    assert grown == pytest.approx(known + 66 * 0.25 / 9, rel=0.05)


def test_of_victims_in_cases_each_is_reported_by_herself():
    cases, size, share = np.asarray([[1.7]]), np.asarray([[4.0]]), 0.3

    def law(most, *of):
        return np.exp([float(log[0, 0]) for log in clusters._log_pmf(most, *of)])

    every, seen = law(400, cases, size), law(20, *clusters._thinned(cases, size, share))

    assert seen == pytest.approx([every @ stats.binom.pmf(n, np.arange(401), share) for n in range(21)])


def test_a_triangle_of_reports_gives_the_same_shares():
    table = dict(tree()["frequency"][0], reporting={"triangle": [[100, 60, 40], [120, 72], [150]]})

    assert scenario_from(tree(frequency=[table])).groups[0].reported == pytest.approx((0.5, 0.8, 1.0))


@pytest.mark.thorough
@pytest.mark.parametrize("fit", ["gamma", "weibull", "pareto"])
def test_every_family_runs_from_quantiles_with_and_without_a_sample_size(fit):
    for extra in ({}, {"n": 40}):
        severity = [
            {"group": "trafficking", "fit": fit, "quantiles": {"0.25": 2500, "0.5": 5000, "0.9": 12000}, **extra}
        ]
        assert apart(scenario_from(tree(severity=severity))) < 4


@pytest.mark.extensive
def test_a_histogram_with_withheld_bins_and_a_tariff_are_damages_too():
    histogram = {"bounds": [0, 2000, 5000, 10000, "open"], "counts": [[1, 4], 20, 15, [1, 9]]}
    tariff = {"amounts": [1000, 4000, 9000], "counts": [10, 20, 5]}

    for part in ({"fit": "gamma", "histogram": histogram}, {"fit": "tariff", "tariff": tariff}):
        assert apart(scenario_from(tree(severity=[{"group": "trafficking", **part}]))) < 4


def test_victims_who_come_in_cases_have_the_closed_form_of_their_law():
    # Polya-Aeppli: mean rate * size, variance rate * size * (2 size - 1)
    pmf = np.exp(list(clusters._log_pmf(400, np.asarray(2.0), np.asarray(5.0))))
    k = np.arange(401)

    mean = float(k @ pmf)

    assert pmf.sum() == pytest.approx(1, abs=1e-9)
    assert mean == pytest.approx(10, abs=1e-6)
    assert float((k - mean) ** 2 @ pmf) == pytest.approx(2 * 5 * 9, abs=1e-4)


def test_clustered_counts_of_montenegro_waver_less_than_the_dispersion_prior_says():
    counts = [Interval(c, c) for c in (0, 39, 48, 3, 7)]

    in_cases, one_by_one = clusters.fit(counts), frequency.fit(counts)

    assert in_cases.mean < one_by_one.mean
    assert in_cases.variance < one_by_one.variance / 3
    assert float(in_cases.weight @ in_cases.size) > 5


@pytest.mark.thorough
def test_a_scenario_of_clustered_cases_agrees_with_its_exact_mean():
    me = scenario_files.load("me")
    clustered = replace(me, groups=tuple(replace(g, model="clustered") for g in me.groups))

    assert apart(clustered) < 4


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"funding": {"source": [{"name": "x", "base_per_year": 1, "events_per_year": 2}]}}, "funding.source.0"),
        ({"funding": {"source": [{"name": "x", "base_per_year": 1, "first_year": 0}]}}, "funding.source.0.first_year"),
        ({"delay": {"payment_lag_years": [0.5]}}, "delay.payment_lag_years"),
        ({"uptake": {"eligible_share": 1.5}}, "uptake.eligible_share"),
        ({"retroactivity": {"cases": -1}}, "retroactivity.cases"),
        ({"policy": {"tariff": [{"from": 5, "amount": 1}, {"from": 2, "amount": 3}]}}, "policy.tariff"),
        ({"stress": {"x": {"name": "x", "typo": 1}}}, "stress.x.typo"),
        ({"option": {"A": {"name": "x", "changes": {"policy": {"cap": 1}}}}}, "option.A.changes.policy.cap"),
        ({"severity": [{"group": "trafficking", "fit": "magic"}]}, "severity.trafficking.fit"),
    ],
)
def test_money_that_cannot_be_meant_is_refused_with_its_key(parts, key):
    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(tree(**parts))

    assert stop.value.key == key


def test_a_mass_case_changes_nothing_but_itself(rs):
    quiet, struck = (
        simulated(replace(rs, stress=s), paths=2000)[1]
        for s in (None, Stress("mass case", victims=40.0, victims_year=2))
    )

    assert np.array_equal(quiet.award[:2], struck.award[:2])
    assert (struck.award >= quiet.award).all()
    assert (struck.applied[2] - quiet.applied[2]).mean() == pytest.approx(40 * rs.application_rate.mean * 0.8, rel=0.05)
    assert np.array_equal(struck.applied[3:], quiet.applied[3:])
