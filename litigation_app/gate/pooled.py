"""What is printed of all years together, durations and amounts, and how does that grow with a publication?

Of single years these would be single people. Where a publication goes on from earlier ones, the people who joined since each
of them are told apart in cells that are never printed: a reader knows that they are others than those counted before.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

from litigation_app.casework.facts import LATE, OPEN, VictimFacts, grid, spans
from litigation_app.disclosure.model import System
from litigation_app.disclosure.tables import TOTAL, Chain, Cross, Subset, Table, Variable, key, step_key
from litigation_app.gate.sheets import Design, same
from litigation_app.law import codes

_YEAR = 12
_INDICTED, _FILED, _AWARDS = "ALL_INDICTED", "ALL_FILED", "ALL_AWARDS"
_DONE = {"TO_JUDGMENT": "judged", "TO_DECISION": "decided", "TO_PAYMENT": "paid"}


@cache
def _bands() -> tuple[str, ...]:
    said = tomllib.loads(Path(__file__).with_name("bands.toml").read_text("utf-8"))
    return tuple(map(str, said["award_eur"]["codes"]))


def tables() -> dict[str, Cross]:
    """By the name of their sheets."""
    indicted, filed, awards = (Variable(name, (), harmless=True) for name in (_INDICTED, _FILED, _AWARDS))
    by = {
        "time_to_judgment": (indicted, _months("TO_JUDGMENT", LATE)),
        "time_to_decision": (filed, _months("TO_DECISION")),
        "time_to_payment": (awards, _months("TO_PAYMENT")),
        "awards_by_amount": (awards, Variable("BAND", _bands())),
    }
    return {name: Cross(time, variable, is_pooled=True) for name, (time, variable) in by.items()}


def _months(name: str, *besides: str) -> Variable:
    return Variable(name, (*spans(_DONE[name]), *spans(OPEN), *besides, codes.UNKNOWN), harmless=True)


def links(criminal: Chain, claim: Chain) -> Iterator[Subset]:
    """Who waited, and for whom it came, are people of the chains."""
    yield from same(key("INDICTED", TOTAL), key(_INDICTED, TOTAL))
    yield from same(step_key(claim, TOTAL, "filed"), key(_FILED, TOTAL))
    yield Subset(step_key(claim, TOTAL, "awarded"), (key(_AWARDS, TOTAL),))
    ends = (
        (step_key(criminal, TOTAL, "judged"), _INDICTED, "TO_JUDGMENT"),
        (step_key(claim, TOTAL, "decided"), _FILED, "TO_DECISION"),
        (step_key(claim, TOTAL, "paid"), _AWARDS, "TO_PAYMENT"),
    )
    for step, time, name in ends:
        yield Subset(step, tuple(key(time, TOTAL, name, code) for code in spans(_DONE[name])))


def found(fact: VictimFacts, *, is_indicted: bool, is_filed: bool, is_awarded: bool) -> dict[str, str]:
    """Where a person stands in these tables, as far as she is in them."""
    said: dict[str, str] = {}
    if is_indicted:
        said |= {_INDICTED: str(fact.indicted), "TO_JUDGMENT": fact.to_judgment or codes.UNKNOWN}
    if is_filed:
        said |= {_FILED: str(fact.first_contact_year), "TO_DECISION": fact.to_decision or codes.UNKNOWN}
    if is_awarded and fact.awarded_eur is not None:
        said |= {_AWARDS: str(fact.final_award_year), "TO_PAYMENT": fact.to_payment or codes.UNKNOWN}
        said["BAND"] = _band(fact.awarded_eur)
    return said


def _band(amount: Decimal) -> str:
    """The band of an award in EUR."""
    *bounded, last = _bands()
    return next((code for code in bounded if amount <= int(code.rpartition("_")[2])), last)


def split(design: Design, after: Iterable[int]) -> Design:
    """The same design with these tables told apart, in cells that are not printed, at the last years of earlier ones."""
    firsts = (design.years[0], *(str(year + 1) for year in sorted(set(after))))
    ends = pairwise((*firsts, str(int(design.years[-1]) + 1)))
    blocks = [f"{first}_{int(following) - 1}" for first, following in ends]
    if len(blocks) == 1:
        return design
    sheets = [replace(sheet, tables=_in_blocks(sheet.tables, blocks)) for sheet in design.sheets]
    return replace(design, tables=_in_blocks(design.tables, blocks), sheets=tuple(sheets))


def _in_blocks(held: Iterable[Table], blocks: Sequence[str]) -> tuple[Table, ...]:
    return tuple(
        replace(table, time=replace(table.time, codes=tuple(blocks)))
        if isinstance(table, Cross) and table.is_pooled
        else table
        for table in held
    )


def impossible(design: Design, whole: System) -> dict[str, int]:
    """Cells that are not printed and that anybody knows to be nobody's from the calendar: a case of this year has not waited
    for longer than a year, and an older one that is still open for more. Only what is true is said.
    """
    last = int(design.years[-1])
    return {
        name: 0
        for table in design.tables
        if isinstance(table, Cross) and table.is_pooled
        for when in table.time.codes
        for code in table.by.codes
        if _cannot(code, (last - int(when[-4:])) * _YEAR, (last + 1 - int(when[:4])) * _YEAR)
        and whole.value(name := key(table.time.name, when, table.by.name, code)) == 0
    }


def _cannot(code: str, least: int, most: int) -> bool:
    """Whether nobody who waited for `least` to `most` months until the reference date can stand in this band."""
    for done in (*_DONE.values(), OPEN):
        for place, band in enumerate(spans(done)):
            if band == code:
                edges = (0, *grid(), None)
                below, above = edges[place], edges[place + 1]
                return (below or 0) >= most or (done == OPEN and above is not None and above < least)
    return False
