"""What does it cost, who pays it, and does the money last (chapters 7 and 8)?"""

from collections.abc import Sequence

from litigation_app.advocacy.feasibility import pictures, presenters
from litigation_app.advocacy.feasibility.documents.rules import Chapter, Mark, Part, Table, Text
from litigation_app.advocacy.feasibility.presenters import Bound, key
from litigation_app.advocacy.feasibility.setting import in_unit
from litigation_app.advocacy.figures import choices, narrative, words
from litigation_app.advocacy.figures import presenters as exchanging
from litigation_app.advocacy.figures.grids import rounded_once
from litigation_app.core.language import _

SHOWN_OF_HEATMAP = 4  # every fourth row and column, so that a page holds it


def years(bound: Bound) -> list[int]:
    """The years of the run."""
    return [int(bound.at("first_year")) + t for t in range(bound.at("horizon"))]


def cost(bound: Bound) -> Chapter:
    """Chapter 7: by year, of all years, by use."""
    text = Text(
        _(
            "All years together cost %(total)s, or %(present)s in present value; one simulation in a "
            "hundred costs more than %(worst)s in present value. The dearest single year costs more "
            "than %(year)s in one simulation of a hundred.",
            total=bound.both("*.total_cost.mean"),
            present=bound.both("*.present_value.mean"),
            worst=bound.both("*.present_value.q99"),
            year=bound.both("*.worst_year.q99"),
        )
    )
    parts = (
        text,
        Mark(words.why_year(bound.result)),
        _yearly(bound),
        _together(bound),
        _uses(bound),
        *_promised(bound),
        *(Mark(one) for one in [exchanging.one_rate(bound.result)] if one),
        _rounding(),
    )
    return Chapter("7", _("Cost"), parts)


def _yearly(bound: Bound) -> Table:
    rows = tuple(
        (
            str(year),
            *(bound.amount(f"*.cost_by_year.{t}.{level}") for level in ("mean", "q95", "q99")),
            bound.amount(f"*.real_cost_by_year.{t}.mean"),
        )
        for t, year in enumerate(years(bound))
    )
    headings = (
        _("Year"),
        _("Expected"),
        _("1 in 20 is worse"),
        _("1 in 100 is worse"),
        _("Expected, in prices of %(year)s", year=exchanging.price_year(bound.result)),
    )
    return Table(in_unit(bound, _("Cost of each year")), headings, rows)


def _together(bound: Bound) -> Table:
    names_of = (
        ("total_cost", _("All years together")),
        ("present_value", _("All years, in present value")),
        ("worst_year", _("The dearest single year")),
        ("owed", _("Still owed after the last year")),
    )
    levels = ("mean", "q50", "q75", "q95", "q99")
    rows = tuple((name, *(bound.amount(f"*.{at}.{level}") for level in levels)) for at, name in names_of)
    headings = ("", _("Expected"), _("Middle"), _("1 in 4 is worse"), _("1 in 20 is worse"), _("1 in 100 is worse"))
    return Table(in_unit(bound, _("Cost of all years")), headings, rows)


def _uses(bound: Bound) -> Table:
    kinds = ("award", "admin", "recovery")
    rows = tuple(
        (str(year), *(bound.amount(f"*.cash.{kind}.{t}") for kind in kinds)) for t, year in enumerate(years(bound))
    )
    headings = (_("Year"), presenters.line("awards"), presenters.line("office"), presenters.line("recovery"))
    return Table(in_unit(bound, _("Where the money goes")), headings, rows)


def _promised(bound: Bound) -> list[Part]:
    """By the year of the decision, and what stays open."""
    columns = ("promises.decided", "cash.award", "promises.unpaid", "promises.pending", "promises.pending_q95")
    rows = tuple(
        (str(year), *(bound.amount(f"*.{column}.{t}") for column in columns)) for t, year in enumerate(years(bound))
    )
    headings = (
        _("Year"),
        _("Awards decided"),
        _("Due to victims in the year"),
        _("Decided, not due at its end"),
        _("Applied for, not decided at its end"),
        _("1 in 20 is worse"),
    )
    said = _(
        "An award is promised when it is decided and is due by the rule of payment, whether or not there is money for it; what stays "
        "unpaid for want of money is in the fiscal form, in how each year closes. What is applied for and not yet decided at the end "
        "of a year is a liability that depends on the decisions."
    )
    return [Table(in_unit(bound, _("Promised, due and still open")), headings, rows), Mark(said)]


def _rounding() -> Mark:
    return Mark(
        _(
            "Amounts are rounded to the digits that carry meaning; sums can differ in the last. Amounts of a year"
            " are in the prices of that year."
        )
    )


def funding(bound: Bound) -> Chapter:
    """Chapter 8: who pays, and how likely the money runs out."""
    bands = _("Half of all simulations lie in the darkest band, nine in ten in the next, nearly all in the lightest.")
    parts: list[Part] = [
        _sources(bound),
        *(Mark(one) for one in exchanging.sentences(bound.result)),
        _net_effect(bound),
        Mark(f"{exchanging.net_note()} {rounded_once()}"),
        *pictures.waterfall(bound),
        pictures.balance(bound),
        Mark(bands),
        *pictures.at_highest(bound),
        *(Text(one) for one in unspent(bound)),
    ]
    parts += [*pictures.dry(bound), _dry(bound), *_needs(bound)]
    if choices.has_map(bound.result):
        parts += _map(bound)
    if bound.at("is_income_indexed"):
        parts.append(
            Mark(
                _(
                    "The yearly income is taken to rise with prices. If the budget stays the same amount every "
                    "year, the money runs out much more often."
                )
            )
        )
    return Chapter("8", _("Funding and solvency"), tuple(parts))


