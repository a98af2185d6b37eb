"""What do the figures of a run rest on: counts, awards, checks, what was withheld, and how schemes abroad do?"""

from collections.abc import Mapping
from typing import Any

from litigation_app.advocacy.figures import ranges
from litigation_app.advocacy.figures.grids import (
    NONE,
    Figure,
    Grid,
    Raw,
    Result,
    chance,
    decimals,
    percent,
    share,
    text,
    whole,
    years_of,
)
from litigation_app.advocacy.figures.presenters import price_year
from litigation_app.advocacy.figures.words import counted_years, counts_see, group_name, scheme, spelled, years_heading
from litigation_app.core import charts
from litigation_app.core.charts import narrow
from litigation_app.core.language import _
from litigation_app.statistics.fund.benchmarks import Benchmark, benchmarks
from litigation_app.statistics.fund.inputs import covered

LAST = 12  # counts in a picture
FEW = 10  # an average below it has a tenth


def counts(result: Result) -> list[Figure]:
    """For each group the counts of the past, and what they say of the next year."""
    found = result["depth"]["ahead"]
    return [_counts(result, ahead, f"counts-{place}") for place, ahead in enumerate(found)]


def _counts(result: Result, ahead: Mapping[str, Any], code: str) -> Figure:
    group, levels = ahead["group"], ahead["levels"]
    title = _("Victims counted, and what the counts foretell (%(group)s)", group=group_name(group))
    low, high = (result[end]["counts"].get(group, {}) for end in ("low", "high"))
    rows: list[list[Raw]] = [[counted_years(year), low[year][0], high[year][1], NONE, NONE] for year in sorted(high)]
    middle, least, most = (levels[p] for p in ("0.5", "0.05", "0.95"))
    rows.append([_("a year to come"), least, most, levels["0.01"], levels["0.99"]])
    dots = [_dot(year, low[year][0], high[year][1]) for year in sorted(high)[-LAST:]]
    dots.append(charts.DotRow(_("a year to come: the middle, nine in ten"), float(middle), float(least), float(most)))
    dots.append(
        charts.DotRow(
            _("a year to come: the middle, 98 in a hundred"),
            float(middle),
            float(levels["0.01"]),
            float(levels["0.99"]),
        )
    )
    said: dict[str, Any] = {"title": title, "unit": _("victims counted"), "number": _average}
    picture, small = charts.dots(dots, **said), narrow.dots(dots, **said)
    headings = [years_heading(high), _("at least"), _("at most"), _("1 in 100 is lower"), _("1 in 100 is worse")]
    return Figure(code, title, Grid(headings, rows, [whole] * 4), picture, _said_of(result, group), narrow=small)


def _dot(years: str, low: float, high: float) -> charts.DotRow:
    """Years together are drawn as one of them, beside which a year to come can be seen."""
    many = covered([years])
    name = _("%(years)s: a year, on average", years=spelled(years)) if many > 1 else years
    return charts.DotRow(name, high / many, *_between(low / many, high / many), is_ours=True)


def _average(value: float) -> str:
    """A count, or the average of several: a few of these are not whole."""
    return decimals(1)(value) if value < FEW and value != round(value) else whole(value)


def _between(low: float, high: float) -> tuple[float | None, float | None]:
    """A hidden count is drawn from its lowest to its highest."""
    return (None, None) if low == high else (float(low), float(high))


def _said_of(result: Result, group: str) -> str:
    """The test of dispersion, and that the counts see only some of the victims, where that is assumed."""
    part = next((one["mean"] for one in result["assumptions"] if one["code"] == "coverage" and one["name"] == group), 1)
    said = [_dispersion(result, group), counts_see(group, share(part)) if part != 1 else ""]
    return " ".join(one for one in said if one)


def _dispersion(result: Result, group: str) -> str:
    test = result["high"]["dispersion"].get(group)
    if not test:
        return ""
    return _(
        "If only chance were at work, counts would differ as much as these or more in %(share)s of all cases "
        "(dispersion test: %(statistic)s with %(df)s degrees of freedom).",
        share=chance(test["p"]),
        statistic=decimals(1)(test["statistic"]),
        df=test["df"],
    )


def awards(result: Result) -> list[Figure]:
    """For each group how high awards are, the damages behind them, the cap."""
    found = result["depth"]["awards"]
    return [_awards(result, shape, f"awards-{place}") for place, shape in enumerate(found)]


def _awards(result: Result, shape: Mapping[str, Any], code: str) -> Figure:
    title = _("How high awards are (%(group)s)", group=group_name(shape["group"]))
    marks = [charts.Mark(_("mean award"), shape["mean"])]
    if shape["cap"] is not None:
        marks.append(charts.Mark(_("highest award"), shape["cap"]))
    picture = charts.histogram(
        shape["edges"], shape["awards"], title=title, unit=result["currency"], marks=marks, behind=shape["damages"], number=_mixed,
    )  # fmt: skip
    rows: list[list[Raw]] = [
        [whole(low), high, award, damage]
        for low, high, award, damage in zip(
            shape["edges"], shape["edges"][1:], shape["awards"], shape["damages"], strict=False
        )
    ]
    headings = [
        _("From, %(currency)s", currency=result["currency"]),
        _("to, %(currency)s", currency=result["currency"]),
        _("Share of awards"),
        _("Share of damages"),
    ]
    cut = "" if shape["cap"] is None else cut_by_cap(share(shape["at_cap"]))
    note = f"{lines_of_awards()} {cut}".strip()
    looks = [("series-1", _("awards")), ("series-2", _("damages"))]
    worded = [whole, percent, percent]
    return Figure(code, title, Grid(headings, rows, worded), picture, note, looks)


