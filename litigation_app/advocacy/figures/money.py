"""What does the fund cost each year, what comes in and goes out, what is promised and owed, and what is left (figures of a run)?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from litigation_app.advocacy.figures import presenters, ranges
from litigation_app.advocacy.figures.grids import (
    DRAWN_LEAST,
    Figure,
    Grid,
    Raw,
    Result,
    bare_chance,
    chance,
    level,
    percent,
    rounded_once,
    thousands,
    whole,
    years_of,
)
from litigation_app.advocacy.figures.words import named
from litigation_app.core import charts
from litigation_app.core.charts import Fall
from litigation_app.core.language import _
from litigation_app.statistics.fund import fiscal_net

FAN = ("0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99")
MARKS = (("q50", 0.5), ("q95", 0.95), ("q99", 0.99))
ENDS = ("low", "high")
LEAST_INTEREST = 0.5  # less is the rounding of sums


class Bands(NamedTuple):
    """By quantile what it is in each year; the word at nothing, and what comes in by year, as a line beside the bands."""

    values: dict[str, list[float]]
    zero: str = ""
    income: Sequence[float] = ()
    height: float = charts.FAN


def ends(result: Result) -> tuple[str, ...]:
    """One end where nothing was withheld, else both."""
    return ENDS[1:] if result["low"] == result["high"] else ENDS


def at_end(result: Result, name: str) -> str:
    """What a title adds where both ends are shown."""
    if len(ends(result)) == 1:
        return ""
    return ranges.at_end(result, name)


def titled(title: str, end: str) -> str:
    """A title with the end that it is of."""
    return f"{title}, {end}" if end else title


def unit(result: Result) -> str:
    """Thousands of the run's currency."""
    return _("thousand %(currency)s", currency=result["currency"])


def balance(result: Result, name: str) -> Figure:
    """Fan of what is left, with the line at nothing."""
    title = titled(_("Year-end balance of the fund"), at_end(result, name))
    return _fan(
        f"balance-{name}",
        title,
        result,
        Bands(result[name]["balance_fan"], zero=_("depleted")),
        note=_(
            "Half of all simulations lie in the darkest band, nine of ten in the next, 98 of a "
            "hundred in the lightest. Income comes before payments; below the line the fund owes more"
            " than it has."
        ),
    )


def balance_for_half(result: Result) -> Markup:
    """The same on the highest counts, for half a page, of which the table is the page of the estimate."""
    fan = result["high"]["balance_fan"]
    return charts.fan(
        years_of(result), {float(q): list(fan[q]) for q in FAN}, title=_("What is left in the fund at the end of each year"),
        unit=unit(result), number=thousands, quantile_label=level, height=charts.FLAT_FAN, width=charts.HALF,
    )  # fmt: skip


def cost(result: Result, name: str, height: float = charts.FAN) -> Figure:
    """Fan of the yearly cost, with the expected income of each year as a dashed line."""
    cash, years = result[name]["cash"], range(int(result["horizon"]))
    income = [cash["budget"][t] + sum(flow[t] for flow in cash["receipts"].values()) for t in years]
    return _fan(
        f"cost-{name}",
        titled(_("Cost of each year against the money that comes in"), at_end(result, name)),
        result,
        Bands(result[name]["cost_fan"], income=income, height=height),
        note=_(
            "Cost is awards and office less what comes back. The dashed line is the expected budget and other income of the year."
        ),
    )


def _fan(code: str, title: str, result: Result, fan: Bands, *, note: str) -> Figure:
    years, quantiles, income = years_of(result), {float(q): list(fan.values[q]) for q in FAN}, fan.income
    picture = charts.fan(
        years, quantiles, title=title, unit=unit(result), zero_label=fan.zero, beside=income,
        beside_label=_("money coming in"), number=thousands, quantile_label=level, height=fan.height,
    )  # fmt: skip
    extra = [_("Money coming in")] if income else []
    headings = [_("Year"), *(level(q) for q in quantiles), *extra]
    rows: list[list[Raw]] = [
        [str(year), *(quantiles[q][t] for q in quantiles), *([income[t]] if income else [])]
        for t, year in enumerate(years)
    ]
    return Figure(code, title, Grid(headings, rows, [whole] * (len(headings) - 1)), picture, note)


