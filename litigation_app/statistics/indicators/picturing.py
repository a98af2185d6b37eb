"""Which picture does an indicator have? A withheld value is a band: between its ends where it has any, else without a size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core import charts
from litigation_app.core.language import _, _n, current
from litigation_app.core.text import Hidden
from litigation_app.statistics.indicators import presenting, tabulating
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas.estimates import Estimate
from litigation_app.statistics.indicators.pooling import Window
from litigation_app.statistics.indicators.values import MEDIAN, IndicatorValue
from litigation_app.statistics.releases import TOTAL, Release, Row, Table, vocabulary
from litigation_app.statistics.releases.presenting import span_in_words

_UNITS = {"PT": "%", "EUR": "EUR"}


@dataclass(frozen=True)
class Picture:
    """What `chart_card` takes. `svg` None: too little is printed for a picture, and the tables say what is."""

    title: str
    svg: Markup | None
    table: charts.Table
    series: Sequence[str]
    has_hidden: bool
    note: str


def number(value: float) -> str:
    """A whole number as it is, any other with one decimal: two marks of an axis must not read alike."""
    return presenting.number(value, 0 if float(value).is_integer() else 1)


def picture(indicator: Indicator, values: Sequence[IndicatorValue], release: Release) -> Picture:
    """The picture of an indicator's values in a publication."""
    if indicator.chart == "funnel":
        return _funnel(indicator, values)
    if indicator.chart == "curve":
        return _curve(indicator, values)
    if indicator.chart == "stacked":
        return _stacked(indicator, release.sheet(indicator.tables[0]), values)
    return _line(indicator, values)


def _funnel(indicator: Indicator, values: Sequence[IndicatorValue]) -> Picture:
    lanes = []
    for name in dict.fromkeys(value.dims[1][0] for value in values):
        lane = [value for value in values if value.year == TOTAL and value.dims[1][0] == name]
        words = vocabulary.say("table", name.lower(), current())
        lanes.append(charts.Lane(words, _("persons"), steps(indicator, lane)))
    title = indicator.say("title", current())
    headings = [_("Proceedings"), vocabulary.say("dimension", "STEP", current()), _("Persons")]
    return Picture(
        _("All years together"),
        charts.funnel(lanes, title=title, number=number),
        charts.funnel_table(lanes, headings=headings, number=number),
        (),
        any(is_hidden(step.value) for lane in lanes for step in lane.steps),
        _("Each lane counts its own thing: no lane adds up to another."),
    )


def steps(indicator: Indicator, lane: Sequence[IndicatorValue]) -> list[charts.Step]:
    """Those of one lane of a funnel."""
    return [charts.Step(vocabulary.code("STEP", one.code, current()), drawn(indicator, one)) for one in lane]


def drawn(indicator: Indicator, value: IndicatorValue | Estimate) -> charts.Value:
    """A figure, or the ends that a withheld one lies between."""
    words = presenting.told(indicator, value)
    if isinstance(words, Hidden) and value.low is not None and value.high is not None:
        return charts.Span(float(value.low), float(value.high), words)
    return as_float(presenting.known(value))


def is_hidden(value: charts.Value) -> bool:
    return value is None or isinstance(value, charts.Span)


def _stacked(indicator: Indicator, table: Table, found: Sequence[IndicatorValue]) -> Picture:
    codes = [code for code in table.codes_of(indicator.by) if code not in {indicator.total, *indicator.leave_out}]
    return stacked(indicator, table, codes, {value.year: value.notes for value in found})


def stacked(indicator: Indicator, table: Table, codes: Sequence[str], noted: Mapping[str, Sequence[str]]) -> Picture:
    """By year the numbers of these codes. Those that never occur are left out of the picture; the table below has them all."""
    years = [year for year in table.codes_of("YEAR") if year != TOTAL] or [TOTAL]
    cells = {row.codes: _cell(row) for row in table}
    used = [code for code in codes if any(cells.get((year, code)) != 0 for year in years)]
    by = table.dimensions[1]
    series = [vocabulary.code(by, code, current()) for code in used]
    values = [[cells.get((year, code)) for code in used] for year in years]
    whole = indicator.total if {*codes, indicator.total} == {*table.codes_of(by)} else ""
    rests = [_rest(row, cells.get((year, whole))) for year, row in zip(years, values, strict=True)]
    said = [vocabulary.code("YEAR", year, current()) + presenting.signs(noted.get(year, ())) for year in years]
    title = indicator.say("title", current())
    corner, unit = (vocabulary.say(*what, current()) for what in (("dimension", by), ("unit", table.unit)))
    return Picture(
        _("In the picture"),
        charts.stacked(
            said,
            series,
            values,
            title=f"{title}: {corner}",
            unit=unit,
            number=number,
            rests=rests,
        )
        if has_a_scale([height for row in values for height in row])
        and any(
            height and not is_hidden(height) for row in [*values, rests] for height in row
        )  # no box of no known height
        else None,
        charts.bars_table(said, series, values, corner=corner, number=number),
        series,
        any(is_hidden(value) for row in values for value in row),
        _note(indicator, said),
    )


