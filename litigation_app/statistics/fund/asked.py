"""Is a `fund-question/1` well formed, and which laws do its parts name? A malformed part is refused with its key."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from litigation_app.statistics.fund.amounts import Atoms, Gamma, Grouped, Law, Lognormal, Lomax, Weibull
from litigation_app.statistics.fund.counting import Binomial, Counting, Listed, NegBin, Poisson
from litigation_app.statistics.fund.inputs import CountsRefused, Interval
from litigation_app.statistics.fund.policy import Band, Policy

Asked = Mapping[str, Any]


LARGEST = 1e15  # beyond this a sum of squares is no number any more
VALUES_MOST = 10_000  # of a list


class QuestionRefused(ValueError):
    """The question cannot be answered; `key` names the part at fault."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"{key}: {why}")
        self.key = key


def number(
    asked: Asked,
    key: str,
    where: str,
    *,
    default: float | None = None,
    least: float = 0.0,
    above: float | None = None,
    most: float = LARGEST,
) -> float:
    """A finite number >= `least` (or > `above`) and <= `most` under that key. Raises QuestionRefused, as all readers here do."""
    name = f"{where}.{key}" if where else key
    value = asked.get(key, default)
    if value is None:
        raise QuestionRefused(name, "is missing")
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < math.inf:
        raise QuestionRefused(name, "must be a number")
    if value < least:
        raise QuestionRefused(name, f"must be at least {least:g}")
    if value > most:
        raise QuestionRefused(name, f"must be at most {most:g}")
    if above is not None and value <= above:
        raise QuestionRefused(name, f"must be greater than {above:g}")
    return float(value)


def positive(asked: Asked, key: str, where: str, default: float | None = None) -> float:
    """A number > 0 under that key."""
    return number(asked, key, where, default=default, above=0.0)


def whole(asked: Asked, key: str, where: str, *, least: int = 0, most: int = 10**6) -> int:
    """A whole number between `least` and `most`."""
    value = number(asked, key, where, least=least)
    if value != int(value) or value > most:
        raise QuestionRefused(f"{where}.{key}" if where else key, f"must be a whole number up to {most}")
    return int(value)


def table(asked: Asked, key: str, where: str, default: Asked | None = None) -> Asked:
    """An object under that key."""
    value = asked.get(key, default)
    if not isinstance(value, Mapping):
        raise QuestionRefused(f"{where}.{key}" if where else key, "must be an object")
    return value


def numbers(asked: Asked, key: str, where: str, *, least: float = 0.0) -> list[float]:
    """A list of at least one number."""
    value = asked.get(key)
    if not isinstance(value, list) or not value:
        raise QuestionRefused(f"{where}.{key}" if where else key, "must be a list of numbers")
    if len(value) > VALUES_MOST:
        raise QuestionRefused(f"{where}.{key}" if where else key, f"must have at most {VALUES_MOST} numbers")
    return [number({str(i): v}, str(i), f"{where}.{key}" if where else key, least=least) for i, v in enumerate(value)]


def written(asked: Asked, key: str) -> dict[str, float]:
    """A list of at least one number, each under its own text: 1000000 and 250000.5, as the question writes them."""
    values = numbers(asked, key, "")
    return {json.dumps(given): value for given, value in zip(asked[key], values, strict=True)}


def text_of(value: float) -> str:
    """A number of the answer's own as a question would write it: a whole one without a point."""
    return str(int(value)) if value == int(value) else repr(value)


def probabilities(asked: Asked, key: str, where: str) -> tuple[float, ...]:
    """Numbers >= 0 that sum to 1."""
    found = numbers(asked, key, where)
    if abs(sum(found) - 1) > 1e-9:
        raise QuestionRefused(f"{where}.{key}" if where else key, f"must sum to 1, not {sum(found):g}")
    return tuple(found)


def intervals(asked: Asked, key: str, where: str) -> list[Interval]:
    """Counts: whole numbers or [lo, hi] pairs."""
    name, value = (f"{where}.{key}" if where else key), asked.get(key)
    if not isinstance(value, list) or not value:
        raise QuestionRefused(name, "must be a list of counts or [lo, hi] pairs")
    found = []
    for i, item in enumerate(value):
        pair = item if isinstance(item, list) else [item, item]
        if len(pair) != 2:
            raise QuestionRefused(f"{name}.{i}", "must be a count or a [lo, hi] pair")
        lo, hi = (whole({str(i): x}, str(i), name, most=10**7) for x in pair)
        try:
            found.append(Interval(lo, hi))
        except CountsRefused as stop:
            raise QuestionRefused(f"{name}.{i}", str(stop)) from stop
    return found


def counting(asked: Asked, where: str) -> Counting:
    """The law of the number of awards."""
    match asked.get("kind"):
        case "poisson":
            return Poisson(number(asked, "mean", where))
        case "negbin" if "r" in asked:
            return NegBin(positive(asked, "r", where), positive(asked, "beta", where))
        case "negbin":
            return NegBin.from_mixing(number(asked, "mean", where), number(asked, "mixing_cv", where))
        case "binomial":
            q = number(asked, "q", where)
            if q > 1:
                raise QuestionRefused(f"{where}.q", "must be at most 1")
            return Binomial(whole(asked, "m", where, least=1), q)
        case "pmf":
            return Listed(probabilities(asked, "p", where))
    raise QuestionRefused(f"{where}.kind", "must be poisson, negbin, binomial or pmf")


