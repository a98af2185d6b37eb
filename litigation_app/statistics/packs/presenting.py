"""How does a filled pack read: a word for each reason, a name for each source of figures, lines ready for a table?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from litigation_app.core.language import _, current
from litigation_app.core.money import format_number
from litigation_app.law.words import Table as Words
from litigation_app.law.words import tables_beside
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import catalogue
from litigation_app.statistics.indicators import presenting as told
from litigation_app.statistics.packs.filling import HIDDEN, OFFICIAL, Cell, Filled, FilledTable, Line
from litigation_app.statistics.packs.reading import Pack
from litigation_app.statistics.releases import vocabulary

PERCENT = "PT"


def _words() -> Mapping[str, Words]:
    return tables_beside(__file__, "reasons.toml")


def _titles() -> Mapping[str, Words]:
    return tables_beside(__file__, "words.toml")


def title(pack: Pack) -> str:
    return _titles()[pack.id]["title"].read_in(current())


def source(pack: Pack) -> str:
    """Who asks; the name of a standard stays."""
    told = _titles()[pack.id].get("source")
    return told.read_in(current()) if told else pack.source


def note(pack: Pack) -> str:
    return _titles()[pack.id]["note"].read_in(current())


def table_title(pack: Pack, table: FilledTable) -> str:
    """In the reader's language; a name of the standard stays as it is."""
    word = _titles()[pack.id].get(table.id)
    return word.read_in(current()) if word else table.title


def label(line: Line) -> str:
    """What is asked, in the reader's language; a name of the standard stays as it is."""
    dimension, code = line.category
    said = f": {vocabulary.code(dimension, code, 'en')}" if code else ""
    asked = line.label.removesuffix(said)
    if line.indicator:
        asked = f"{line.indicator} {indicators.get(line.indicator).say('title', current())}"
    elif word := _titles()["line"].get(asked):
        asked = word.read_in(current())
    return f"{asked}: {vocabulary.code(dimension, code, current())}" if code else asked


def short(why: str) -> str:
    """The word that stands in a cell."""
    return _words()["short"][why].read_in(current())


def sentence(why: str) -> str:
    """The same for the legend; what an indicator needs is said as on its page."""
    word = _words()["sentence"].get(why)
    return word.read_in(current()) if word else catalogue.said("needs", why, current())


def cell(one: Cell, unit: str = "") -> str:
    """A cell in the reader's language; a share says that it is one, and what still matures has its sign."""
    if one.why:
        return short(one.why)
    if one.value is None:
        return one.text
    if unit == PERCENT:
        return told.end(Decimal(one.value), 1) + told.signs(one.notes)
    decimals = 0 if Decimal(one.value) == Decimal(one.value).to_integral_value() else 1
    return format_number(Decimal(one.value), current(), decimals) + told.signs(one.notes)


def counted(line: Line, language: str) -> str:
    """What it counts otherwise than is asked; "": nothing."""
    return _words()["note"][line.note].read_in(language) if line.note else ""


def remark(line: Line, years: Sequence[str]) -> str:
    """What its numbers cannot say alone: of how many each share is, how sure it is, its marks, and what it counts."""
    beside = [(year, _beside(one)) for year, one in zip(years, line.cells, strict=True) if not one.why]
    said = [*(one.said() for one in line.asides), counted(line, current())]
    return "; ".join([*(f"{year}: {said}" for year, said in beside if said), *filter(None, said)])


def _beside(one: Cell) -> str:
    of = "" if one.n is None else _("of %(number)s", number=told.number(one.n))
    sure = ""
    if one.low is not None and one.high is not None and one.method in told.METHODS:
        sure = _("95 percent interval %(low)s to %(high)s", low=told.end(one.low), high=told.end(one.high))
    return ", ".join(word for word in (of, sure, told.remark(one.notes)) if word)


def mode(line: Line) -> str:
    """Whose figures a line has."""
    if line.mode == OFFICIAL:
        return _("Printed by %(body)s", body=line.series) if line.series else _("Printed by the state")
    return {
        "caseload": _("Clients of the organisation"),
        "judgments": _("Judgments analysed"),
        "observation": _("Hearings monitored"),
    }.get(line.mode, "–")


def unit(line: Line) -> str:
    """The unit of a line; "" where it has none."""
    return vocabulary.say("unit", line.unit, current())


