"""What was found lately that is not as the desk wrote it?"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from litigation_app import ledger
from litigation_app.accounts.models import User
from litigation_app.core import clock
from litigation_app.core.db import db

FAILED = ledger.NOT_AS_WRITTEN
NOTED_FOR = timedelta(hours=1)
SHOWN_FOR = timedelta(days=30)
MOST = 100
_SHOWN_OF_NUMBER = 8


class Failure(NamedTuple):
    """One finding. `user`: who met it ("": nobody who was signed in); `kind`, `number`: what it was about."""

    at: datetime
    user: str
    kind: str
    number: str


def is_noted(of: str) -> bool:
    """Whether that was written down within the hour."""
    now = clock.now()
    for said in ledger.genuine(ledger.entries(act=FAILED, of=of, limit=MOST)):
        at = datetime.fromisoformat(said["at"])
        if (said["act"], said["object"]) == (FAILED, of) and now - NOTED_FOR < at <= now:
            return True
    return False


def failures() -> list[Failure]:
    """Those of the last weeks, the newest first."""
    entries = ledger.entries(act=FAILED, since=clock.today() - SHOWN_FOR, limit=MOST).subquery()
    wanted = select(entries.c.at, User.name, entries.c.object).outerjoin(User, User.id == entries.c.actor)
    rows = db.session.execute(wanted.order_by(entries.c.seq.desc()))
    return [_failure(row.at, row.name or "", row.object) for row in rows]


def _failure(at: datetime, user: str, thing: str) -> Failure:
    kind, _, number = thing.partition(":")
    return Failure(at, user, kind, number[-_SHOWN_OF_NUMBER:])
