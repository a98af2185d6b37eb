"""On which day does a period end, and by which day must one act?"""

from dataclasses import dataclass
from datetime import date, timedelta

from litigation_app.law.counting import BeyondCalendar, Length, after
from litigation_app.law.court_calendar import WEEKENDS, Calendar
from litigation_app.law.graph import DeadlineKind, DeadlineRule, RollOver

_DAY = timedelta(days=1)
_LONG_DAYS = 30
_LEAD = 3  # working days between the draft and the day to act
_LONG_LEAD = 10  # the same for a period of a month or more


class DueUnknown(ValueError):
    """The day cannot be computed: the court sets it in its letter, or it lies beyond the calendar."""


@dataclass(frozen=True)
class Due:
    """`expiry` is the last day of the period, `act_by` the last working day within it.

    `rolled` says that the end was moved to a later day. `not_before` is the first day on which an act may happen; it is
    set only for periods of kind "earliest", before whose end it may not. `latest` is the end if every doubtful holiday
    closed the court; it differs from `expiry` only where the file is unsure. `prepare_by` is our own day before: the
    draft should be ready then. Both are None where no calendar was asked.
    """

    expiry: date
    act_by: date
    rolled: bool
    not_before: date | None = None
    latest: date | None = None
    prepare_by: date | None = None

    @property
    def is_sure(self) -> bool:
        """False where a doubtful holiday would move the end: the earliest possible one is shown."""
        return self.latest in (None, self.expiry)


def due(rule: DeadlineRule, served: date, calendar: Calendar = WEEKENDS) -> Due:
    """Compute the end of a period that a day (mostly of service) starts; raises DueUnknown.

    Days are counted from the day after; months end on the same day number, or on the last day of a shorter month. Home
    periods that end on a day without court work end on the next working day (RS: ZKP 225(2)); those in Strasbourg never
    move (Sabri Gunes v. Turkey [GC], 27396/06), so that `act_by` is the last working day before.

    Doubt makes nothing later: a holiday that is not sure does not extend the period, and is no day to act on. An act
    that must wait is the other way round: it waits for the latest possible end.
    """
    try:
        return _settled(rule, served, after(served, _length(rule)), calendar)
    except (BeyondCalendar, OverflowError) as beyond:
        raise DueUnknown(str(BeyondCalendar())) from beyond


def set_by_court(last_day: date, calendar: Calendar = WEEKENDS) -> Due:
    """Take the last day from the court's letter: it stays where it is, and one acts on a working day until then."""
    act_by = _working_before(last_day, calendar)
    return Due(last_day, act_by, rolled=False, latest=last_day, prepare_by=_earlier(act_by, _LEAD, calendar))


def _length(rule: DeadlineRule) -> Length:
    if rule.months is not None:
        return Length(months=rule.months)
    if rule.days is not None:
        return Length(days=rule.days)
    raise DueUnknown("The court's letter gives the last day.")


def _settled(rule: DeadlineRule, served: date, nominal: date, calendar: Calendar) -> Due:
    expiry, latest = nominal, nominal
    if rule.roll_over is RollOver.NEXT_WORKING_DAY:
        while calendar.is_closed(expiry):
            expiry += _DAY
        while calendar.may_be_closed(latest):
            latest += _DAY
    if rule.kind is DeadlineKind.EARLIEST:
        act_by = _working_before(latest, calendar)
        return Due(latest, act_by, rolled=latest != nominal, not_before=latest + _DAY, latest=latest)
    act_by = _working_before(expiry, calendar)
    ready = _earlier(act_by, _LONG_LEAD if nominal - served >= _LONG_DAYS * _DAY else _LEAD, calendar)
    prepare_by = min(act_by, max(ready, served))
    return Due(expiry, act_by, rolled=expiry != nominal, latest=latest, prepare_by=prepare_by)


def _working_before(day: date, calendar: Calendar) -> date:
    while calendar.may_be_closed(day):
        day -= _DAY
    return day


def _earlier(day: date, working_days: int, calendar: Calendar) -> date:
    for _ in range(working_days):
        day = _working_before(day - _DAY, calendar)
    return day
