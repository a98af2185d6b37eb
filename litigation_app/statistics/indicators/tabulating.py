"""Which tables of finished words stand below the picture of an indicator? A withheld cell has its range, or None."""

from collections.abc import Sequence
from dataclasses import dataclass

from litigation_app.core.language import _, _n, current
from litigation_app.core.text import Hidden
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas.estimates import Estimate
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, Cell
from litigation_app.statistics.indicators.pooling import Window
from litigation_app.statistics.indicators.presenting import band, end, interval, number, remark, told
from litigation_app.statistics.indicators.relations import Cells, cells
from litigation_app.statistics.indicators.shares import base_of, group
from litigation_app.statistics.indicators.values import MEDIAN, IndicatorValue
from litigation_app.statistics.releases import TOTAL, Release, vocabulary
from litigation_app.statistics.releases.presenting import span_in_words

_CROSSED = {"distribution", "duration_km"}
Rows = Sequence[Sequence[str | None]]


@dataclass(frozen=True)
class Grid:
    """A table of finished words."""

    title: str
    headings: Sequence[str]
    rows: Rows


def grids(indicator: Indicator, values: Sequence[IndicatorValue], release: Release) -> list[Grid]:
    """The numbers behind the picture, with all years last."""
    if indicator.kind in _CROSSED:
        return [_of_bands(indicator, values, cells(release))]
    if all(not value.code for value in values):
        return [_by_year(indicator, values, cells(release))]
    dimensions = dict.fromkeys(value.dims[1][0] for value in values)
    return [_crossed(indicator, [value for value in values if value.dims[1][0] == name], name) for name in dimensions]


def _by_year(indicator: Indicator, values: Sequence[IndicatorValue], seen: Cells) -> Grid:
    is_count = indicator.kind in {"count", "completeness"}
    base = base_of(indicator)
    counted = () if is_count else (base, *([(code,) for code in base] if len(base) > 1 else [indicator.part]))
    words = [_words(indicator, codes) for codes in counted]
    words[:1] = [_of_what(indicator)] if len(base) > 1 and words else words[:1]
    heads = (
        [_("Share") if indicator.unit == "PT" else _("Number")]
        if is_count
        else [_("Not paid") if indicator.unit == "EUR" else _("Share"), _interval(indicator)]
    )
    rows: list[Sequence[str | None]] = []
    for value in _years_last(values):
        shown = [printed(seen.sum(indicator.tables[0], value.year, codes)) for codes in counted]
        said = told(indicator, value)
        sure = () if is_count else (interval(value, indicator.unit),)
        rows.append([_year(value.year), *shown, said, *sure, remark(value.notes)])
    return Grid(_("Year by year"), [_year_head(), *words, *heads, _("Note")], rows)


def _words(indicator: Indicator, codes: Sequence[str]) -> str:
    return " + ".join(vocabulary.code(indicator.by, code, current()) for code in codes)


def _of_what(indicator: Indicator) -> str:
    """A base of several codes by its own name."""
    said = indicator.say("denominator", current())
    return said[:1].upper() + said[1:]


def printed(cell: Cell) -> str | Hidden | None:
    """A count, or the range of a withheld one."""
    if cell.value is not None:
        return number(cell.value)
    high = None if cell.high == UNBOUNDED else int(cell.high)
    return None if high is None and not cell.low else Hidden(span_in_words(int(cell.low), high))


def _year_head() -> str:
    return vocabulary.say("dimension", "YEAR", current())


def _year(code: str) -> str:
    return vocabulary.code("YEAR", code, current())


def _interval(indicator: Indicator) -> str:
    return _("Bounds by rounding") if indicator.kind in {"ratio", "amount_sum"} else _("95 percent interval")


def _crossed(indicator: Indicator, values: Sequence[IndicatorValue], name: str) -> Grid:
    across = sorted(dict.fromkeys(value.code for value in values), key=lambda code: code == TOTAL)
    found = {(value.year, value.code): value for value in values}
    years = dict.fromkeys(value.year for value in _years_last(values))
    headings = [vocabulary.code(indicator.by, code, current()) for code in across]
    rows = [[_year(year), *(_share(indicator, found.get((year, code))) for code in across)] for year in years]
    return _noted(Grid(_lane(indicator, name), [_year_head(), *headings], rows), values)