def unspent(bound: Bound) -> list[str]:
    """What happens to what is left of the budget."""
    return [words.unspent(bound.result, bound.chance("*.needs.dry_otherwise"))]


def _sources(bound: Bound) -> Table:
    received = list(bound.at("high.cash.receipts"))
    lapsing = ["lapsed"] if bound.result["is_budget_lapsing"] else []
    rows = tuple(
        (
            str(year),
            bound.amount(f"*.cash.budget.{t}"),
            *(bound.amount(f"*.cash.receipts.{key(name)}.{t}") for name in received),
            *(bound.amount(f"*.cash.{name}.{t}") for name in lapsing),
            bound.amount(f"*.cash.balance.{t}"),
        )
        for t, year in enumerate(years(bound))
    )
    lapses = [_("Of the budget lapses")] if lapsing else []
    headings = (_("Year"), _("Budget"), *(presenters.known(name) for name in received), *lapses, _("Left at the end"))
    return Table(in_unit(bound, _("Where the money comes from")), headings, rows)


def _net_effect(bound: Bound) -> Table:
    """By year, with hidden counts at their highest."""
    lines = bound.at("derived.net")
    said = exchanging.net_rows(lines)
    rows = tuple(
        (str(year), *(bound.term(f"derived.net.{code}.{t}") for code in lines)) for t, year in enumerate(years(bound))
    )
    return Table(in_unit(bound, exchanging.net_title()), (_("Year"), *(str(row[0]) for row in said)), rows)


def _dry(bound: Bound) -> Table:
    chances: Sequence[str] = [bound.chance(f"*.dry_by_year.{t}") for t in range(bound.at("horizon"))]
    rows = tuple((str(year), chance) for year, chance in zip(years(bound), chances, strict=True))
    return Table(_("Chance that the money has run out by the end of the year"), (_("Year"), _("Chance")), rows)


def _needs(bound: Bound) -> list[Part]:
    rows = [
        (name, *(bound.amount(f"*.needs.{at}.{end}") for end in ("value", "low", "high")))
        for at, name in (("budget", _("Budget in a year")), ("reserve", _("Money at the start")))
    ]
    title = _("What keeps the chance of running out at %(target)s", target=bound.share("high.needs.target"))
    headings = ("", _("Needed"), _("At least"), _("At most"))
    return [Table(in_unit(bound, title), headings, tuple(rows)), *_break_even(bound), *_surcharges(bound)]


def _break_even(bound: Bound) -> list[Part]:
    if not bound.has("high.needs.budget_break_even"):
        return [Text(words.no_break_even())]
    even = bound.both("*.needs.budget_break_even")
    notes = [Text(one) for one in narrative.not_counted(bound.result)]
    if bound.at("high.needs.budget_break_even") > bound.at("high.needs.budget.value"):
        return [Text(_("On average, income covers cost with a yearly budget of %(even)s.", even=even)), *notes]
    beyond = _(
        "On average, income covers cost with a yearly budget of %(even)s; what is needed beyond that is for bad years.",
        even=even,
    )
    return [Text(beyond), *notes]


def _surcharges(bound: Bound) -> list[Part]:
    """By source: amounts for one person, in units and not in thousands."""
    rows = []
    for i, one in enumerate(bound.at("high.needs.surcharges")):
        if one["break_even"] is not None:
            at = f"high.needs.surcharges.{i}"
            solvent = [f"{at}.solvent.{end}" for end in ("value", "low", "high")] if one["solvent"] else []
            needed = [bound.each(place) for place in solvent] or [_("no amount is enough"), "", ""]
            rows.append(
                (presenters.known(one["source"]), bound.each(f"{at}.now"), bound.each(f"{at}.break_even"), *needed)
            )
    if not rows:
        return []
    headings = (
        "",
        _("In this estimate"),
        _("Covers cost on average"),
        _("Needed"),
        _("At least"),
        _("At most"),
    )
    title = _("What each convicted person would pay, %(currency)s", currency=bound.local or bound.at("currency"))
    return [Table(title, headings, tuple(rows))]


def _map(bound: Bound) -> list[Part]:
    """The map, its line in words, and every fourth row and column as a table."""
    drawn, notes = pictures.heatmap(bound)
    last = len(bound.at("depth.heatmap.caps")) - 1
    line = _(
        "With the lowest cap of the map, %(low_cap)s, a yearly budget of %(low_budget)s keeps the chance of running "
        "out at %(target)s. With the highest, %(high_cap)s, it takes %(high_budget)s.",
        target=bound.share("depth.heatmap.target"),
        low_cap=bound.both("depth.heatmap.caps.0"),
        low_budget=bound.both("depth.heatmap.contour.0"),
        high_cap=bound.both(f"depth.heatmap.caps.{last}"),
        high_budget=bound.both(f"depth.heatmap.contour.{last}"),
    )
    return [Text(line), _heatmap(bound), *drawn, *notes]


def _heatmap(bound: Bound) -> Table:
    caps, budgets = (range(0, len(bound.at(f"depth.heatmap.{axis}")), SHOWN_OF_HEATMAP) for axis in ("caps", "budgets"))
    rows = tuple(
        (
            bound.amount(f"depth.heatmap.caps.{i}"),
            *(bound.chance(f"depth.heatmap.dry.{i}.{j}") for j in budgets),
        )
        for i in caps
    )
    headings = (_("Cap; across: budget in a year"), *(bound.amount(f"depth.heatmap.budgets.{j}") for j in budgets))
    return Table(in_unit(bound, _("Chance that the money runs out, by cap and budget")), headings, rows)
