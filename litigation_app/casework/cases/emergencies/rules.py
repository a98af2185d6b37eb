"""May an access in an emergency begin, how long does it last, and is its review overdue? Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

LASTS = timedelta(minutes=60)
REVIEWED_WITHIN = timedelta(days=7)
TRIES_A_DAY = 3
SHORTEST_JUSTIFICATION = 30
CATEGORIES = ("danger", "hearing_today", "deadline_today", "lawyer_unreachable", "authority_asks")
VERDICTS = ("justified", "avoidable", "not_justified")


class Stopped(StrEnum):
    """Why no access may begin now, whatever case she means: each is her own affair, so she may know it."""

    REVIEW_OVERDUE = "review_overdue"
    ONE_IS_OPEN = "one_is_open"
    NO_MORE_TRIES = "no_more_tries"


def stopped(
    tries: Iterable[datetime], unreviewed: Iterable[datetime], now: datetime, *, is_one_open: bool
) -> Stopped | None:
    """`tries`: when she tried; `unreviewed`: when those of her accesses began that nobody has reviewed."""
    if any(is_overdue(began, now) for began in unreviewed):
        return Stopped.REVIEW_OVERDUE
    if is_one_open:
        return Stopped.ONE_IS_OPEN
    if sum(now - at < timedelta(days=1) for at in tries) >= TRIES_A_DAY:
        return Stopped.NO_MORE_TRIES
    return None


def is_overdue(began: datetime, now: datetime) -> bool:
    """Whether the review of what began then should have been done."""
    return now - began > REVIEWED_WITHIN


def is_long_enough(justification: str) -> bool:
    """Whether a justification says something: blanks do not count twice."""
    return len(" ".join(justification.split())) >= SHORTEST_JUSTIFICATION
