"""What is still owed of an award on a day, and what did each payment pay? Costs first, then interest, then the principal.

The order is ZOO 313 (RS, BA: Law on Obligations 1978; the same rule in ME and MK); among debts of one kind the one that fell due
first is paid first (ZOO 312(2)). Interest is not added to the principal: no interest on interest (ZOO 279).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from litigation_app.law.debts import interest, sharing
from litigation_app.law.debts.interest import Span, Terms
from litigation_app.law.debts.sharing import Debt

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


class AmountRefused(ValueError):
    """An amount that is no whole number of cents, or below zero."""


class Kind(StrEnum):
    """What an item is of: money awarded for damage, or costs of the proceedings."""

    PRINCIPAL = "principal"
    COSTS = "costs"


class Part(StrEnum):
    """What a payment pays, in the order of the law (ZOO 313)."""

    COSTS = "costs"
    INTEREST = "interest"
    PRINCIPAL = "principal"


@dataclass(frozen=True)
class Item:
    """One sum of an award. It bears interest from `first` on (that day counts) under `terms`; terms None: it bears none.

    `owed_by`: the debtors who owe it, jointly and severally; empty: whoever pays, pays it.
    """

    id: str
    amount: Decimal
    first: date
    terms: Terms | None
    kind: Kind = Kind.PRINCIPAL
    owed_by: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _require_cents(self.amount)


@dataclass(frozen=True)
class Paid:
    """Money that came on a day; `by`: the debtor, "" for somebody who pays for all of them (a fund, the State)."""

    on: date
    amount: Decimal
    by: str = ""

    def __post_init__(self) -> None:
        _require_cents(self.amount)


@dataclass(frozen=True)
class Borne:
    """The interest that a part of an item bore in some days: `principal` x the span's factor. Exact."""

    item: str
    principal: Decimal
    span: Span
    amount: Fraction


@dataclass(frozen=True)
class Allocated:
    """How one payment was used; `over`: what nobody owed any more. The four sum to the payment."""

    paid: Paid
    costs: Decimal
    interest: Decimal
    principal: Decimal
    over: Decimal


@dataclass(frozen=True)
class Rest:
    """What is left of one item: of itself, and of its interest."""

    item: Item
    left: Decimal
    interest: Decimal


@dataclass(frozen=True)
class Statement:
    """An account on a day: what each payment paid, what interest was borne, what is left. Amounts in whole cents."""

    on: date
    allocated: tuple[Allocated, ...]
    borne: tuple[Borne, ...]
    rests: tuple[Rest, ...]

    @property
    def costs(self) -> Decimal:
        return _sum(one.left for one in self.rests if one.item.kind is Kind.COSTS)

    @property
    def interest(self) -> Decimal:
        return _sum(one.interest for one in self.rests)

    @property
    def principal(self) -> Decimal:
        return _sum(one.left for one in self.rests if one.item.kind is Kind.PRINCIPAL)

    @property
    def owed(self) -> Decimal:
        """Everything that is still owed."""
        return self.costs + self.interest + self.principal

    def owed_by(self, debtor: str) -> Decimal:
        """What this debtor can be asked for: of a joint debt each debtor owes the whole rest (ZOO 414)."""
        return _sum(one.left + one.interest for one in self.rests if owes(one.item, debtor))

    def borne_in_cents(self) -> list[tuple[Borne, Decimal]]:
        """The interest of each part in whole cents, so that those of an item add up to what was paid and is owed of it."""
        so_far: dict[str, Fraction] = defaultdict(Fraction)
        found = []
        for one in self.borne:
            before = so_far[one.item]
            so_far[one.item] = before + one.amount
            found.append((one, cents(so_far[one.item]) - cents(before)))
        return found


