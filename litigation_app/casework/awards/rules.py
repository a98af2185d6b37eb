"""Do the lines of a decision fit together, and what account follows from them? Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from litigation_app.law.debts.account import Item, Kind, Paid
from litigation_app.law.debts.interest import Terms
from litigation_app.law.words import Table, read_tables

_FILE = Path(__file__).with_name("awards.toml")
COSTS = ""  # the head of a line about the costs of the proceedings
ZERO = Decimal("0.00")


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
    DOUBLED = "doubled"
    SUM_DIFFERS = "sum_differs"


@dataclass(frozen=True)
class Line:
    """One line: a head of damage (COSTS for the costs), what was said of it, from when it bears interest, who owes it."""

    head: str
    answer: str
    amount: Decimal | None = None
    interest_from: date | None = None
    owed_by: frozenset[str] = frozenset()
    reason: str = ""


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


@dataclass(frozen=True)
class Names:
    """What stands at the head of a printed account: the organisation ("" for none), the court, its number of the file.

    "": not known, or not to be printed; a court's paper has a line for the hand there.
    """

    organisation: str = ""
    court: str = ""
    number: str = field(default="", repr=False)


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


def costs(lines: Iterable[Line]) -> Decimal:
    """What is awarded for the costs of the proceedings."""
    return sum((line.amount or ZERO for line in lines if line.head == COSTS), ZERO)


def items(lines: Sequence[Line], *, country: str, currency: str, forum: str, decided_on: date) -> list[Item]:
    """The lines that award money, as an account reads them. Their ids are their places among the lines."""
    return [
        Item(
            id=f"{place:03d}",
            amount=line.amount,
            first=line.interest_from or decided_on,
            terms=Terms(country, currency, forum, line.head) if line.interest_from else None,
            kind=Kind.COSTS if line.head == COSTS else Kind.PRINCIPAL,
            owed_by=line.owed_by,
        )
        for place, line in enumerate(lines)
        if line.answer == Answer.AWARDED and line.amount
    ]


def paid(rows: Iterable[tuple[date, Decimal, str, str]], not_compensation: frozenset[str]) -> list[Paid]:
    """Payments (day, amount, code of the payer, id of the accused or "") as an account reads them.

    What the organisation lent her is no payment of the award.
    """
    return [Paid(on, amount, by) for on, amount, payer, by in rows if payer not in not_compensation]


@cache
def words() -> Mapping[str, Table]:
    """The words of awards.toml."""
    return read_tables(_FILE)
