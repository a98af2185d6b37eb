"""Which budget, reserve or cap would do, and what moves the answer (figures of a run that need its depth)?"""

from collections.abc import Mapping
from typing import Any

from litigation_app.advocacy.figures.grids import (
    NONE,
    Figure,
    Grid,
    Raw,
    Result,
    bare_chance,
    chance,
    decimals,
    level,
    percent,
    share,
    text,
    thousands,
    whole,
)
from litigation_app.advocacy.figures.money import unit
from litigation_app.advocacy.figures.words import (
    assumption,
    named,
)
from litigation_app.core import charts
from litigation_app.core.charts import narrow
from litigation_app.core.charts.heat import STEPS
from litigation_app.core.language import _
from litigation_app.core.text import NBSP

SHOWN = 10  # bars of a tornado
LEAST_SHARE = 0.005  # of the variance: what matters less is left out of the picture
SHARES = ("first", "first_margin", "total", "total_margin")


def needs(result: Result) -> Figure:
    """What is needed so that the money hardly ever runs out."""
    found, cap, now = result["high"]["needs"], result["depth"]["cap"], _now(result)
    rows: list[list[Raw]] = [
        [_("Budget in a year"), now["budget"], *_with_ends(found["budget"])],
        [_("Money at the start"), now["reserve"], *_with_ends(found["reserve"])],
    ]
    rows += [
        [named(one["source"]), one["now"], *(_with_ends(one["solvent"]) if one["solvent"] else [NONE] * 3)]
        for one in found["surcharges"]
    ]
    none = _("no cap is low enough") if not cap["is_needless"] else _("none is needed")
    ends = [NONE if cap[end] is None else cap[end] for end in ("low", "high")]
    rows.append([_("Highest award"), now["cap"], none if cap["cap"] is None else cap["cap"], *ends])
    headings = [_("Each taken alone"), _("In this estimate"), _("Needed"), _("at least"), _("at most")]
    title = _("What would keep the chance of running out at %(target)s or less", target=level(found["target"]))
    drawn = [(str(rows[0][0]), found["budget"]), (str(rows[1][0]), found["reserve"])]  # a surcharge has another unit
    dots = [charts.DotRow(name, one["value"], one["low"], one["high"]) for name, one in drawn]
    picture, small = (
        draw(dots, title=title, unit=unit(result), number=thousands) for draw in (charts.dots, narrow.dots)
    )
    note = _(
        "Each line changes one thing and leaves the others as they are. The bar beside a dot, and the"
        " two last columns of the table, say how far the number of simulations leaves the figure "
        "open."
    )
    return Figure("needs", title, Grid(headings, rows, [_plain] * 4), picture, note, narrow=small)


def _plain(value: float) -> str:
    return whole(value) if abs(value) >= 100 or value == int(value) else decimals(2)(value)


def _with_ends(need: Mapping[str, float]) -> list[Raw]:
    return [need["value"], need["low"], need["high"]]


def _now(result: Result) -> dict[str, Raw]:
    found = {
        one["code"]: one["values"][0] for one in result["assumptions"] if one["code"] in ("budget", "reserve", "cap")
    }
    return {"cap": _("none"), **found}


def heatmap(result: Result) -> Figure | None:
    """Chance of running out at each cap and budget; None where there is no map."""
    if not has_map(result):
        return None
    found = result["depth"]["heatmap"]
    title, now = _("Chance that the money runs out, by highest award and yearly budget"), _now(result)
    spot = None
    if isinstance(now["cap"], float):
        spot = charts.Spot(_("this estimate"), now["cap"], float(now["budget"]))
    picture = charts.heat(
        found["caps"], found["budgets"], found["dry"], title=title, contour=found["contour"],
        contour_label=level(found["target"]), spot=spot, row_unit=_("Highest award, thousand %(currency)s", currency=result["currency"]),
        column_unit=_("Budget in a year, thousand %(currency)s", currency=result["currency"]),
        number=_short, chance=bare_chance,
    )  # fmt: skip
    rows: list[list[Raw]] = [[whole(cap), *row] for cap, row in zip(found["caps"], found["dry"], strict=True)]
    headings = [_("Highest award"), *(whole(budget) for budget in found["budgets"])]
    note = _(
        "Each cell says the chance in per cent. Right of the double line the chance is at most %(target)s. The ring marks this estimate.",
        target=level(found["target"]),
    )
    return Figure("heatmap", title, Grid(headings, rows, [chance] * len(found["budgets"])), picture, note, _colours())


