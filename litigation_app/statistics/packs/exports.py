"""How does a filled pack leave as CSV or as a workbook? A cell that cannot be filled says why."""

import csv
import io
from collections.abc import Iterable, Sequence

from litigation_app.core.language import _
from litigation_app.core.text import harmless
from litigation_app.statistics.exports.observations import plain
from litigation_app.statistics.exports.workbook import Cell as SheetCell
from litigation_app.statistics.exports.workbook import book_of
from litigation_app.statistics.packs import presenting
from litigation_app.statistics.packs.filling import Cell, Filled, FilledTable
from litigation_app.statistics.releases import vocabulary

COLUMNS = (
    "pack", "country", "table", "table_confidence", "line", "source_mode", "series", "unit", "year",
    "value", "why", "release", "n", "low", "high", "interval_method", "notes", "remark",
)  # fmt: skip
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def written(filled: Filled, form: str) -> bytes:
    """The bytes of a pack; `form`: csv or xlsx."""
    return as_csv(filled) if form == "csv" else as_workbook(filled)


def name(filled: Filled, form: str) -> str:
    return f"{filled.pack.id}_{filled.country}.{form}"


def as_csv(filled: Filled) -> bytes:
    """A cell a line; `why` is a code of reasons.toml, empty where there is a value. A share has its base, its interval in
    percent and the marks of indicators.IndicatorValue in columns of their own; the unit is in words, as the line is.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(text) for text in line] for line in _lines(filled))
    return out.getvalue().encode()


def _lines(filled: Filled) -> Iterable[Sequence[str]]:
    for table in filled.tables:
        for line in table.lines:
            for year, one in zip(filled.years, line.cells, strict=True):
                about = (filled.pack.id, filled.country, table.id, table.confidence, line.label)
                whose = (line.mode, line.series, vocabulary.say("unit", line.unit, "en"), year)
                cell = (one.text or plain(one.value), one.why, one.release)
                remark = "; ".join(said for said in (line.remark, presenting.counted(line, "en")) if said)
                yield (*about, *whose, *cell, *_sure(one), remark)


def _sure(one: Cell) -> Sequence[str]:
    n = "" if one.n is None else str(one.n)
    return (n, plain(one.low), plain(one.high), one.method, " ".join(one.notes))


def as_workbook(filled: Filled) -> bytes:
    """A sheet for each table in the frame's order, the first says what it is and where the numbers come from."""
    day = max((one.reference_date for one in filled.releases), default=None)
    sheets = [("about", _about(filled)), *((one.id, _sheet(filled, one)) for one in filled.tables)]
    return book_of(presenting.title(filled.pack), day, sheets)


def _about(filled: Filled) -> Iterable[Sequence[SheetCell]]:
    yield (presenting.title(filled.pack),)
    yield (_("Country"), filled.country)
    yield (_("Asked by"), presenting.source(filled.pack))
    yield (_("How sure"), presenting.confidence(filled.pack.confidence) or _("read in the frame itself"))
    yield (_("Read it with care"), presenting.note(filled.pack))
    for one in filled.releases:
        yield (_("Publication"), one.id, one.digest)
    yield from presenting.reasons(filled)


def _sheet(filled: Filled, table: FilledTable) -> Iterable[Sequence[SheetCell]]:
    yield (presenting.table_title(filled.pack, table), presenting.confidence(table.confidence))
    yield (_("Asked"), _("Source"), _("Unit"), *filled.years, _("Remark"))
    for line in table.lines:
        cells = [_cell(one) for one in line.cells]
        yield (
            presenting.label(line),
            presenting.mode(line),
            presenting.unit(line),
            *cells,
            presenting.remark(line, filled.years),
        )


def _cell(one: Cell) -> SheetCell:
    return one.value if one.value is not None else presenting.cell(one)
