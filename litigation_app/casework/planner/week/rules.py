"""Which days does a digest speak of? Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both counted; what is due is read for the week after them."""

    first: date
    last: date

    @property
    def ahead(self) -> "Period":
        """The seven days after."""
        return Period(self.last + timedelta(days=1), self.last + WEEK)

    def due_from(self, today: date) -> "Period":
        """What of the days to come is due: the seven days after, and before them, where today is among these, the days from today."""
        return Period(today if self.first <= today <= self.last else self.ahead.first, self.ahead.last)

    @property
    def before(self) -> "Period":
        """As many days before."""
        return self._moved(-1)

    @property
    def after(self) -> "Period":
        return self._moved(1)

    def _moved(self, times: int) -> "Period":
        length = (self.last - self.first + timedelta(days=1)) * times
        return Period(self.first + length, self.last + length)


def week_before(today: date) -> Period:
    """The whole week, Monday to Sunday, before the one in which this day lies."""
    monday = today - timedelta(days=today.weekday())
    return Period(monday - WEEK, monday - timedelta(days=1))


def asked(first: date | None, last: date | None, today: date) -> Period:
    """The period that was asked for; the week before where the days are missing, turned round, or too far apart."""
    if first is None or last is None or last < first or last - first > LONGEST:
        return week_before(today)
    return Period(first, last)
