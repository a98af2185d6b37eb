"""Which keys may a `fund-question/1` have? One that would not be read is refused by its path, or said in a warning."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from litigation_app.statistics.fund.asked import POLICY_KEYS, Asked, QuestionRefused

REMARKS = {  # they say something about a question, or a part of it, and ask nothing
    *(
        "schema",
        "ask",
        "id",
        "title",
        "name",
        "label",
        "format",
        "source",
        "sources",
        "verified_by",
        "expected",
        "tolerance",
    ),
    *("note", "notes", "comment", "description", "reference", "order_statistic"),
}
WRONG = "wrong"  # as do keys that begin so: answers of wrong models
YEARS = {
    *("severity", "policy", "horizon", "growth", "inflation", "discount", "decision_lag_years", "award_indexed_at"),
    *("opening_reserve", "reserve", "annual_income", "income", "order", "unspent", "cap_for"),
    *("income_indexed", "interest"),
}
ASKS = {
    "compound": {"groups", "at", "retentions"},
    "counts": {"counts", "model", "prior"},
    "severity": {"fit", "histogram", "quantiles", "tariff", "n", "limits", "policy", "prior"},
    "present_value": YEARS | {"rate", "at", "retentions"},
    "ruin": YEARS | {"rate", "frequency"},
    "delay": {"incremental"},
}
ALL = set().union(*ASKS.values())
ALIKE = 0.75  # a key so like one that is read is a slip
Ways = tuple[
    tuple[str, str], ...
]  # by which key a law is written in that way; the keys of that way. The last is the usual one
FREQUENCIES: dict[str, Ways] = {
    "poisson": (("", "mean"),),
    "negbin": (("r", "r beta"), ("", "mean mixing_cv")),
    "binomial": (("", "m q"),),
    "pmf": (("", "p"),),
}
SEVERITIES: dict[str, Ways] = {
    "lognormal": (("mu", "mu sigma"), ("", "mean cv")),
    "gamma": (("mean", "mean cv"), ("", "shape scale")),
    "weibull": (("", "shape scale"),),
    "pareto": (("", "shape scale"),),
    "exponential": (("rate", "rate"), ("", "mean")),
    "fixed": (("", "amount"),),
    "uniform": (("", "low high"),),
    "discrete": (("probs", "amounts probs"), ("", "amounts counts")),
    "tariff": (("probs", "amounts probs"), ("", "amounts counts")),
    "histogram": (("probs", "bounds probs"), ("", "bounds counts")),
}
RATES: dict[str, Ways] = {
    "gamma": (("", "mean cv common_to_all_years"),),
    "fixed": (("", "mean common_to_all_years"),),
    "poisson": (("", "mean common_to_all_years"),),
}
BESIDE = (
    *(("reserve", "opening_reserve"), ("income", "annual_income"), ("rate", "frequency")),
    *(("quantiles", "histogram"), ("quantiles", "tariff"), ("histogram", "tariff")),
)


def unread(question: Asked, kind: str) -> list[str]:
    """A warning for each key of the question itself that is not read and is like none that is.

    Raises:
        QuestionRefused: a key that is meant to be read and would not be, anywhere in the question.
    """
    found = []
    for key in sorted(set(question) - ASKS[kind] - REMARKS, key=str):
        if key in ALL or get_close_matches(str(key), ALL, 1, ALIKE):
            raise QuestionRefused(str(key), f"is not known where {kind} is asked")
        if not str(key).startswith(WRONG):
            found.append(f"{key}: is not read.")
    for one, other in BESIDE:
        if one in question and other in question:
            raise QuestionRefused(one, f"stands beside {other}; only one can be meant")
    groups = question.get("groups")
    for i, group in enumerate(groups if isinstance(groups, list) else []):
        only(group, f"groups.{i}", {"frequency", "severity", "policy"})
        _parts(group, f"groups.{i}.")
    only(question.get("cap_for"), "cap_for", {"target", "ruin_probability", "ruin", "p"})
    if kind != "compound":
        _parts(question, "")
    return found


def _parts(holder: Any, where: str) -> None:
    """Frequency, severity, rate and rule of a group or of the question."""
    if not isinstance(holder, Mapping):
        return
    for key, kinds, usual in (("frequency", FREQUENCIES, ""), ("severity", SEVERITIES, ""), ("rate", RATES, "gamma")):
        part = holder.get(key)
        if isinstance(part, Mapping):
            only(part, f"{where}{key}", _of_law(part, kinds, usual))
    only(holder.get("policy"), f"{where}policy", POLICY_KEYS)
    for key, known in (("histogram", {"bounds", "counts"}), ("tariff", {"amounts", "counts"})):
        only(holder.get(key), f"{where}{key}", known)
    rule = holder.get("policy")
    bands = rule.get("tariff") if isinstance(rule, Mapping) else None
    for i, band in enumerate(bands if isinstance(bands, list) else []):
        only(band, f"{where}policy.tariff.{i}", {"from", "amount"})


def _of_law(part: Mapping[str, Any], kinds: Mapping[str, Ways], usual: str) -> set[str] | None:
    kind = part.get("kind", usual)
    ways = kinds.get(kind) if isinstance(kind, str) else None
    if ways is None:
        return None  # refused by its kind
    return {"kind", *next(keys for mark, keys in ways if not mark or mark in part).split()}


def only(part: Any, where: str, known: set[str] | None) -> None:
    """Raises QuestionRefused for the first key of an object that is neither known nor a remark; what is no object is refused
    elsewhere."""
    if known is None or not isinstance(part, Mapping):
        return
    unknown = sorted(set(part) - known - REMARKS, key=str)
    if unknown:
        raise QuestionRefused(f"{where}.{unknown[0]}", "is not known")
