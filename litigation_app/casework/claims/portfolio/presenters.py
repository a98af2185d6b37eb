"""How is the chain from claimed to paid drawn and said, and what do all clients of a list together have to get, from whom?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from markupsafe import Markup

from litigation_app import ledger
from litigation_app.casework.claims.awards.rules import Owed, together
from litigation_app.casework.claims.portfolio import queries
from litigation_app.casework.claims.portfolio.queries import Behind, Line, Reckoned, Sort, Sum
from litigation_app.casework.claims.portfolio.rules import ENFORCING, MEASURES, OWED, STEPS, amount
from litigation_app.casework.proceedings.limitation.rules import BARRED_WITHIN
from litigation_app.casework.proceedings.records.presenters import accused
from litigation_app.core.access import Actor
from litigation_app.core.charts import Lane, Step, funnel
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.core.money import format_number
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


NAMES = {
    "claimed": _l("Claimed"),
    "decided": _l("Claimed (decided claims)"),
    "awarded": _l("Awarded"),
    "final": _l("Awarded by final judgment"),
    ENFORCING: _l("In enforcement"),
    "paid": _l("Paid"),
    OWED: _l("Still owed, without interest"),
}
_THOUSAND = 1000


ORDERS = {
    Sort.LARGEST: _l("The largest amount first"),
    Sort.SMALLEST: _l("The smallest amount first"),
    Sort.NEWEST: _l("Filed, the latest first"),
    Sort.OLDEST: _l("Filed, the earliest first"),
    Sort.COLLECT: _l("Collect by, the nearest first"),
}


@dataclass(frozen=True)
class Row:
    """One step of the table. `share`: of what was claimed, in whole percent."""

    measure: str
    name: str
    persons: int
    amount: Decimal
    share: int


@dataclass(frozen=True)
class Chain:
    """The chain in one currency: its picture and its table."""

    currency: str
    picture: Markup
    rows: list[Row]


def orders(measure: str) -> list[tuple[str, str]]:
    """In which orders the clients behind a step can stand."""
    return [(str(one), str(words)) for one, words in ORDERS.items() if measure == OWED or one is not Sort.COLLECT]


def currencies(sums: Mapping[str, Mapping[str, Sum]], measure: str) -> list[str]:
    """In which somebody reached this step: first that of most clients, for amounts of two currencies are not compared."""
    persons = {currency: of_each[measure].persons for currency, of_each in sums.items()}
    return sorted((one for one in persons if persons[one]), key=lambda one: (-persons[one], one))


def title(asked: Behind) -> str:
    """What a list is called."""
    barred = [_("time-barred, or within six months")] if asked.is_barred_soon else []
    return " · ".join([str(NAMES[asked.measure]), asked.currency, *barred, str(ORDERS[asked.sort])])


def collect(enforce_by: date | None, today: date) -> tuple[str, str]:
    """Until when what is owed can be enforced: how that looks ("bad", "warn" or ""), and in words; "" where nobody knows."""
    if enforce_by is None:
        return "", ""
    day = format_date(enforce_by)
    if enforce_by < today:
        return "bad", _("enforcement is time-barred since %(day)s", day=day)
    return "warn" if enforce_by <= today + BARRED_WITHIN else "", _("collect by %(day)s", day=day)


def chain(currency: str, sums: dict[str, Sum]) -> Chain:
    """The steps in two lanes, amounts and persons: they are not nested, so that nothing is drawn as an exit."""
    whole = sums["claimed"].cents or 1
    rows = [
        Row(one, str(NAMES[one]), sums[one].persons, amount(sums[one].cents), round(100 * sums[one].cents / whole))
        for one in MEASURES
    ]
    lanes = [
        Lane(_("Amounts"), _("thousand %(currency)s", currency=currency), _steps(sums, money=True)),
        Lane(_("Persons"), _("persons"), _steps(sums, money=False)),
    ]
    title = _("From claimed to paid, %(currency)s", currency=currency)
    picture = funnel(lanes, title=title, number=lambda value: format_number(Decimal(value), current(), 0))
    return Chain(currency, picture, rows)


def _steps(sums: dict[str, Sum], *, money: bool) -> list[Step]:
    return [
        Step(str(NAMES[one]), float(amount(sums[one].cents) / _THOUSAND) if money else sums[one].persons)
        for one in STEPS
        if one != ENFORCING  # many are paid without
    ]
