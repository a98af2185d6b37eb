"""What is each figure of our own that a country has: of which years, counted out of what?"""

from collections.abc import Sequence
from dataclasses import dataclass

from litigation_app.statistics.countries import rules
from litigation_app.statistics.countries.rules import Years
from litigation_app.statistics.indicators import pooling, shares, values
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas.durations import mark
from litigation_app.statistics.indicators.formulas.quantiles import cumulated
from litigation_app.statistics.indicators.formulas.ranges import Cell
from litigation_app.statistics.indicators.pooling import Window
from litigation_app.statistics.indicators.relations import Cells, cells
from litigation_app.statistics.indicators.values import IndicatorValue
from litigation_app.statistics.releases import TOTAL, Release

OF_PARTS = {"distribution", "duration_km"}


@dataclass(frozen=True)
class Figure:
    """A figure of our own: its years, what was counted (`part`) and out of what (`base`); None: it has none, as a count has no base.
    `confidence`: how sure the number of inhabitants is that it is divided by; "": by none.
    """

    years: Years
    value: IndicatorValue
    part: Cell | None
    base: Cell | None
    confidence: str = ""


def figures(indicator: Indicator, release: Release, asked: Years | None) -> list[Figure]:
    """Each year, or years together that a country counts as one; a share in windows of three years, where there are enough and no
    fewer are asked for."""
    is_short = asked is not None and asked.width < pooling.WIDTH
    windows, seen = [] if is_short else pooling.pooled(indicator, release), cells(release)
    every = values.compute(release, indicator.id)
    alone = [one for one in every if one.year != TOTAL and one.code in {"", indicator.headline}]
    found = []
    for one in [_together(indicator, window) for window in windows] or alone:
        span = rules.years_of(one.year)
        years = [str(year) for year in range(span.first, span.last + 1)] if windows else [one.year]
        found.append(Figure(span, one, *_parts(indicator, seen, years)))
    return sorted((one for one in found if one.value.status != "M"), key=lambda one: one.years)


def _together(indicator: Indicator, window: Window) -> IndicatorValue:
    """A window as a value of its years."""
    code = window.first if window.first == window.last else f"{window.first}_{window.last}"
    found = window.found
    return IndicatorValue(
        indicator.id, (("YEAR", code),), found.value, found.low, found.high, found.method, found.n, found.status,
        ("hidden",) if found.status == "Q" else window.notes,
    )  # fmt: skip


def _parts(indicator: Indicator, seen: Cells, years: Sequence[str]) -> tuple[Cell | None, Cell | None]:
    """What was counted and out of what, as the tables print it."""
    table = indicator.tables[0]
    if indicator.kind == "count":
        return shares.together(seen, table, years, indicator.part or (indicator.headline,)), None
    if indicator.kind not in OF_PARTS:
        base = shares.together(seen, table, years, shares.base_of(indicator))
        return shares.together(seen, table, years, indicator.part), base
    base = shares.group(indicator, seen, years)
    if indicator.kind == "duration_km":
        return _over_by(indicator, seen, years, base), base
    return shares.together(seen, table, years, (indicator.headline,)), base


def _over_by(indicator: Indicator, seen: Cells, years: Sequence[str], group: Cell) -> Cell:
    """Of a duration how many were over by the mark: all bands up to it."""
    table = indicator.tables[0]
    parts = set(seen.release.sheet(table).codes_of(indicator.by)) - {indicator.total, *indicator.leave_out}
    bands, rest = [code for code in indicator.edges if code in parts], sorted(parts - set(indicator.edges))
    each, others = ([shares.together(seen, table, years, (code,)) for code in codes] for codes in (bands, rest))
    sums = dict(zip((mark(indicator.edges[code]) for code in bands), cumulated(each, group, others), strict=True))
    return sums[indicator.headline]