def exceeded(result: Result, name: str) -> Figure:
    """How likely the cost of all years lies above an amount."""
    points = result[name]["exceeded"]
    title = titled(_("Chance of a higher cost of all years together"), at_end(result, name))
    chances, values = [p["chance"] for p in points], [p["value"] for p in points]
    named = {"q50": _("one in two"), "q95": _("one in twenty"), "q99": _("one in a hundred")}
    marks = [charts.Mark(named[key], result[name]["present_value"][key]) for key, _level in MARKS]
    picture = charts.exceedance(
        chances, values, title=title, unit=unit(result), marks=marks, number=thousands, chance=level
    )
    rows: list[list[Raw]] = [[level(c), v] for c, v in zip(chances, values, strict=True)]
    grid = Grid([_("Chance that it costs more"), _("Cost of all years, in present value")], rows, [whole])
    note = _("In present value. The scale on the left is drawn in powers of ten, so that rare bad cases can be read.")
    return Figure(f"exceeded-{name}", title, grid, picture, note)


def sources(result: Result) -> Figure:
    """Expected income of each year by source."""
    cash = result["high"]["cash"]
    series = [(_("Budget"), cash["budget"]), *((named(name), flow) for name, flow in cash["receipts"].items())]
    if max(cash["interest"]) > LEAST_INTEREST:
        series.append((_("Interest"), cash["interest"]))
    figure = _stack("sources", _("Where the money comes from, on average"), result, series)
    return replace(figure, note=" ".join([rounded_once(), *presenters.sentences(result)]))


def net_effect(result: Result) -> Figure:
    """What is only moved from another budget line, and what the general budget bears."""
    lines = presenters.net_rows(fiscal_net.net(result).lines())
    rows: list[list[Raw]] = [[str(year), *(line[t + 1] for line in lines)] for t, year in enumerate(years_of(result))]
    headings = [_("Year"), *(str(line[0]) for line in lines)]
    grid = Grid(headings, rows, [whole] * len(lines))
    return Figure(
        "net-effect",
        f"{presenters.net_title()} ({result['currency']})",
        grid,
        note=f"{presenters.net_note()} {rounded_once()}",
    )


def uses(result: Result) -> Figure:
    """Expected payments of each year, and what comes back."""
    cash = result["high"]["cash"]
    figure = _stack(
        "uses",
        _("Where the money goes, on average"),
        result,
        [(_("Victims"), cash["award"]), (_("Office of the fund"), cash["admin"])],
    )
    rows = [[*row, cash["recovery"][t]] for t, row in enumerate(figure.grid.rows)]
    headings = [*figure.grid.headings, _("Recovered from offenders")]
    grid = Grid(headings, rows, [whole] * (len(headings) - 1))
    note = _(
        "Amounts of the year, with the rise of prices. What is recovered from offenders is in the table, not in the picture."
    )
    return Figure(figure.code, figure.title, grid, figure.picture, f"{note} {rounded_once()}", figure.looks)


def _stack(code: str, title: str, result: Result, series: list[tuple[str, list[float]]]) -> Figure:
    years = [str(year) for year in years_of(result)]
    values = [[flow[t] for _name, flow in series] for t in range(len(years))]
    names = [name for name, _flow in series]
    title = f"{title} ({unit(result)})"
    picture = charts.stacked(years, names, values, title=title, number=thousands)
    rows: list[list[Raw]] = [[year, *row, sum(row)] for year, row in zip(years, values, strict=True)]
    grid = Grid([_("Year"), *names, _("Together")], rows, [whole] * (len(names) + 1))
    return Figure(code, title, grid, picture, looks=[(f"series-{i}", name) for i, name in enumerate(names)])


def dry(result: Result) -> Figure:
    """Chance that the money has run out by the end of each year."""
    years, names = [str(year) for year in years_of(result)], ends(result)
    title = _("Chance that the money has run out by then")
    series = [at_end(result, name) or _("Chance") for name in names]
    values = [[result[name]["dry_by_year"][t] for name in names] for t in range(len(years))]
    drawn = [[max(one, DRAWN_LEAST) for one in row] for row in values]
    picture = charts.bars(years, series, drawn, title=title, unit="%", number=_bare)
    rows: list[list[Raw]] = [[year, *row] for year, row in zip(years, values, strict=True)]
    low, high = (percent(one) for one in result["high"]["dry_interval"])
    note = _(
        "So many simulations place the chance in the last year between %(low)s and %(high)s (95 %% interval).",
        low=low,
        high=high,
    )
    looks = [(f"series-{i}", name) for i, name in enumerate(series)] if len(names) > 1 else []
    return Figure("dry", title, Grid([_("Year"), *series], rows, [chance] * len(names)), picture, note, looks)


