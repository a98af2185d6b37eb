"""The bad ends of a simulation and its chance of running dry, held against what is computed without random numbers."""

from dataclasses import replace

import numpy as np
import pytest

import checked_runs
import without_chance
from litigation_app.statistics.fund import dry, horizon, prepared, scenario_files
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.simulate import run_paths

PATHS = 20_000


def certain(value):
    return Param("constant", value)


def plain(code="rs", **changes):
    """A scenario of which all can be computed: no income but the budget, an office of a known cost, nothing comes back."""
    one = replace(
        scenario_files.load(code), sources=(), recovery_share=certain(0.0), per_application=certain(0.0), lag=(1.0,),
        admin_fixed=certain(60_000.0), start_up=0.0, budget=110_000.0, opening_reserve=50_000.0,
    )  # fmt: skip
    return replace(one, **changes)


def checked(scenario, wrong=None, *, with_dry=True):
    """Awards and, where all can be computed, the chance of each year; `wrong`: what the simulated world is instead."""
    groups, other = prepared.prepare(scenario, scenario.counts), wrong or scenario
    simulated = run_paths(other, prepared.prepare(other, other.counts), paths=PATHS, seed=4)
    awards = checked_runs.awards(scenario, groups, simulated)
    return awards, checked_runs.dry(scenario, groups, simulated) if with_dry else []


@pytest.mark.thorough
@pytest.mark.parametrize("code", ["rs", "mk", "ba", "me"])
def test_the_awards_of_each_country_s_file_agree_with_what_is_computed(code):
    awards, _dry = checked(scenario_files.load(code), with_dry=False)

    assert len(awards) == 2
    assert all(one.is_agreed for one in awards), awards


@pytest.mark.thorough
@pytest.mark.parametrize("is_lapsing", [True, False])
def test_where_all_can_be_computed_the_chance_of_each_year_agrees(is_lapsing):
    awards, by_year = checked(plain(is_lapsing=is_lapsing))

    assert len(by_year) == 10
    assert all(one.is_agreed for one in (*awards, *by_year)), by_year
    assert by_year[-1].computed > 0.005


@pytest.mark.thorough
def test_cases_of_several_victims_and_late_decisions_agree_too():
    clustered = plain("me", groups=tuple(replace(g, model="clustered") for g in plain("me").groups))
    poisson = plain(lag=(0.5, 0.5), groups=tuple(replace(g, model="gamma_poisson") for g in plain().groups))

    for awards, by_year in (checked(clustered), checked(poisson)):
        assert all(one.is_agreed for one in (*awards, *by_year)), (awards, by_year)


@pytest.mark.thorough
def test_a_simulation_of_another_world_is_noticed():
    right = plain()

    more, _dry = checked(right, wrong=replace(right, grant_rate=certain(right.grant_rate.mean)))
    _awards, later = checked(right, wrong=replace(right, budget=100_000.0))

    assert not all(one.is_agreed for one in more)
    assert not later[-1].is_agreed


@pytest.mark.thorough
def test_with_a_gamma_rate_it_is_what_the_exact_methods_of_a_question_say():
    """`fund compute` takes a Gamma rate, one share who get an award and known prices: the same must come out."""
    one = plain(
        application_rate=certain(0.4), grant_rate=certain(0.5), growth=certain(0.0), inflation=certain(0.02), ramp=(1.0,),
        is_lapsing=False, groups=tuple(replace(g, model="gamma_poisson") for g in plain().groups),
    )  # fmt: skip
    groups = prepared.prepare(one, one.counts)
    [group] = groups
    mean, cv = (
        0.2 * group.posterior.mean,
        ((group.posterior.variance - group.posterior.mean) ** 0.5) / group.posterior.mean,
    )
    pay = horizon.Payments(
        rate=mean,
        rate_cv=cv,
        law=group.laws[0],
        policy=one.policy,
        horizon=10,
        inflation=0.02,
        discount=one.discount.mean,
    )
    total = horizon.present_value(pay).near

    ours = without_chance.awards_today(one, groups, 1.3 * total.var(0.99))
    held = checked_runs.means(one, np.asarray([1.02**t for t in range(10)]))

    for p in (0.5, 0.95, 0.99):
        assert checked_runs.level(ours, p) == pytest.approx(total.var(p), rel=0.006)
    chances = without_chance.dry_by_year(one, groups, lambda index: checked_runs.means(one, index))
    assert chances == pytest.approx(dry.ruin_of(pay, held).by_year, abs=0.003, rel=0.03)
