"""What stands in each cell of a frame's tables: a published number, or the reason why there is none?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import Indicator, IndicatorUnknown, catalogue
from litigation_app.statistics.indicators.values import has_ends
from litigation_app.statistics.packs.printed import Printed, asides, remark
from litigation_app.statistics.packs.reading import Asked, Pack, Place, Series
from litigation_app.statistics.releases import Release, Row, vocabulary

OFFICIAL = "official"
OURS = ("caseload", "judgments", "observation")
MOST_YEARS = 8
_OF_ALL_CATEGORIES = {"count", "distribution"}  # of others the headline, and where half of a group was
_MEDIAN = "median"
HIDDEN, NOT_PUBLISHED, NOT_PRINTED, TOGETHER = "hidden", "not_published", "not_printed", "together"
NO_SOURCE, CANNOT_EXIST, NO_SUCH = "no_source", "cannot_exist", "no_such"


@dataclass(frozen=True)
class Cell:
    """A number (or several sources' numbers, or the band of a median, as `text`), or the reason why there is none.

    `n`, `low`, `high`, `method`, `notes` of an indicator: as of indicators.IndicatorValue.
    """

    value: int | Decimal | None = None
    text: str = ""
    why: str = ""
    release: str = ""
    n: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    method: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of one source of figures. `mode` "": none could fill it; `series`: of official figures, who printed them.

    `label` is in English, as in the frame; `indicator`: the id where its title is the label; `category`: dimension and code.
    `note`: what it counts otherwise than is asked, as a code of reasons.toml; `asides`: what `remark` says, for the reader's language.
    """

    label: str
    mode: str
    series: str
    unit: str
    cells: tuple[Cell, ...]
    remark: str = ""  # what stands beside official figures: how sure they are, where less than high
    indicator: str = ""
    category: tuple[str, str] = ("", "")
    note: str = ""
    asides: tuple[Printed, ...] = ()

    @property
    def why(self) -> str:
        """The one reason of all cells; "": they differ, or hold numbers."""
        reasons = {one.why for one in self.cells}
        return reasons.pop() if len(reasons) == 1 else ""


@dataclass(frozen=True)
class FilledTable:
    """A table of the frame with its lines."""

    id: str
    title: str
    confidence: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Filled:
    """A pack of one country, from the publications of a shelf."""

    pack: Pack
    country: str
    years: tuple[str, ...]
    releases: tuple[Release, ...]
    tables: tuple[FilledTable, ...]


def countries(releases: Iterable[Release]) -> list[str]:
    """Of which single countries something is published."""
    return sorted({one.countries[0] for one in releases if len(one.countries) == 1})


def fill(pack: Pack, releases: Iterable[Release], country: str) -> Filled:
    """The pack's tables; of each year the publication with the latest reference date counts."""
    of_country = _without_older_editions([one for one in releases if one.countries == (country,)])
    shelf = tuple(sorted(of_country, key=lambda one: (one.reference_date, one.id), reverse=True))
    years = _years(shelf)
    tables = [
        FilledTable(
            one.id, one.title, one.confidence, tuple(line for row in one.rows for line in _lines(row, shelf, years))
        )
        for one in pack.tables
    ]
    return Filled(pack, country, years, shelf, tuple(tables))


def _without_older_editions(of_country: Sequence[Release]) -> list[Release]:
    """Of official figures the newest edition alone: it has all that was known before."""
    numbers = {one.id: one.vintage.number if one.vintage else 0 for one in of_country if one.mode == OFFICIAL}
    newest = max(numbers, key=lambda name: numbers[name], default="")
    return [one for one in of_country if one.mode != OFFICIAL or one.id == newest]


def _years(shelf: Iterable[Release]) -> tuple[str, ...]:
    """A run of calendar years up to the newest: a year of which nothing is published has its empty column."""
    found = {row.codes[0] for release in shelf for table in release.tables for row in table}
    single = [int(year) for year in found if year.isdigit()]
    first = max(min(single), max(single) - MOST_YEARS + 1) if single else 0
    return tuple(str(year) for year in range(first, max(single) + 1)) if single else ()


def _lines(row: Asked, shelf: Sequence[Release], years: Sequence[str]) -> Iterator[Line]:
    if row.frame:
        asked = [one for one in catalogue.every() if row.frame in one.frames]
        for one in asked:
            for line in _of_indicator(f"{one.id} {one.say('title', 'en')}", one, shelf, years):
                yield replace(line, indicator=one.id)
        if not asked:
            yield _empty(row.frame, "", NO_SOURCE, years)
        return
    if row.indicator:
        yield from _by_id(row, shelf, years)
        return
    if row.why:
        yield _empty(row.label, "", row.why, years)
        return
    if row.official:
        yield from _of_state(row.label, row.official, shelf, years)
    for place in row.ours:
        yield replace(_of_ours(row.label, place, shelf, years), note=row.ours_note)
    if row.ours_why:
        yield _empty(row.label, row.ours_mode, row.ours_why, years)


def _empty(label: str, mode: str, why: str, years: Sequence[str]) -> Line:
    return Line(label, mode, "", "", tuple(Cell(why=why) for _ in years))


def _by_id(row: Asked, shelf: Sequence[Release], years: Sequence[str]) -> Iterator[Line]:
    try:
        indicator = indicators.get(row.indicator)
    except IndicatorUnknown:
        yield _empty(row.label, "", NO_SOURCE, years)
        return
    yield from _of_indicator(row.label, indicator, shelf, years)


def _of_indicator(label: str, indicator: Indicator, shelf: Sequence[Release], years: Sequence[str]) -> Iterator[Line]:
    """A line for each source that feeds the indicator, and each category; where none does, a line that says so."""
    is_fed = False
    for mode in OURS:
        found = _by_category(indicator, [one for one in shelf if one.mode == mode])
        for (dimension, code), by_year in found.items():
            is_fed = True
            said = f"{label}: {vocabulary.code(dimension, code, 'en')}" if code else label
            cells = tuple(by_year.get(year) or _unsaid(by_year, year) for year in years)
            yield Line(said, mode, "", _unit(indicator, code), cells, category=(dimension, code))
    if not is_fed:
        yield _empty(label, "", indicator.needs or NOT_PUBLISHED, years)


def _unit(indicator: Indicator, code: str) -> str:
    """A median lies between months, whatever the other lines of its indicator count."""
    return indicator.unit if code != _MEDIAN else "MO"


def _by_category(indicator: Indicator, shelf: Sequence[Release]) -> dict[tuple[str, str], dict[str, Cell]]:
    """By category (none: ("", "")) and year; of each year the first publication that has it."""
    found: dict[tuple[str, str], dict[str, Cell]] = {}
    for release in shelf:
        for value in indicators.compute(release, indicator.id):
            if indicator.kind in _OF_ALL_CATEGORIES or value.code in {"", indicator.headline, _MEDIAN}:
                category = value.dims[1] if len(value.dims) > 1 else ("", "")
                found.setdefault(category, {}).setdefault(value.year, _figure(indicator, value, release))
    return found


def _figure(indicator: Indicator, value: indicators.IndicatorValue, release: Release) -> Cell:
    if value.status == "Q" and has_ends(indicator, value):
        return Cell(text=_between(value.low, value.high), release=release.id, n=value.n, notes=value.notes)
    if value.status == "Q":
        return Cell(why=HIDDEN, release=release.id)
    if value.value is not None:
        sure = (value.n, value.low, value.high, value.interval_method, value.notes)
        return Cell(value.value, "", "", release.id, *sure)
    if value.low is not None and value.status != "M":
        text = _between(value.low, value.high) if value.high is not None else f"> {value.low}"
        return Cell(text=text, release=release.id, n=value.n, notes=value.notes)
    return Cell(why=CANNOT_EXIST, release=release.id)


def _between(low: Decimal | int | None, high: Decimal | int | None) -> str:
    """Between which two a number lies; with an open end: at least the first."""
    return f"{low}–{high}" if high is not None else f"≥ {low}"


def _of_ours(label: str, place: Place, shelf: Sequence[Release], years: Sequence[str]) -> Line:
    having = [one for one in shelf if one.mode == place.mode and one.has(place.table)]
    unit = having[0].sheet(place.table).unit if having else ""
    return Line(label, place.mode, "", unit, tuple(_sum(place, having, year) for year in years))


def _sum(place: Place, having: Sequence[Release], year: str) -> Cell:
    """The codes added up; where one is withheld, between which numbers their sum lies."""
    for release in having:
        rows = {row.codes[1]: row for row in release.table(place.table) if row.codes[0] == year}
        found = [rows[code] for code in place.codes if code in rows]
        if len(found) < len(place.codes):
            continue
        values = [row.value for row in found if row.value is not None]
        if len(values) < len(found):
            return _range(found, release)
        return Cell(sum(values, start=0), release=release.id)
    return _unsaid((row.codes[0] for one in having for row in one.table(place.table)), year)


def _unsaid(codes: Iterable[str], year: str) -> Cell:
    """Of a year that no number stands for: whether one of these codes counts it together with others."""
    return Cell(why=TOGETHER if any(_holds(code, year) for code in codes) else NOT_PUBLISHED)


def _range(found: Sequence[Row], release: Release) -> Cell:
    ends = [(row.low, row.high) if row.value is None else (int(row.value), int(row.value)) for row in found]
    if any(low is None or high is None for low, high in ends):
        return Cell(why=HIDDEN, release=release.id)
    low, high = (sum(one or 0 for one in side) for side in zip(*ends, strict=True))
    return Cell(text=_between(low, high), release=release.id)


def _holds(code: str, year: str) -> bool:
    first, _, last = code.partition("_")
    return first.isdigit() and last.isdigit() and int(first) <= int(year) <= int(last)


def _of_state(label: str, series: Series, shelf: Sequence[Release], years: Sequence[str]) -> Iterator[Line]:
    """A line for each body that printed the series; the newest vintage of the country counts."""
    newest = next((one for one in shelf if one.mode == OFFICIAL and one.has(series.table)), None)
    table = newest.sheet(series.table) if newest else None
    found = [Printed.of(table, row) for row in table] if table else []
    asked = [one for one in found if series.has(one.code)]
    for body in sorted({one.body for one in asked}):
        own = [one for one in asked if one.body == body]
        cells = tuple(_printed(year, own, newest.id if newest else "") for year in years)
        yield Line(
            label, OFFICIAL, body, table.unit if table else "", cells, remark(own, years), asides=asides(own, years)
        )
    if not asked:
        yield _empty(label, OFFICIAL, NOT_PUBLISHED, years)


def _printed(year: str, rows: Sequence[Printed], release: str) -> Cell:
    of_year = [one for one in rows if one.year == year]
    values = list(dict.fromkeys(one.value for one in of_year if one.value is not None))
    if len(values) == 1:
        return Cell(values[0], release=release)
    if values:
        return Cell(text=" / ".join(str(one) for one in values), release=release)
    if of_year:
        return Cell(why=NO_SUCH if any(one.is_impossible for one in of_year) else NOT_PRINTED)
    return Cell(why=TOGETHER if any(one.holds(year) for one in rows) else NOT_PUBLISHED)
