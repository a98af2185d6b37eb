"""What is the answer to a `fund-question/1` (the verb behind `litigation fund compute`)?"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from litigation_app.statistics.fund import asked as ask
from litigation_app.statistics.fund import frequency, horizon, lattice, severity
from litigation_app.statistics.fund.amounts import Array, Atoms, Law, Lognormal, limited_mean
from litigation_app.statistics.fund.asked import Asked, QuestionRefused
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.policy import Policy, award_atoms, limited_award, mean_award

Answer = dict[str, Any]
LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99, 0.995)
LISTED_POINTS = 500  # a pmf longer than this is answered only where `at` asks
LOST_MASS = 1e-7


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
        "compound": _compound,
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


def _compound(question: Asked) -> Answer:
    groups = question.get("groups")
    if not isinstance(groups, list) or not groups:
        raise QuestionRefused("groups", "must be a list of groups")
    numbers, laws, rules = [], [], []
    for i, group in enumerate(groups):
        where = f"groups.{i}"
        group = ask.table({where: group}, where, "")
        numbers.append(ask.counting(ask.table(group, "frequency", where), f"{where}.frequency"))
        laws.append(ask.damage(ask.table(group, "severity", where), f"{where}.severity"))
        rules.append(ask.policy(group, where))
    step, points = _lattice_for(numbers, laws, rules)
    awards = [_on_lattice(law, rule, step, points) for law, rule in zip(laws, rules, strict=True)]
    moments = lattice.moments_of(
        [(n.cumulants(), lattice.award_cumulants(a, step)) for n, a in zip(numbers, awards, strict=True)]
    )
    parts = [lattice.Part(n, a) for n, a in zip(numbers, awards, strict=True)]
    total = lattice.Total(step, lattice.compound(parts, points))
    found: Answer = {"mean": moments.mean, "variance": moments.sd**2, "sd": moments.sd, "skew": moments.skew}
    found |= _levels(total) | _points(question, total, all(isinstance(law, Atoms) for law in laws))
    return _answered(found, f"FFT on a lattice of {step:g}, {points} points, padded and tilted", _lost(total))


def _lattice_for(numbers: list[Any], laws: list[Law], rules: list[Policy]) -> tuple[float, int]:
    means = [mean_award(law, rule) for law, rule in zip(laws, rules, strict=True)]
    if any(math.isinf(m) for m in means):
        raise QuestionRefused("groups", "an award without a finite mean needs a cap")
    squares = [_second_moment(law, rule, m) for law, rule, m in zip(laws, rules, means, strict=True)]
    cumulants = [n.cumulants() for n in numbers]
    mean = sum(c.first * m for c, m in zip(cumulants, means, strict=True))
    var = sum(
        c.first * (s - m * m) + c.second * m * m for c, m, s in zip(cumulants, means, squares, strict=True)
    )
    span = lattice.span_of(lattice.Moments(mean, math.sqrt(var), 0.0))
    if all(isinstance(law, Atoms) for law in laws):
        amounts = [a for law, rule in zip(laws, rules, strict=True) for a in _atoms(law, rule).amounts]
        step = lattice.common_step(amounts, lattice.POINTS)
        if step is not None and span / step < lattice.POINTS:
            return step, 1 << max(8, math.ceil(math.log2(max(span, 2 * max(amounts)) / step + 2)))
    return lattice.nice_step(span, lattice.POINTS), lattice.POINTS


def _second_moment(law: Law, rule: Policy, mean: float) -> float:
    if not math.isinf(rule.cap):
        top = rule.cap
    elif isinstance(law, Atoms):
        top = float(rule.award(np.asarray(law.amounts)).max())
    else:
        top = rule.share * float(law.quantile(np.asarray(1 - 1e-9)))
    y = (np.arange(4096) + 0.5) * top / 4096
    # E[A^2] = 2 * integral of E[(A - y)+], with E[(A - y)+] = E[A] - E[min(A, y)]
    return float(2 * np.maximum(mean - limited_award(law, rule, y), 0).sum() * top / 4096)


def _atoms(law: Law, rule: Policy) -> Atoms:
    if not isinstance(law, Atoms):
        raise QuestionRefused("severity", "must be discrete here")
    return award_atoms(law, rule)


def _on_lattice(law: Law, rule: Policy, step: float, points: int) -> Array:
    if isinstance(law, Atoms):
        atoms = award_atoms(law, rule)
        if all(abs(a / step - round(a / step)) < 1e-9 for a in atoms.amounts):
            return lattice.atoms_on(atoms, step)
    return lattice.discretise(lambda y: limited_award(law, rule, y), step, points)


def _levels(total: lattice.Total) -> Answer:
    found: Answer = {}
    for p in LEVELS:
        found[f"var{100 * p:g}"] = total.var(p)
        found[f"tvar{100 * p:g}"] = total.tvar(p)
    return found


def _points(question: Asked, total: lattice.Total, is_discrete: bool) -> Answer:
    found: Answer = {}
    if "at" in question:
        at = ask.numbers(question, "at", "")
    else:
        at = [float(j * total.step) for j in range(min(LISTED_POINTS, len(total.pmf)))] if is_discrete else []
    if at:
        places = [round(x / total.step) for x in at]
        on = [abs(x / total.step - j) < 1e-9 and j < len(total.pmf) for x, j in zip(at, places, strict=True)]
        found["pmf"] = {f"{x:g}": float(total.pmf[j]) if o else 0.0 for x, j, o in zip(at, places, on, strict=True)}
        found["cdf"] = {f"{x:g}": total.cdf(x) for x in at}
    if "retentions" in question:
        found["stop_loss"] = {f"{x:g}": total.stop_loss(x) for x in ask.numbers(question, "retentions", "")}
    return found


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
    return _answered(found, "posterior on a fixed grid, P(lo <= N <= hi) for each year; no randomness", warnings)


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
    return _answered(found, "maximum of the interval-censored likelihood", _few(fitted.n))


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
        return _answered(found, "least squares of log amounts", ["No sample size: a judgement, without uncertainty."])
    n = ask.whole(question, "n", "", least=1)
    fitted = severity.from_sample_quantiles(quantiles, n)
    mean, sd = fitted.mean_award(rule)
    law = fitted.mean_law
    found = {"mu": law.mu, "sigma": law.sigma, "n": n, "capped_mean": mean, "capped_mean_sd": sd}
    limits = ask.numbers(question, "limits", "") if "limits" in question else []
    found["limited_mean"] = {f"{x:g}": float(limited_mean(law, np.asarray(x))) for x in limits}
    return _answered(found, "order-statistic likelihood on a 120 x 120 grid", _few(n))


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
    found |= _levels(value.total) | {"payment_year_weights": pay.weights.tolist()}
    found |= _solvency(question, pay) if "opening_reserve" in question or "reserve" in question else {}
    return _answered(found, f"one compound law by FFT, lattice of {value.total.step:g}", _lost(value.total))


def _ruin(question: Asked) -> Answer:
    if "frequency" in question:
        return _answered({"ruin_by_year": _ruin_of_years(question)}, "lattice recursion, income before payments", [])
    found = _solvency(question, _payments(question))
    return _answered(found, "lattice recursion x Gauss-Laguerre over the rate, income before payments", [])


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
        step = lattice.common_step([*_atoms(law, rule).amounts, reserve, income], 2**14)
    step = step if step and held / step < 2**14 else held / (2**13 - 2)
    limits = [math.floor((reserve + income * (t + 1)) / step + 1e-9) for t in range(years)]
    points = 1 << math.ceil(math.log2(max(limits) + 2))
    award = _on_lattice(law, rule, step, points)
    year = lattice.compound([lattice.Part(many, award)], points)
    return horizon.ruin([year] * years, limits)


def _delay(question: Asked) -> Answer:
    rows = question.get("incremental")
    if not isinstance(rows, list) or len(rows) < 2:
        raise QuestionRefused("incremental", "must be a triangle of at least two rows")
    triangle = [ask.numbers({str(i): row}, str(i), "incremental") for i, row in enumerate(rows)]
    if any(len(b) > len(a) for a, b in zip(triangle, triangle[1:], strict=False)) or triangle[0][0] == 0:
        raise QuestionRefused("incremental", "later rows must not be longer, and the first payment must not be zero")
    found = horizon.chain_ladder(triangle)
    return _answered(
        {
            "development_factors": found.factors,
            "total_outstanding": found.outstanding,
            "paid_share_by_delay": found.shares,
        },
        "chain ladder, volume-weighted",
        [],
    )


def _lost(total: lattice.Total) -> list[str]:
    lost = 1 - total.held
    return [f"A share of {lost:.2g} of the law lies above the lattice."] if lost > LOST_MASS else []


def _answered(answers: Answer, method: str, warnings: list[str]) -> Answer:
    return {"answers": answers, "method": method, "warnings": warnings}


