"""How does a document leave: as a PDF, as a Word file, as one web page that stands alone, the fiscal form also as a workbook?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

from litigation_app.advocacy.feasibility import presenters
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.documents.rules import (
    Chapter,
    Document,
    Mark,
    Picture,
    Points,
    Table,
    Text,
    Verbatim,
)
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.feasibility.setting import unchecked_words
from litigation_app.core import pdf
from litigation_app.core.charts.standalone import for_paper
from litigation_app.core.docx import docx
from litigation_app.core.language import _, marked
from litigation_app.statistics.exports.workbook import Cell, book_of
from litigation_app.statistics.fund import fiscal_form
from litigation_app.statistics.fund.fiscal_form import Form, Level

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
_TEMPLATE = "advocacy/feasibility/pages/study.typ"
_SHORT, _BROKEN, _ENOUGH = (
    16,
    18,
    110,
)  # letters: a text that need not wrap, a word that may break, a text that wraps anyway
_LINE, _APART = 84, 6  # letters that stand in one line beside each other; between two columns
_SHEET, _PAIR = 100, 2  # letters of a line of a table; columns of one that has names and figures only
_WRAPPED, _SPARE = 0.8, 1.4  # what length counts; the room of a word
_STYLE = (
    "body{font-family:'Libertinus Serif',Georgia,serif;max-width:56rem;margin:2rem auto;padding:0 1rem;line-"
    "height:1.45}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}caption{text-align:left;font-weight:600}"
    "th,td{border-bottom:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    ".number{text-align:right;font-variant-numeric:tabular-nums}svg{width:100%;height:auto}"
    ".mark{font-size:.875rem;color:#4a5568}pre{font-size:.75rem;white-space:pre-wrap}"
)


def printed(document: Document, form: str, day: date) -> bytes:
    """The document in one of FORMS, dated; raises core.pdf.PdfFailed."""
    if form == "pdf":
        return pdf.pdf(_TEMPLATE, _for_paper(document, day))
    return _word(document) if form == "docx" else page(document).encode()


def heading(chapter: Chapter) -> str:
    """ "1. Summary for the minister", "Annex A. Method and checks"."""
    if chapter.number.isdigit():
        return f"{chapter.number}. {chapter.title}"
    return _("Annex %(letter)s. %(title)s", letter=chapter.number, title=chapter.title)


def kind(part: documents.Part) -> str:
    """The name of what a part is, for templates."""
    return type(part).__name__.lower()


def _for_paper(document: Document, day: date) -> dict[str, Any]:
    said = documents.plain(document)
    for chapter, told in zip(document.chapters, said["chapters"], strict=True):
        told["heading"] = heading(chapter)
        for part in told["parts"]:
            if part["kind"] == "picture":
                part["svg"] = for_paper(part["svg"])
            if part["kind"] == "table":
                part["widths"] = _widths(part["headings"], part["rows"], part["words"])
    return said | {
        "mark": marked(document.language),
        "date": [day.year, day.month, day.day],
        "contents": _("Contents"),
    }


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]], words: int) -> list[float]:
    """How wide each column stands beside the others: words wrap, so a long text counts less than its length; numbers do not."""
    columns = list(zip(headings, *rows, strict=True))
    if (
        len(columns) == _PAIR and words == 1
    ):  # names and one figure: the figure has its length, the name the rest of the line
        figure = min(max(map(len, columns[1])) + 2, _SHEET // 2)
        return [float(_SHEET - figure), float(figure)]
    longest = [max(map(len, column)) for column in columns]
    if sum(longest) <= _LINE:
        return [float(one + _APART) for one in longest]
    return [_width(column) if at < words else _room(column) for at, column in enumerate(columns)]


def _room(column: Sequence[str]) -> float:
    """Of numbers: the longest of them, or the longest word of their heading."""
    return _SPARE * max(map(len, [*column[1:], *column[0].split()]))


def _width(column: Sequence[str]) -> float:
    longest = min(max(map(len, column)), _ENOUGH)
    word = max(len(one) for cell in column for one in cell.replace("/", "/ ").split() or [""])
    return float(max(_SPARE * min(word, _BROKEN), min(longest, _SHORT), longest**_WRAPPED))


def _word(document: Document) -> bytes:
    drawn = [part for chapter in document.chapters for part in chapter.parts if isinstance(part, Picture)]
    return docx(_lines(document), {one.title: pdf.picture(for_paper(one.svg)) for one in drawn})


def _lines(document: Document) -> Iterator[tuple[str, Sequence[str]]]:
    yield "title", (document.title,)
    yield "mark", (document.under,)
    yield from (("words", fact) for fact in document.facts)
    for chapter in document.chapters:
        yield "chapter", (heading(chapter),)
        for part in chapter.parts:
            yield from _part_lines(part)


def _part_lines(part: documents.Part) -> Iterator[tuple[str, Sequence[str]]]:
    match part:
        case Text():
            yield "text", (part.words,)
        case Mark():
            yield "mark", (part.words,)
        case Points():
            yield from (("text", (f"• {one}",)) for one in part.items)
        case Table():
            yield "caption", (part.title,)
            yield "head", part.headings
            yield from (("numbers" if part.words == 1 else "words", row) for row in part.rows)
        case Picture():
            yield "caption", (part.title,)
            yield "picture", (part.title, part.title)
        case Verbatim():
            yield from (("code", (one,)) for one in part.words.splitlines())


def page(document: Document) -> str:
    """A whole page without script or address; all that comes from data is escaped."""
    top = (
        f'<!doctype html>\n<html lang="{escape(marked(document.language))}">\n<head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title><style>{_STYLE}</style></head>"
    )
    facts = "".join(f"<tr><th scope='row'>{escape(a)}</th><td>{escape(b)}</td></tr>" for a, b in document.facts)
    opening = f"<h1>{escape(document.title)}</h1><p>{escape(document.under)}</p><table>{facts}</table>"
    chapters = [f"<h2>{escape(heading(one))}</h2>{_web(one)}" for one in document.chapters]
    return "\n".join([top, "<body>", opening, *chapters, "</body>", "</html>", ""])


def _web(chapter: Chapter) -> str:
    return "\n".join(_web_part(part) for part in chapter.parts)


def _web_part(part: documents.Part) -> str:
    match part:
        case Text():
            return f"<p>{escape(part.words)}</p>"
        case Mark():
            return f'<p class="mark">{escape(part.words)}</p>'
        case Points():
            return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in part.items)}</ul>"
        case Table():
            return _web_table(part)
        case Picture():
            return f"<h3>{escape(part.title)}</h3>{for_paper(part.svg)}"
        case Verbatim():
            return f"<pre>{escape(part.words)}</pre>"


def _web_table(table: Table) -> str:
    def cell(at: int, words: str) -> str:
        if at == 0:
            return f'<th scope="row">{escape(words)}</th>'
        return f"<td{'' if at < table.words else ' class=number'}>{escape(words)}</td>"

    headings = "".join(
        f'<th scope="col"{"" if at < table.words else " class=number"}>{escape(one)}</th>'
        for at, one in enumerate(table.headings)
    )
    rows = "".join(f"<tr>{''.join(cell(at, one) for at, one in enumerate(row))}</tr>" for row in table.rows)
    return f"<table><caption>{escape(table.title)}</caption><tr>{headings}</tr>{rows}</table>"


MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Line = Sequence[Cell]


def workbook(bound: Bound, levels: Sequence[Level], facts: Sequence[tuple[str, str]]) -> bytes:
    """Which run it is; then each budget in the country's currency and, where that is another, in the scenario's."""
    sheets: list[tuple[str, Iterable[Line]]] = [(_("About"), [*facts, ("", unchecked_words())])]
    for level in levels:
        own = fiscal_form.form(bound.result, level)
        sheets.append((_name(level, own), _sheet(own, level, bound)))
        if bound.local:
            other = fiscal_form.form(bound.result, level, local=False)
            sheets.append((_name(level, other), _sheet(other, level, bound)))
    return book_of(_("Fiscal form"), None, sheets, is_form=True)


def _name(level: Level, form: Form) -> str:
    return f"{presenters.level(level.code)} {form.currency}"


def _sheet(form: Form, level: Level, bound: Bound) -> Iterator[Line]:
    yield from fiscal.of_what(bound, level).rows
    if bound.local:
        yield (_("Rate of exchange"), fiscal.rate(bound))
    for block in fiscal.blocks(form):
        yield ()
        yield (block.title,)
        yield block.headings
        yield from block.rows
    yield ()
    yield from ((words,) for words in fiscal.sentences(form, bound))
