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


def interval_only() -> str:
    """What such an interval is and is not."""
    return _(
        "A 95 percent interval says how far the drawing of so many simulations may have moved a "
        "figure, and not how uncertain counts and assumptions are."
    )


def explained() -> str:
    """What stands behind ±."""
    return " ".join((_("± is the wider side of a 95 percent interval."), interval_only()))


def margin(result: Result, end: str, pair: Pair, rate: float, currency: str) -> str:
    """Beside one figure of the lowest or highest counts ("low", "high"): the wider side of its interval, amounts times `rate`; ""
    where so few futures leave an end open."""
    low, high = result[end]["drawn"][pair.code]
    if low is None or high is None:
        return ""
    value = getattr(pair, end)
    wider = max(value - low, high - value)
    if pair.unit == "money":
        return f"±{NBSP}{whole(float(f'{rate * wider:.{MARGIN_DIGITS}g}'))}{NBSP}{currency}"
    return _("± %(margin)s percentage points", margin=bare_percent(wider))


def tables(result: Result) -> Iterator[Figure]:
    """For files: amounts, exactly, then chance and share, each with both ends of its interval."""
    amounts = _("Six figures: the amounts, and what so many simulations leave open")
    grid = Grid(headings(), list(_rows(result, ("money",))), [whole] * 3)
    yield Figure("six-amounts", amounts, grid, note=interval_only())
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
                sides = (NONE if one is None else one for one in result[end]["drawn"][pair.code])
                yield [titled(called[pair.code], at_end(result, end)), getattr(pair, end), *sides]
