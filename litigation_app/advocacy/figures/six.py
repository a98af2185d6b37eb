"""What are the six figures called, and how far may the drawing of so many futures have moved each of them?"""

from collections.abc import Iterator, Mapping

from litigation_app.advocacy.figures.grids import NONE, Figure, Grid, Raw, Result, bare_percent, percent, whole
from litigation_app.advocacy.figures.money import at_end, ends, titled
from litigation_app.advocacy.figures.rules import Pair, headline
from litigation_app.core.language import _
from litigation_app.core.text import NBSP

MARGIN_DIGITS = 2  # of a margin that carry meaning


def names(result: Result, years: str = "") -> Mapping[str, str]:
    """By the codes of `rules.headline`; `years`: how many, where the caller says the number itself."""
    year, many = int(result["first_year"]) + int(result["settled_year"]), years or result["horizon"]
    return {
        "expected": _("Expected cost of the year %(year)s", year=year),
        "year_95": _("A bad year (95th percentile: one in twenty is worse)"),
        "year_99": _("A very bad year (99th percentile: one in a hundred is worse)"),
        "present_value": _("Expected cost of all %(years)s years, in present value", years=many),
        "dry": _("Chance that the money runs out within %(years)s years", years=many),
        "office": _("Administrative cost ratio"),
    }


def is_known(result: Result) -> bool:
    """Whether the run says how far its drawing may have moved it (from fund/12 on)."""
    return "drawn" in result["high"]


def interval_only() -> str:
    """What such an interval is and is not."""
    return _(
        "A 95 percent interval says how far the drawing of so many simulations may have moved a "
        "figure, and not how uncertain counts and assumptions are."
    )


def explained(result: Result) -> str:
    """What stands behind ±; "" of an older run."""
    if not is_known(result):
        return ""
    return " ".join((_("± is the wider side of a 95 percent interval."), interval_only()))


def margin(result: Result, end: str, pair: Pair, rate: float, currency: str) -> str:
    """Beside one figure of the lowest or highest counts ("low", "high"): the wider side of its interval, amounts times `rate`; ""
    where so few futures leave an end open, and of an older run."""
    low, high = result[end].get("drawn", {}).get(pair.code, (None, None))
    if low is None or high is None:
        return ""
    value = getattr(pair, end)
    wider = max(value - low, high - value)
    if pair.unit == "money":
        return f"±{NBSP}{whole(float(f'{rate * wider:.{MARGIN_DIGITS}g}'))}{NBSP}{currency}"
    return _("± %(margin)s percentage points", margin=bare_percent(wider))


def tables(result: Result) -> Iterator[Figure]:
    """For files: amounts, exactly, then chance and share, each with both ends of its interval; an older run knows no ends."""
    amounts = _("Six figures: the amounts, and what so many simulations leave open")
    yield Figure(
        "six-amounts",
        amounts,
        Grid(headings(), list(_rows(result, ("money",))), [whole] * 3),
        note=interval_only() if is_known(result) else "",
    )
    shares = _("Six figures: chance and share, and what so many simulations leave open")
    yield Figure("six-shares", shares, Grid(headings(), list(_rows(result, ("chance", "share"))), [percent] * 3))


def headings() -> list[str]:
    """Of these tables, in files and in the study."""
    return [_("Figure"), _("Estimate"), _("95 percent interval, from"), _("95 percent interval, to")]


def _rows(result: Result, units: tuple[str, ...]) -> Iterator[list[Raw]]:
    called = names(result)
    for end in ends(result):
        for pair in headline(result):
            if pair.unit in units:
                sides = result[end].get("drawn", {}).get(pair.code, (None, None))
                name = titled(called[pair.code], at_end(result, end))
                yield [name, getattr(pair, end), *(NONE if one is None else one for one in sides)]
