"""Laws fitted to quantiles, histograms and counts, held against scipy's own laws and the best over all totals."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from fund_asked import asked
from litigation_app.statistics.fund import families, histograms
from litigation_app.statistics.fund.inputs import Interval


def spread_law(family, m, s):
    """scipy's law whose logarithm has that mean and standard deviation, found by root search on numerical moments."""
    if family == "lognormal":
        return stats.lognorm(s, scale=math.exp(m))
    if family == "weibull":
        k = math.pi / (math.sqrt(6) * s)
        return stats.weibull_min(k, scale=math.exp(m + np.euler_gamma / k))
    of = {"gamma": lambda a: stats.loggamma(a).var(), "pareto": lambda a: math.pi**2 / 6 + stats.loggamma(a).var()}
    log_a = optimize.brentq(lambda t: of[family](math.exp(t)) - s**2, -3, 16)
    a = math.exp(log_a)
    if family == "gamma":
        return stats.gamma(a, scale=math.exp(m - stats.loggamma(a).mean()))
    return stats.lomax(a, scale=math.exp(m + np.euler_gamma + stats.loggamma(a).mean()))


@pytest.mark.thorough
@pytest.mark.parametrize("family", ["lognormal", "gamma", "weibull", "pareto"])
def test_quantiles_of_a_sample_are_fitted_alike_by_scipys_laws(family):
    quantiles, n = {"0.25": 2500, "0.5": 5000, "0.9": 12000}, 40

    found = asked(ask="severity", fit=family, quantiles=quantiles, n=n, policy={"cap": 10000}, limits=[10000])

    x, ranks = np.asarray([2500.0, 5000.0, 12000.0]), [round(p * 41) for p in (0.25, 0.5, 0.9)]
    centre, rows = float(np.log(x).mean()), []
    for s in np.linspace(0.1, 2.5, 33):
        if family == "pareto" and s <= math.pi / math.sqrt(6):
            continue
        unit = spread_law(family, 0.0, s)
        for m in np.linspace(centre - 2.5, centre + 2.5, 41):
            scaled = x / math.exp(m)
            below = unit.cdf(scaled)
            like = unit.logpdf(scaled).sum() - 3 * m - math.log(s)
            like += (ranks[0] - 1) * unit.logcdf(scaled[0]) + (n - ranks[2]) * unit.logsf(scaled[2])
            like += sum((ranks[i] - ranks[i - 1] - 1) * math.log(max(below[i] - below[i - 1], 1e-300)) for i in (1, 2))
            rows.append((like, m, s))
    rows = [r for r in rows if r[0] > max(r[0] for r in rows) - 14]
    weights = np.exp([r[0] - rows[0][0] for r in rows])
    u = (np.arange(400) + 0.5) / 400
    means = [np.minimum(math.exp(m) * spread_law(family, 0.0, s).ppf(u), 10000).mean() for _, m, s in rows]
    mean = np.average(means, weights=weights)
    sd = math.sqrt(np.average((means - mean) ** 2, weights=weights))
    assert found["capped_mean"] == pytest.approx(mean, rel=0.01)
    assert found["capped_mean_sd"] == pytest.approx(sd, rel=0.04)
    assert found["limited_mean"]["10000"] == pytest.approx(found["capped_mean"], rel=1e-9)


SPREADS = (0.3, 1.0, 1.4, 2.4)
MADE_FROM = [
    (family, spread) for family in families.FAMILIES for spread in SPREADS if spread > families.narrowest(family)
]


@pytest.mark.parametrize(("family", "spread"), MADE_FROM)
def test_a_law_has_the_logarithmic_moments_that_it_was_made_from(family, spread):
    law = families.law_at(family, 8.2, spread)

    assert families.log_moments(law) == pytest.approx((8.2, spread), rel=1e-6)
    u = (np.arange(200_000) + 0.5) / 200_000
    assert float(np.log(law.quantile(u)).mean()) == pytest.approx(8.2, abs=2e-3)