def _bare(value: float) -> str:
    """A chance on its bar, and zero on the axis."""
    return bare_chance(value) if value else "0"


def yearly(result: Result) -> Figure:
    """The cost of each year in the figures that people quote."""
    names = ends(result)
    headings = [
        _("Year"), *([_("Counts")] if len(names) > 1 else []), _("Expected"), _("1 in 20 is worse"),
        _("1 in 100 is worse"), _("Run out by then"),
    ]  # fmt: skip
    rows = [row for t in range(int(result["horizon"])) for row in _lines(result, names, t)]
    worded = [whole] * (len(headings) - 2) + [chance]
    numeric = list(range(len(headings) - 4, len(headings)))
    return Figure("yearly", _("Cost of each year"), Grid(headings, rows, worded), numeric=numeric)


def _lines(result: Result, names: tuple[str, ...], t: int) -> Iterator[list[Raw]]:
    for name in names:
        one = result[name]["cost_by_year"][t]
        word = [_("lowest") if name == "low" else _("highest")] if len(names) > 1 else []
        numbers = [one["mean"], one["q95"], one["q99"], result[name]["dry_by_year"][t]]
        yield [str(int(result["first_year"]) + t), *word, *numbers]


def promises(result: Result) -> Figure:
    """Awards by the year of their decision beside their payment, and what stays open."""
    found, cash = result["high"]["promises"], result["high"]["cash"]
    title = _("Promised, due and still open, on average")
    headings = [
        _("Year"), _("Awards decided"), _("Due to victims in the year"), _("Decided, not due at its end"), _("1 in 20 is worse"),
        _("Applied for, not decided at its end"), _("1 in 20 is worse"),
    ]  # fmt: skip
    columns = [
        found["decided"],
        cash["award"],
        found["unpaid"],
        found["unpaid_q95"],
        found["pending"],
        found["pending_q95"],
    ]
    rows: list[list[Raw]] = [[str(year), *(column[t] for column in columns)] for t, year in enumerate(years_of(result))]
    note = _(
        "A commitment arises when an award is decided (an advance when it is granted) and falls due by the rule of payment; what lies "
        "between is carried over. Here it is due whether or not there is money for it: what stays unpaid for want of money is in the "
        "fiscal form, in how each year closes. What is applied for and not decided is a contingent liability: here what it is "
        "expected to bring."
    )
    return Figure("promises", title, Grid(headings, rows, [whole] * len(columns)), note=note)


def waterfall(result: Result) -> Figure:
    """Everything that came and went, all years together, from the money at the start to what is left."""
    title, falls = _("From the money at the start to what is left, all years together, on average"), _falls(result)
    picture = charts.waterfall(falls, title=title, unit=unit(result), number=thousands)
    rows: list[list[Raw]] = [[fall.label, fall.amount] for fall in falls]
    note = _(
        "Amounts of each year, with the rise of prices, added up. What goes out hangs from what there"
        " was; the last bar is what is left on average, while a single simulation can end far above "
        "or below it."
    )
    looks = [("series-0", _("what there is")), ("series-1", _("comes in")), ("series-2", _("goes out"))]
    return Figure(
        "waterfall", title, Grid([_("Step"), _("Amount")], rows, [whole]), picture, f"{note} {rounded_once()}", looks
    )


def _falls(result: Result) -> list[Fall]:
    cash = result["high"]["cash"]
    start = sum(one["values"][0] for one in result["assumptions"] if one["code"] == "reserve")
    steps = [(_("Budget"), sum(cash["budget"])), *((named(name), sum(flow)) for name, flow in cash["receipts"].items())]
    if sum(cash["interest"]) > LEAST_INTEREST:
        steps.append((_("Interest"), sum(cash["interest"])))
    steps += [
        (_("Recovered from offenders"), sum(cash["recovery"])),
        (_("Office of the fund"), -sum(cash["admin"])),
        (_("Victims"), -sum(cash["award"])),
    ]
    if result["is_budget_lapsing"]:
        steps.append((_("Of the budget lapses"), -sum(cash["lapsed"])))
    return [
        Fall(_("Money at the start"), start, is_standing=True),
        *(Fall(label, amount) for label, amount in steps),
        Fall(_("Left at the end"), cash["balance"][-1], is_standing=True),
    ]
