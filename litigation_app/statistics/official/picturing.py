"""Which small pictures and tables does a measure of a country have, and what is marked in them?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from litigation_app.core import charts
from litigation_app.core.language import _, current
from litigation_app.statistics.official import measures, presenting, ratios, remarks
from litigation_app.statistics.official.figures import Figure, is_unsure
from litigation_app.statistics.official.rules import (
    Cell,
    Disagreement,
    OtherSum,
    by_year,
    cell,
    disagreements,
    other_sums,
    runs,
)
from litigation_app.statistics.releases import TOTAL
from litigation_app.statistics.releases.official import Source

_FEWEST = 2  # years, before a picture says more than a number
_MOST = 8  # panels


@dataclass(frozen=True)
class Line:
    """A figure in words for a table. `marks`: why it is to be read with care."""

    what: str
    when: str
    value: str
    series: str
    source: Source | None
    page: str
    marks: Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """A measure of a country: what it counts, its small pictures, its figures, and where its counting changed."""

    measure: str
    table: str
    title: str
    unit: str
    counts: str
    picture: Markup | None
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[Line]
    breaks: Sequence[str]


def sheets(country: str, figures: Sequence[Figure], sources: Mapping[str, Source]) -> list[Sheet]:
    """All tables of a country in the order of the measures."""
    tables = dict.fromkeys(one.table for one in figures)
    return [_sheet(country, table, [one for one in figures if one.table == table], sources) for table in tables]


def _sheet(country: str, table: str, figures: Sequence[Figure], sources: Mapping[str, Source]) -> Sheet:
    measure = figures[0].key.measure
    broken = [one for one in measures.breaks() if (one.country, one.measure) == (country, measure)]
    panels = _panels(figures, broken)
    apart = {cell(figure) for one in disagreements(figures) for figure in one.figures}
    years = sorted({year for panel in panels for year in panel.values})
    return Sheet(
        measure,
        table,
        presenting.title(table),
        presenting.unit(figures[0].key.unit),
        presenting.counts(table, country),
        _picture(panels, table),
        [_("Series"), *(str(year) for year in years)],
        [[panel.name, *(_cell(panel.values.get(year)) for year in years)] for panel in panels],
        [_line(one, sources, apart) for one in reversed(figures)],
        [f"{one.year}: {one.says.read_in(current())}" for one in broken],
    )


def _picture(panels: Sequence[charts.Panel], table: str) -> Markup | None:
    if not panels:
        return None
    return charts.multiples(panels, title=presenting.title(table), number=_number)


def _panels(figures: Sequence[Figure], broken: Sequence[measures.Break]) -> list[charts.Panel]:
    """A panel for each part and series with years enough; all people first, then what most years have."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        groups.setdefault((one.key.part, one.key.series), []).append(one)
    found = [(key, by_year(rows)) for key, rows in groups.items()]
    found = [(key, years) for key, years in found if len(years) >= _FEWEST]
    found.sort(key=lambda one: (one[0][0] != TOTAL, -len(one[1]), one[0]))
    return [
        charts.Panel(
            f"{presenting.words('BREAKDOWN', breakdown)} · {presenting.words('SERIES', series)}",
            {year: float(value) for year, value in years.items()},
            runs(list(years), _breaks(broken, breakdown)),
            [year for year in _breaks(broken, breakdown) if min(years) < year <= max(years)],
        )
        for (breakdown, series), years in found[:_MOST]
    ]


def _breaks(broken: Sequence[measures.Break], breakdown: str) -> list[int]:
    return [one.year for one in broken if breakdown.startswith(one.breakdown)]


def _number(value: float) -> str:
    return presenting.number(Decimal(str(value)))


def _cell(value: float | None) -> str:
    return "" if value is None else _number(value)


def _line(figure: Figure, sources: Mapping[str, Source], apart: set[Cell]) -> Line:
    key = figure.key
    marks = [presenting.words("CONFIDENCE", figure.confidence)] if is_unsure(figure) else []
    if cell(figure) in apart:
        marks.append(_("another source says otherwise"))
    if remark := remarks.read(figure.note):
        marks.append(remark)
    what, series = presenting.words("BREAKDOWN", key.breakdown), presenting.words("SERIES", key.series)
    value = presenting.value_of(figure)
    return Line(what, presenting.when(key.period), value, series, sources.get(figure.source), figure.page, marks)


def apart(found: Iterable[Disagreement]) -> list[tuple[str, list[str]]]:
    """What each disagreement is of, and what each source says."""
    return [(_of(one), [_said(figure) for figure in one.figures]) for one in found]


def _of(one: Disagreement) -> str:
    what, year = presenting.words("BREAKDOWN", one.breakdown), presenting.words("YEAR", one.year)
    return f"{presenting.title(one.figures[0].table)}, {what}, {year}"


def _said(one: Figure) -> str:
    return (
        f"{presenting.words('SERIES', one.key.series)}: {presenting.value_of(one)} ({presenting.when(one.key.period)})"
    )


def sums(figures: Sequence[Figure]) -> list[str]:
    """Figures of several years beside the sum of another series, as sentences."""
    return [_sum(one) for one in other_sums(figures)]


def _sum(one: OtherSum) -> str:
    """What both say, and where one is of whole years alone that they are not of the same days."""
    said = _(
        "%(what)s, %(when)s: %(first)s says %(number)s; the single years of %(second)s add up to %(total)s.",
        what=presenting.title(one.figure.table),
        when=presenting.when(one.figure.key.period),
        first=presenting.words("SERIES", one.figure.key.series),
        number=presenting.number(one.figure.value),
        second=presenting.words("SERIES", one.series),
        total=presenting.number(one.total),
    )
    if one.is_of_the_same_days:
        return said
    whole = _(
        "Those years are whole (%(first)s to %(last)s), so that the two are not of the same days.",
        first=one.years[0],
        last=one.years[-1],
    )
    return f"{said} {whole}"


@dataclass(frozen=True)
class Rates:
    """One kind of ratio: its rows (period, series, parts, value) and the source of what it is divided by."""

    title: str
    rows: Sequence[Sequence[str]]
    note: str


def rates(country: str, figures: Sequence[Figure]) -> list[Rates]:
    """All that can be computed, by kind."""
    found = ratios.ratios(country, figures)
    return [
        Rates(
            kind.says.read_in(current()), [_ratio(one) for one in found if one.kind == kind], inhabitants(kind, country)
        )
        for kind in ratios.kinds()
        if any(one.kind == kind for one in found)
    ]


def _ratio(one: ratios.Ratio) -> list[str]:
    value = "–" if one.value is None else presenting.number(round(one.value, 1))
    parts = f"{presenting.number(one.part.value)} / {presenting.number(one.whole)}"
    if one.confidence != "high":
        parts = f"{parts} ({presenting.words('CONFIDENCE', one.confidence)})"
    return [presenting.when(one.period), presenting.words("SERIES", one.series), parts, value]


def inhabitants(kind: ratios.Kind, country: str) -> str:
    """Of a rate whose numbers of inhabitants these are, for which years, and how sure; "": it is divided by something else."""
    if kind.of[0] != ratios.POPULATION:
        return ""
    years: dict[tuple[str, str], list[int]] = {}
    for year, there in sorted(ratios.population(country).items()):
        years.setdefault((there.source, there.confidence), []).append(year)
    return " · ".join(
        f"{', '.join(map(str, those))}: {source.removesuffix(' (memory)')}, {presenting.words('CONFIDENCE', sure)}"
        for (source, sure), those in years.items()
    )
