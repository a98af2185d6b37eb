"""The points that the pictures of a run stand on: against the sample, the law and the rule they come from."""

from dataclasses import replace

import numpy as np
import pytest

from litigation_app.statistics.fund import curves, scenario_files, studies, study
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.prepared import prepare


@pytest.fixture(scope="module")
def rs():
    return scenario_files.load("rs")


def test_each_point_of_the_curve_is_exceeded_by_its_share_of_the_futures():
    sample = np.sort(np.random.default_rng(1).lognormal(0, 1, 20_000))

    found = curves.exceeded(sample)

    assert [p.chance for p in found][-1] == 0.0005  # ten of twenty thousand lie beyond it
    for point in found:
        assert (sample > point.value).mean() == pytest.approx(point.chance, abs=1 / len(sample))


def test_a_curve_of_very_few_futures_is_their_middle():
    assert curves.exceeded(np.asarray([1.0, 2.0, 3.0]))[0].chance in {0.5, 0.99}
    assert len(curves.exceeded(np.asarray([1.0, 2.0, 3.0]))) == 1


def test_the_curve_agrees_with_the_printed_bad_cases(rs):
    one = study.run_series(rs, [], paths=3000, seed=1).high

    at = {p.chance: p.value for p in one.exceeded}
    assert (at[0.5], at[0.05], at[0.01]) == (one.present_value.q50, one.present_value.q95, one.present_value.q99)


def test_next_years_victims_are_foretold_by_the_counts(rs):
    [group] = prepare(rs, rs.counts)

    found = curves.ahead(group)

    assert list(found.levels.values()) == sorted(found.levels.values())
    assert found.levels["0.05"] < found.mean < found.levels["0.95"]
    assert list(found.levels.values()) == group.posterior.levels(curves.AHEAD)


@pytest.mark.parametrize("cap", [3000.0, 10_000.0, float("inf")])
def test_awards_stand_between_floor_and_cap_and_damages_do_not(rs, cap):
    ruled = replace(rs, policy=replace(rs.policy, cap=cap))
    [group] = prepare(ruled, rs.counts)

    found = curves.award_shape(group, ruled)

    assert sum(found.awards) == pytest.approx(1)
    assert sum(found.damages) == pytest.approx(1)
    assert found.cap == (None if cap == float("inf") else cap)
    over = sum(share for share, left in zip(found.awards, found.edges, strict=False) if left > cap)
    assert over == 0
    if found.cap:
        assert sum(d for d, left in zip(found.damages, found.edges, strict=False) if left >= cap) > 0
        assert found.at_cap == pytest.approx(1 - float(group.laws[0].cdf(np.asarray(cap))), abs=1e-3)


@pytest.mark.thorough
def test_a_published_histogram_stands_beside_its_law(rs):
    damage = replace(
        rs.groups[0].damage, quantiles={}, bounds=(0.0, 1000.0, 5000.0, np.inf),
        counts=(Interval(3, 8), Interval(10, 10), Interval(4, 4)),
    )  # fmt: skip
    seen = replace(rs, groups=(replace(rs.groups[0], damage=damage),))
    [group] = prepare(seen, rs.counts)

    found = curves.award_shape(group, seen)

    assert found.seen_bounds == (0.0, 1000.0, 5000.0, None)
    assert found.seen_counts == ((3, 8), (10, 10), (4, 4))


@pytest.mark.extensive
@pytest.mark.thorough
def test_every_country_has_all_points(rs):
    for code in scenario_files.names():
        one = studies.run_whole(scenario_files.load(code), None, paths=300, seed=1)
        assert (
            {a.group for a in one.depth.ahead}
            == {a.group for a in one.depth.awards}
            == {g.name for g in scenario_files.load(code).groups}
        )


@pytest.mark.parametrize("cap", [10_000.0, float("inf")])
def test_another_cap_gives_the_mean_award_of_a_run_with_that_cap(rs, cap):
    ruled = replace(rs, policy=replace(rs.policy, cap=cap))
    [group] = prepare(ruled, rs.counts)

    found = curves.award_shape(group, ruled)

    assert len(found.by_cap) == len(curves.OTHER_CAPS)
    for one in found.by_cap:
        other = replace(rs, policy=replace(rs.policy, cap=one.cap))
        alone = curves.award_shape(group, other)
        assert one.mean == pytest.approx(alone.mean, rel=1e-4)
        assert one.cut == pytest.approx(alone.at_cap, abs=1e-3)


def test_no_cap_below_the_floor_is_asked(rs):
    ruled = replace(rs, policy=replace(rs.policy, floor=4000.0))
    [group] = prepare(ruled, rs.counts)

    assert [one.cap for one in curves.award_shape(group, ruled).by_cap] == [5000.0, 10_000.0, 20_000.0, 40_000.0]
