"""What is promised, due and owed each year, and how does the money at the start become what is left (figures of a run)?"""

from litigation_app.advocacy.figures.grids import Figure, Grid, Raw, Result, rounded_once, thousands, whole, years_of
from litigation_app.advocacy.figures.money import LEAST_INTEREST, unit
from litigation_app.advocacy.figures.words import named
from litigation_app.core import charts
from litigation_app.core.charts import Fall
from litigation_app.core.language import _


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