def _noted(grid: Grid, values: Sequence[IndicatorValue]) -> Grid:
    """With a last column of what to know about each year, where there is anything."""
    by_year: dict[str, list[str]] = {}
    for value in _years_last(values):
        by_year.setdefault(value.year, []).extend(note for note in value.notes if note != "nothing_to_count")
    said = [remark(notes) for notes in by_year.values()]
    if not any(said):
        return grid
    rows = [[*row, words] for row, words in zip(grid.rows, said, strict=True)]
    return Grid(grid.title, [*grid.headings, _("Note")], rows)


def _of_bands(indicator: Indicator, values: Sequence[IndicatorValue], seen: Cells) -> Grid:
    """Shares with the number that they are shares of, and the band of the median where there is one."""
    medians = {value.year: value for value in values if value.dims[1] == MEDIAN}
    shares = [value for value in values if value.dims[1] != MEDIAN]
    grid, across = _crossed(indicator, shares, indicator.by), len(_of_one(shares))
    rows: list[Sequence[str | None]] = []
    for year, row in zip(dict.fromkeys(value.year for value in _years_last(shares)), grid.rows, strict=True):
        last = [band(medians[year])] if medians else []
        shown = [_sure(indicator, value) for value in shares if value.year == year]
        rows.append([row[0], printed(group(indicator, seen, (year,))), *shown, *last, *row[across + 1 :]])
    first, rest, noted = grid.headings[0], grid.headings[1 : across + 1], grid.headings[across + 1 :]
    base = vocabulary.code(indicator.by, indicator.total, current())
    if indicator.kind == "duration_km":
        base, rest = _("Followed from the start"), [_within(indicator.marks[value.code]) for value in _of_one(shares)]
    return Grid(grid.title, [first, base, *rest, *([_("Median")] if medians else []), *noted], rows)


def _sure(indicator: Indicator, value: IndicatorValue) -> str | None:
    """A share with its interval in one cell."""
    if value.value is None:
        return told(indicator, value)
    return f"{end(value.value, 1)} ({interval(value)})"


def _of_one(shares: Sequence[IndicatorValue]) -> list[IndicatorValue]:
    return [value for value in shares if value.year == shares[0].year]


def _within(months: int) -> str:
    return _n("within %(num)s month", "within %(num)s months", months)


def _lane(indicator: Indicator, name: str) -> str:
    if indicator.kind == "cohort_funnel":
        return vocabulary.say("table", name.lower(), current())
    return _("Year by year, shares") if indicator.unit == "PT" else _("Year by year")


def _share(indicator: Indicator, value: IndicatorValue | None) -> str | None:
    return None if value is None else told(indicator, value)


def _years_last(values: Sequence[IndicatorValue]) -> list[IndicatorValue]:
    return sorted(values, key=lambda value: (value.year == TOTAL, value.year))


def of_windows(found: Sequence[Window]) -> Grid:
    """Three years together as a table."""
    rows: list[Sequence[str | None]] = []
    for window in found:
        rows.append([*_of_window(window), remark(window.notes)])
    headings = [_("Years"), _("Base"), _("Share"), _("95 percent interval"), _("Note")]
    return Grid(_("Three years together"), headings, rows)


def _of_window(window: Window) -> list[str | None]:
    """0 of 0 is no hidden share."""
    found = window.found
    if found.status == "M":
        return [span(window), number(0), "–", "–"]
    base = printed(window.base)
    if found.value is None:
        return [span(window), base, share_between(found), "–"]
    return [span(window), base, end(found.value, 1), f"{end(found.low)} – {end(found.high)}"]


def share_between(found: Estimate) -> Hidden | None:
    """Between which shares a withheld one lies; None: nothing bounds it."""
    if found.low == 0 and found.high == 100:
        return None
    return Hidden(_("%(low)s to %(high)s", low=end(found.low, 1), high=end(found.high, 1)))


def span(window: Window) -> str:
    return window.first if window.first == window.last else f"{window.first}–{window.last}"
