"""What is the value of each indicator in a publication?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.statistics.indicators import catalogue
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas.estimates import (
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
from litigation_app.statistics.indicators.formulas.ratios import ratio
from litigation_app.statistics.indicators.relations import Cells, cells
from litigation_app.statistics.releases import TOTAL, Release

_NOTE = {WITHHELD: "hidden", CANNOT_EXIST: "nothing_to_count", UNRELIABLE: "small_base"}


@dataclass(frozen=True)
class IndicatorValue:
    """One figure. `dims` are (dimension, code), the year first. Shares and ratios are in percent with one decimal.

    `value` None with status Q: withheld; with status M: 0 of 0. `low`, `high`, `method`, `n`: see formulas.estimates.
    `notes`: hidden, nothing_to_count, small_base, maturing, young_years, rounded, may_double_count.
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


Dims = tuple[tuple[str, str], ...]
Figures = Iterator[tuple[Dims, Estimate]]


def compute(release: Release, only: str = "") -> list[IndicatorValue]:
    """Every value of every indicator (or of `only`) that the publication has the tables for."""
    seen = cells(release)
    asked = [catalogue.get(only)] if only else catalogue.all_indicators()
    return [value for indicator in asked for value in _values(indicator.read_from(release.mode), seen)]


def _values(indicator: Indicator, seen: Cells) -> Iterator[IndicatorValue]:
    if not all(seen.release.has(table) for table in indicator.tables):
        return
    for dims, found in _KINDS[indicator.kind](indicator, seen):
        year = dims[0][1]
        notes = tuple(_notes(indicator, found, year, seen.release))
        status = PROVISIONAL if "maturing" in notes and found.status == SHOWN else found.status
        yield IndicatorValue(
            indicator.id, dims, found.value, found.low, found.high, found.method, found.n, status, notes
        )


def _notes(indicator: Indicator, found: Estimate, year: str, release: Release) -> Iterator[str]:
    if found.status in _NOTE:
        yield _NOTE[found.status]
    if year != TOTAL and _is_young(indicator, _last_year(year), release):
        yield "maturing"
    if year == TOTAL and _is_young(indicator, release.last.year, release):
        yield "young_years"
    if indicator.kind == "ratio":
        yield "rounded"
    if indicator.counted == "victim" and len(release.countries) > 1:
        yield "may_double_count"


def _is_young(indicator: Indicator, year: int, release: Release) -> bool:
    """A cohort's follow-up is over when its last day lies the whole follow-up before the reference date."""
    return release.reference_date.year - year < indicator.follow_up_years


def _last_year(code: str) -> int:
    """Of a year, or of years together: "2021_2022"."""
    return int(code.rpartition("_")[2])


def _counts(indicator: Indicator, seen: Cells) -> Figures:
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


def _proportions(indicator: Indicator, seen: Cells) -> Figures:
    table_id = indicator.tables[0]
    for year in seen.release.sheet(table_id).codes_of("YEAR"):
        part, base = (seen.at(table_id, year, code) for code in (indicator.part, indicator.total))
        yield (("YEAR", year),), proportion(part, base)


def _distributions(indicator: Indicator, seen: Cells) -> Figures:
    table = seen.release.sheet(indicator.tables[0])
    codes = [code for code in table.codes_of(indicator.by) if code != indicator.total]
    for year in table.codes_of("YEAR"):
        base = seen.at(table.id, year, indicator.total)
        shares = distribution({code: seen.at(table.id, year, code) for code in codes}, base)
        for code, found in shares.items():
            yield (("YEAR", year), (indicator.by, code)), found


def _ratios(indicator: Indicator, seen: Cells) -> Figures:
    table_id = indicator.tables[0]
    for year in seen.release.sheet(table_id).codes_of("YEAR"):
        part, base = (seen.at(table_id, year, code) for code in (indicator.part, indicator.total))
        yield (("YEAR", year),), ratio(part, base)


_KINDS: Mapping[str, Callable[[Indicator, Cells], Figures]] = {
    "count": _counts,
    "cohort_funnel": _funnels,
    "proportion": _proportions,
    "distribution": _distributions,
    "ratio": _ratios,
}


def headline(indicator: Indicator, values: list[IndicatorValue]) -> IndicatorValue | None:
    """The one value that stands for an indicator: all years together; None when the publication has no such table."""
    own = [value for value in values if value.indicator_id == indicator.id and value.year == TOTAL]
    return next((value for value in own if value.code in {"", indicator.headline}), None)
