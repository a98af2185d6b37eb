"""What does a run say in another currency than its own (for a paper whose tables are in the country's)?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from litigation_app.advocacy.figures.grids import DIGITS, Result

To = Callable[[float], float]
EXACT = 17  # all that a number has: of amounts that are added up before they are rounded
IN_MONEY = ("damage", "admin_fixed", "per_application", "budget", "reserve")  # assumptions whose own value is an amount


def converted(result: Result, rate: float, currency: str, digits: int = DIGITS) -> Result:
    """The parts that pictures stand on, each amount times `rate` and to so many digits; the rest as it is."""

    def to(amount: float) -> float:
        return float(f"{rate * amount:.{digits}g}")

    return {
        **result,
        "currency": currency,
        "assumptions": [_assumed(one, to) for one in result["assumptions"]],
        **{end: _end(result[end], to) for end in ("low", "high")},
        "depth": _depth(result["depth"], to),
    }


def _times(found: Any, to: To) -> Any:
    """Each number of lists and tables; None stays."""
    if isinstance(found, Mapping):
        return {key: _times(one, to) for key, one in found.items()}
    if isinstance(found, Sequence) and not isinstance(found, str):
        return [_times(one, to) for one in found]
    return None if found is None else to(found)


def _some(found: Mapping[str, Any], to: To, *keys: str) -> dict[str, Any]:
    return {**found, **{key: _times(found[key], to) for key in keys if key in found}}


def _assumed(one: Mapping[str, Any], to: To) -> Mapping[str, Any]:
    if one["unit"] == "post":
        number, pay, on_top = one["values"]
        return {**one, "values": [number, _times(pay, to), on_top]}
    return _some(one, to, "values") if one["unit"] == "money" else one


def _end(found: Mapping[str, Any], to: To) -> Mapping[str, Any]:
    check = _some(found["check"], to, "simulated", "exact")
    return {**_some(found, to, "cost_fan", "balance_fan", "cash"), "check": check}


def _depth(depth: Mapping[str, Any], to: To) -> Mapping[str, Any]:
    return {
        **depth,
        "heatmap": _some(depth["heatmap"], to, "caps", "budgets", "contour"),
        "tornado": [_bar(one, to) for one in depth["tornado"]],
        "awards": [_some(one, to, "edges", "mean", "cap", "floor") for one in depth["awards"]],
    }


def _bar(one: Mapping[str, Any], to: To) -> Mapping[str, Any]:
    own = ("low", "high") if one["code"].partition(":")[0] in IN_MONEY else ()
    return _some(one, to, "at_low", "at_high", *own)
