"""How does a publication leave on paper? Its tables in their order, as on the screens: of what is withheld its range."""

from decimal import Decimal
from typing import Any

from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import format_number
from litigation_app.core.pdf import pdf
from litigation_app.statistics.exports.observations import OFFICIAL, Dataset, sources
from litigation_app.statistics.exports.workbook import HIDDEN, MOST_CROSSED, empty
from litigation_app.statistics.releases import Release, Row, Table, fingerprints, presenting, vocabulary
from litigation_app.statistics.releases.shapes import TOTAL

TEMPLATE = "statistics/exports/pages/publication.typ"
_MOST_COLUMNS = 8  # that an upright page holds legibly; a wider table goes on below itself


def paper(made: Dataset) -> bytes:
    """The PDF of the publication that these observations are of, in the reader's language; raises PdfFailed."""
    return pdf(TEMPLATE, said(made.release))


def said(release: Release) -> dict[str, Any]:
    """What the page prints; nothing in it depends on why a number is withheld."""
    return {
        "language": current(),
        "title": presenting.title(release),
        "under": release.id,
        "date": [release.reference_date.year, release.reference_date.month, release.reference_date.day],
        "facts": [one for one in _facts(release) if one[1]],
        "sources": [" ".join(one) for one in sources(release)],
        "sources_title": _("Sources"),
        "note": _note(release),
        "tables": [part for table in release.tables for part in _parts(release, table)],
    }


def _facts(release: Release) -> list[tuple[str, str]]:
    return [
        (_("Countries"), presenting.countries(release.countries)),
        (_("Time covered"), f"{format_date(release.first)} – {format_date(release.last)}"),
        presenting.known_on(release),
        (_("Source"), presenting.source(release.source)),
        (_("Checksum"), release.digest),
        (_("Disclosure-control rules"), release.policy_hash),
        (_("Signed by the key"), fingerprints.spoken(release.signed_by)),
    ]


def _note(release: Release) -> str:
    if release.mode == OFFICIAL:
        return ""
    return f"{HIDDEN} {_('Suppressed so that no person can be found: a range stands there, or one sign, and never a zero.')}"


def _parts(release: Release, table: Table) -> list[dict[str, Any]]:
    """A table, in pieces of as many columns as a page holds; each piece is cut at the same place whatever is withheld."""
    if len(table.dimensions) > MOST_CROSSED:
        return [_listed(release, table)]
    across = list(dict.fromkeys(row.codes[1:] for row in table))
    pieces = [across[at : at + _MOST_COLUMNS] for at in range(0, len(across), _MOST_COLUMNS)]
    year = vocabulary.say("dimension", "YEAR", current())
    return [
        _about(table)
        | {"headings": [year, *(_heading(table, one) for one in piece)], "rows": _rows(release, table, piece)}
        for piece in pieces
    ]


def _about(table: Table) -> dict[str, Any]:
    language = current()
    return {
        "title": vocabulary.say("table", table.id, language),
        "unit": vocabulary.say("unit", table.unit, language),
        "definition": vocabulary.say("definition", table.id, language),
        "words": 1,  # so many columns hold words, not numbers
    }


def _listed(release: Release, table: Table) -> dict[str, Any]:
    """A line for each number, as figures of the state stand on the screen."""
    language = current()
    rows = [
        [
            *(vocabulary.code(name, code, language) for name, code in zip(table.dimensions, row.codes, strict=True)),
            _number(release, row),
        ]
        for row in table
    ]
    about = _about(table)
    headings = [*(vocabulary.say("dimension", name, language) for name in table.dimensions), about["unit"]]
    return about | {"headings": headings, "rows": rows, "words": len(table.dimensions)}


def _number(release: Release, row: Row | None) -> str:
    if row is None or row.value is None:
        return empty(release, row)
    value = Decimal(row.value)
    return format_number(value, current(), 0 if value == value.to_integral_value() else 1)


def _heading(table: Table, codes: tuple[str, ...]) -> str:
    names = table.dimensions[1:]
    return ", ".join(vocabulary.code(name, code, current()) for name, code in zip(names, codes, strict=True))


def _rows(release: Release, table: Table, across: list[tuple[str, ...]]) -> list[list[str]]:
    values = {row.codes: row for row in table}
    years = sorted(table.codes_of("YEAR"), key=lambda code: code == TOTAL)
    return [
        [
            vocabulary.code("YEAR", year, current()),
            *(_number(release, values.get((year, *codes))) for codes in across),
        ]
        for year in years
    ]
