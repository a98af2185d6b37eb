"""What does the ask `severity` of a `fund-question/1` answer (a histogram, quantiles or a tariff with counts)?"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from litigation_app.statistics.fund import asked as ask
from litigation_app.statistics.fund import histograms, severity
from litigation_app.statistics.fund.amounts import Atoms, limited_mean
from litigation_app.statistics.fund.asked import Asked, QuestionRefused
from litigation_app.statistics.fund.compounds import Answer, answered
from litigation_app.statistics.fund.families import FAMILIES, log_moments
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.policy import Policy, mean_award

NO_MEAN = "Some law that fits has no finite mean: the mean award is not known without a cap."


def answer(question: Asked) -> Answer:
    """The fitted law, the mean award under the policy with its uncertainty, and how the families compare."""
    rule = ask.policy(question, "")
    if "tariff" in question:
        return _from_tariff(question, rule)
    family = "pareto" if question.get("fit") == "lomax" else question.get("fit", "lognormal")
    if not isinstance(family, str) or family not in FAMILIES:
        raise QuestionRefused("fit", f"must be one of {', '.join(FAMILIES)}")
    if "histogram" in question:
        return _from_histogram(question, family, rule)
    if "quantiles" not in question:
        raise QuestionRefused("histogram", "or quantiles or a tariff must be given")
    return _from_quantiles(question, family, rule)


def _from_histogram(question: Asked, family: str, rule: Policy) -> Answer:
    asked = ask.table(question, "histogram", "")
    bounds, counts = ask.bounds(asked, "histogram"), ask.intervals(asked, "counts", "histogram")
    if len(counts) != len(bounds) - 1:
        raise QuestionRefused("histogram.counts", "must have one count for each bin")
    if sum(c.hi for c in counts) == 0:
        raise QuestionRefused("histogram.counts", "must hold at least one award")
    _same_n(question, counts)
    fits = {name: histograms.from_histogram(name, bounds, counts) for name in FAMILIES}
    fitted = fits[family]
    found: Answer = {**fitted.law.__dict__, **_logs(fitted.law), "n": fitted.n, "n_range": list(fitted.n_range)}
    found |= {"minus2loglik": fitted.minus2loglik, "aic": {name: fit.aic for name, fit in fits.items()}}
    found |= _limits(question, lambda x: float(limited_mean(fitted.law, np.asarray(x))))
    mean, sd = mean_award(fitted.law, rule), fitted.posterior().mean_award(rule)[1]
    return _awarded(found, mean, sd, "maximum of the interval likelihood; its posterior on a grid", _few(fitted.n))


def _from_quantiles(question: Asked, family: str, rule: Policy) -> Answer:
    quantiles = _quantiles(question)
    if "n" not in question:
        law = severity.from_quantiles(quantiles, family)
        found: Answer = {**law.__dict__, **_logs(law)}
        found |= _limits(question, lambda x: float(limited_mean(law, np.asarray(x))))
        warnings = ["No sample size: a judgement, without uncertainty."]
        return _awarded(found, mean_award(law, rule), None, "least squares of log amounts", warnings)
    n = ask.whole(question, "n", "", least=1)
    fits = {name: severity.from_sample_quantiles(quantiles, n, name) for name in FAMILIES}
    fitted = fits[family]
    mean, sd = fitted.mean_award(rule)
    found = {**fitted.mean_law.__dict__, **_logs(fitted.mean_law), "n": n, "minus2loglik": fitted.minus2loglik}
    found |= {"aic": {name: fit.minus2loglik + 4 for name, fit in fits.items()}}
    found |= _limits(question, fitted.limited_mean)
    return _awarded(found, mean, sd, "order-statistic likelihood on a 120 x 120 grid", _few(n))


def _quantiles(question: Asked) -> dict[float, float]:
    asked = ask.table(question, "quantiles", "")
    try:
        quantiles = {float(p): ask.positive(asked, p, "quantiles") for p in asked}
    except ValueError as stop:
        raise stop if isinstance(stop, QuestionRefused) else QuestionRefused("quantiles", "keys are levels") from stop
    in_order = [quantiles[p] for p in sorted(quantiles)]
    if len(quantiles) < 2 or not all(0 < p < 1 for p in quantiles) or in_order != sorted(set(in_order)):
        raise QuestionRefused("quantiles", "must be two or more ascending amounts at levels between 0 and 1")
    return quantiles


def _from_tariff(question: Asked, rule: Policy) -> Answer:
    """Amounts with the number of awards of each; the shares are uncertain as those of a sample of that size are."""
    asked = {"kind": "tariff", **ask.table(question, "tariff", "")}
    law = ask.damage(asked, "tariff", rule)
    counts = ask.intervals(asked, "counts", "tariff")
    _same_n(question, counts)
    n = sum((c.lo + c.hi) / 2 for c in counts)
    awards = rule.award(np.asarray(law.amounts)) if isinstance(law, Atoms) else np.zeros(1)
    mean = float(awards @ np.asarray(law.probs)) if isinstance(law, Atoms) else 0.0
    square = float(awards**2 @ np.asarray(law.probs)) if isinstance(law, Atoms) else 0.0
    found: Answer = {"mean": law.mean, "n": n, "n_range": [sum(c.lo for c in counts), sum(c.hi for c in counts)]}
    kernel = [((c.lo + c.hi) / 2) for c in counts if c.hi > 0]
    found["minus2loglik"] = -2 * sum(k * math.log(k / n) for k in kernel)
    found |= _limits(question, lambda x: float(limited_mean(law, np.asarray(x))))
    sd = math.sqrt(max(square - mean**2, 0.0) / (n + 1))  # posterior with a flat prior of no weight
    warnings = [*_few(n), *(["fit: is not read; a tariff is its own law."] if "fit" in question else [])]
    return _awarded(found, mean, sd, "the tariff's own shares; Dirichlet posterior", warnings)


def _same_n(question: Asked, counts: Sequence[Interval]) -> None:
    """Bands and tariffs count their own awards. Raises QuestionRefused where `n` says another number."""
    least, most = sum(c.lo for c in counts), sum(c.hi for c in counts)
    if "n" in question and not least <= ask.whole(question, "n", "", least=1) <= most:
        raise QuestionRefused("n", "is not the number of awards that are counted")


def _logs(law: object) -> Answer:
    m, s = log_moments(law)  # type: ignore[arg-type]
    return {"log_mean": m, "log_sd": s}


def _limits(question: Asked, of: Callable[[float], float]) -> Answer:
    if "limits" not in question:
        return {}
    return {"limited_mean": {key: of(x) for key, x in ask.written(question, "limits").items()}}


def _awarded(found: Answer, mean: float, sd: float | None, method: str, warnings: list[str]) -> Answer:
    has_mean = math.isfinite(mean) and (sd is None or math.isfinite(sd))
    found["capped_mean"] = mean if math.isfinite(mean) else None
    if sd is not None:
        found["capped_mean_sd"] = sd if math.isfinite(sd) else None
    return answered(found, method, [*warnings, *([] if has_mean else [NO_MEAN])])


def _few(n: float) -> list[str]:
    return [f"n = {n:g} is too small to choose between families of distributions."] if n < severity.FEW else []
