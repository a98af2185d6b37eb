"""What do all clients of a list together have to get, from whom, and how does that leave the desk?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.claims.awards.rules import Owed, together
from litigation_app.casework.claims.portfolio import queries
from litigation_app.casework.claims.portfolio.queries import Behind, Line, Reckoned
from litigation_app.casework.claims.portfolio.rules import amount
from litigation_app.casework.proceedings.records.presenters import accused
from litigation_app.core.access import Actor
from litigation_app.core.language import _
from litigation_app.core.sheets import Cell

RECKONED = 500  # clients whose interest is reckoned for one page; of more, the largest
MOST = 10_000  # clients in one file
_AT_ONCE = 500


@dataclass(frozen=True)
class Debtor:
    """Who can be asked for how much in a case. `name` "": nobody is named; `clients`: how many he owes something."""

    case_id: UUID
    reference: str
    code_name: str
    name: str
    clients: int
    owed: Owed


@dataclass(frozen=True)
class Owing:
    """What is owed in all, with interest where that is known. `is_whole`: of every client of the list, not of the largest alone."""

    total: Owed | None
    debtors: list[Debtor]
    of_each: dict[UUID, Owed | None]
    is_whole: bool


def owing(actor: Actor, behind: Behind, page: queries.Page, on: date) -> Owing:
    """Of the clients of a list, and of those of this page."""
    every = queries.lines(actor, behind, most=RECKONED) if page.pages > 1 else page.rows
    beyond = [one for one in page.rows if one not in every]
    found = queries.reckoned([*every, *beyond], on)
    of_each = {line.victim_id: one.owed for line, one in zip([*every, *beyond], found, strict=True)}
    total = together(one.owed for one in found[: len(every)] if one.owed is not None)
    return Owing(total, _debtors(every, found), of_each, is_whole=page.all.persons <= len(every))


def _debtors(lines: Sequence[Line], found: Sequence[Reckoned]) -> list[Debtor]:
    """By whom: whoever owes most first."""
    of: dict[tuple[UUID, str], list[tuple[Line, Owed]]] = defaultdict(list)
    for line, one in zip(lines, found, strict=False):
        for who, owed in one.by_debtor.items():
            of[line.case_id, who].append((line, owed))
    letters = queries.letters(case_id for case_id, _who in of)
    rows = []
    for (case_id, who), asked in of.items():
        first, sum_ = asked[0][0], together(owed for _line, owed in asked)
        if sum_ is not None:
            name = accused(letters[who]) if who in letters else ""
            rows.append(Debtor(case_id, first.reference, first.code_name, name, len(asked), sum_))
    return sorted(rows, key=lambda one: (-one.owed.total, one.reference, one.name))


def headings() -> list[str]:
    return [
        _("Case"), _("Code name"), _("Client"), _("Year of filing"), _("Owed, without interest"), _("With interest today"),
        _("At least: interest is not counted yet"), _("Currency"), _("Collect by"), _("Owed by"), _("List"),
    ]  # fmt: skip


def rows(actor: Actor, behind: Behind, title: str, on: date) -> list[list[Cell]]:
    """Exactly the list that she asked for, at most MOST of it; `title`: what it is called."""
    found: list[list[Cell]] = []
    for after in range(0, MOST, _AT_ONCE):
        lines = queries.lines(actor, behind, most=_AT_ONCE, after=after)
        letters = queries.letters(one.case_id for one in lines)
        for line, one in zip(lines, queries.reckoned(lines, on), strict=True):
            whom = ", ".join(accused(letters[who]) for who in one.by_debtor if who in letters)
            found.append([*_cells(line, one.owed), line.enforce_by, whom, title])
        if len(lines) < _AT_ONCE:
            break
    return found


def _cells(line: Line, owed: Owed | None) -> list[Cell]:
    is_least = _("yes") if owed is None or owed.is_least else ""
    sums: list[Decimal | None] = [amount(line.cents), owed.total if owed else None]
    return [line.reference, line.code_name, line.victim, line.year, *sums, is_least, line.currency]


def note_export(actor: Actor, behind: Behind, kind: str, clients: int) -> None:
    """That she takes the list out of the desk stands in the access log before she has it; codes alone."""
    facts: dict[str, str | int] = {"file": kind, "currency": behind.currency, "clients": clients}
    facts |= {"barred": "y"} if behind.is_barred_soon else {}
    ledger.append_alone(act="export_owed", by=actor.id, of="portfolio:owed", session_id=actor.session_id, facts=facts)
