"""Laws of numbers and amounts: published answers, closed forms, and the traps that once gave wrong numbers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.statistics.fund import dry, frequency, horizon, lattice, severity
from litigation_app.statistics.fund.amounts import Atoms, Gamma, Grouped, Lognormal, Lomax, Weibull, limited_mean
from litigation_app.statistics.fund.awards import award_of
from litigation_app.statistics.fund.counting import Binomial, Listed, NegBin, Poisson
from litigation_app.statistics.fund.few_sums import Group
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.means import Means
from litigation_app.statistics.fund.policy import Policy, mean_award, quantile_table
from litigation_app.statistics.fund.simulate import award_sums, segment_sums
from litigation_app.statistics.fund.totals import total_of
from litigation_app.statistics.fund.yearly import Lattice

LAWS = [
    Lognormal.from_mean(4000, 1),
    Gamma(2.0, 1500.0),
    Weibull(1.3, 3000.0),
    Lomax(3.0, 6000.0),
    Grouped((0.0, 1000.0, 5000.0, 20000.0), (0.3, 0.5, 0.2)),
    Atoms((1000.0, 3000.0, 9000.0), (0.2, 0.5, 0.3)),
]


def exactly(*counts):
    return [Interval(c, c) for c in counts]


def one_year(policy, cv=0.3):
    return total_of([Group(NegBin.from_mixing(40, cv), award_of(Lognormal.from_mean(4000, 1), policy))]).near


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("policy", [Policy(), Policy(0.8, 500, 10000), Policy(1, 0, 5000), Policy(1, 3000, 3000)])
def test_the_sampling_table_keeps_the_mean_award(law, policy):
    table = quantile_table(law, policy)

    assert table.mean() == pytest.approx(mean_award(law, policy), rel=1e-9)
    assert len(table) == 65536
    assert (np.diff(table) >= 0).all()
    assert policy.floor - 1e-6 <= table.min()
    assert table.max() <= policy.cap * (1 + 1e-9)


@pytest.mark.parametrize("law", LAWS)
def test_a_limited_mean_is_the_area_over_the_distribution(law):
    x = (np.arange(200_000) + 0.5) * 8000 / 200_000

    area = float((1 - law.cdf(x)).mean() * 8000)

    assert float(limited_mean(law, np.asarray(8000.0))) == pytest.approx(area, rel=1e-4)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40))
def test_sums_of_segments_are_right_where_segments_are_empty(counts):
    counts = np.asarray(counts)
    values = np.arange(1.0, counts.sum() + 1)

    sums = segment_sums(values, counts)

    assert sums.tolist() == [float(p.sum()) for p in np.split(values, np.cumsum(counts)[:-1])]


def test_an_empty_segment_is_zero_and_not_its_neighbour():
    assert segment_sums(np.asarray([3.0, 5.0]), np.asarray([1, 0, 1])).tolist() == [3.0, 0.0, 5.0]


def test_equal_floor_and_cap_cost_exactly_that_for_each_award():
    counts = np.asarray([0, 4, 1, 17])

    sums = award_sums(np.random.default_rng(1), counts, quantile_table(LAWS[0], Policy(1, 2500, 2500)))

    assert sums.tolist() == (2500.0 * counts).tolist()


def test_one_year_of_a_small_fund_matches_the_verified_figures():
    total = one_year(Policy(floor=0, cap=10000))

    assert total.tvar(0.99) == pytest.approx(319328.4, rel=1e-4)
    assert total.var(0.99) == pytest.approx(291460, abs=10)
    assert total.var(0.95) == pytest.approx(240845, abs=10)


def test_a_cap_applied_to_the_mean_only_would_be_caught():
    capped, ignored = one_year(Policy(cap=10000)), one_year(Policy())

    assert ignored.stop_loss(0) / capped.stop_loss(0) > 1.08


@pytest.mark.parametrize("number", [Poisson(3.0), NegBin(2.0, 1.5), Binomial(7, 0.3), Listed((0.2, 0.5, 0.3))])
def test_a_generating_function_and_its_cumulants_agree(number):
    pmf = lattice.compound([lattice.Part(number, np.asarray([0.0, 1.0]))], 256)
    k = np.arange(256)
    mean = float(k @ pmf)

    found = number.cumulants()

    assert found.first == pytest.approx(mean, abs=1e-7)
    assert found.second == pytest.approx(float((k - mean) ** 2 @ pmf), abs=1e-6)
    assert found.third == pytest.approx(float((k - mean) ** 3 @ pmf), abs=1e-4)  # rounding grows with the tilt


def test_a_heavy_tail_does_not_wrap_round_the_lattice():
    # a Levy law has no mean: n of them are one Levy law with n^2 times the scale, which gives an independent answer
    points, step, scale = 2**14, 1 / 64, 1.0
    edges = (np.arange(points + 1) - 0.5) * step
    erfc = np.vectorize(math.erfc)
    below = np.concatenate([[0.0], erfc(np.sqrt(scale / (2 * edges[1:])))])
    award = np.diff(below)

    found = lattice.compound([lattice.Part(Poisson(20.0), award)], points)

    near = found[: int(1 / step) + 1].sum()
    unpadded = np.fft.irfft(np.exp(20 * (np.fft.rfft(award) - 1)), points)[: int(1 / step) + 1].sum()
    cumulative = sum(
        math.exp(-20 + n * math.log(20) - math.lgamma(n + 1))
        * math.erfc(math.sqrt(n * n * scale / (2 * (1 + step / 2))))
        for n in range(1, 200)
    ) + math.exp(-20)
    assert near == pytest.approx(cumulative, rel=0.05)
    assert unpadded > 10 * near


def test_a_limit_above_the_lattice_takes_nothing_away():
    grid, alive = Lattice(1.0, 64, 1, is_exact=False, is_on=False), np.full((1, 64), 1 / 64)

    left, single = grid.kept(alive, np.zeros((1, 64)), 70.0)
    cut, _ = grid.kept(alive, np.zeros((1, 64)), 40.25)

    assert left.sum() == pytest.approx(1)
    assert not single.any()
    assert cut.sum() == pytest.approx(40.75 / 64)


@pytest.mark.thorough
def test_exact_ruin_agrees_with_simulated_ruin_in_late_years_too():
    pay = horizon.Payments(
        40, 0.3, Lognormal.from_mean(4000, 1), Policy(floor=500, cap=10000), 10, 0.02, (0.5, 0.35, 0.15)
    )
    exact = dry.ruin_of(pay, Means(100_000, (180_000,) * 10)).by_year
    rng, n = np.random.default_rng(7), 40_000
    table = quantile_table(pay.law, pay.policy)
    rate, paid, found, low = rng.gamma(1 / 0.09, 40 * 0.09, n), np.zeros(n), [], np.full(n, np.inf)

    for year, weight in enumerate(pay.weights):
        paid += award_sums(rng, rng.poisson(rate * weight), table)
        low = np.minimum(low, 100_000 + 180_000 * (year + 1) - paid)
        found.append(float((low < 0).mean()))

    assert exact == pytest.approx(found, abs=4 * 0.0025)
    assert exact == sorted(exact)


@pytest.mark.thorough
def test_a_larger_cap_never_lowers_the_chance_of_running_dry_and_the_solver_finds_it():
    pay = horizon.Payments(40, 0.3, Lognormal.from_mean(4000, 1), Policy(floor=500, cap=10000), 5)
    means = Means(100_000, (180_000,) * 5)

    cap = dry.cap_for(pay, means, target=0.05)

    assert 500 < cap < 10000
    at_cap = horizon.Payments(**{**pay.__dict__, "policy": Policy(floor=500, cap=cap)})
    above = horizon.Payments(**{**pay.__dict__, "policy": Policy(floor=500, cap=cap * 1.02)})
    assert dry.ruin_of(at_cap, means).by_year[-1] <= 0.0505
    assert dry.ruin_of(above, means).by_year[-1] > 0.05


def test_serbian_counts_are_refuted_as_poisson_and_give_the_measured_bad_year():
    counts = exactly(36, 49, 40, 76, 36, 48, 43)

    posterior = frequency.fit(counts)

    pmf = posterior.predictive()
    assert frequency.dispersion(counts).p == pytest.approx(0.0004, abs=5e-5)
    assert (frequency.level(pmf, 0.95), frequency.level(pmf, 0.99)) == (87, 125)
    textbook = frequency.fit_poisson(counts, shape=0.5, rate=0).predictive()
    assert frequency.level(textbook, 0.99) == 65


@pytest.mark.thorough
def test_withheld_counts_widen_the_answer_and_their_middle_would_not():
    open_, withheld = exactly(4, 6, 6, 9, 6, 7), [Interval(1, 4), *exactly(6, 6, 9, 6, 7)]
    middles = exactly(5, 5, 5, 10, 5, 5)

    tails = [frequency.level(frequency.fit(c).predictive(), 0.99) for c in (open_, withheld, middles)]

    assert tails[0] == 23
    assert tails[1] == 25
    assert tails[2] < frequency.level(
        frequency.fit([Interval(3, 7)] * 3 + [Interval(8, 12)] + [Interval(3, 7)] * 2).predictive(), 0.99
    )


@pytest.mark.thorough
@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), min_size=1, max_size=6))
def test_a_fit_is_a_law_for_any_ranges(pairs):
    counts = [Interval(lo, lo + width) for lo, width in pairs]

    posterior = frequency.fit(counts)

    assert posterior.weight.sum() == pytest.approx(1.0)
    assert np.isfinite(posterior.mean)
    assert posterior.mean > 0


@pytest.mark.thorough
def test_more_awards_behind_the_quantiles_make_the_mean_award_surer():
    quantiles = {0.25: 2500.0, 0.5: 5000.0, 0.9: 12000.0}

    few, many = (severity.from_sample_quantiles(quantiles, n).mean_award(Policy(cap=10000)) for n in (9, 200))

    assert few == pytest.approx((5333, 907), rel=0.01)
    assert many == pytest.approx((5238, 218), rel=0.01)


def test_the_chosen_laws_of_a_posterior_keep_its_mean():
    fit = severity.from_sample_quantiles({0.25: 2500.0, 0.5: 5000.0, 0.9: 12000.0}, 40)

    laws = fit.sample(64)

    assert np.mean([mean_award(x, Policy(cap=10000)) for x in laws]) == pytest.approx(5264, rel=0.01)
