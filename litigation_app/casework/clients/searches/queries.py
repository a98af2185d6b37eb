"""When did she search, and of what may she see the hits?"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible
from litigation_app.casework.clients.searches.rules import HOUR
from litigation_app.core import clock
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db

ACT = "search"
Condition = Callable[[ColumnElement[UUID]], ColumnElement[bool]]
FOR = May.OPEN_VICTIM  # whom she may not open, she does not find


def is_hers(actor: Actor, to: May = FOR) -> Condition:
    """From a column of ids to the condition that she may do this with the case: asked of the few found, not listed for all."""
    return lambda case_id: exists().where(Case.id == case_id, is_visible(actor, to))


def searched(actor: Actor, most: int) -> list[datetime]:
    """When she searched within the last hour, at most so often."""
    wanted = ledger.entries(by=actor.id, act=ACT, outcome="done", limit=most)
    recent = wanted.where(ledger.LedgerEntry.at > clock.now() - HOUR).with_only_columns(ledger.LedgerEntry.at)
    return list(db.session.scalars(recent))