def _cell(row: Row) -> charts.Value:
    if row.value is None and row.low is not None and row.high is not None:
        return charts.Span(row.low, row.high, Hidden(span_in_words(row.low, row.high)))
    return as_float(row.value)


def _rest(row: Sequence[charts.Value], whole: charts.Value) -> charts.Value:
    """What is withheld of a year comes to so much together: what all its codes leave, or what their own ranges say."""
    shown = sum(one for one in row if isinstance(one, float | int))
    if isinstance(whole, float | int) and whole >= shown:
        return whole - shown
    if any(one is None for one in row):
        return None
    spans = [one for one in row if isinstance(one, charts.Span)]
    return charts.Span(sum(one.low for one in spans), sum(one.high for one in spans), Hidden()) if spans else 0.0


def _line(indicator: Indicator, values: Sequence[IndicatorValue]) -> Picture:
    single = [value for value in values if value.year != TOTAL]
    by_year = [value for value in single or values if value.status != "M"]
    xs = [vocabulary.code("YEAR", value.year, current()) + presenting.signs(value.notes) for value in by_year]
    return _drawn(indicator, xs, by_year, vocabulary.say("dimension", "YEAR", current()))


def _curve(indicator: Indicator, values: Sequence[IndicatorValue]) -> Picture:
    """How the share grows with the months, all years together."""
    marks = [value for value in values if value.year == TOTAL and value.dims[1] != MEDIAN and value.status != "M"]
    months = [indicator.marks[value.code] for value in marks]
    xs = [_n("%(num)s month", "%(num)s months", one) for one in months]
    return _drawn(indicator, xs, marks, _("Within"), after=[float(one) for one in months])


def of_windows(indicator: Indicator, found: Sequence[Window]) -> Picture:
    """Three years together, the newest window full."""
    told = [window for window in found if window.found.status != "M"]
    xs = [tabulating.span(window) + presenting.signs(window.notes) for window in told]
    return _drawn(indicator, xs, [window.found for window in told], _("Years"))


def _note(indicator: Indicator, labels: Sequence[str]) -> str:
    """Below the picture: in which year things are counted, and what the signs at the years mean."""
    return "; ".join([indicator.say("basis", current()), *presenting.signs_said(labels)])


def _drawn(
    indicator: Indicator,
    xs: Sequence[str],
    found: Sequence[IndicatorValue | Estimate],
    head: str,
    *,
    after: Sequence[float] = (),
) -> Picture:
    """`after`: how long after their beginning each point shows the same persons, so that their line is no trend."""
    shown = [drawn(indicator, value) for value in found]
    lows, highs = ([as_float(getattr(value, part)) for value in found] for part in ("low", "high"))
    is_chance = not after and may_be_chance(shown, lows, highs)
    said = unit(indicator)
    headings = [head, said, _("from"), _("to")]
    return Picture(
        _("In the picture"),
        charts.line(
            xs,
            shown,
            lows,
            highs,
            title=indicator.say("title", current()),
            unit=said,
            number=number,
            is_dotted=is_chance,
            after=after,
        )
        if has_a_scale(shown, highs)
        else None,
        charts.line_table(xs, shown, lows, highs, headings=headings, number=number),
        (),
        any(map(is_hidden, shown)),
        "; ".join([_note(indicator, xs), *([_("dotted: each interval holds every figure")] if is_chance else [])]),
    )


def may_be_chance(shown: Sequence[charts.Value], lows: Sequence[float | None], highs: Sequence[float | None]) -> bool:
    """Whether each interval of what is shown holds every other figure: a line through them would be read as a trend."""
    found = [one for one in zip(shown, lows, highs, strict=True) if not is_hidden(one[0])]
    known = [(value, low, high) for value, low, high in found if None not in (value, low, high)]
    if len(known) < len(found) or len(known) < 2:
        return False
    values = [value for value, _low, _high in known if isinstance(value, float | int)]
    return all(low <= min(values) and max(values) <= high for _value, low, high in known)  # type: ignore[operator]


def has_a_scale(shown: Sequence[charts.Value], highs: Sequence[float | None] = ()) -> bool:
    """Where of all or all but one nothing is said, or neither a figure nor its interval is above 0, the axis would be invented."""
    known = [value for value in shown if value is not None]
    printed = (high for value, high in zip(shown, highs, strict=bool(highs)) if value is not None) if highs else ()
    return (len(known) == len(shown) or len(known) > 1) and any((*known, *printed))


def unit(indicator: Indicator) -> str:
    """What stands above the axis: a sign, or what is counted."""
    return unit_of(indicator.unit)


def unit_of(code: str) -> str:
    return _UNITS.get(code) or vocabulary.say("unit", code, current())


def as_float(value: object) -> float | None:
    return None if value is None else float(str(value))
