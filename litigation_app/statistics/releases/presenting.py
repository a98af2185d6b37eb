"""How does a publication read on the screen? Words and rows, ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.core.language import _
from litigation_app.core.money import format_number
from litigation_app.statistics.releases import vocabulary
from litigation_app.statistics.releases.shapes import TOTAL, ReleaseBroken, Table, Value


@dataclass(frozen=True)
class Sheet:
    """A table with the years as lines; None in a row: withheld."""

    id: str
    title: str
    definition: str
    unit: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | None]]


def sheet(table: Table, language: str) -> Sheet:
    """A table of a publication in the reader's words: its second dimension across, totals last."""
    across = _total_last(table.codes_of(table.dimensions[1]))
    values = {row.codes: row.value for row in table}
    headings = [vocabulary.say("dimension", "YEAR", language)]
    headings += [vocabulary.code(table.dimensions[1], code, language) for code in across]
    rows = [
        [vocabulary.code("YEAR", year, language), *(number(values.get((year, code)), language) for code in across)]
        for year in _total_last(table.codes_of("YEAR"))
    ]
    return Sheet(
        table.id,
        vocabulary.say("table", table.id, language),
        vocabulary.say("definition", table.id, language),
        vocabulary.say("unit", table.unit, language),
        headings,
        rows,
    )


def number(value: Value | None, language: str) -> str | None:
    """A count or an amount in whole units, as people of this language write it; None stays None."""
    return None if value is None else format_number(Decimal(value), language, 0)


def _total_last(codes: Sequence[str]) -> list[str]:
    return sorted(codes, key=lambda code: code == TOTAL)


def countries(codes: Sequence[str]) -> str:
    """The countries by name."""
    names = {
        "RS": _("Serbia"),
        "MK": _("North Macedonia"),
        "BA": _("Bosnia and Herzegovina"),
        "ME": _("Montenegro"),
    }
    return ", ".join(names.get(code, code) for code in codes)


def source(mode: str) -> str:
    """Where the numbers come from; the sources are never mixed in one series."""
    return {
        "caseload": _("Persons whom the organisation represents"),
        "judgments": _("Judgments that courts have sent and people of the organisation have read"),
        "observation": _("Hearings that people of the organisation have watched"),
        "regional": _("Sums of national publications; a client in two countries counts twice"),
    }.get(mode, mode)


def why_broken(broken: ReleaseBroken) -> str:
    """Why a publication does not hold, as a sentence."""
    return {
        "missing": _("A file is missing: %(file)s", file=broken.file),
        "added": _("A file lies there that does not belong to it: %(file)s", file=broken.file),
        "changed": _("A file was changed after publishing: %(file)s", file=broken.file),
        "signature": _("The signature does not belong to these files."),
        "untrusted": _("It is signed by a key that this desk does not trust."),
        "malformed": _("A file is not in the form of published data: %(file)s", file=broken.file),
        "misnamed": _("Its name does not belong to what it says."),
        "too_large": _("It is larger than any publication can be."),
        "format": _("It is written in a form that this version of the desk does not know."),
        "archive": _("It is no folder of a publication, nor a zip of one."),
    }[broken.reason]
