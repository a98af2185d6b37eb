"""How much may one person open, take out, or be refused within a while? Counted one by one, so that two at once do not exceed it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import TooManyRequests

from litigation_app import ledger
from litigation_app.accounts import traces
from litigation_app.core.access import Actor

REACHED = "limit_reached"


@dataclass(frozen=True)
class Limit:
    """What is counted, over how long; `name` is the code that the alert shows."""

    counted: str
    name: str
    within: timedelta


OPENINGS = Limit("openings", "openings", timedelta(hours=1))
TASKS = Limit("tasks", "openings", timedelta(hours=1))  # what tasks say: openings of their own number
DOCUMENTS = Limit("papers", "openings", timedelta(hours=1))
PAGES = Limit("pages", "openings", timedelta(hours=1))
ADDED = Limit("added", "openings", timedelta(hours=1))
EXPORTS = Limit("exports", "exports", timedelta(hours=1))
RETRIES = Limit("retries", "retries", timedelta(days=1))
REFUSALS = Limit("refusals", "refusals", timedelta(minutes=10))


def spend(actor: Actor, limit: Limit, most: int) -> None:
    """One more of these; raises TooManyRequests where she had `most` within the time. The first time an alert says so.

    Comes before the entry of the act itself, and before the first write of the request.
    """
    if not take(actor, limit, most):
        raise TooManyRequests


def take(actor: Actor, limit: Limit, most: int) -> bool:
    """One more of these; False where she had `most` within the time, and those who answer for her are told, once in it."""
    try:
        if traces.take_one(actor.id, limit.counted, most, within=limit.within):
            return True
        is_first = traces.take_one(actor.id, f"{limit.counted}_told", 1, within=limit.within)
    except (DBAPIError, OSError) as error:
        raise ledger.LedgerUnwritable from error
    if is_first:
        ledger.append_alone(
            act=REACHED,
            by=actor.id,
            of=f"person:{actor.id}",
            session_id=actor.session_id,
            purpose=limit.name,
            outcome="denied",
        )
    return False
