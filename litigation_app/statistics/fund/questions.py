"""What is the answer to a `fund-question/1` (the verb behind `litigation fund compute`)?"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from litigation_app.statistics.fund import asked as ask
from litigation_app.statistics.fund import frequency, known_keys, severities, solvency, triangles
from litigation_app.statistics.fund.asked import Asked, QuestionRefused
from litigation_app.statistics.fund.compounds import LISTED_POINTS, Answer, answered, compound
from litigation_app.statistics.fund.effort import TooMuchWork, limited
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.totals import LEVELS

TOO_MUCH = (
    "takes more than 30 seconds or a gigabyte: ask of fewer awards a year, fewer years or groups, or without `cap_for`"
)
YEARS_MOST = 100  # counted as one
GRID = "posterior on a fixed grid, P(lo <= N <= hi) for each count; no randomness"
CLOSED = "negative binomial law in closed form"


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
        "severity": severities.answer,
        "present_value": solvency.present_value,
        "ruin": solvency.ruin,
        "delay": _delay,
    }
    kind = question.get("ask")
    if not isinstance(kind, str) or kind not in asks:
        raise QuestionRefused("ask", f"must be one of {', '.join(sorted(asks))}")
    if not _is_text(question):
        raise QuestionRefused("question", "has a sign that no text can hold")
    unread = known_keys.unread(question, kind)
    try:
        with limited():
            found = asks[kind](question)
    except (TooMuchWork, MemoryError):
        raise QuestionRefused(kind, TOO_MUCH) from None
    found["warnings"] = [*found["warnings"], *unread]
    if not _is_finite(found):
        raise QuestionRefused(kind, "its numbers are too large or too small to be computed")
    return found


def _is_text(question: Asked) -> bool:
    try:
        return bool(json.dumps(question, ensure_ascii=False).encode())
    except UnicodeEncodeError:
        return False


def _is_finite(value: object) -> bool:
    if isinstance(value, dict):
        return all(_is_finite(v) for v in value.values())
    if isinstance(value, list):
        return all(_is_finite(v) for v in value)
    return not isinstance(value, float) or math.isfinite(value)


def _counts(question: Asked) -> Answer:
    counts = _by_year(question)
    model = question.get("model", "negbin")
    if model == "gamma_poisson":
        prior = ask.table(question, "prior", "", default={"shape": 0.5, "rate": 0})
        known_keys.only(prior, "prior", {"shape", "rate"})
        shape, rate = ask.positive(prior, "shape", "prior"), ask.number(prior, "rate", "prior")
        posterior = frequency.next_year(counts, shape=shape, rate=rate) or frequency.fit_poisson(
            counts, shape=shape, rate=rate
        )
    elif model == "negbin":
        said = question.get("prior")
        if isinstance(said, dict) and not {"shape", "rate"}.isdisjoint(said):
            raise QuestionRefused("prior", "of negbin is fixed; shape and rate belong to gamma_poisson")
        posterior = frequency.fit(counts)
    else:
        raise QuestionRefused("model", "must be negbin or gamma_poisson")
    pmf = posterior.predictive()
    found: Answer = {"mean": posterior.mean, "variance": posterior.variance}
    found |= {f"q{100 * p:g}": k for p, k in zip(LEVELS, posterior.levels(LEVELS), strict=True)}
    found["pmf"] = {str(k): float(v) for k, v in enumerate(pmf[:LISTED_POINTS])}
    test = frequency.dispersion(counts)
    found["dispersion"] = {"statistic": test.statistic, "df": test.df, "p": test.p} if test else None
    warnings = _count_warnings(counts, test, str(model))
    found["warnings"] = warnings
    is_closed = model == "gamma_poisson" and all(c.is_exact for c in counts)
    return answered(found, CLOSED if is_closed else GRID, warnings)


def _by_year(question: Asked) -> list[Interval]:
    """Counts, each of one year or, as {"count", "years"}, of so many together."""
    given = question.get("counts")
    parts = given if isinstance(given, list) else []
    for i, part in enumerate(parts):
        known_keys.only(part, f"counts.{i}", {"count", "years"})
    bare = [part.get("count") if isinstance(part, Mapping) else part for part in parts]
    found = ask.intervals({"counts": bare if parts else given}, "counts", "")
    return [
        replace(one, years=ask.whole(part, "years", f"counts.{i}", least=1, most=YEARS_MOST))
        if isinstance(part, Mapping)
        else one
        for i, (one, part) in enumerate(zip(found, parts, strict=True))
    ]


def _count_warnings(counts: list[Interval], test: frequency.Dispersion | None, model: str) -> list[str]:
    found = []
    if test and model == "gamma_poisson" and test.p < 0.05:
        found.append(f"The Poisson assumption is refuted by these counts (p = {test.p:.2g}); use negbin.")
    if counts and all(not c.is_exact for c in counts):
        found.append("Every count is a range: the answer leans on the prior.")
    years, singles = sum(c.years for c in counts), sum(c.years == 1 for c in counts)
    if singles < len(counts) and model == "negbin":
        what = "mean and high levels" if singles < frequency.FEW_YEARS else "high levels"
        found.append(f"Years together do not say how much a year differs: {what} lean the more on the prior.")
    if model == "negbin" and years < frequency.FEW_YEARS:
        found.append("With fewer than five years the mean and the high levels lean on the prior's limits.")
    if model == "negbin" and years < frequency.FEW_YEARS_SPREAD:
        found.append("With fewer than eight years the variance exists only within the prior's limits.")
    return found


def _delay(question: Asked) -> Answer:
    rows = question.get("incremental")
    if not isinstance(rows, list) or len(rows) < 2:
        raise QuestionRefused("incremental", "must be a triangle of at least two rows")
    triangle = [ask.numbers({str(i): row}, str(i), "incremental") for i, row in enumerate(rows)]
    if any(len(b) > len(a) for a, b in pairwise(triangle)):
        raise QuestionRefused("incremental", "later rows must not be longer")
    try:
        found = triangles.chain_ladder(triangle)
    except triangles.TriangleRefused as stop:
        raise QuestionRefused("incremental", str(stop)) from stop
    return answered(
        {
            "development_factors": found.factors,
            "total_outstanding": found.outstanding,
            "paid_share_by_delay": found.shares,
        },
        "chain ladder, volume-weighted",
        [],
    )
