"""Of what is somebody told?"""

from datetime import timedelta
from enum import StrEnum

SHOWN_FOR = timedelta(days=30)


class Kind(StrEnum):
    """What happened; the comment says what the number beside it is of."""

    CHECK_ANSWERED = "check_answered"  # a check for a conflict of interest
    ACCESS_ENDED = "access_ended"  # in an emergency
    CASE_HANDED = "case_handed"  # a case that she leads now
    CASES_HANDED = "cases_handed"  # the first of several
    STAND_IN = "stand_in"  # who stands in for whom
