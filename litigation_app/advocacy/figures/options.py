"""How do other ways to set up the fund, and shocks, stand beside each other, and which office does each have?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.advocacy.figures import presenters
from litigation_app.advocacy.figures.grids import (
    DRAWN_LEAST,
    Figure,
    Grid,
    Raw,
    Result,
    chance,
    decimals,
    percent,
    share,
    whole,
)
from litigation_app.advocacy.figures.words import no_exchange, other_way, sized_option, sized_shock, years_of_shock
from litigation_app.core import charts
from litigation_app.core.charts import narrow
from litigation_app.core.charts.dots import is_whole
from litigation_app.core.language import _
from litigation_app.core.text import NBSP


@dataclass(frozen=True)
class _Column:
    """A figure of ways that stand side by side: its place in the run, its heading and how it is written."""

    key: str
    heading: str
    worded: Callable[[float], str]


def options(result: Result) -> Figure | None:
    """Ways to set up the fund, side by side."""
    found = result["depth"]["options"]
    title = _("Ways to set up the fund, side by side")
    named = [(f"{one['code']}: {_option(result, one)}", one) for one in found]
    year = int(result["first_year"]) + int(result["settled_year"])
    columns = [
        _Column("settled_mean", _("Expected cost of %(year)s", year=year), whole),
        _Column("settled_q99", _("1 in 100 is worse"), whole), *_columns(),
        _Column("awards_a_year", _("Awards in %(year)s", year=year), decimals(1)),
    ]  # fmt: skip
    note = f"{of_options(result)} {run_beside(result)}"
    return _beside("options", title, named, columns, note) if named else None


def _option(result: Result, one: Mapping[str, Any]) -> str:
    """With the size of its advances, from the values and not from its name."""
    said = result["scenario"]["option"][one["code"]].get("changes", {}).get("delay", {})
    part, most = said.get("advance_share", 0), said.get("advance_cap", 0)
    cap = f"{whole(most)}{NBSP}{result['currency']}" if most else ""
    return sized_option(other_way(one["code"], one["name"]), share(part) if part else "", cap)


def shocks(result: Result) -> Figure | None:
    """What might go wrong, beside the estimate as it is: over all years, for a shock is of other years than any one column could be."""
    found = result["depth"]["shocks"]
    if not found:
        return None
    named = [(_("this estimate"), _own(result)), *((_shock(result, one), one) for one in found)]
    columns = _columns()
    columns.insert(1, _Column("present_q99", _("1 in 100 is worse"), whole))
    note = " ".join(filter(None, (of_all_years(), no_exchange(result))))
    return _beside("shocks", _("If something goes wrong"), named, columns, note)


def of_all_years() -> str:
    """Of which years the figures of shocks are."""
    return _(
        "Every figure is of all years of the estimate, so that the year of each shock is in it; the budget needed is that of each year."
    )


def _shock(result: Result, one: Mapping[str, Any]) -> str:
    """With its size, from the values and not from its name."""
    said = result["scenario"]["stress"][one["code"]]
    victims = said.get("mass_case_victims", 0)
    left = {part: said.get(f"{part}_factor", 1) for part in ("collections", "exchange")}
    sizes = {part: share(factor) if factor != 1 else "" for part, factor in left.items()}
    sizes["mass_case"] = whole(victims) if victims else ""
    years = years_of_shock(said, int(result["first_year"]), int(result["horizon"]))
    return sized_shock(other_way(one["code"], one["name"]), sizes, years)


def _columns() -> list[_Column]:
    """What stands beside each other of every way, over all years."""
    return [
        _Column("present_mean", _("All years, present value"), whole),
        _Column("dry", _("Runs out"), chance),
        _Column("office_share", _("Office of the fund"), share),
        _Column("budget_needed", _("Budget needed"), whole),
    ]


def _beside(
    code: str, title: str, named: list[tuple[str, Mapping[str, Any]]], columns: list[_Column], note: str
) -> Figure:
    """Ways in rows; in the picture the chance that the money runs out, of the estimate itself as a square where it comes first."""
    rows: list[list[Raw]] = [[name, *(one[column.key] for column in columns)] for name, one in named]
    dots = [
        charts.DotRow(_drawn(name), max(float(one["dry"]), DRAWN_LEAST), is_ours=place == 0)
        for place, (name, one) in enumerate(named)
    ]
    picture = charts.dots(dots, title=title, unit=_("Chance that the money runs out"), number=_axis)
    headings = [_("Way"), *(column.heading for column in columns)]
    small = narrow.dots(dots, title=title, unit=_("Chance that the money runs out"), number=_axis)
    grid = Grid(headings, rows, [column.worded for column in columns])
    return Figure(code, title, grid, picture, note, narrow=small)


def _drawn(name: str) -> str:
    """A name in a picture: without its size, which the table has, where it would be cut off."""
    return name if is_whole(name) else name.rpartition(" (")[0] or name


def _axis(value: float) -> str:
    """A chance beside its dot, and zero on the axis."""
    return chance(value) if value else percent(value)


def _own(result: Result) -> dict[str, Any]:
    """The estimate itself, as shocks have their figures."""
    one = result["high"]
    return {
        "present_mean": one["present_value"]["mean"],
        "present_q99": one["present_value"]["q99"],
        "dry": one["dry_by_year"][-1],
        "office_share": one["office_share"],
        "budget_needed": one["needs"]["budget"]["value"],
    }


def of_options(result: Result) -> str:
    """The sentence below the options."""
    found = result["depth"]["options"]
    return sentence(result, [(one["code"], f"{whole(one['office_fixed'])}{NBSP}{result['currency']}") for one in found])


def sentence(result: Result, costs: Sequence[tuple[str, str]]) -> str:
    """What each office costs, and whether the posts of the scenario are in it."""
    if not costs:
        return ""
    said = _(
        "The office itself costs in a year, in prices of %(year)s: %(costs)s.",
        year=presenters.price_year(result),
        costs="; ".join(f"{code} {cost}" for code, cost in costs),
    )
    return f"{said} {_left_out()}" if has_posts(result) else said


def has_posts(result: Result) -> bool:
    """Whether the office of the scenario is made of posts."""
    return any(one["code"] == "post" for one in result["assumptions"])


def _left_out() -> str:
    return _(
        "An option that says what its office costs has an office of its own: the posts of the scenario do not count there, unless "
        "it names posts itself."
    )


def run_beside(result: Result) -> str:
    """On how many futures options and shocks were run."""
    return beside(whole(result["depth"]["beside_paths"]), whole(result["paths"]))


def beside(few: str, every: str) -> str:
    """The same, of numbers in words."""
    if few == every:
        return _("Options and shocks are run on as many simulations as the estimate: %(paths)s.", paths=every)
    return _(
        "Options and shocks are run on %(few)s simulations, the estimate on %(all)s: their figures "
        "can differ by about a hundredth for that reason alone. An option that is the scenario itself"
        " has the figures of the estimate.",
        few=few,
        all=every,
    )
