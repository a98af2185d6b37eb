"""What is the answer to a `fund-question/1` (the verb behind `litigation fund compute`)?"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from litigation_app.statistics.fund import asked as ask
from litigation_app.statistics.fund import frequency, horizon, lattice, severity
from litigation_app.statistics.fund.amounts import Atoms, Lognormal, limited_mean
from litigation_app.statistics.fund.asked import Asked, QuestionRefused
from litigation_app.statistics.fund.compounds import (
    LEVELS,
    LISTED_POINTS,
    Answer,
    answered,
    compound,
    levels,
    lost,
    on_lattice,
)
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.policy import Policy, award_atoms, mean_award


def answer(question: Asked) -> Answer:
    """Answer one question: {"answers", "method", "warnings"}.

    Raises:
        QuestionRefused: names the key at fault.
    """
    if not isinstance(question, dict):
        raise QuestionRefused("question", "must be an object")
    if question.get("schema") != "fund-question/1":
        raise QuestionRefused("schema", "must be fund-question/1")
    asks = {
        "compound": compound,
        "counts": _counts,
        "severity": _severity,
        "present_value": _present_value,
        "ruin": _ruin,
        "delay": _delay,
    }
    kind = question.get("ask")
    if not isinstance(kind, str) or kind not in asks:
        raise QuestionRefused("ask", f"must be one of {', '.join(sorted(asks))}")
    return asks[kind](question)


def _counts(question: Asked) -> Answer:
    counts = ask.intervals(question, "counts", "")
    model = question.get("model", "negbin")
    if model == "gamma_poisson":
        prior = ask.table(question, "prior", "", default={"shape": 0.5, "rate": 0})
        shape, rate = ask.positive(prior, "shape", "prior"), ask.number(prior, "rate", "prior")
        posterior = frequency.fit_poisson(counts, shape=shape, rate=rate)
    elif model == "negbin":
        posterior = frequency.fit(counts)
    else:
        raise QuestionRefused("model", "must be negbin or gamma_poisson")
    pmf = posterior.predictive()
    found: Answer = {"mean": posterior.mean, "variance": posterior.variance}
    found |= {f"q{100 * p:g}": frequency.level(pmf, p) for p in LEVELS}
    found["pmf"] = {str(k): float(v) for k, v in enumerate(pmf[:LISTED_POINTS])}
    test = frequency.dispersion(counts)
    found["dispersion"] = {"statistic": test.statistic, "df": test.df, "p": test.p} if test else None
    warnings = _count_warnings(counts, test, str(model))
    found["warnings"] = warnings
    return answered(found, "posterior on a fixed grid, P(lo <= N <= hi) for each year; no randomness", warnings)


def _count_warnings(counts: list[Interval], test: frequency.Dispersion | None, model: str) -> list[str]:
    found = []
    if test and model == "gamma_poisson" and test.p < 0.05:
        found.append(f"The Poisson assumption is refuted by these counts (p = {test.p:.2g}); use negbin.")
    if counts and all(not c.is_exact for c in counts):
        found.append("Every count is a range: the answer leans on the prior.")
    return found


def _severity(question: Asked) -> Answer:
    family = question.get("fit", "lognormal")
    if family not in severity.FAMILIES:
        raise QuestionRefused("fit", f"must be one of {', '.join(severity.FAMILIES)}")
    rule = ask.policy(question, "")
    if "histogram" in question:
        return _from_histogram(question, str(family), rule)
    if "quantiles" not in question:
        raise QuestionRefused("histogram", "or quantiles must be given")
    if family != "lognormal":
        raise QuestionRefused("fit", "quantiles are fitted with lognormal only")
    return _from_quantiles(question, rule)


def _from_histogram(question: Asked, family: str, rule: Policy) -> Answer:
    asked = ask.table(question, "histogram", "")
    bounds, counts = ask.bounds(asked, "histogram"), ask.intervals(asked, "counts", "histogram")
    if len(counts) != len(bounds) - 1:
        raise QuestionRefused("histogram.counts", "must have one count for each bin")
    if sum(c.hi for c in counts) == 0:
        raise QuestionRefused("histogram.counts", "must hold at least one award")
    fitted = severity.from_histogram(family, bounds, counts)
    found: Answer = {**fitted.law.__dict__, "n": fitted.n, "minus2loglik": fitted.minus2loglik}
    if "limits" in question:
        limits = ask.numbers(question, "limits", "")
        found["limited_mean"] = {f"{x:g}": float(limited_mean(fitted.law, np.asarray(x))) for x in limits}
    found["capped_mean"] = mean_award(fitted.law, rule)
    return answered(found, "maximum of the interval-censored likelihood", _few(fitted.n))


def _from_quantiles(question: Asked, rule: Policy) -> Answer:
    asked = ask.table(question, "quantiles", "")
    try:
        quantiles = {float(p): ask.positive(asked, p, "quantiles") for p in asked}
    except ValueError as stop:
        raise stop if isinstance(stop, QuestionRefused) else QuestionRefused("quantiles", "keys are levels") from stop
    in_order = [quantiles[p] for p in sorted(quantiles)]
    if len(quantiles) < 2 or not all(0 < p < 1 for p in quantiles) or in_order != sorted(set(in_order)):
        raise QuestionRefused("quantiles", "must be two or more ascending amounts at levels between 0 and 1")
    if "n" not in question:
        law: Lognormal = severity.from_quantiles(quantiles)
        found: Answer = {"mu": law.mu, "sigma": law.sigma, "capped_mean": mean_award(law, rule)}
        return answered(found, "least squares of log amounts", ["No sample size: a judgement, without uncertainty."])
    n = ask.whole(question, "n", "", least=1)
    fitted = severity.from_sample_quantiles(quantiles, n)
    mean, sd = fitted.mean_award(rule)
    law = fitted.mean_law
    found = {"mu": law.mu, "sigma": law.sigma, "n": n, "capped_mean": mean, "capped_mean_sd": sd}
    limits = ask.numbers(question, "limits", "") if "limits" in question else []
    found["limited_mean"] = {f"{x:g}": float(limited_mean(law, np.asarray(x))) for x in limits}
    return answered(found, "order-statistic likelihood on a 120 x 120 grid", _few(n))


def _few(n: float) -> list[str]:
    return [f"n = {n:g} is too small to choose between families of laws."] if n < severity.FEW else []


def _payments(question: Asked) -> horizon.Payments:
    rate = ask.table(question, "rate", "")
    if rate.get("kind", "gamma") not in ("gamma", "fixed", "poisson"):
        raise QuestionRefused("rate.kind", "must be gamma or fixed")
    lag = ask.probabilities({"decision_lag_years": [1.0], **question}, "decision_lag_years", "")
    return horizon.Payments(
        rate=ask.positive(rate, "mean", "rate"),
        rate_cv=ask.number(rate, "cv", "rate", default=0.0),
        common=bool(rate.get("common_to_all_years", True)),
        law=ask.damage(ask.table(question, "severity", ""), "severity"),
        policy=ask.policy(question, ""),
        horizon=_horizon(question),
        growth=ask.number(question, "growth", "", default=0.0, above=-1.0, least=-1.0),
        lag=lag,
        inflation=ask.number(question, "inflation", "", default=0.0, above=-1.0, least=-1.0),
        discount=ask.number(question, "discount", "", default=0.0, above=-1.0, least=-1.0),
    )


def _horizon(question: Asked) -> int:
    return ask.whole(question, "horizon", "", least=1, most=50)


def _present_value(question: Asked) -> Answer:
    pay = _payments(question)
    value = horizon.present_value(pay)
    found: Answer = {"mean": value.moments.mean, "sd": value.moments.sd, "skew": value.moments.skew}
    found |= levels(value.total) | {"payment_year_weights": pay.weights.tolist()}
    found |= _solvency(question, pay) if "opening_reserve" in question or "reserve" in question else {}
    return answered(found, f"one compound law by FFT, lattice of {value.total.step:g}", lost(value.total))


def _ruin(question: Asked) -> Answer:
    if "frequency" in question:
        return answered({"ruin_by_year": _ruin_of_years(question)}, "lattice recursion, income before payments", [])
    found = _solvency(question, _payments(question))
    return answered(found, "lattice recursion x Gauss-Laguerre over the rate, income before payments", [])


def _solvency(question: Asked, pay: horizon.Payments) -> Answer:
    reserve, income = _means(question)
    found: Answer = {"ruin_by_year": horizon.ruin_by_year(pay, reserve=reserve, income=income)}
    if "cap_for" in question:
        asked = question["cap_for"]
        asked = asked if isinstance(asked, dict) else {"target": asked}
        key = "target" if "target" in asked else "ruin_probability"
        target = ask.positive(asked, key, "cap_for")
        found["cap_for"] = horizon.cap_for(pay, reserve=reserve, income=income, target=target)
    return found


def _means(question: Asked) -> tuple[float, float]:
    reserve_key = "opening_reserve" if "opening_reserve" in question else "reserve"
    income_key = "annual_income" if "annual_income" in question else "income"
    return ask.number(question, reserve_key, ""), ask.number(question, income_key, "")


def _ruin_of_years(question: Asked) -> list[float]:
    law = ask.damage(ask.table(question, "severity", ""), "severity")
    rule, years = ask.policy(question, ""), _horizon(question)
    many = ask.counting(ask.table(question, "frequency", ""), "frequency")
    reserve, income = _means(question)
    held = reserve + income * years
    step = None
    if isinstance(law, Atoms):
        step = lattice.common_step([*award_atoms(law, rule).amounts, reserve, income], 2**14)
    step = step if step and held / step < 2**14 else held / (2**13 - 2)
    limits = [math.floor((reserve + income * (t + 1)) / step + 1e-9) for t in range(years)]
    points = 1 << math.ceil(math.log2(max(limits) + 2))
    award = on_lattice(law, rule, step, points)
    year = lattice.compound([lattice.Part(many, award)], points)
    return horizon.ruin([year] * years, limits)


def _delay(question: Asked) -> Answer:
    rows = question.get("incremental")
    if not isinstance(rows, list) or len(rows) < 2:
        raise QuestionRefused("incremental", "must be a triangle of at least two rows")
    triangle = [ask.numbers({str(i): row}, str(i), "incremental") for i, row in enumerate(rows)]
    if any(len(b) > len(a) for a, b in pairwise(triangle)) or triangle[0][0] == 0:
        raise QuestionRefused("incremental", "later rows must not be longer, and the first payment must not be zero")
    found = horizon.chain_ladder(triangle)
    return answered(
        {
            "development_factors": found.factors,
            "total_outstanding": found.outstanding,
            "paid_share_by_delay": found.shares,
        },
        "chain ladder, volume-weighted",
        [],
    )
