"""What does somebody stand in for, and from when is a case open to her for it? Pure."""

from datetime import date, timedelta

REVIEWS, WORK, HEARING = "reviews", "work", "hearing"
_BEFORE = timedelta(days=2)


def days_of(hearing: date) -> tuple[date, date]:
    """From which day until which the case is open to whoever goes to a hearing in place of its lawyer."""
    return hearing - _BEFORE, hearing


def is_now(from_on: date, until_on: date, today: date) -> bool:
    return from_on <= today <= until_on