def lines_of_awards() -> str:
    """How the picture of awards is read."""
    return _(
        "Columns: awards after share, floor and cap. Line: the damages behind them. The last column holds all that is higher."
    )


def cut_by_cap(share: str) -> str:
    """What the cap does."""
    return _("The cap cuts %(share)s of the awards.", share=share)


def _mixed(value: float) -> str:
    """Shares on one axis, amounts on the other."""
    return percent(value) if 0 < value < 1 else whole(value)


def checks(result: Result) -> Figure:
    """Simulated beside exact."""
    names = [(name, ranges.at_end(result, name)) for name in ("low", "high")]
    if result["low"] == result["high"]:
        names = [("high", _("Expected cost of all years, in present value"))]
    rows: list[list[Raw]] = [
        [word, one["simulated"], one["exact"], one["simulated"] - one["exact"], one["standard_errors"]]
        for word, one in ((word, result[name]["check"]) for name, word in names)
    ]
    headings = [_("Figure"), _("By simulation"), _("Computed exactly"), _("Difference"), _("in standard errors")]
    title = _("Simulated and exact, %(currency)s", currency=result["currency"])
    note = _("A difference of up to about three standard errors is chance.")
    return Figure("checks", title, Grid(headings, rows, [whole, whole, whole, decimals(1)]), note=note)


def masking(result: Result) -> Figure | None:
    """What the withheld counts cost the answer."""
    found = result["masking"]
    if not found:
        return None
    names = {"mean": _("Expected cost of all years, in present value"), "q99": _("the same, one in a hundred is worse")}
    rows: list[list[Raw]] = [
        [words, found["present_value"][key], found[f"{key}_apart"], share(found[f"{key}_apart_share"])]
        for key, words in names.items()
    ]
    headings = [_("Figure"), _("With the counts as ranges"), _("Off by up to"), _("in per cent")]
    note = _(
        "How far the figures with these counts at their lowest or highest lie from those with the ranges themselves."
    )
    return Figure("masking", ranges.cost_of_ranges(result), Grid(headings, rows, [whole, whole, text]), note=note)


def owed(result: Result) -> Figure:
    """Promises at the end."""
    found = result["high"]["owed"]
    last = int(result["first_year"]) + int(result["horizon"]) - 1
    title = _("Still owed after %(year)s", year=last)
    headings = [_("Figure"), _("Expected"), _("1 in 20 is worse"), _("1 in 100 is worse")]
    rows: list[list[Raw]] = [[title, found["mean"], found["q95"], found["q99"]]]
    note = _("Awards applied for until then and not yet paid. They stay a duty of the state if the fund is closed.")
    return Figure("owed", title, Grid(headings, rows, [whole] * 3), note=note)


def abroad(result: Result) -> list[Figure]:
    """Each measure beside what schemes abroad report."""
    titles = {
        "mean_award": _("Mean award, here and abroad"),
        "administration": _("Share that goes to the office, here and abroad"),
        "grant_rate": _("Share of applications granted, here and abroad"),
        "recovery": _("Recovered from offenders, as a share of awards, here and abroad"),
    }
    return [_abroad(code, title, result) for code, title in titles.items()]


def _abroad(measure: str, title: str, result: Result) -> Figure:
    rows = [one for one in benchmarks() if one.measure == measure]
    ours, currency = _ours(result)[measure], result["currency"]
    worded = whole if measure == "mean_award" else share
    drawn = [
        one for one in rows if one.unit in ("share", currency)
    ]  # amounts in another currency stand in the table only
    here, when, said = _this_estimate(measure, result, worded(ours))
    dots = [charts.DotRow(here, ours, is_ours=True), *(charts.DotRow(_named(one), one.value) for one in drawn)]
    table: list[list[Raw]] = [[here, when, said, ""]]
    table += [[scheme(one.scheme), one.year, _bounded(one, worded), one.source] for one in rows]
    unit = _("%(currency)s, not adjusted for prices", currency=currency) if measure == "mean_award" else ""
    picture, small = (draw(dots, title=title, unit=unit, number=worded) for draw in (charts.dots, narrow.dots))
    headings = [_("Scheme"), _("Year"), _("Figure"), _("Source")]
    return Figure(f"abroad-{measure}", title, Grid(headings, table, [text] * 3), picture, numeric=(2,), narrow=small)


def _this_estimate(measure: str, result: Result, ours: str) -> tuple[str, str, str]:
    """What it is called, of which years it is, and its figure; the mean award is of the first group, at stated prices."""
    here, years = _("this estimate"), years_of(result)
    if measure != "mean_award":
        return here, f"{years[0]}–{years[-1]}", ours
    group, *others = result["depth"]["awards"]
    name = f"{here} ({group_name(group['group'])})" if others else here
    return name, "", _("%(amount)s in prices of %(year)s", amount=ours, year=price_year(result))


def _named(one: Benchmark) -> str:
    name = f"{scheme(one.scheme)}, {one.year}"
    if one.bound == "over":
        return _("%(scheme)s, more than", scheme=name)
    return _("%(scheme)s, less than", scheme=name) if one.bound else name


def _bounded(one: Benchmark, worded: Any) -> str:
    sign = {"over": "> ", "under": "< "}.get(one.bound, "")
    return f"{sign}{worded(one.value)}{'' if one.unit == 'share' else ' ' + one.unit}"


def _ours(result: Result) -> dict[str, float]:
    high = result["high"]
    return {
        "administration": high["office_share"],
        "recovery": high["recovered_share"],
        "mean_award": result["depth"]["awards"][0]["mean"],
        "grant_rate": next(one["mean"] for one in result["assumptions"] if one["code"] == "grant_rate"),
    }
