"""How does a publication leave as a workbook? Text and numbers only: no formula, comment, style or hidden sheet says more."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from litigation_app.core.language import _, current
from litigation_app.statistics.exports import block, metadata
from litigation_app.statistics.exports.observations import OFFICIAL, TABLES, Dataset, sources
from litigation_app.statistics.releases import presenting, vocabulary
from litigation_app.statistics.releases.shapes import TOTAL, Release, Row, Table, Value

HIDDEN = "…"  # the sign of the screens, one for every reason
MOST_CROSSED = 3  # columns of a table that still read as a cross table, the year among them
LONG, CODES, ABOUT = "observations", "codes", "about"
_MOST_LETTERS = 31  # of a sheet's name
_WIDTH = 16  # of every column alike: a width that follows its numbers would tell of them
_FORM_WIDTHS = (46, 46)  # letters, of the columns that hold words

Cell = str | Value


def workbook(made: Dataset) -> bytes:
    """The bytes of an XLSX, the same for the same contents: what it is, the tables, the long list, the codes."""
    tables = made.release.tables if made.kind == TABLES else ()
    sheets: list[tuple[str, Iterable[Sequence[Cell]]]] = [(ABOUT, _about(made))]
    sheets += [(table.id, _sheet(made, table)) for table in tables]
    sheets += [(LONG, _long(made)), (CODES, _codes(made))]
    return book_of(made.release.title, made.release.reference_date, sheets)


def book_of(
    title: str, day: date | None, sheets: Iterable[tuple[str, Iterable[Sequence[Cell]]]], *, is_form: bool = False
) -> bytes:
    """A workbook of these sheets, each a name and its lines. `day`: of the data, not of the export; None: not known.
    `is_form`: for a reader of paper, with wide first columns, lines that break and thousands set apart; the same for all contents."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    stamp = datetime(day.year, day.month, day.day) if day else datetime(1980, 1, 1)  # noqa: DTZ001
    book.set_properties({"title": title, "created": stamp})
    for name, lines in sheets:
        sheet = book.add_worksheet(name[:_MOST_LETTERS])
        if is_form:
            _fill_form(book, sheet, lines)
        else:
            _fill(sheet, lines)
    book.close()
    return out.getvalue()


def _fill(sheet: Any, lines: Iterable[Sequence[Cell]]) -> None:
    sheet.set_column(0, len(block.COLUMNS), _WIDTH)
    for down, line in enumerate(lines):
        for across, cell in enumerate(line):
            if isinstance(cell, str):
                sheet.write_string(down, across, cell)
            else:
                sheet.write_number(down, across, cell)


def _fill_form(book: Any, sheet: Any, lines: Iterable[Sequence[Cell]]) -> None:
    """Words of a table break within their column; a line of one cell (a title, a sentence) runs on over the empty cells beside it."""
    broken, whole, running = (
        book.add_format({"valign": "top", **look}) for look in ({"text_wrap": True}, {"num_format": "#,##0"}, {})
    )
    sheet.set_column(0, len(block.COLUMNS), _WIDTH)
    for across, width in enumerate(_FORM_WIDTHS):
        sheet.set_column(across, across, width)
    for down, line in enumerate(lines):
        for across, cell in enumerate(line):
            if isinstance(cell, str):
                sheet.write_string(down, across, cell, broken if len(line) > 1 else running)
            else:
                sheet.write_number(down, across, cell, whole if cell == int(cell) else running)


def _about(made: Dataset) -> Iterable[Sequence[Cell]]:
    release = made.release
    yield (_("Publication"), presenting.title(release))
    yield (_("Countries"), presenting.countries(release.countries))
    yield (_("Source"), presenting.source(release.source))
    yield from made.of_the_set().items()
    if release.mode != OFFICIAL:
        hidden = _("Suppressed so that no person can be found: a range stands there, or one sign, and never a zero.")
        yield (HIDDEN, hidden)
    yield from sources(release)
    for one in metadata.headings(release):
        yield (f"{one.number}. {one.word.read_in(current())}", one.text)


def _sheet(made: Dataset, table: Table) -> Iterable[Sequence[Cell]]:
    """The years down and the other columns across, totals last; where there are many columns, a line for each number."""
    language = current()
    yield (vocabulary.say("table", table.id, language), vocabulary.say("unit", table.unit, language))
    yield (vocabulary.say("definition", table.id, language),)
    if len(table.dimensions) > MOST_CROSSED:
        yield from _listed(made, table)
        return
    places = {row.codes: row for row in table}
    across = list(dict.fromkeys(row.codes[1:] for row in table))
    for at, name in enumerate(table.dimensions[1:]):
        words = [vocabulary.code(name, codes[at], language) for codes in across]
        yield (vocabulary.say("dimension", "YEAR", language), *words)
    for year in sorted(table.codes_of("YEAR"), key=lambda code: code == TOTAL):
        cells = [places.get((year, *codes)) for codes in across]
        yield (vocabulary.code("YEAR", year, language), *(_shown(made.release, one) for one in cells))


def _listed(made: Dataset, table: Table) -> Iterable[Sequence[Cell]]:
    language = current()
    unit = vocabulary.say("unit", table.unit, language)
    yield (*(vocabulary.say("dimension", name, language) for name in table.dimensions), unit)
    for row in table:
        words = (vocabulary.code(name, code, language) for name, code in zip(table.dimensions, row.codes, strict=True))
        yield (*words, empty(made.release, row) if row.value is None else row.value)


def _shown(release: Release, row: Row | None) -> Cell:
    return empty(release, row) if row is None or row.value is None else row.value


def empty(release: Release, row: Row | None = None) -> str:
    """What stands where there is no number: of what is withheld its range, or one sign; of official figures nothing is."""
    if release.mode != OFFICIAL:
        return presenting.in_words(row, current()) or HIDDEN if row else HIDDEN
    return presenting.unprinted(row) if row else _("not printed")


def _long(made: Dataset) -> Iterable[Sequence[Cell]]:
    """Every observation in the columns of the other files; numbers as numbers, what is empty left empty."""
    yield block.COLUMNS
    after = tuple(made.of_the_set().values())
    for one in made.observations:
        found = (one.n, one.low, one.high, one.least, one.most)
        numbers = ["" if number is None else number for number in found]
        value: Cell = "" if one.value is None else one.value
        yield (*one.codes, value, *one.status, one.comment, *numbers, one.definition, *after)


def _codes(made: Dataset) -> Iterable[Sequence[Cell]]:
    language = current()
    yield (_("Column"), _("Code"), _("Meaning"))
    for name, codes in made.names.items():
        for code, words in codes.items():
            yield (name, code, words.get(language, words["en"]))
