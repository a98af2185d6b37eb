"""Which instalments follow from an order, do they fit together, and which of them did the payments pay? Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from litigation_app.law.counting import BeyondCalendar, Length, after
from litigation_app.law.words import Table, read_tables

_FILE = Path(__file__).with_name("paying.toml")
CENT, ZERO = Decimal("0.01"), Decimal("0.00")
MOST = 240  # instalments of one schedule: twenty years of months
EVERY = (1, 2, 3, 6, 12)  # months between two instalments


COURT = "court"  # of the table "basis": a court ordered the instalments
MONEY = "money"  # the kind of particulars.toml under which it is sealed what she said
HER_ACCOUNT = "account"  # of the list "payee"
UNSAFE = "no"  # of the list "money_safe"


class Told(StrEnum):
    """What her record says of money on her own account, as far as whoever asks may read it."""

    NOTHING = "nothing"
    SAFE = "safe"
    UNSAFE = "unsafe"
    CLOSED = "closed"  # something is recorded of how she is reached, and it does not stand open


def told(answers: Iterable[tuple[date, str]]) -> Told:
    """What she said last (day, code of the list "money_safe"); of one day the answer that warns."""
    last = max(((on, safe == UNSAFE) for on, safe in answers if safe), default=None)
    return Told.NOTHING if last is None else Told.UNSAFE if last[1] else Told.SAFE


@dataclass(frozen=True)
class Safety:
    """What a client said of money that reaches her: to whom it is paid, whether her account is safe, a note. It is sealed."""

    to: str
    safe: str = field(repr=False)
    note: str = field(repr=False)


class Fault(StrEnum):
    """What contradicts itself in a schedule."""

    NO_INSTALMENTS = "no_instalments"
    TOO_MANY = "too_many"
    SERIES_BROKEN = "series_broken"
    AMOUNT_OR_TOTAL = "amount_or_total"
    TOO_SMALL = "too_small"
    BEFORE_ORDER = "before_order"
    SUM_DIFFERS = "sum_differs"
    NO_REASON = "no_reason"
    NOTHING_TO_END = "nothing_to_end"


class Refused(Exception):
    """The schedule cannot be recorded so; `faults` says why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(self.faults))


@dataclass(frozen=True)
class Due:
    """A sum that is to come by a day; `by`: the id of the accused from whom, "" from whoever pays."""

    on: date
    amount: Decimal
    by: str = ""


@dataclass(frozen=True)
class Came:
    """A payment; `by`: the id of the accused who paid, "" where nobody is named (a fund, the State)."""

    on: date
    amount: Decimal
    by: str = ""


@dataclass(frozen=True)
class Met:
    """What the payments left of an instalment. `settled_on`: the day that completed it; None: something is missing."""

    due: Due
    missing: Decimal
    settled_on: date | None


@dataclass(frozen=True)
class Series:
    """Instalments made in one go: so many, from a day on, every so many months; `amount` each, or `total` shared out."""

    number: int
    first: date
    months: int
    amount: Decimal | None
    total: Decimal | None
    by: str = ""


@dataclass(frozen=True)
class Plan:
    """A schedule as it is typed. `total`: what was ordered in all; None: not said, so that it is not checked."""

    basis: str
    on: date
    dues: tuple[Due, ...]
    total: Decimal | None = None
    why: str = ""


def in_one_go(series: Series) -> list[Due]:
    """The instalments of a series; what a total leaves over in cents comes with the last one. Raises Refused."""
    if series.number < 1 or series.months not in EVERY:
        raise Refused([Fault.SERIES_BROKEN])
    if series.number > MOST:
        raise Refused([Fault.TOO_MANY])
    amounts = _amounts(series)
    try:
        days = [after(series.first, Length(months=series.months * place)) for place in range(series.number)]
    except (BeyondCalendar, ValueError):
        raise Refused([Fault.SERIES_BROKEN]) from None
    return [Due(day, amount, series.by) for day, amount in zip(days, amounts, strict=True)]


