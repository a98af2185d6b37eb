"""What is the value of each indicator in a publication?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from litigation_app.statistics.indicators import catalogue
from litigation_app.statistics.indicators.catalogue import Break, Indicator
from litigation_app.statistics.indicators.feeding import is_fed, read_in
from litigation_app.statistics.indicators.formulas import clusters, durations
from litigation_app.statistics.indicators.formulas.estimates import (
    BREAK,
    CANNOT_EXIST,
    PROVISIONAL,
    SHOWN,
    UNRELIABLE,
    WITHHELD,
    Estimate,
    count,
)
from litigation_app.statistics.indicators.formulas.funnels import funnel
from litigation_app.statistics.indicators.formulas.proportions import distribution, proportion
from litigation_app.statistics.indicators.formulas.quantiles import median
from litigation_app.statistics.indicators.formulas.ranges import Cell
from litigation_app.statistics.indicators.formulas.sums import gap, ratio
from litigation_app.statistics.indicators.known import FEW, KNOWN, LEAST, answers, known
from litigation_app.statistics.indicators.relations import Cells, cells
from litigation_app.statistics.indicators.shares import both, group, hides_trials, share
from litigation_app.statistics.releases import TOTAL, Release

MEDIAN = ("QUANTILE", "median")  # the dimension of a value that is a band: `low`..`high`, `value` None
FOLLOWED = "followed_"
_UNDATED = {"STATUS"}  # recorded without its day: read as it stood when the publication was prepared
AT_BREAK, ACROSS = "break", "across_break"
ALIKE = "hearings_apart"  # nothing printed keeps the hearings of its share from being of one trial: the interval takes them so
_NOTE = {WITHHELD: "hidden", CANNOT_EXIST: "nothing_to_count", UNRELIABLE: "small_base"}


@dataclass(frozen=True)
class IndicatorValue:
    """One figure. `dims` are (dimension, code), the year first. Shares and ratios are in percent with one decimal.

    `value` None with status Q: withheld; with status M: 0 of 0. `low`, `high`, `method`, `n`: see formulas.estimates.
    A median has no value: it lies between `low` and `high` (method "band").
    `notes`: hidden, nothing_to_count, small_base, maturing, young_years, rounded, break, across_break, may_double_count;
    known_64: known of 64 of a hundred, rounded down; few_known: of fewer than 70;
    hearings_apart: its interval takes all hearings for those of one trial, for nothing printed keeps them from being so;
    followed_36: everybody was followed for 36 months from first contact.
    """

    indicator_id: str
    dims: tuple[tuple[str, str], ...]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    interval_method: str
    n: int | None
    status: str
    notes: tuple[str, ...]

    @property
    def year(self) -> str:
        return self.dims[0][1]

    @property
    def code(self) -> str:
        """The code of the second dimension, or ""."""
        return self.dims[1][1] if len(self.dims) > 1 else ""


def has_ends(indicator: Indicator, value: IndicatorValue | Estimate) -> bool:
    """Whether what is printed says more of a withheld figure than that it is some number, or some share."""
    if value.status != WITHHELD or value.low is None:
        return False
    return value.low > 0 or value.high not in {None, 100 if indicator.unit == "PT" else value.n}


Dims = tuple[tuple[str, str], ...]
Figures = Iterator[tuple[Dims, Estimate]]


def compute(release: Release, only: str = "") -> list[IndicatorValue]:
    """Every value of every indicator (or of `only`) that the publication has the tables for."""
    seen = cells(release)
    asked = [catalogue.get(only)] if only else catalogue.all_indicators()
    return [value for indicator in asked for value in _values(read_in(indicator, release), seen)]


def _values(indicator: Indicator, seen: Cells) -> Iterator[IndicatorValue]:
    if not is_fed(indicator, seen.release):
        return
    every = seen.release.span(indicator.tables[0])
    for dims, found in _KINDS[indicator.kind](indicator, seen):
        year = dims[0][1]
        notes = tuple(_notes(indicator, found, year, seen, every))
        status = found.status if found.status != SHOWN else _mark(notes)
        yield IndicatorValue(
            indicator.id, dims, found.value, found.low, found.high, found.method, found.n, status, notes
        )


def _mark(notes: Sequence[str]) -> str:
    """The mark of a shown figure: of few known before still maturing, and that before a break in its series."""
    marks = {FEW: UNRELIABLE, "maturing": PROVISIONAL, AT_BREAK: BREAK, ACROSS: BREAK}
    return next((mark for note, mark in marks.items() if note in notes), SHOWN)


def _notes(indicator: Indicator, found: Estimate, year: str, seen: Cells, every: tuple[int, int]) -> Iterator[str]:
    release = seen.release
    if found.status in _NOTE:
        yield _NOTE[found.status]
    if year != TOTAL and has_incomplete_follow_up(indicator, year, release):
        yield "maturing"
    if year == TOTAL and has_incomplete_follow_up(indicator, str(every[1]), release):
        yield "young_years"
    if found.method == clusters.METHOD and hides_trials(indicator, seen, year):
        yield ALIKE
    if indicator.months and indicator.by not in _UNDATED:
        yield f"{FOLLOWED}{indicator.months}"
    if indicator.kind in {"ratio", "amount_sum"}:
        yield "rounded"
    yield from _of_known(known(indicator, seen, year))
    yield from dict.fromkeys(note for one in indicator.breaks if (note := _at(one, year, every, release)))
    if indicator.counted == "victim" and len(release.countries) > 1:
        yield "may_double_count"


def _of_known(share: int | None) -> Iterator[str]:
    """The notes of what is known of so many of a hundred."""
    if share is not None:
        yield f"{KNOWN}{share}"
        yield from [FEW] if share < LEAST else []


def _at(broken: Break, year: str, every: tuple[int, int], release: Release) -> str:
    """A break is marked at its first year, where an earlier one stands beside it, and on years together that go across it."""
    first, last = every if year == TOTAL else (_first_year(year), _last_year(year))
    if broken.is_within(first, last, release.countries):
        return ACROSS
    return AT_BREAK if first == broken.year > every[0] and broken.is_of(release.countries) else ""


def has_incomplete_follow_up(indicator: Indicator, year: str, release: Release) -> bool:
    """A cohort's follow-up is over when its last day lies the whole follow-up before the day that its numbers are known on."""
    return release.reference_date.year - _last_year(year) < indicator.follow_up_years


