"""How does the fiscal form of a run leave as a workbook: numbers as numbers, a sheet for each budget and currency?"""

from collections.abc import Iterable, Iterator, Sequence

from litigation_app.advocacy.feasibility import fiscal, names
from litigation_app.advocacy.feasibility.bound import Bound
from litigation_app.advocacy.feasibility.setting import unchecked_words
from litigation_app.core.language import _
from litigation_app.statistics.exports.workbook import Cell, book_of
from litigation_app.statistics.fund import fiscal_form
from litigation_app.statistics.fund.fiscal_form import Form, Level

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
    return f"{names.level(level.code)} {form.currency}"


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
