"""What must a reader be told beside a result, and which six pairs of figures come first? Pure: a stored result in, codes out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Result = Mapping[str, Any]
OFFICE_SHARE_MOST = 0.25  # the Dutch scheme: 6.70 of 26.7 million in 2018
WAVERING_P = 0.05
YEARS_FEW = 5


@dataclass(frozen=True)
class Pair:
    """One figure with the withheld counts at their lowest and at their highest. `unit` is money or share."""

    code: str
    unit: str
    low: float
    high: float


@dataclass(frozen=True)
class Rail:
    """A sentence that must stand beside the result: its code and the numbers in it."""

    code: str
    facts: Mapping[str, float]


def headline(result: Result) -> list[Pair]:
    """Expected cost, 95 % and 99 % year (first year after the ramp), present value, chance of running dry, office share."""
    places = [
        ("expected", "money", ("settled_cost", "mean")),
        ("year_95", "money", ("settled_cost", "q95")),
        ("year_99", "money", ("settled_cost", "q99")),
        ("present_value", "money", ("present_value", "mean")),
        ("dry", "share", ("dry_by_year", -1)),
    ]
    pairs = [Pair(code, unit, *(result[v][a][b] for v in ("low", "high"))) for code, unit, (a, b) in places]
    return [*pairs, Pair("office", "share", result["low"]["office_share"], result["high"]["office_share"])]


def is_one(result: Result) -> bool:
    """Whether nothing was withheld, so that both variants are the same run."""
    return bool(result["low"] == result["high"])


def rails(result: Result) -> list[Rail]:
    """Everything that keeps a reader from taking the figures for more than they are."""
    return [*_on_counts(result), *_on_money(result)]


def _on_counts(result: Result) -> Iterator[Rail]:
    years = max((len(c) for c in result["low"]["counts"].values()), default=0)
    if any(result["releases"].values()):
        yield Rail("own_clients", {})
    if years < YEARS_FEW:
        yield Rail("few_years", {"years": years})
    if result["masked_share"] > 0:
        yield Rail("withheld", {"hidden": round(result["masked_share"] * years), "years": years})
    tests = [t for v in ("low", "high") for t in result[v]["dispersion"].values() if t]
    if any(t["p"] < WAVERING_P for t in tests):
        yield Rail("wavering", {"p": min(t["p"] for t in tests)})
    if result["is_crossed"]:
        yield Rail("crossed", {})


def _on_money(result: Result) -> Iterator[Rail]:
    office = max(result[v]["office_share"] for v in ("low", "high"))
    if office > OFFICE_SHARE_MOST:
        enough = result["high"]["awards_for_office_target"]
        facts = {"share": office, "now": result["high"]["awards_a_year"]}
        yield Rail("office_never", facts) if enough is None else Rail("office", {**facts, "awards": enough})
    if result["is_flat_award"]:
        yield Rail("flat_award", {})
    if result["is_income_indexed"]:
        yield Rail("indexed_income", {})
    if result["warnings"]:
        yield Rail("unsourced", {"number": len(result["warnings"])})
