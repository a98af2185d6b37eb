"""Beside a run: its bad ends and the chance of running dry computed without random numbers, or why not."""

from dataclasses import replace

import numpy as np
import pytest

from feasible import speaking, written
from litigation_app.advocacy.figures import basis, verification
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import (
    answers,
    checks,
    dry,
    horizon,
    prepared,
    scenario_files,
    studies,
    without_chance,
)
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import Advance, Source
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.fund.simulate import run_paths

PATHS = 20_000


def nobody(share):
    """Nobody wants to know how far it is."""


def certain(value):
    return Param("constant", value)


def plain(code="rs", **changes):
    """A scenario of which all can be computed: no income but the budget, an office of a known cost, nothing comes back."""
    one = replace(
        scenario_files.load(code), sources=(), recovery_share=certain(0.0), per_application=certain(0.0), lag=(1.0,),
        admin_fixed=certain(60_000.0), start_up=0.0, budget=110_000.0, opening_reserve=50_000.0,
    )  # fmt: skip
    return replace(one, **changes)


def checked(scenario, wrong=None):
    """The checks of a run; `wrong`: what the simulated world is instead."""
    groups = prepared.prepare(scenario, scenario.counts)
    other = wrong or scenario
    simulated = run_paths(other, prepared.prepare(other, other.counts), paths=PATHS, seed=4)
    own = answers.answers(scenario, groups, scenario.counts, simulated)
    return checks.checks(scenario, groups, own, PATHS, nobody)


@pytest.mark.thorough
@pytest.mark.parametrize("code", ["rs", "mk", "ba", "me"])
def test_the_awards_of_each_country_s_file_agree_with_what_is_computed(code):
    found = checked(scenario_files.load(code))

    assert found.awards_why == ()
    assert len(found.awards) == 2
    assert all(one.is_agreed for one in found.awards), found.awards
    assert found.dry == ()
    assert {"lag", "recovery", "handling"} <= set(found.dry_why)


@pytest.mark.thorough
@pytest.mark.parametrize("is_lapsing", [True, False])
def test_where_all_can_be_computed_the_chance_of_each_year_agrees(is_lapsing):
    found = checked(plain(is_lapsing=is_lapsing))

    assert (found.awards_why, found.dry_why) == ((), ())
    assert len(found.dry) == 10
    assert all(one.is_agreed for one in (*found.awards, *found.dry)), found
    assert found.dry[-1].computed > 0.005


@pytest.mark.thorough
def test_cases_of_several_victims_and_late_decisions_agree_too():
    clustered = plain("me", groups=tuple(replace(g, model="clustered") for g in plain("me").groups))
    poisson = plain(lag=(0.5, 0.5), groups=tuple(replace(g, model="gamma_poisson") for g in plain().groups))

    for found in (checked(clustered), checked(poisson)):
        assert found.dry_why == ()
        assert all(one.is_agreed for one in (*found.awards, *found.dry)), found


@pytest.mark.thorough
def test_a_simulation_of_another_world_is_noticed():
    right = plain()

    more = checked(right, wrong=replace(right, grant_rate=certain(right.grant_rate.mean)))
    later = checked(right, wrong=replace(right, budget=100_000.0))

    assert not all(one.is_agreed for one in more.awards)
    assert not later.dry[-1].is_agreed


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

    ours = without_chance.awards_today(one, groups, 1.3 * total.var(0.99), nobody)
    held = checks.means(one, np.asarray([1.02**t for t in range(10)]))

    for p in (0.5, 0.95, 0.99):
        assert checks.level(ours, p) == pytest.approx(total.var(p), rel=0.006)
    chances = without_chance.dry_by_year(one, groups, lambda index: checks.means(one, index), nobody)
    assert chances == pytest.approx(dry.ruin_of(pay, held).by_year, abs=0.003, rel=0.03)


REASONS = [
    ({"is_checked": False}, "switched_off"),
    ({"advance": Advance(0.5, 1000.0)}, "advances"),
    ({"payment_lag": (0.5, 0.5)}, "payment"),
    ({"recovery_share": certain(0.05)}, "recovery"),
    ({"per_application": certain(300.0)}, "handling"),
    ({"admin_fixed": Param("pert", 1.0, 2.0, 3.0)}, "office"),
    ({"sources": (Source("levy", 10.0, 0.1, 1.0, certain(1.0)),), "is_lapsing": False}, "receipts"),
    ({"sources": (Source("levy", 10.0, 0.0, 1.0, certain(1.0)),)}, "lapsing"),
    ({"interest": 0.01}, "interest"),
    ({"lag": (0.5, 0.5)}, "lag"),
    ({"budget": 20_000.0}, "uncovered"),
    ({"horizon": 30, "discount": Param("pert", 0.02, 0.03, 0.04)}, "long"),
]


@pytest.mark.parametrize(("change", "reason"), REASONS)
def test_why_the_chance_is_not_computed_is_named(change, reason):
    one = plain(**change)

    assert reason in checks.dry_why_not(one, prepared.prepare(one, one.counts))
    assert checks.dry_why_not(plain(), prepared.prepare(plain(), plain().counts)) == ()


def test_each_reason_has_words_and_the_switch_of_the_file_is_read():
    tree = dict(scenario_files.load("rs").tree)
    off = scenario_from(tree | {"model": tree["model"] | {"exact_check": False}})

    assert (scenario_files.load("rs").is_checked, off.is_checked) == (True, False)
    with speaking("en"):
        for _change, reason in [*REASONS, ({}, "damages")]:
            [said] = verification.sentences(
                {"depth": {"checks": {"awards": [], "awards_why": [], "dry": [], "dry_why": [reason]}}}
            )
            assert f"because {reason}." not in said  # a code without words would stand there itself


@pytest.mark.thorough
def test_page_study_and_command_show_it(results):
    result = results["rs"]

    for language in LANGUAGES:
        with speaking(language):
            _how, chance = verification.sentences(result)
            figure = basis.checks(result)
        document, _bound = written(result, language)
        [annex] = [one for one in document.chapters if one.number == "A"]
        assert len(figure.grid.rows) == 3
        assert chance in figure.note
        assert chance in str(annex)
    lines = list(studies.in_words(result))
    assert sum("present value of awards, 9" in one for one in lines) == 2
    assert any("dry not computed without chance, because of: lag" in one for one in lines)


@pytest.mark.thorough
@pytest.mark.parametrize("is_lapsing", [True, False])
def test_the_check_says_how_far_it_is_and_arrives(is_lapsing):
    told = []
    one = plain(is_lapsing=is_lapsing, recovery_share=certain(0.1 if is_lapsing else 0.0))
    groups = prepared.prepare(one, one.counts)
    own = answers.answers(one, groups, one.counts, run_paths(one, groups, paths=500, seed=4))

    found = checks.checks(one, groups, own, 500, told.append)

    assert bool(found.dry) != is_lapsing
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert len(set(told)) > without_chance.many_levels(one)
