"""Do the lines of a decision fit together, and what account follows from them? Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from litigation_app.law import loader
from litigation_app.law.country import Jurisdiction
from litigation_app.law.debts import account, beginnings
from litigation_app.law.debts.account import Item, Kind, Paid, Statement
from litigation_app.law.debts.beginnings import Award, Beginning
from litigation_app.law.debts.interest import InterestUnknown, Terms
from litigation_app.law.script import COURT_LANGUAGES
from litigation_app.law.words import Table, read_tables

_FILE = Path(__file__).with_name("awards.toml")
COSTS = ""  # the head of a line about the costs of the proceedings
ZERO = Decimal("0.00")
Owing = Mapping[str, frozenset[str]]  # by item of an account the accused who owe it; nobody: whoever pays


class Answer(StrEnum):
    """What the court said of one kind of damage."""

    AWARDED = "awarded"
    REFERRED = "referred"
    REJECTED = "rejected"
    NOT_DECIDED = "not_decided"


WITH_REASON = frozenset({Answer.REFERRED, Answer.REJECTED})


class Fault(StrEnum):
    """What contradicts itself in the lines."""

    NO_LINES = "no_lines"
    AMOUNT_MISSING = "amount_missing"
    AMOUNT_WITHOUT_AWARD = "amount_without_award"
    INTEREST_WITHOUT_AWARD = "interest_without_award"
    INTEREST_BOTH = "interest_both"
    DOUBLED = "doubled"
    SUM_DIFFERS = "sum_differs"


@dataclass(frozen=True)
class Line:
    """One line: a head of damage (COSTS for the costs), what was said of it, from when it bears interest, who owes it.

    `interest_from` None: the decision names no day, so that the law says it; unless it does not bear interest at all.
    """

    head: str
    answer: str
    amount: Decimal | None = None
    interest_from: date | None = None
    owed_by: frozenset[str] = frozenset()
    reason: str = ""
    bears_interest: bool = True


@dataclass(frozen=True)
class Owed:
    """What is owed of awards on a day, after all payments: costs first, then interest, then the principal.

    `interest` None: it cannot be reckoned (nothing says of which heads the award is, or no rate is known), so that what
    stands here is the least that is owed.
    """

    on: date
    costs: Decimal
    principal: Decimal
    interest: Decimal | None

    @property
    def without_interest(self) -> Decimal:
        return self.costs + self.principal

    @property
    def total(self) -> Decimal:
        return self.without_interest + (self.interest or ZERO)

    @property
    def is_least(self) -> bool:
        return self.interest is None


@dataclass(frozen=True)
class Fallen:
    """A fault, and the place of the line that it is in (None: of all of them)."""

    fault: Fault
    place: int | None = None


class For(StrEnum):
    """For whom a statement of account is printed."""

    HER = "her"  # a neutral title, no organisation: somebody else may find it
    HER_NAMED = "named"  # for her too; she wants the organisation's name on it
    COURT = "court"


def language_of_document(wish: For, country: str, read: str) -> str:
    """In which language it is printed: for her in the one that is read, for a court in one of its own, that if it is one."""
    of_court = COURT_LANGUAGES[country]
    return read if wish is not For.COURT or read in of_court else of_court[0]


@dataclass(frozen=True)
class Names:
    """What stands at the head of a printed account: the organisation ("" for none), the court, its number of the file, who owes.

    "", nobody: not known, or not to be printed; a court's paper has a line for the hand there.
    """

    organisation: str = ""
    court: str = ""
    number: str = field(default="", repr=False)
    debtors: tuple[str, ...] = field(default=(), repr=False)


class Refused(Exception):
    """The lines cannot be recorded so; `faults` says why."""

    def __init__(self, faults: Iterable[Fallen]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(one.fault for one in self.faults))


def faults(lines: Sequence[Line], awarded: Decimal | None) -> list[Fallen]:
    """What is wrong with the lines of a decision that awards this sum (None: nothing). Costs stand beside the sum."""
    if not lines:
        return [Fallen(Fault.NO_LINES)]
    found = [one for place, line in enumerate(lines) for one in _of_line(line, place)]
    found += _doubles(lines)
    if not found and damages(lines) != (awarded or ZERO):
        found.append(Fallen(Fault.SUM_DIFFERS))
    return found


def _of_line(line: Line, place: int) -> list[Fallen]:
    is_awarded = line.answer == Answer.AWARDED
    found = []
    if is_awarded and not line.amount:
        found.append(Fallen(Fault.AMOUNT_MISSING, place))
    if not is_awarded and line.amount is not None:
        found.append(Fallen(Fault.AMOUNT_WITHOUT_AWARD, place))
    if not is_awarded and line.interest_from is not None:
        found.append(Fallen(Fault.INTEREST_WITHOUT_AWARD, place))
    if line.interest_from is not None and not line.bears_interest:
        found.append(Fallen(Fault.INTEREST_BOTH, place))
    return found


def _doubles(lines: Sequence[Line]) -> list[Fallen]:
    """One head may stand in several lines where different persons owe them, or where a part was awarded and a part not."""
    seen: set[tuple[str, str, frozenset[str]]] = set()
    found = []
    for place, line in enumerate(lines):
        key = (line.head, line.answer, line.owed_by)
        if key in seen:
            found.append(Fallen(Fault.DOUBLED, place))
        seen.add(key)
    return found


def damages(lines: Iterable[Line]) -> Decimal:
    """What is awarded for damage, without the costs."""
    return sum((line.amount or ZERO for line in lines if line.head != COSTS), ZERO)


def assumed(line: Line, award: Award) -> Beginning | None:
    """From which day an awarded line bears interest by the law alone; None: the decision says it, or nothing was awarded."""
    if line.answer != Answer.AWARDED or line.interest_from is not None or not line.bears_interest:
        return None
    kind = beginnings.COSTS if line.head == COSTS else _kind(line.head, loader.load(award.country))
    return beginnings.beginning(kind, line.head, award)


def _kind(head: str, law: Jurisdiction) -> str:
    return next((one.kind for one in law.heads if one.id == head), "material")


def items(lines: Sequence[Line], award: Award, currency: str) -> list[Item]:
    """The lines that award money, as an account reads them. Their ids are their places among the lines."""
    return [
        _item(_place(place), line, line.amount, award, currency)
        for place, line in enumerate(lines)
        if line.answer == Answer.AWARDED and line.amount
    ]


def _place(place: int) -> str:
    return f"{place:03d}"


def _item(id_: str, line: Line, amount: Decimal, award: Award, currency: str) -> Item:
    by_law = assumed(line, award)
    first = by_law.day if by_law else line.interest_from
    return Item(
        id=id_,
        amount=amount,
        first=first or award.decided_on,
        terms=Terms(award.country, currency, award.forum, line.head) if first else None,
        kind=Kind.COSTS if line.head == COSTS else Kind.PRINCIPAL,
        owed_by=line.owed_by,
    )


def owing(lines: Sequence[Line], asked: Callable[[str], Iterable[str]]) -> Owing:
    """Who owes each item: whom the decision names, else those of whom that damage was asked. Nobody: whoever pays."""
    return {_place(place): line.owed_by or frozenset(asked(line.head)) for place, line in enumerate(lines)}


def told_apart(drawn: Statement, by: Owing) -> Statement:
    """The same account with who can be asked for each rest, where the decision itself does not say it."""
    rests = [(one, by.get(one.item.id, one.item.owed_by)) for one in drawn.rests]
    return replace(drawn, rests=tuple(replace(one, item=replace(one.item, owed_by=who)) for one, who in rests))


def items_of(lines: Sequence[Line], award: Award, currency: str, amount: Decimal | None) -> list[Item]:
    """The same of any decision: without a breakdown its sum, which is then not known to bear interest."""
    if lines or not amount:
        return items(lines, award, currency)
    return [Item("", amount, award.decided_on, None)]


def owed(items: Sequence[Item], payments: Sequence[Paid], on: date, *, is_itemised: bool) -> Owed:
    """What of these sums is still owed on this day."""
    drawn, is_known = statement(items, payments, on)
    return Owed(on, drawn.costs, drawn.principal, drawn.interest if is_known and is_itemised else None)


def of_debtors(
    items: Sequence[Item], payments: Sequence[Paid], on: date, debtors: Iterable[str], by: Owing, *, is_itemised: bool
) -> dict[str, Owed]:
    """The same of each debtor: what he can be asked for. "": whoever pays."""
    drawn, is_known = statement(items, payments, on)
    found, apart = {}, told_apart(drawn, by)
    for debtor in debtors:
        rests = [one for one in apart.rests if account.owes(one.item, debtor)]
        costs = sum((one.left for one in rests if one.item.kind is Kind.COSTS), ZERO)
        principal = sum((one.left for one in rests if one.item.kind is Kind.PRINCIPAL), ZERO)
        interest = sum((one.interest for one in rests), ZERO) if is_known and is_itemised else None
        found[debtor] = Owed(on, costs, principal, interest)
    return found


def statement(items: Sequence[Item], payments: Sequence[Paid], on: date) -> tuple[Statement, bool]:
    """The account of this day, and whether its interest is known; where no rate is, what is owed at the least."""
    try:
        return account.account(items, payments, on), True
    except InterestUnknown:
        return account.account([replace(one, terms=None) for one in items], payments, on), False


def together(owed: Iterable[Owed]) -> Owed | None:
    """Several awards of one day and currency as one; None: there is none."""
    all_ = list(owed)
    if not all_:
        return None
    known = [one.interest for one in all_ if one.interest is not None]
    return Owed(
        all_[0].on,
        sum((one.costs for one in all_), ZERO),
        sum((one.principal for one in all_), ZERO),
        sum(known, ZERO) if len(known) == len(all_) else None,
    )


def debtors(lines: Iterable[Line], asked: Callable[[str], Iterable[str]]) -> list[str]:
    """The ids of the accused who owe something of it. `asked`: of whom a head was asked, where the decision tells no debtors apart."""
    awarded = [line for line in lines if line.answer == Answer.AWARDED]
    found = [one for line in awarded for one in (sorted(line.owed_by) or asked(line.head))]
    return list(dict.fromkeys(found))


def paid(rows: Iterable[tuple[date, Decimal, str, str]], not_compensation: frozenset[str]) -> list[Paid]:
    """Payments (day, amount, code of the payer, id of the accused or "") as an account reads them.

    What the organisation lent her is no payment of the award.
    """
    return [Paid(on, amount, by) for on, amount, payer, by in rows if payer not in not_compensation]


@cache
def words() -> Mapping[str, Table]:
    """The words of awards.toml."""
    return read_tables(_FILE)
