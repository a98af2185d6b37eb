"""What is one official figure, and how do figures become the tables of a publication and back?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from litigation_app.statistics.official import measures
from litigation_app.statistics.releases import Release, RowOut, Table, TableOut, vocabulary
from litigation_app.statistics.releases.official import DIMENSIONS, MEASURES, Remark

CALENDAR, REPORTING, CUMULATIVE = "calendar", "reporting", "cumulative"
CONFIDENCES = ("high", "medium", "low", "memory")  # how sure an edition is of a figure, the surest first
_OPEN = "U"
_DAYS_OF_A_YEAR = (365, 366)


class Period(NamedTuple):
    """What a figure is of: days, both included (None: not known), and of which kind the period is."""

    kind: str
    start: date | None
    end: date | None

    @property
    def code(self) -> str:
        whole = self.start and self.end and (self.start, self.end) == _year(self.end.year)
        if self.kind == CALENDAR and whole:
            return CALENDAR
        return "__".join([self.kind, *(f"{day:%Y%m%d}" if day else _OPEN for day in (self.start, self.end))])

    @property
    def year(self) -> str:
        """The YEAR of the table: 2021; 2013_2016 together; _2020 up to then; _U not dated."""
        if self.end is None:
            return "_U"
        if self.start is None:
            return f"_{self.end.year}"
        together = self.kind != REPORTING and self.start.year != self.end.year
        return f"{self.start.year}_{self.end.year}" if together else f"{self.start.year}"

    @property
    def is_of_a_year(self) -> bool:
        """Whether it is one year, or twelve months of a report's own; no part of a year, and not several together."""
        if self.kind == CUMULATIVE or self.start is None or self.end is None:
            return False
        return self.year.isdigit() and (self.end - self.start).days + 1 in _DAYS_OF_A_YEAR


class Key(NamedTuple):
    """What makes two figures the same figure of two vintages, or of two sources."""

    measure: str
    unit: str
    breakdown: str
    series: str
    period: Period

    @property
    def part(self) -> str:
        """The breakdown as it is called of whatever year: "from 2023 reports" of 2023 is "from reports of the year"."""
        return self.breakdown.replace(f"_{self.period.year}_reports", "_reports_of_the_year")


@dataclass(frozen=True)
class Figure:
    """A figure as it was printed. `value` None: the source was looked up and does not print it (that is no zero).

    `is_impossible`, of those without a value: there can be none, for the law of the country knows no such thing.
    """

    key: Key
    value: Decimal | None
    source: str
    confidence: str
    page: str = ""
    note: str = ""
    is_impossible: bool = False

    @property
    def table(self) -> str:
        return measures.table_of(self.key.measure, self.key.unit)

    @property
    def codes(self) -> tuple[str, ...]:
        period = self.key.period
        return period.year, self.key.breakdown, self.key.series, period.code, self.source, self.confidence


def is_unsure(figure: Figure) -> bool:
    """Whether the edition marks it: fairly sure, doubtful, or from memory."""
    return figure.confidence != CONFIDENCES[0]


def tables(figures: Iterable[Figure]) -> list[TableOut]:
    """The tables of a publication: one for each measure and unit, in the order of the measures and of time."""
    by_table: dict[str, list[Figure]] = {}
    order = {name: place for place, name in enumerate(measures.measures())}
    for one in sorted(figures, key=lambda one: (order[one.key.measure], one.table, one.codes)):
        by_table.setdefault(one.table, []).append(one)
    return [_table(name, rows) for name, rows in by_table.items()]


def remarks(figures: Iterable[Figure]) -> tuple[Remark, ...]:
    """What is said of single cells, in the order of the cells."""
    said = [Remark(one.table, one.codes, one.page, one.note) for one in figures if one.page or one.note]
    return tuple(sorted(said, key=lambda one: (one.table, one.codes)))


def of_release(release: Release) -> list[Figure]:
    """The figures of a publication, in its order; raises KeyError, ValueError for one that is not in the form."""
    said = {(one.table, one.codes): one for one in release.remarks}
    return [figure for table in release.tables for figure in _of_table(table, said)]


def is_sound(release: Release) -> bool:
    """Whether a publication is one of official figures: our dimensions, measures and units, its own sources, no cell twice."""
    codes = {one.code for one in release.sources}
    try:
        figures = of_release(release)
    except (KeyError, ValueError):
        return False
    written = [(one.table, one.codes) for one in figures]
    is_named = all(one.source in codes for one in figures)
    return release.vintage is not None and is_named and len(set(written)) == len(written)


def _table(name: str, rows: Sequence[Figure]) -> TableOut:
    first = rows[0].key
    measure = measures.measures()[first.measure]
    out = [RowOut(one.codes, _written(one.value, first.unit), one.value is None, one.is_impossible) for one in rows]
    title = vocabulary.say("table", name, "en")
    return TableOut(name, title, first.unit, measure.counted, DIMENSIONS, out)


def _written(value: Decimal | None, unit: str) -> int | Decimal | None:
    if value is None:
        return None
    return value if unit in MEASURES else int(value)


def _of_table(table: Table, said: Mapping[tuple[str, tuple[str, ...]], Remark]) -> Iterable[Figure]:
    measure = measures.measure_of(table.id)
    if table.dimensions != DIMENSIONS:
        raise ValueError(table.id)
    for row in table:
        year, breakdown, series, period, source, confidence = row.codes
        remark = said.get((table.id, row.codes))
        key = Key(measure, table.unit, breakdown, series, period_of(year, period))
        value = None if row.value is None else Decimal(row.value)
        yield Figure(
            key,
            value,
            source,
            confidence,
            remark.page if remark else "",
            remark.note if remark else "",
            row.is_impossible,
        )


def period_of(year: str, code: str) -> Period:
    """The reverse of Period.year and Period.code; raises ValueError."""
    if code == CALENDAR:
        return Period(CALENDAR, *_year(int(year)))
    kind, start, end = code.split("__")
    return Period(kind, _day(start), _day(end))


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _day(code: str) -> date | None:
    return None if code == _OPEN else date.fromisoformat(code)
