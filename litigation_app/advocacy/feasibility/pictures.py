"""Which pictures of a run does a study show, and what does the run say in the currency of the country's own tables?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from litigation_app.advocacy.feasibility.documents.rules import Mark, Picture
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import basis, choices, fits, money, ranges
from litigation_app.advocacy.figures.grids import DIGITS, Figure, Result
from litigation_app.core import charts

HIGHEST = "high"  # the end that pictures show; tables say both


def yearly_cost(bound: Bound) -> Picture:
    """What each year costs, beside the money that comes in: as wide as the words of the first page, and flat."""
    [found] = drawn([money.cost(of_paper(bound), HIGHEST, charts.FLAT_FAN)])
    return found


def balance(bound: Bound) -> Picture:
    """What is left at the end of each year."""
    [found] = drawn([money.balance(of_paper(bound), HIGHEST)])
    return found


def waterfall(bound: Bound) -> list[Picture]:
    """From the money at the start to what is left, all years together: its steps are added up, so that all are to one place."""
    return drawn([money.waterfall(of_paper(bound, is_rounded=False))])


def dry(bound: Bound) -> list[Picture]:
    """How likely the money has run out, year by year."""
    return drawn([money.dry({**bound.result, "low": bound.at(HIGHEST)})])


def counts(bound: Bound) -> list[Picture]:
    """What was counted and what it foretells, for each group."""
    return drawn(basis.counts(bound.result))


def awards(bound: Bound) -> list[Picture]:
    """How high awards are, the damages behind them and the cap, for each group."""
    return drawn(basis.awards(of_paper(bound)))


def families(bound: Bound) -> list[Picture]:
    """The bands of awards beside what each family of laws expects; in the scenario's currency, in which they were counted."""
    return drawn(fits.figures(bound.result))


def abroad(bound: Bound) -> list[Picture]:
    """Each measure beside schemes abroad; in the scenario's currency, as most of theirs are."""
    return drawn(basis.abroad(bound.result))


def heatmap(bound: Bound) -> tuple[list[Picture], list[Mark]]:
    """The map of caps and budgets, and how it is read."""
    return _noted(choices.heatmap(of_paper(bound)))


def tornado(bound: Bound) -> tuple[list[Picture], list[Mark]]:
    """How far each assumption moves the cost, and how it is read."""
    return _noted(choices.tornado(of_paper(bound)))


def at_highest(bound: Bound) -> list[Mark]:
    """Which counts the pictures take, where there is a choice."""
    return [] if bound.is_one else [Mark(ranges.pictures_take(bound.result))]


def of_paper(bound: Bound, *, is_rounded: bool = True) -> Result:
    """The run in the country's currency and rounded, as most tables are."""
    currency = bound.local or bound.at("currency")
    return converted(bound.result, bound.rate, currency, DIGITS if is_rounded else EXACT)


def drawn(figures: Iterable[Figure | None]) -> list[Picture]:
    """Those that have a picture."""
    there = [one for one in figures if one is not None]
    return [Picture(one.title, one.picture, one.narrow) for one in there if one.picture is not None]


def _noted(figure: Figure | None) -> tuple[list[Picture], list[Mark]]:
    return drawn([figure]), [Mark(figure.note)] if figure else []


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