def damage(asked: Asked, where: str, rule: Policy | None = None) -> Law:
    """The law of one amount. An open last bin of a histogram needs a rule whose cap lies below it."""
    makers: dict[str, Callable[[Asked, str], Law]] = {
        "lognormal": _lognormal,
        "gamma": _gamma,
        "weibull": lambda a, w: Weibull(positive(a, "shape", w), positive(a, "scale", w)),
        "pareto": lambda a, w: Lomax(positive(a, "shape", w), positive(a, "scale", w)),
        "exponential": lambda a, w: Gamma(1.0, 1 / positive(a, "rate", w) if "rate" in a else positive(a, "mean", w)),
        "fixed": lambda a, w: Atoms((number(a, "amount", w),), (1.0,)),
        "uniform": _uniform,
        "discrete": _discrete,
        "tariff": _discrete,
        "histogram": lambda a, w: _histogram(a, w, rule or Policy()),
    }
    kind = asked.get("kind")
    if not isinstance(kind, str) or kind not in makers:
        raise QuestionRefused(f"{where}.kind", f"must be one of {', '.join(makers)}")
    return makers[kind](asked, where)


def _lognormal(asked: Asked, where: str) -> Law:
    if "mu" in asked:
        return Lognormal(number(asked, "mu", where, least=-700), positive(asked, "sigma", where))
    return Lognormal.from_mean(positive(asked, "mean", where), positive(asked, "cv", where))


def _gamma(asked: Asked, where: str) -> Law:
    if "mean" in asked:
        return Gamma.from_mean(positive(asked, "mean", where), positive(asked, "cv", where))
    return Gamma(positive(asked, "shape", where), positive(asked, "scale", where))


def _uniform(asked: Asked, where: str) -> Law:
    low = number(asked, "low", where, default=0.0)
    return Grouped((low, number(asked, "high", where, above=low)), (1.0,))


def _discrete(asked: Asked, where: str) -> Law:
    """Amounts with probabilities, or (a tariff) with the number of awards of each."""
    amounts, key = numbers(asked, "amounts", where), "probs" if "probs" in asked else "counts"
    probs = _weights(asked, where)
    if len(amounts) != len(probs):
        raise QuestionRefused(f"{where}.{key}", "must have one value for each amount")
    found: dict[float, float] = {}
    for a, p in sorted(zip(amounts, probs, strict=True)):
        found[a] = found.get(a, 0.0) + p
    return Atoms(tuple(found), tuple(found.values()))


def _weights(asked: Asked, where: str) -> tuple[float, ...]:
    """`probs`, or the shares that `counts` give (ranges by their middle)."""
    if "probs" in asked or "counts" not in asked:
        return probabilities(asked, "probs", where)
    middles = [(c.lo + c.hi) / 2 for c in intervals(asked, "counts", where)]
    if sum(middles) == 0:
        raise QuestionRefused(f"{where}.counts", "must hold at least one award")
    return tuple(m / sum(middles) for m in middles)


def _histogram(asked: Asked, where: str, rule: Policy) -> Law:
    edges, probs = bounds(asked, where), _weights(asked, where)
    if len(probs) != len(edges) - 1:
        raise QuestionRefused(f"{where}.bounds", "must have one value more than there are bins")
    if math.isinf(edges[-1]):
        if edges[-2] < (rule.cap + rule.collateral) / rule.share:
            raise QuestionRefused(f"{where}.bounds", "an open last bin needs a policy whose cap lies below it")
        edges[-1] = 2 * edges[-2] + 1  # wherever in it a damage lies, the award is the cap
    return Grouped(tuple(edges), probs)


def bounds(asked: Asked, where: str) -> list[float]:
    """Ascending edges of histogram bins, at least two; `null` as the last one is an open bin (infinity)."""
    given = asked.get("bounds")
    is_open = isinstance(given, list) and len(given) > 1 and given[-1] is None
    found = numbers({"bounds": given[:-1]} if is_open and isinstance(given, list) else asked, "bounds", where)
    found = [*found, math.inf] if is_open else found
    if len(found) < 2 or any(b <= a for a, b in pairwise(found)):
        raise QuestionRefused(f"{where}.bounds" if where else "bounds", "must be two or more ascending numbers")
    return found


POLICY_KEYS = {"share", "floor", "cap", "indexed", "collateral", "tariff"}


def policy(asked: Asked, where: str) -> Policy:
    """The rule of the fund; an absent cap is no cap."""
    rule = table(asked, "policy", where, default={})
    name = f"{where}.policy" if where else "policy"
    floor = number(rule, "floor", name, default=0.0)
    cap = math.inf if rule.get("cap") is None else number(rule, "cap", name, least=floor)
    return Policy(
        share=number(rule, "share", name, default=1.0, above=0.0, most=1.0),
        floor=floor,
        cap=cap,
        indexed=truth(rule, "indexed", name, default=True),
        collateral=number(rule, "collateral", name, default=0.0),
        bands=_bands(rule, name),
    )


def _bands(rule: Asked, name: str) -> tuple[Band, ...]:
    given = rule.get("tariff", [])
    if not isinstance(given, list):
        raise QuestionRefused(f"{name}.tariff", "must be a list of bands")
    found = []
    for i, item in enumerate(given):
        band, where = table({str(i): item}, str(i), f"{name}.tariff"), f"{name}.tariff.{i}"
        found.append(Band(number(band, "from", where), number(band, "amount", where)))
    if any(b.start <= a.start for a, b in pairwise(found)):
        raise QuestionRefused(f"{name}.tariff", "must ascend")
    return tuple(found)


def truth(asked: Asked, key: str, where: str, *, default: bool) -> bool:
    """True or false under that key."""
    value = asked.get(key, default)
    if not isinstance(value, bool):
        raise QuestionRefused(f"{where}.{key}" if where else key, "must be true or false")
    return value
