"""One purse for several countries: means add, bad years do not, and a shock that meets all at once costs more."""

import json
import math
from dataclasses import replace

import pytest

from litigation_app.statistics.fund import region, scenario_files, study, whatif
from litigation_app.statistics.fund.depth import depth
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.scenario import Damage

pytestmark = pytest.mark.thorough

PATHS = 8000
CODES = ("rs", "ba", "me")


@pytest.fixture(scope="module")
def members():
    return [(one, one.counts) for one in map(scenario_files.load, CODES)]


@pytest.fixture(scope="module")
def found(members):
    return region.together(members, seed=5, shock="mass_case", paths=PATHS)


def test_the_expected_cost_is_the_sum_of_the_countries(members, found) -> None:
    alone = [study.run_series(one, [], paths=PATHS, seed=5 + at).low for at, (one, _counts) in enumerate(members)]

    assert found.quiet.settled_mean == pytest.approx(sum(one.settled_cost.mean for one in alone), rel=1e-9)
    assert found.quiet.present_mean == pytest.approx(sum(one.present_value.mean for one in alone), rel=1e-9)
    assert found.quiet.apart == pytest.approx(sum(one.reserve_needed_q99 for one in alone), rel=1e-9)


def test_bad_years_seldom_meet(members, found) -> None:
    alone = [study.run_series(one, [], paths=PATHS, seed=5 + at).low for at, (one, _counts) in enumerate(members)]

    assert found.quiet.settled_q99 < sum(one.settled_cost.q99 for one in alone)
    assert found.quiet.reserve < found.quiet.apart


def test_a_shock_that_meets_all_costs_more(found) -> None:
    assert found.shocked is not None
    assert found.shocked.present_mean > found.quiet.present_mean
    assert found.shocked.reserve > found.quiet.reserve


def test_a_mass_case_in_every_country_makes_the_dearest_year_dearer(found) -> None:
    """In the year in which every fund is known it leaves only what comes back from its offenders: that year is no dearer."""
    assert found.shocked.worst_mean > found.quiet.worst_mean
    assert found.shocked.worst_q99 > found.quiet.worst_q99
    assert found.shocked.settled_mean < found.quiet.settled_mean


def test_a_shock_that_nobody_knows_is_none(members) -> None:
    assert region.together(members[:2], seed=1, shock="flood", paths=500).shocked is None


def test_the_same_seed_gives_the_same_region(members, found) -> None:
    assert region.together(members, seed=5, shock="mass_case", paths=PATHS).plain() == found.plain()


def test_countries_of_other_years_are_not_added_up(members) -> None:
    (first, counts), second = members[0], members[1]

    with pytest.raises(region.Apart):
        region.together([(replace(first, first_year=2020), counts), second], seed=1, shock="mass_case", paths=500)


def test_a_member_keeps_the_awards_that_its_publication_counted() -> None:
    rs = scenario_files.load("rs")
    damage = Damage(
        "lognormal",
        {},
        None,
        bounds=(0.0, 1000.0, 3000.0, 10_000.0, math.inf),
        counts=tuple(Interval(n, n) for n in (2, 9, 4, 1)),
    )
    counted = replace(rs, groups=tuple(replace(one, damage=damage) for one in rs.groups))
    run = study.run_series(counted, [], paths=300, seed=1)
    deep = depth(counted, list(counted.counts), own=run.high, paths=300, seed=1)
    result = json.loads(study.canonical(replace(run, depth=deep).plain()))

    member = whatif.kept(result)

    assert member is not None
    assert [one.damage.counts for one in member.scenario.groups] == [damage.counts for _one in rs.groups]