def _amounts(series: Series) -> list[Decimal]:
    if series.amount is not None:
        return [_above_zero(series.amount)] * series.number
    if series.total is None:
        raise Refused([Fault.AMOUNT_OR_TOTAL])
    each = _above_zero((series.total / series.number).quantize(CENT, rounding=ROUND_DOWN))
    return [*[each] * (series.number - 1), series.total - each * (series.number - 1)]


def _above_zero(amount: Decimal) -> Decimal:
    if not amount:
        raise Refused([Fault.TOO_SMALL])
    return amount


def faults(plan: Plan, *, replaces: bool) -> list[Fault]:
    """What is wrong with a schedule; `replaces`: there was one before it, so that a reason is wanted."""
    found = []
    if not plan.dues:
        found.append(Fault.NO_INSTALMENTS)
    if len(plan.dues) > MOST:
        found.append(Fault.TOO_MANY)
    if any(one.on < plan.on for one in plan.dues):
        found.append(Fault.BEFORE_ORDER)
    if plan.dues and plan.total is not None and total(plan.dues) != plan.total:
        found.append(Fault.SUM_DIFFERS)
    if replaces and not plan.why:
        found.append(Fault.NO_REASON)
    return found


def total(dues: Iterable[Due]) -> Decimal:
    return sum((one.amount for one in dues), ZERO)


def matched(dues: Sequence[Due], payments: Iterable[Came], since: date) -> list[Met]:
    """What the payments from this day on left of each instalment, in the order of the instalments.

    A payment pays the instalment that fell due first (ZOO 312(2)) among those which its payer owes; what comes too much
    pays the next one. What comes on one day is one sum of each payer, and of every way to share the sums of a day out that one
    counts which leaves least of the first instalment, then least of the second, and so on: no order of recording and no
    name changes anything.
    """
    left, settled = [one.amount for one in dues], list[date | None]([None for _one in dues])
    order = sorted(range(len(dues)), key=lambda place: (dues[place].on, place))
    for day, sums in _by_day(payments, since):
        wanted: dict[str, Decimal] = {}
        paid = ZERO
        for place in (one for one in order if left[one]):
            by = dues[place].by
            wanted[by] = wanted.get(by, ZERO) + left[place]
            reached = _payable(wanted, sums)
            left[place], paid = left[place] - (reached - paid), reached
            settled[place] = settled[place] if left[place] else day
    return [Met(due, missing, day) for due, missing, day in zip(dues, left, settled, strict=True)]


def _by_day(payments: Iterable[Came], since: date) -> Iterator[tuple[date, dict[str, Decimal]]]:
    """What each payer paid on each day from `since` on."""
    found: dict[date, dict[str, Decimal]] = {}
    for one in payments:
        if one.on >= since:
            of_day = found.setdefault(one.on, {})
            of_day[one.by] = of_day.get(one.by, ZERO) + one.amount
    yield from sorted(found.items())


def _payable(wanted: Mapping[str, Decimal], sums: Mapping[str, Decimal]) -> Decimal:
    """How much of what is wanted these sums can pay: the largest flow from payers to instalments (Ford and Fulkerson 1956).

    Whoever owes pays that first, which never makes the whole less; what is over pays what anybody may pay. Money of nobody
    in particular ("") pays whatever is then missing. What is paid of one instalment more is what the largest flow grows by:
    the flow is a submodular function of the instalments, so that taking them in turn serves the earlier ones best (Edmonds 1970).
    """
    owed = {one: amount for one, amount in wanted.items() if one}
    own = sum((min(amount, sums.get(one, ZERO)) for one, amount in owed.items()), ZERO)
    over = sum((max(amount - owed.get(one, ZERO), ZERO) for one, amount in sums.items() if one), ZERO)
    by_anybody = min(over, wanted.get("", ZERO))
    missing = sum(wanted.values(), ZERO) - own - by_anybody
    return own + by_anybody + min(missing, sums.get("", ZERO))


def overdue(met: Met, today: date) -> int:
    """Since how many days it is overdue; 0: it is not."""
    return max((today - met.due.on).days, 0) if met.missing else 0


@cache
def words() -> Mapping[str, Table]:
    """The words of paying.toml."""
    return read_tables(_FILE)
