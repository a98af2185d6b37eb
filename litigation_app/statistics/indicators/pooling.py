"""What do several years together say, and with so few cases a year what change could be seen at all?"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.feeding import is_fed
from litigation_app.statistics.indicators.formulas.estimates import Estimate
from litigation_app.statistics.indicators.formulas.power import Seen, smallest_fall, smallest_rise, windows
from litigation_app.statistics.indicators.formulas.ranges import Cell
from litigation_app.statistics.indicators.relations import cells
from litigation_app.statistics.indicators.shares import base_of, share, together
from litigation_app.statistics.indicators.values import IndicatorValue, has_ends, has_incomplete_follow_up
from litigation_app.statistics.releases import TOTAL, Release

WIDTH = 3  # years
_MOST = 100  # cases a year: with more of them the note is not about small numbers any more
_NARROWER = Decimal("0.9")
_LEAST_FALL, _MOST_RISE = 10, 60  # percent: from which share at least a fall, and at most a rise, is looked for


@dataclass(frozen=True)
class Window:
    """Several years of a series as one figure."""

    first: str
    last: str
    base: Cell
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
            together(seen, table_id, window, base),
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
    """With the usual base of these years, from the share that is there or the middle of its range; None: nothing bounds it, no base is
    known, it is large, or the share is as high (or low) already.

    `trials`: by year how many there were; of hearings each trial of a year is one case, at best.
    Of a share that is to become less it is the smallest fall from what is there.
    """
    sizes = [(value.year, value.n) for value in values if value.year != TOTAL and value.n]
    bases = [n for _year, n in sizes]
    if indicator.by_trial:
        bases = [min(n, trials[year]) for year, n in sizes if trials and year in trials]
    share = next((_middle(indicator, value) for value in values if value.year == TOTAL), None)
    found = noticed_of(bases, share, is_fall=indicator.direction == "down")
    return replace(found, window=None) if found and indicator.by_trial else found


def _middle(indicator: Indicator, value: IndicatorValue) -> Decimal | None:
    """The share, or the middle of its range; None: neither is known."""
    if value.value is None and has_ends(indicator, value) and value.low is not None and value.high is not None:
        return (value.low + value.high) / 2
    return value.value


def is_surer_together(values: Sequence[IndicatorValue]) -> bool:
    """Whether the interval of all years is narrower, by a tenth at least, than that of the usual year."""
    widths = {one.year: one.high - one.low for one in values if one.low is not None and one.high is not None}
    every = widths.pop(TOTAL, None)
    return every is not None and bool(widths) and every <= _NARROWER * statistics.median(widths.values())


def noticed_of(bases: Sequence[int], share: Decimal | None, *, is_fall: bool = False) -> Noticed | None:
    """Of a share in percent, with these bases of single years."""
    n = round(statistics.median(bases)) if bases else 0
    if share is None or not 0 < n <= _MOST:
        return None
    before = round(share)
    if before < _LEAST_FALL if is_fall else before > _MOST_RISE:
        return None
    smallest = smallest_fall if is_fall else smallest_rise
    return Noticed(smallest(n, before), smallest(n * WIDTH, before))