def confidence(code: str) -> str:
    """How sure it is that the frame asks so; "" where it was read."""
    return {
        "medium": _("the frame's own wording was not at hand"),
        "low": _("not verified in part"),
        "memory": _("not verified"),
    }.get(code, "")


@dataclass(frozen=True)
class Grid:
    """A table of the screen. None in a row: withheld. `numeric`: the columns set to the right."""

    title: str
    confidence: str
    headings: list[str]
    rows: list[list[str | None]]
    numeric: list[int]
    remarks: Sequence[str] = ()  # on official figures, and what the signs beside numbers mean
    id: str = ""
    filled: int = 0
    cells: int = 0


def grids(filled: Filled) -> list[Grid]:
    """The tables of a pack with a column for each year, or with the reason alone where no line has a number."""
    return [_counted(_grid(one, filled), one) for one in filled.tables]


def _counted(grid: Grid, table: FilledTable) -> Grid:
    """With its place on the page and how many of its cells hold a number."""
    cells = [one for line in table.lines for one in line.cells]
    return replace(grid, id=table.id, filled=sum(not one.why for one in cells), cells=len(cells))


def _grid(table: FilledTable, filled: Filled) -> Grid:
    years, title = filled.years, table_title(filled.pack, table)
    sure = confidence(table.confidence) if table.confidence != filled.pack.confidence else ""
    remarks = [f"{label(line)} ({mode(line)}): {said}" for line in table.lines for said in _said(line)]
    others = any(_others(line) for line in table.lines)
    if not others and all(line.why not in {"", HIDDEN} for line in table.lines):
        reasons: list[list[str | None]] = [[label(line), mode(line), sentence(line.why)] for line in table.lines]
        headings = [_("Asked"), _("Source"), _("Why")]
        return Grid(title, sure, headings, reasons, [])
    headings = [_("Asked"), _("Source"), *years, *([_("Other periods")] if others else [])]
    rows = [_row(line, others=others) for line in table.lines]
    signs = told.signs_said([one for row in rows for one in row[2:] if one])
    return Grid(title, sure, headings, rows, list(range(2, 2 + len(years))), [*remarks, *signs])


def _row(line: Line, *, others: bool) -> list[str | None]:
    row = [label(line), _whose(line), *(_shown(one, line.unit) for one in line.cells)]
    return [*row, _others(line)] if others else row


def _others(line: Line) -> str:
    """The figures of several years together, up to a day, or not dated: they stand in a column of their own."""
    return "; ".join(one.said() for one in line.asides if one.is_aside)


def _said(line: Line) -> list[str]:
    """What stands below a table of a line; of what it counts otherwise only where it has numbers."""
    of_years = "; ".join(one.said() for one in line.asides if not one.is_aside)
    has_numbers = any(not one.why for one in line.cells)
    return [said for said in (of_years, counted(line, current()) if has_numbers else "") if said]


def _whose(line: Line) -> str:
    return f"{mode(line)}, {unit(line)}" if line.unit else mode(line)


def _shown(one: Cell, unit: str) -> str | None:
    """With its base, interval and marks in the cell: a column of them for eight years would be a page high."""
    if one.why == HIDDEN:
        return None
    of = "" if one.n is None else _("of %(number)s", number=told.number(one.n))
    marks = told.remark(note for note in one.notes if not told.signs([note]))
    beside = "; ".join(word for word in (of, _interval(one), marks) if word)
    return f"{cell(one, unit)} ({beside})" if beside else cell(one, unit)


def _interval(one: Cell) -> str:
    is_sure = one.low is not None and one.high is not None and one.method in told.METHODS
    return f"{told.end(one.low)} – {told.end(one.high)}" if is_sure else ""


def reasons(filled: Filled) -> list[tuple[str, str]]:
    """The reasons that stand in these tables, each with its sentence, in the order of the file."""
    used = {one.why for table in filled.tables for line in table.lines for one in line.cells if one.why}
    return [(short(why), sentence(why)) for why in _words()["short"] if why in used]


def filled_share(filled: Filled) -> tuple[int, int]:
    """How many cells hold a number, of how many."""
    cells = [one for table in filled.tables for line in table.lines for one in line.cells]
    return sum(not one.why for one in cells), len(cells)