def _first_year(code: str) -> int:
    return int(code.partition("_")[0])


def _last_year(code: str) -> int:
    """Of a year, or of years together: "2021_2022"."""
    return int(code.rpartition("_")[2])


def _counts(indicator: Indicator, seen: Cells) -> Figures:
    if indicator.part:
        for year, part in seen.each_year(indicator.tables[0], indicator.part):
            yield (("YEAR", year),), count(part)
        return
    for row, cell in seen.of(seen.release.sheet(indicator.tables[0])):
        yield (("YEAR", row.codes[0]), (indicator.by, row.codes[1])), count(cell)


def _funnels(indicator: Indicator, seen: Cells) -> Figures:
    for table_id in indicator.tables:
        table = seen.release.sheet(table_id)
        steps = table.codes_of(indicator.by)
        for year in table.codes_of("YEAR"):
            reached = funnel([seen.at(table_id, year, step) for step in steps])
            for step, found in zip(steps, reached, strict=True):
                yield (("YEAR", year), (table_id.upper(), step)), found


def _pairs(indicator: Indicator, seen: Cells) -> Iterator[tuple[str, Cell, Cell]]:
    """By year the numerator and the denominator."""
    table_id = indicator.tables[0]
    for year, part in seen.each_year(table_id, indicator.part):
        yield year, part, seen.sum(table_id, year, indicator.base or (indicator.total,))


def _proportions(indicator: Indicator, seen: Cells) -> Figures:
    for year in seen.release.sheet(indicator.tables[0]).codes_of("YEAR"):
        yield (("YEAR", year),), share(indicator, seen, (year,))


def _ratios(indicator: Indicator, seen: Cells) -> Figures:
    for year, part, base in _pairs(indicator, seen):
        yield (("YEAR", year),), ratio(part, base)


def asking(seen: Cells) -> dict[str, Indicator]:
    """By table that has a code for an unknown answer an indicator that it feeds."""
    fed = [read_in(one, seen.release) for one in catalogue.all_indicators() if one.kind != "completeness"]
    return {one.tables[0]: one for one in fed if is_fed(one, seen.release) and answers(one, seen, TOTAL)}


def _completeness(indicator: Indicator, seen: Cells) -> Figures:
    """Of all tables that have a code for an unknown answer the known ones together. They were all counted: no interval."""
    printed = [(one, seen.release.sheet(name).codes_of("YEAR")) for name, one in asking(seen).items()]
    for year in seen.release.sheet(indicator.tables[0]).codes_of("YEAR"):
        found = [said for one, years in printed if year in years and (said := answers(one, seen, year))]
        if found:
            share = proportion(*(reduce(both, cells_) for cells_ in zip(*found, strict=True)))
            yield (("YEAR", year),), share if share.value is None else replace(share, low=None, high=None, method="")


def _gaps(indicator: Indicator, seen: Cells) -> Figures:
    for year, paid, owed in _pairs(indicator, seen):
        yield (("YEAR", year),), gap(owed, paid)


def _groups(indicator: Indicator, seen: Cells) -> Iterator[tuple[str, Cell]]:
    """By year all who are part of the group."""
    for year in seen.release.sheet(indicator.tables[0]).codes_of("YEAR"):
        yield year, group(indicator, seen, (year,))


def _bands(indicator: Indicator, seen: Cells) -> tuple[str, ...]:
    codes = seen.release.sheet(indicator.tables[0]).codes_of(indicator.by)
    return tuple(code for code in codes if code not in {indicator.total, *indicator.leave_out})


def _distributions(indicator: Indicator, seen: Cells) -> Figures:
    table_id, codes = indicator.tables[0], _bands(indicator, seen)
    for year, every in _groups(indicator, seen):
        for code, found in distribution({code: seen.at(table_id, year, code) for code in codes}, every).items():
            yield (("YEAR", year), (indicator.by, code)), found


def _durations(indicator: Indicator, seen: Cells) -> Figures:
    """Of a closed cohort: the share over by each mark, and between which marks half were."""
    bands = [code for code in _bands(indicator, seen) if code in indicator.edges]
    others = [code for code in _bands(indicator, seen) if code not in indicator.edges]
    for year, every in _groups(indicator, seen):
        parts = {code: seen.at(indicator.tables[0], year, code) for code in bands}
        rest = [seen.at(indicator.tables[0], year, code) for code in others]
        for code, found in durations.within(parts, every, indicator.edges, rest).items():
            yield (("YEAR", year), (indicator.by, code)), found
        yield (("YEAR", year), MEDIAN), median(parts, every, indicator.edges, rest)


_KINDS: Mapping[str, Callable[[Indicator, Cells], Figures]] = {
    "count": _counts,
    "cohort_funnel": _funnels,
    "proportion": _proportions,
    "distribution": _distributions,
    "ratio": _ratios,
    "completeness": _completeness,
    "amount_sum": _gaps,
    "duration_km": _durations,
}
