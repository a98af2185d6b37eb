"""On which day does a period end, and by which day must one act?"""

import calendar
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from litigation_app.law.graph import DeadlineKind, DeadlineRule, RollOver

_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12
_SATURDAY = 5
NO_HOLIDAYS: AbstractSet[date] = frozenset()


class DueUnknown(ValueError):
    """The day cannot be computed: the court sets it in its letter, or it lies beyond the calendar."""


@dataclass(frozen=True)
class Due:
    """`expiry` is the last day of the period, `act_by` the last working day within it.

    `rolled` says that the end was moved to a later day. `not_before` is the first day on which an act may happen; it is
    set only for periods of kind "earliest", before whose end it may not.
    """

    expiry: date
    act_by: date
    rolled: bool
    not_before: date | None = None


def due(rule: DeadlineRule, served: date, holidays: AbstractSet[date] = NO_HOLIDAYS) -> Due:
    """Compute the end of a period that a day (mostly of service) starts; raises DueUnknown.

    Days are counted from the day after; months end on the same day number, or on the last day of a shorter month. Home
    periods that end on a Saturday, a Sunday or one of `holidays` end on the next working day (RS: ZKP 225(2)); those in
    Strasbourg never move (Sabri Gunes v. Turkey [GC], 27396/06), so that `act_by` is the last working day before.
    Without court holidays a home period ends on the same day or earlier than in law, which is safe; `act_by` for a
    Strasbourg period may then still be a holiday, which is not: post early.
    """
    try:
        nominal = _counted(rule, served)
        return _settled(rule, nominal, holidays)
    except OverflowError as beyond:
        raise DueUnknown("The period ends beyond the calendar.") from beyond


def _counted(rule: DeadlineRule, served: date) -> date:
    if rule.months is not None:
        return _months_later(served, rule.months)
    if rule.days is not None:
        return served + rule.days * _DAY
    raise DueUnknown("The court's letter gives the last day.")


def _months_later(start: date, months: int) -> date:
    years, month = divmod(start.year * _MONTHS_A_YEAR + start.month - 1 + months, _MONTHS_A_YEAR)
    if years > date.max.year:
        raise OverflowError
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(start.day, last))


def _settled(rule: DeadlineRule, nominal: date, holidays: AbstractSet[date]) -> Due:
    if rule.roll_over is RollOver.NONE:
        expiry, act_by = nominal, _working(nominal, -_DAY, holidays)
    else:
        expiry = act_by = _working(nominal, _DAY, holidays)
    not_before = expiry + _DAY if rule.kind is DeadlineKind.EARLIEST else None
    return Due(expiry, act_by, rolled=expiry != nominal, not_before=not_before)


def _working(day: date, towards: timedelta, holidays: AbstractSet[date]) -> date:
    while day.weekday() >= _SATURDAY or day in holidays:
        day += towards
    return day
