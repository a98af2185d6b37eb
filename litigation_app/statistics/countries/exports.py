"""How does exactly what is compared leave: as lines, as a workbook, as SDMX, as a picture with its source inside?"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from litigation_app.core.charts.standalone import for_paper
from litigation_app.core.language import _
from litigation_app.core.text import harmless
from litigation_app.statistics.countries import cautions, pictures, presenters
from litigation_app.statistics.countries.figures import Figure
from litigation_app.statistics.countries.queries import Comparison, Official, Own
from litigation_app.statistics.exports import formats
from litigation_app.statistics.exports.observations import of_values, plain
from litigation_app.statistics.exports.pictures import MEDIA, SVG
from litigation_app.statistics.exports.sdmx_data import sdmx_csv
from litigation_app.statistics.exports.workbook import Cell as SheetCell
from litigation_app.statistics.exports.workbook import book_of
from litigation_app.statistics.indicators import presenting
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, Cell

COLUMNS = (
    "indicator", "definition", "unit", "country", "side", "source", "publication", "publication_sha256", "first_year", "last_year",
    "counted", "counted_least", "counted_most", "out_of", "value", "ci_low", "ci_high", "least", "most", "obs_status", "notes", "category",
)  # fmt: skip
Line = dict[str, Decimal | int | str | None]


class NothingPrinted(Exception):
    """So little is printed that there is no such file."""


def written(comparison: Comparison, form: str) -> tuple[str, bytes]:
    """Its type and its bytes; KeyError: there is no such format. Raises NothingPrinted."""
    media, write = FORMATS[form]
    return media, write(comparison)


def lines(comparison: Comparison) -> Iterator[Line]:
    """A figure a line, in the order of the table: our own of a country, then the official ones."""
    indicator = comparison.indicator
    about: Line = {"indicator": indicator.id, "definition": indicator.version, "unit": comparison.unit}
    about["category"] = comparison.asked.category
    for panel in comparison.panels:
        of = about | {"country": panel.country}
        if panel.own:
            yield from (of | _own(panel.own, one) for one in panel.own.figures)
        if panel.official:
            yield from (of | _official(panel.official, year) for year in sorted(panel.official.series.years))


def _own(own: Own, one: Figure) -> Line:
    value, release = one.value, own.release
    is_sure, is_hidden = value.interval_method in presenting.METHODS, value.value is None
    inhabitants = [f"inhabitants_{one.confidence}"] if one.confidence else []
    found: Line = {
        "side": "own", "source": " · ".join(filter(None, (release.mode, own.organisation))), "publication": release.id,
        "publication_sha256": release.digest, "first_year": one.years.first, "last_year": one.years.last,
        "value": value.value, "obs_status": value.status, "notes": " ".join([*value.notes, *inhabitants]),
    }  # fmt: skip
    found |= {"ci_low": value.low, "ci_high": value.high} if is_sure and not is_hidden else {}
    found |= {"least": value.low, "most": value.high} if is_hidden else {}
    base = one.base.value if one.base else None
    return found | _counted(one.part) | {"out_of": base}


def _counted(cell: Cell | None) -> Line:
    if cell is None or cell.value is not None:
        return {"counted": cell.value if cell else None}
    return {"counted_least": cell.low, "counted_most": None if cell.high == UNBOUNDED else cell.high}


def _official(found: Official, year: int) -> Line:
    counted, out_of = found.series.parts.get(year, (None, None))
    return {
        "side": "official", "source": found.series.title, "publication": found.release.id,
        "publication_sha256": found.release.digest, "first_year": year, "last_year": year,
        "counted": counted, "out_of": out_of, "value": found.series.years[year], "obs_status": "A",
    }  # fmt: skip


def _csv(comparison: Comparison) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines(comparison):
        writer.writerow([_text(line.get(name)) for name in COLUMNS])
    return out.getvalue().encode()


def _text(value: Decimal | int | str | None) -> str:
    return harmless(value) if isinstance(value, str) else plain(value)


def _workbook(comparison: Comparison) -> bytes:
    cells = [[_cell(line.get(name)) for name in COLUMNS] for line in lines(comparison)]
    about: list[Sequence[SheetCell]] = [[presenters.heading(comparison)], [presenters.source(comparison)]]
    about += [[one] for one in (_("Before you compare"), *cautions.cautions(comparison))]
    day = max((one.release.reference_date for one in comparison.owns), default=None)
    return book_of(presenters.heading(comparison), day, [("comparison", [COLUMNS, *cells]), ("about", about)])


def _cell(value: Decimal | int | str | None) -> SheetCell:
    return "" if value is None else value


def _sdmx(comparison: Comparison) -> bytes:
    """Our own figures alone: official ones leave as SDMX with their edition."""
    if not comparison.owns or comparison.is_rate:
        raise NothingPrinted
    found: list[bytes] = []
    for own in comparison.owns:
        made = of_values(own.release, [one.value for one in own.figures], comparison.indicator.id)
        written = sdmx_csv(made).splitlines(keepends=True)
        found += written[1:] if found else written
    return b"".join(found)


def _svg(comparison: Comparison) -> bytes:
    drawn = pictures.whole(
        comparison, *(say(comparison) for say in (presenters.heading, presenters.unit, presenters.source))
    )
    if drawn is None:
        raise NothingPrinted
    return for_paper(drawn).encode()


FORMATS: Mapping[str, tuple[str, Callable[[Comparison], bytes]]] = {
    "csv": (formats.FORMATS["csv"].media, _csv),
    "xlsx": (formats.FORMATS["xlsx"].media, _workbook),
    "sdmx.csv": (formats.FORMATS["sdmx-csv"].media, _sdmx),
    SVG: (MEDIA[SVG], _svg),
}
