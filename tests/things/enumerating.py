"""Random questions of finitely many amounts, and their laws by listing every case."""

import math
from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy import stats

MANY = 60

frequencies = st.one_of(
    st.builds(lambda m: {"kind": "poisson", "mean": m}, st.floats(0, 3)),
    st.builds(lambda r, b: {"kind": "negbin", "r": r, "beta": b}, st.floats(0.3, 5), st.floats(0.1, 0.8)),
    st.builds(lambda m, c: {"kind": "negbin", "mean": m, "mixing_cv": c}, st.floats(0, 3), st.floats(0, 0.7)),
    st.builds(
        lambda m, q: {"kind": "binomial", "m": m, "q": q},
        st.integers(1, 6),
        st.floats(0, 1, allow_subnormal=False).map(lambda q: round(q, 6)),
    ),
    st.lists(st.integers(0, 5), min_size=1, max_size=5)
    .filter(any)
    .map(lambda w: {"kind": "pmf", "p": [x / sum(w) for x in w]}),
)
policies = st.one_of(
    st.just({}),
    st.builds(
        lambda s, f, more, c: {"share": s, "floor": f, "cap": f + more, "collateral": c},
        st.sampled_from([0.5, 1.0, 0.25]),
        st.integers(0, 3),
        st.integers(0, 6),
        st.integers(0, 2),
    ),
)
severities = st.one_of(
    st.integers(0, 6).map(lambda a: {"kind": "fixed", "amount": a}),
    st.dictionaries(st.integers(0, 8), st.integers(1, 5), min_size=1, max_size=4).map(
        lambda d: {
            "kind": "discrete",
            "amounts": list(d),
            "probs": [w / sum(d.values()) for w in d.values()],
        }
    ),
    st.dictionaries(st.integers(1, 8), st.integers(1, 5), min_size=1, max_size=4).map(
        lambda d: {"kind": "tariff", "amounts": list(d), "counts": list(d.values())}
    ),
)


def number_law(f):
    k = np.arange(MANY)
    if f["kind"] == "poisson":
        return stats.poisson.pmf(k, f["mean"])
    if f["kind"] == "binomial":
        return stats.binom.pmf(k, f["m"], f["q"])
    if f["kind"] == "pmf":
        return np.asarray(f["p"])
    beta = f["beta"] if "r" in f else f["mean"] * f["mixing_cv"] ** 2
    mean = f["r"] * beta if "r" in f else f["mean"]
    nobody = math.exp(-mean * (math.log1p(beta) / beta if beta else 1.0))
    return nobody * np.cumprod([1.0, *((mean + k[:-1] * beta) / ((k[:-1] + 1) * (1 + beta)))])


def award_law(severity, rule):
    amounts = severity.get("amounts", [severity.get("amount")])
    weights = severity.get("probs", severity.get("counts", [1.0]))
    found = {}
    for amount, w in zip(amounts, weights, strict=True):
        owed = rule.get("share", 1.0) * amount - rule.get("collateral", 0)
        award = min(rule.get("cap", math.inf), max(rule.get("floor", 0), owed)) if owed > 0 else 0.0
        found[award] = found.get(award, 0.0) + w / sum(weights)
    return found


def plus(one, other):
    found = {}
    for (a, p), (b, q) in product(one.items(), other.items()):
        key = round(a + b, 6)
        found[key] = found.get(key, 0.0) + p * q
    return found


def year_law(frequency, award):
    found, power = {}, {0.0: 1.0}
    for p in number_law(frequency):
        for x, q in power.items():
            found[x] = found.get(x, 0.0) + p * q
        power = plus(power, award)
    return found
