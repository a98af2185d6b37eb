"""Which day is so many days, months or years after another?"""

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

_MONTHS_A_YEAR = 12


class BeyondCalendar(ValueError):
    """The day lies after the last one that a calendar can name."""

    def __init__(self) -> None:
        super().__init__("The period ends beyond the calendar.")


@dataclass(frozen=True)
class Length:
    """How long a period is: months (a year is twelve), or days."""

    months: int = 0
    days: int = 0

    @classmethod
    def of_years(cls, years: int) -> "Length":
        """Return a length in whole years."""
        return cls(months=years * _MONTHS_A_YEAR)


def after(start: date, length: Length) -> date:
    """Return the last day of a period; raises BeyondCalendar.

    The day that starts it does not count. Months end on the same day number, or on the last day of a shorter month.
    """
    years, month = divmod(start.year * _MONTHS_A_YEAR + start.month - 1 + length.months, _MONTHS_A_YEAR)
    if years > MAXYEAR:
        raise BeyondCalendar
    last = calendar.monthrange(years, month + 1)[1]
    try:
        return date(years, month + 1, min(start.day, last)) + timedelta(days=length.days)
    except OverflowError as beyond:
        raise BeyondCalendar from beyond
