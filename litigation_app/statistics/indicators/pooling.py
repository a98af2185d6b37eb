"""What do several years together say, and with so few cases a year what change could be seen at all?"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.feeding import is_fed
from litigation_app.statistics.indicators.formulas.estimates import Estimate
from litigation_app.statistics.indicators.formulas.power import Seen, smallest_fall, smallest_rise, windows
from litigation_app.statistics.indicators.formulas.ranges import ZERO, Cell
from litigation_app.statistics.indicators.relations import cells
from litigation_app.statistics.indicators.shares import base_of, share
from litigation_app.statistics.indicators.values import IndicatorValue, has_incomplete_follow_up
from litigation_app.statistics.releases import TOTAL, Release

WIDTH = 3  # years
_MOST = 100  # cases a year: with more of them the note is not about small numbers any more
_NARROWER = Decimal("0.9")
_STEP, _LOWEST, _HIGHEST = 5, 10, 60  # percent: from which share a rise is looked for


@dataclass(frozen=True)
class Window:
    """Several years of a series as one figure."""

    first: str
    last: str
    found: Estimate
    notes: tuple[str, ...] = ()  # as of values.IndicatorValue; empty_years: in some of them there was nothing to count


def pooled(indicator: Indicator, release: Release) -> list[Window]:
    """A share in windows of three years, none across a break of its series or a year that is not printed; empty where years are
    counted together already or are too few for two windows.
    """
    if indicator.kind != "proportion" or not is_fed(indicator, release):
        return []
    table_id, seen = indicator.tables[0], cells(release)
    years = [year for year in release.sheet(table_id).codes_of("YEAR") if year != TOTAL]
    if len(years) <= WIDTH or not all(year.isdigit() for year in years):
        return []
    base = base_of(indicator)
    return [
        Window(
            window[0],
            window[-1],
            share(indicator, seen, window),
            tuple(_notes(indicator, release, window, [seen.sum(table_id, year, base) for year in window])),
        )
        for unbroken in _unbroken(indicator, release, years)
        for window in windows(unbroken, WIDTH)
    ]


def _unbroken(indicator: Indicator, release: Release, years: Sequence[str]) -> list[list[str]]:
    """The years in runs that no break of the series divides, and no year of which nothing is printed."""
    runs: list[list[str]] = []
    for year in years:
        is_new = any(one.year == int(year) and one.is_of(release.countries) for one in indicator.breaks)
        if is_new or not runs or int(year) > int(runs[-1][-1]) + 1:
            runs.append([])
        runs[-1].append(year)
    return runs


def _notes(indicator: Indicator, release: Release, window: Sequence[str], bases: Sequence[Cell]) -> Iterator[str]:
    """What a share of several years would hide: years that still mature, years with nobody."""
    if any(has_incomplete_follow_up(indicator, year, release) for year in window):
        yield "maturing"
    if any(base.value == 0 for base in bases):
        yield "empty_years"


@dataclass(frozen=True)
class Noticed:
    """What could be seen between two single years, and between two windows of three; None: how many cases these have is not
    known, for a trial that goes through three years is one case of them.
    """

    single: Seen
    window: Seen | None


def noticed(
    indicator: Indicator, values: Sequence[IndicatorValue], trials: Mapping[str, int] | None = None
) -> Noticed | None:
    """With the usual base of these years; None: no base is known, it is large, or the share is as high (or low) already.

    `trials`: by year how many there were; of hearings each trial of a year is one case, at best.
    Of a share that is to become less it is the smallest fall from what is there.
    """
    sizes = [(value.year, value.n) for value in values if value.year != TOTAL and value.n]
    bases = [n for _year, n in sizes]
    if indicator.by_trial:
        bases = [min(n, trials[year]) for year, n in sizes if trials and year in trials]
    share = next((value.value for value in values if value.year == TOTAL and value.value is not None), ZERO)
    found = noticed_of(bases, share, is_fall=indicator.direction == "down")
    return replace(found, window=None) if found and indicator.by_trial else found


def is_surer_together(values: Sequence[IndicatorValue]) -> bool:
    """Whether the interval of all years is narrower, by a tenth at least, than that of the usual year."""
    widths = {one.year: one.high - one.low for one in values if one.low is not None and one.high is not None}
    every = widths.pop(TOTAL, None)
    return every is not None and bool(widths) and every <= _NARROWER * statistics.median(widths.values())


def noticed_of(bases: Sequence[int], share: Decimal, *, is_fall: bool = False) -> Noticed | None:
    """Of a share in percent, with these bases of single years."""
    n = round(statistics.median(bases)) if bases else 0
    before = _STEP * round(float(share) / _STEP)
    before = before if is_fall else max(_LOWEST, before)
    if not 0 < n <= _MOST or (before < _LOWEST if is_fall else before > _HIGHEST):
        return None
    smallest = smallest_fall if is_fall else smallest_rise
    return Noticed(smallest(n, before), smallest(n * WIDTH, before))
