"""What is noted on the side, in short transactions of its own: last seen, failed sign-ins, use of an open file."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app.accounts import rules
from litigation_app.accounts.models import FailedSignIn, OpeningUse, WebSession
from litigation_app.core import clock
from litigation_app.core.db import db, is_sqlite, side_transaction

ONCE_A = timedelta(minutes=1)


def touch_session(session_id: UUID, last_seen_at: datetime) -> None:
    """Note that this sign-in is in use, at most once a minute."""
    now = clock.now()
    if now - last_seen_at < ONCE_A:
        return
    with side_transaction() as connection:
        connection.execute(update(WebSession).where(WebSession.id == session_id).values(last_seen_at=now))


def touch_opening(opening_id: UUID) -> None:
    """Note that an open file is in use, at most once a minute."""
    now = clock.now()
    last = last_use(opening_id)
    if last is not None and now - last < ONCE_A:
        return
    with side_transaction() as connection:
        put = _insert(connection)(OpeningUse).values(opening_id=opening_id, last_used_at=now)
        connection.execute(put.on_conflict_do_update(index_elements=["opening_id"], set_={"last_used_at": now}))


def last_use(opening_id: UUID) -> datetime | None:
    """When an open file was last used, to the minute; None: not since it was opened."""
    return db.session.scalar(select(OpeningUse.last_used_at).where(OpeningUse.opening_id == opening_id))


def doors(email: str, network: str) -> tuple[str, str]:
    """The two things that a guesser wears out: the account's address and his network."""
    return _door("account", email.casefold()), _door("network", network)


def _door(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}\0{value}".encode()).hexdigest()


def wait_at(tried: tuple[str, str]) -> timedelta:
    """How long these doors stay shut."""
    rows = db.session.execute(
        select(FailedSignIn.failures, FailedSignIn.last_at).where(FailedSignIn.door.in_(tried))
    ).all()
    now = clock.now()
    return max((rules.wait(failures, last_at, now) for failures, last_at in rows), default=timedelta(0))


def count_failure(tried: tuple[str, str]) -> None:
    """Count one attempt in vain at each door."""
    now = clock.now()
    with side_transaction() as connection:
        connection.execute(delete(FailedSignIn).where(FailedSignIn.last_at < now - rules.FORGOTTEN_AFTER))
        for door in tried:
            put = _insert(connection)(FailedSignIn).values(door=door, failures=1, last_at=now)
            more = {"failures": FailedSignIn.failures + 1, "last_at": now}
            connection.execute(put.on_conflict_do_update(index_elements=["door"], set_=more))


def forget_failures(account_door: str) -> None:
    """The right password opens the account's door again."""
    with side_transaction() as connection:
        connection.execute(delete(FailedSignIn).where(FailedSignIn.door == account_door))


def _insert(connection: Connection):  # type: ignore[no-untyped-def]  # two dialects, one shape
    return sqlite.insert if is_sqlite(connection) else postgresql.insert