@dataclass
class _Left:
    """An item while payments come: what is left of it, its unpaid interest (exact), how much it bore in all, until when."""

    item: Item
    left: Decimal
    unpaid: Fraction = Fraction(0)
    whole: Fraction = Fraction(0)
    until: date = date.min
    borne: list[Borne] = field(default_factory=list)

    def accrue(self, day: date) -> None:
        """Let the interest run up to this day (of payment, which does not count)."""
        first = max(self.item.first, self.until)
        self.until = max(self.until, day)
        if self.item.terms is None or self.left <= 0:
            return
        for span in interest.spans(self.item.terms, first, day):
            self._bear(span)

    def _bear(self, span: Span) -> None:
        amount = span.on(self.left)
        if span.rule.is_capped:
            amount = min(amount, max(Fraction(self.item.amount) - self.whole, Fraction(0)))
        self.unpaid += amount
        self.whole += amount
        self.borne.append(Borne(self.item.id, self.left, span, amount))

    def asks(self, part: Part) -> Decimal:
        """What is owed of its interest, or of the item itself."""
        return cents(self.unpaid) if part is Part.INTEREST else self.left

    def take(self, money: Decimal, part: Part) -> None:
        """Pay so much of it."""
        if part is Part.INTEREST:
            self.unpaid -= Fraction(money)
        else:
            self.left -= money


def account(items: Iterable[Item], payments: Iterable[Paid], on: date) -> Statement:
    """The account on the day `on`, with the payments up to and including it. Raises InterestUnknown.

    The payments of one day are used together (`sharing`), so that it does not matter in which order they were written
    down, and nothing is left over of somebody's money while something that he owes is not paid.
    """
    left = [_Left(item, item.amount) for item in sorted(items, key=lambda one: (one.first, one.id))]
    allocated: list[Allocated] = []
    counted = sorted((one for one in payments if one.on <= on), key=lambda one: (one.on, one.by, one.amount))
    for day, together in groupby(counted, key=lambda one: one.on):
        for one in left:
            one.accrue(day)
        allocated += _allocate(list(together), left)
    for one in left:
        one.accrue(on)
    return Statement(
        on=on,
        allocated=tuple(allocated),
        borne=tuple(sorted((line for one in left for line in one.borne), key=lambda line: line.span.first)),
        rests=tuple(Rest(one.item, one.left, cents(one.unpaid)) for one in left),
    )


def cents(amount: Fraction) -> Decimal:
    """Rounded to the cent, a half upwards."""
    return CENT * ((200 * amount.numerator + amount.denominator) // (2 * amount.denominator))


def _allocate(payments: Sequence[Paid], left: Sequence[_Left]) -> list[Allocated]:
    """Use the payments of one day, sorted by who paid: costs first, then interest, then the principal, the oldest first."""
    parts = [(part, one) for part in Part for one in left if part is Part.INTEREST or part.value == one.item.kind.value]
    payers = _least_first({one.by for one in payments}, [one.item for one in left])
    debts = [Debt(one.asks(part), [payer for payer in payers if owes(one.item, payer)]) for part, one in parts]
    money = {payer: _sum(one.amount for one in payments if one.by == payer) for payer in payers}
    shares = sharing.shares(money, debts)
    for (part, one), by in zip(parts, shares, strict=True):
        one.take(_sum(by.values()), part)
    used = {payer: dict.fromkeys(Part, ZERO) for payer in payers}
    for (part, _one), by in zip(parts, shares, strict=True):
        for payer, amount in by.items():
            used[payer][part] += amount
    return [_allocated(one, used[one.by]) for one in payments]


def _least_first(payers: Iterable[str], items: Sequence[Item]) -> list[str]:
    """Whoever owes the fewest debts first: his money is used before that of somebody who could pay other debts too."""
    return sorted(payers, key=lambda payer: (sum(owes(item, payer) for item in items), payer))


def _allocated(paid: Paid, left: dict[Part, Decimal]) -> Allocated:
    """What this payment paid of what its payer paid on that day; takes it off `left`."""
    rest, used = paid.amount, {}
    for part in Part:
        used[part] = min(rest, left[part])
        left[part] -= used[part]
        rest -= used[part]
    return Allocated(paid, used[Part.COSTS], used[Part.INTEREST], used[Part.PRINCIPAL], rest)


def owes(item: Item, debtor: str) -> bool:
    """Whether this debtor owes it; "": whoever pays for all of them."""
    return not item.owed_by or not debtor or debtor in item.owed_by


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _require_cents(amount: Decimal) -> None:
    if amount < 0 or amount != amount.quantize(CENT):
        raise AmountRefused(str(amount))
