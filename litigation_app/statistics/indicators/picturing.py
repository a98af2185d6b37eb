"""Which picture does an indicator have? A withheld value is one band with one sign, without a size."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core import charts
from litigation_app.core.language import _, current
from litigation_app.statistics.indicators import presenting
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.values import IndicatorValue
from litigation_app.statistics.releases import TOTAL, Release, Table, vocabulary


@dataclass(frozen=True)
class Picture:
    """What `chart_card` takes."""

    title: str
    svg: Markup
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
    if indicator.chart == "stacked":
        return _stacked(indicator, release.sheet(indicator.tables[0]))
    return _line(indicator, values)


def _funnel(indicator: Indicator, values: Sequence[IndicatorValue]) -> Picture:
    lanes = []
    for name in dict.fromkeys(value.dims[1][0] for value in values):
        steps = [value for value in values if value.year == TOTAL and value.dims[1][0] == name]
        words = vocabulary.say("table", name.lower(), current())
        lanes.append(charts.Lane(words, _("persons"), [_step(value) for value in steps]))
    title = indicator.say("title", current())
    headings = [_("Proceedings"), vocabulary.say("dimension", "STEP", current()), _("Persons")]
    return Picture(
        _("All years together"),
        charts.funnel(lanes, title=title, number=number),
        charts.funnel_table(lanes, headings=headings, number=number),
        (),
        any(step.value is None for lane in lanes for step in lane.steps),
        _("Each lane counts its own thing: no lane adds up to another."),
    )


def _step(value: IndicatorValue) -> charts.Step:
    label = vocabulary.code("STEP", value.code, current())
    return charts.Step(label, None if value.value is None else float(value.value))


def _stacked(indicator: Indicator, table: Table) -> Picture:
    """Codes that never occur are left out of the picture; the table below has them all."""
    years = [year for year in table.codes_of("YEAR") if year != TOTAL] or [TOTAL]
    cells = {row.codes: row.value for row in table}
    codes = [code for code in table.codes_of(indicator.by) if code != indicator.total]
    used = [code for code in codes if any(cells.get((year, code)) != 0 for year in years)]
    series = [vocabulary.code(indicator.by, code, current()) for code in used]
    values = [[_float(cells.get((year, code))) for code in used] for year in years]
    said = [vocabulary.code("YEAR", year, current()) for year in years]
    title = indicator.say("title", current())
    corner, unit = (vocabulary.say(*what, current()) for what in (("dimension", indicator.by), ("unit", table.unit)))
    return Picture(
        _("In the picture"),
        charts.stacked(said, series, values, title=title, unit=unit, number=number),
        charts.bars_table(said, series, values, corner=corner, number=number),
        series,
        any(value is None for row in values for value in row),
        indicator.say("basis", current()),
    )


def _line(indicator: Indicator, values: Sequence[IndicatorValue]) -> Picture:
    single = [value for value in values if value.year != TOTAL]
    by_year = [value for value in single or values if value.status != "M"]
    xs = [vocabulary.code("YEAR", value.year, current()) for value in by_year]
    shown, lows, highs = ([_float(getattr(value, part)) for value in by_year] for part in ("value", "low", "high"))
    headings = [vocabulary.say("dimension", "YEAR", current()), "%", _("from"), _("to")]
    return Picture(
        _("In the picture"),
        charts.line(xs, shown, lows, highs, title=indicator.say("title", current()), unit="%", number=number),
        charts.line_table(xs, shown, lows, highs, headings=headings, number=number),
        (),
        any(value is None for value in shown),
        indicator.say("basis", current()),
    )


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
