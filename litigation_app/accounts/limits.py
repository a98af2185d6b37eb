"""How much may one person open, take out, or be refused within a while? Counted from the access log, which nobody undoes."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import TooManyRequests

from litigation_app import ledger
from litigation_app.core import clock
from litigation_app.core.access import Actor

REACHED = "limit_reached"


@dataclass(frozen=True)
class Limit:
    """What is counted, over how long; `name` is the code that the alert shows."""

    name: str
    acts: frozenset[str]
    within: timedelta


OPENINGS = Limit("openings", frozenset({"open_victim", "open_file"}), timedelta(hours=1))
PAPERS = Limit("openings", frozenset({"read_document"}), timedelta(hours=1))
EXPORTS = Limit("exports", frozenset({"export_ledger"}), timedelta(hours=1))
REFUSALS = Limit("refusals", frozenset({"denied"}), timedelta(minutes=10))


def spend(actor: Actor, limit: Limit, most: int) -> None:
    """One more of these; raises TooManyRequests where she had `most` within the time. The first time an alert says so.

    Comes before the entry of the act itself, and before the first write of the request.
    """
    if is_reached(actor, limit, most):
        raise TooManyRequests


def is_reached(actor: Actor, limit: Limit, most: int) -> bool:
    """Whether she had `most` of these within the time; tells those who answer for her, once in that time."""
    since = clock.now() - limit.within
    try:
        count = ledger.count_since(actor.id, since, limit.acts)
    except DBAPIError as error:
        raise ledger.LedgerUnwritable from error
    if count < most:
        return False
    if ledger.count_since(actor.id, since, frozenset({REACHED}), purpose=limit.name) == 0:
        ledger.append_alone(
            act=REACHED,
            by=actor.id,
            of=f"person:{actor.id}",
            session_id=actor.session_id,
            purpose=limit.name,
            outcome="denied",
        )
    return True
