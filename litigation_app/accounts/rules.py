"""When is a sign-in over, how long must a guesser wait, which roles exclude each other? Pure decisions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from litigation_app.core.roles import Role

FREE_FAILURES = 5
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)
SHORTEST_PASSWORD = 15  # letters, as where no second factor stands behind a password (NIST SP 800-63B-4, 3.1.1.2)
PASSWORD_ALONE, BOTH_FACTORS = 1, 2  # levels of a sign-in; only the second one lets anybody in
MOST_SIGN_INS = 5  # of one person at a time
MOST_FAILURES_SHOWN = 1000
REFUSED_SIGN_IN = "sign_in_refused"  # the act: of whoever has this address, and done by anybody

HALF_DONE = timedelta(minutes=5)  # for which a half-done sign-in and a question to a passkey live


def wait(failures: int, last_at: datetime, now: datetime) -> timedelta:
    """How long a door stays shut after `failures` in vain: 1, 2, 4 ... seconds from the fifth on, at most a quarter of an hour.

    Throttling, not lock-out: nobody can keep a lawyer out before a hearing by guessing.
    """
    if failures < FREE_FAILURES or now - last_at > FORGOTTEN_AFTER:
        return timedelta(0)
    closed = min(timedelta(seconds=2 ** min(failures - FREE_FAILURES, 20)), LONGEST_WAIT)
    return max(timedelta(0), last_at + closed - now)


def is_over(
    created_at: datetime, last_seen_at: datetime, now: datetime, *, idle: timedelta, absolute: timedelta
) -> bool:
    """Whether a sign-in has ended by disuse or by age."""
    return now - last_seen_at > idle or now - created_at > absolute


def conflicts(roles: Iterable[Role]) -> list[str]:
    """Why these roles may not meet in one person, as codes (design decision 12)."""
    held = set(roles)
    found = []
    if Role.ADMINISTRATOR in held and held & {Role.LAWYER, Role.COORDINATOR}:
        found.append("administrator_with_casework")
    if Role.AUDITOR in held and len(held) > 1:
        found.append("auditor_with_any")
    return found
