"""How does a filled pack leave as one web page, readable without the desk?"""

from html import escape

from litigation_app.core.language import _, current, marked
from litigation_app.statistics.exports.workbook import HIDDEN
from litigation_app.statistics.packs import presenting
from litigation_app.statistics.packs.filling import Filled
from litigation_app.statistics.packs.presenting import Grid
from litigation_app.statistics.releases.presenting import countries


def page(filled: Filled) -> bytes:
    """A whole page of tables without style, script or address; all that comes from data is escaped."""
    title = escape(f"{presenting.title(filled.pack)}: {countries([filled.country])}")
    parts = [
        f"<h1>{title}</h1>",
        _paragraph(presenting.note(filled.pack)),
        _paragraph(f"{_('Asked by')}: {presenting.source(filled.pack)}"),
    ]
    parts += [_paragraph(f"{_('Publication')}: {one.id}, SHA-256 {one.digest}") for one in filled.releases]
    parts += [_table(one) for one in presenting.grids(filled)]
    parts += [f"<h2>{escape(_('Why a cell is empty'))}</h2>"]
    parts += [_paragraph(f"{word}: {sentence}") for word, sentence in presenting.reasons(filled)]
    top = f'<!doctype html>\n<html lang="{escape(marked(current()))}">\n<head><meta charset="utf-8"><title>{title}</title></head>'
    return "\n".join([top, "<body>", *parts, "</body>", "</html>", ""]).encode()


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(grid: Grid) -> str:
    caption = escape(f"{grid.title} ({grid.confidence})" if grid.confidence else grid.title)
    headings = "".join(f'<th scope="col">{escape(one)}</th>' for one in grid.headings)
    rows = [_row(row) for row in grid.rows]
    remarks = [_paragraph(one) for one in grid.remarks]
    return "\n".join(
        [f"<table border><caption>{caption}</caption>", f"<tr>{headings}</tr>", *rows, "</table>", *remarks]
    )


def _row(row: list[str | None]) -> str:
    first, *others = [HIDDEN if one is None else one for one in row]
    cells = "".join(f"<td>{escape(one)}</td>" for one in others)
    return f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