def has_map(result: Result) -> bool:
    """Whether budgets can be told apart: where other income pays for all in every future, none is asked and none needed."""
    budgets = result["depth"]["heatmap"]["budgets"]
    return bool(budgets[0] < budgets[-1])


def _short(value: float) -> str:
    return thousands(value) if value >= 10_000 or value == 0 else decimals(1)(value / 1000)


def _colours() -> list[tuple[str, str]]:
    from_to = [f"< {percent(STEPS[0])}", *(f"≥ {percent(step)}" for step in STEPS)]
    return [(f"heat-{place}", words) for place, words in enumerate(from_to)]


def tornado(result: Result) -> Figure | None:
    """How far the expected cost of all years moves with each assumption."""
    bars = [one for one in result["depth"]["tornado"] if one["at_low"] != one["at_high"]]
    if not bars:
        return None
    title = _("How far each assumption moves the expected cost of all years")
    swings = [
        charts.Swing(assumption(b["code"]), b["at_low"], b["at_high"], *_values(b, result["currency"]))
        for b in bars[:SHOWN]
    ]  # fmt: skip
    base = result["high"]["check"]["exact"]
    said: dict[str, Any] = {"title": title, "base_label": _("this estimate"), "unit": unit(result), "number": thousands}
    picture, small = charts.tornado(swings, base, **said), narrow.tornado(swings, base, **said)
    headings = [
        _("Assumption"),
        _("Low value"),
        _("High value"),
        _("Cost with the low value"),
        _("Cost with the high value"),
    ]
    rows: list[list[Raw]] = [
        [assumption(b["code"]), *_values(b, result["currency"]), b["at_low"], b["at_high"]] for b in bars
    ]
    note = _(
        "Each assumption alone is put at a low value (one in twenty is lower) and at a high one (one in twenty is higher)."
    )
    looks = [("series-2", _("with the low value")), ("series-1", _("with the high value"))]
    return Figure(
        "tornado", title, Grid(headings, rows, [text, text, whole, whole]), picture, note, looks, narrow=small
    )


def _values(bar: Result, currency: str) -> tuple[str, str]:
    """The low and the high value of an assumption, each in its own unit."""
    kind = bar["code"].partition(":")[0]
    low, high = (_value(kind, bar[end], currency) for end in ("low", "high"))
    return low, high


def _value(kind: str, value: float, currency: str) -> str:
    if kind == "victims":
        return decimals(1)(value)
    return NBSP.join((whole(value), currency)) if kind in ("damage", "admin_fixed", "per_application") else share(value)


def sobol(result: Result) -> Figure | None:
    """Whose uncertainty it is."""
    shares = result["depth"]["sobol"]
    if not shares:
        return None
    title = _("Which uncertain assumption makes the expected cost uncertain")
    series = [_("alone"), _("together with others")]
    told = [s for s in shares if s["total"] >= LEAST_SHARE] or list(shares[:1])
    labels = [assumption(s["code"]) for s in told]
    values = [[max(s["first"], 0.0), s["total"]] for s in told]
    picture, small = (
        draw(labels, series, values, title=title, number=percent) for draw in (charts.sideways, narrow.sideways)
    )
    rows: list[list[Raw]] = [[assumption(s["code"]), *(s[key] for key in SHARES)] for s in shares]
    looks = [(f"series-{i}", name) for i, name in enumerate(series)]
    headings = [_("Assumption"), *(name for one in series for name in (one, _("SD")))]
    grid = Grid(headings, rows, [percent] * len(SHARES))
    return Figure("sobol", title, grid, picture, said_of_shares(result), looks, narrow=small)


def said_of_shares(result: Result) -> str:
    """How they are read, and which are not told apart from none."""
    lost = [assumption(one["code"]) for one in result["depth"]["sobol"] if one["first"] <= one["first_margin"]]
    margins = _(
        "Plus or minus: the sampling error; nineteen samples of twenty would lie within it, of few years of counts somewhat fewer."
    )
    told = [_("Not told apart from none, alone: %(names)s.", names="; ".join(lost))] if lost else []
    return " ".join([_sampled(), margins, *told])


def _sampled() -> str:
    return _(
        'Shares of the variance, estimated from a sample: differences of a point or so are chance, and "with others" may lie a little '
        'below "alone" for that reason only. What is large here is worth finding out better before money is spent.'
    )