ranges = st.tuples(st.integers(0, 30), st.integers(0, 60)).map(lambda t: Interval(t[0], t[0] + t[1]))


bins = st.lists(ranges, min_size=2, max_size=6).filter(lambda c: sum(i.hi for i in c) > 0)
SLOW = [
    Interval(0, 3),
    Interval(0, 5),
    Interval(1, 14),
]  # expected sums repeated were not at the best after sixty steps


@pytest.mark.thorough
@settings(deadline=None, max_examples=200)
@given(bins, st.lists(st.integers(1, 9), min_size=7, max_size=7))
@example(SLOW, [1, 1, 5, 1, 1, 1, 1])
def test_the_likelihood_of_ranges_is_the_best_over_all_totals(counts, drawn):
    shares = np.asarray(drawn[: len(counts)], dtype=float)
    probs = shares / (shares.sum() + drawn[-1] - 1)

    found, total = histograms.likelihood(probs, counts)

    left = sum(c.lo for c in counts if c.is_exact)

    def poisson(log_total):
        means = math.exp(log_total) * probs
        value = -math.exp(log_total) * (1 - probs.sum())
        for c, mean in zip(counts, means, strict=True):
            if c.is_exact:
                value += c.lo * math.log(mean) - mean
            else:
                value += math.log(max(stats.poisson.pmf(np.arange(c.lo, c.hi + 1), mean).sum(), 1e-300))
        return value - (left * math.log(left) - left if left else 0.0)

    best = optimize.minimize_scalar(lambda t: -poisson(t), bounds=(-25, 9), method="bounded", options={"xatol": 1e-9})
    assert float(found) == pytest.approx(-best.fun, abs=1e-7)
    assert poisson(math.log(max(float(total), 1e-9))) == pytest.approx(float(found), abs=1e-7)


@pytest.mark.thorough
def test_exact_bins_have_the_multinomial_likelihood_and_wide_ranges_say_less():
    bounds, exact = [0, 1000, 3000, 8000, None], [12, 40, 30, 6]
    wide = [[10, 14], [35, 45], [25, 35], [1, 10]]

    sharp = asked(ask="severity", histogram={"bounds": bounds, "counts": exact}, policy={"cap": 5000})
    vague = asked(ask="severity", histogram={"bounds": bounds, "counts": wide}, policy={"cap": 5000})

    law = stats.lognorm(sharp["sigma"], scale=math.exp(sharp["mu"]))
    probs = np.diff(law.cdf([0, 1000, 3000, 8000, np.inf]))
    assert sharp["minus2loglik"] == pytest.approx(-2 * float(np.asarray(exact) @ np.log(probs)), rel=1e-9)
    assert (sharp["n"], sharp["n_range"], vague["n_range"]) == (88, [88, 88], [71, 104])
    assert vague["capped_mean_sd"] > sharp["capped_mean_sd"]
    assert vague["capped_mean"] == pytest.approx(sharp["capped_mean"], rel=0.05)


@pytest.mark.thorough
@pytest.mark.parametrize("model", ["negbin", "gamma_poisson"])
@pytest.mark.parametrize(
    "counts", [[0], [0, 0, 0], [[0, 4], [0, 900], 3], [1000, 1100, 950], [[0, 200_000]], [7 * 10**6]]
)
def test_any_counts_have_a_law_with_ordered_levels(model, counts):
    found = asked(ask="counts", model=model, counts=counts)

    levels = [found[k] for k in ("q50", "q75", "q90", "q95", "q99", "q99.5")]
    assert levels == sorted(levels)
    assert found["variance"] >= found["mean"] * 0.999
    assert sum(found["pmf"].values()) <= 1 + 1e-9
    exact = [c for c in counts if not isinstance(c, list)]
    if len(exact) == len(counts) and max(exact) > 500:
        assert found["q50"] == pytest.approx(np.mean(exact), rel=0.8)
