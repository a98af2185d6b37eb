"""What is noted on the side, in short transactions of its own: last seen, failed sign-ins, used codes, use of an open file."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app.accounts import rules
from litigation_app.accounts.models import (
    NO_LINK,
    FailedSignIn,
    LimitUse,
    OpeningUse,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
    TotpFactor,
    User,
    WebSession,
)
from litigation_app.accounts.rules import HALF_DONE
from litigation_app.core import clock
from litigation_app.core.db import db, is_sqlite, side_transaction

ONCE_A = timedelta(minutes=1)

_USES = LimitUse.__table__.c
_RECENT = select(func.count()).where(
    _USES.user_id == bindparam("user"), _USES.what == bindparam("what"), _USES.at > bindparam("since")
)
_NEW = {"id": "new", "user_id": "user", "what": "what", "at": "now"}
_VALUES = select(*(bindparam(name, type_=_USES[column].type) for column, name in _NEW.items()))
# Written once: whoever opens anything asks it, and writing a statement costs more than running it.
_TAKE = (
    insert(cast(Table, LimitUse.__table__))
    .from_select(list(_NEW), _VALUES.where(_RECENT.scalar_subquery() < bindparam("most")), include_defaults=False)
    .returning(_USES.id)
)

_OPENINGS = OpeningUse.__table__.c
_LAST_USE = select(_OPENINGS.last_used_at).where(_OPENINGS.opening_id == bindparam("opening"))


def touch_session(session_id: UUID, last_seen_at: datetime) -> None:
    """Note that this sign-in is in use, at most once a minute."""
    now = clock.now()
    if now - last_seen_at < ONCE_A:
        return
    as_read = (WebSession.id == session_id, WebSession.last_seen_at == last_seen_at)  # it may have been locked since
    with side_transaction() as connection:
        connection.execute(update(WebSession).where(*as_read).values(last_seen_at=now))


def lock_session(session_id: UUID, last_seen_at: datetime) -> None:
    """Note that this sign-in was used last at that moment, long ago."""
    with side_transaction() as connection:
        connection.execute(update(WebSession).where(WebSession.id == session_id).values(last_seen_at=last_seen_at))


def touch_opening(opening_id: UUID, last: datetime | None) -> None:
    """Note that an open file is in use, at most once a minute; `last`: when it was before, as `last_use` has it."""
    now = clock.now()
    if last is not None and now - last < ONCE_A:
        return
    with side_transaction() as connection:
        put = _insert(connection)(OpeningUse).values(opening_id=opening_id, last_used_at=now)
        connection.execute(put.on_conflict_do_update(index_elements=["opening_id"], set_={"last_used_at": now}))


def last_use(opening_id: UUID) -> datetime | None:
    """When an open file was last used, to the minute; None: not since it was opened."""
    found: datetime | None = db.session.scalar(_LAST_USE, {"opening": opening_id})
    return found


def doors(email: str, network: str) -> tuple[str, str]:
    """The two things that a guesser wears out: the account's address and his network."""
    return _door("account", email.strip().casefold()), _door("network", network)


def door_of_browser(browser_id: UUID) -> str:
    """What a guesser wears out at a browser that its owner has used before; nobody elsewhere can shut it."""
    return _door("browser", str(browser_id))


def door_of_session(session_id: UUID) -> str:
    """What a guesser wears out at a browser that is signed in already; nobody elsewhere can shut it."""
    return _door("session", str(session_id))


def door_of_link(link_hash: str) -> str:
    """What whoever holds a one-time link wears out by guessing the words that belong to it."""
    return _door("link", link_hash)


def _door(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}\0{value}".encode()).hexdigest()


def wait_at(tried: Sequence[str]) -> timedelta:
    """How long these doors stay shut."""
    rows = db.session.execute(
        select(FailedSignIn.failures, FailedSignIn.last_at).where(FailedSignIn.door.in_(tried))
    ).all()
    now = clock.now()
    return max((rules.wait(failures, last_at, now) for failures, last_at in rows), default=timedelta(0))


def count_failure(tried: Sequence[str]) -> None:
    """Count one attempt in vain at each door."""
    now = clock.now()
    with side_transaction() as connection:
        connection.execute(delete(FailedSignIn).where(FailedSignIn.last_at < now - rules.FORGOTTEN_AFTER))
        for door in tried:
            put = _insert(connection)(FailedSignIn).values(door=door, failures=1, last_at=now)
            more = {"failures": FailedSignIn.failures + 1, "last_at": now}
            connection.execute(put.on_conflict_do_update(index_elements=["door"], set_=more))


def take_one(user_id: UUID, what: str, most: int, *, within: timedelta) -> bool:
    """Note one more use of what she may do `most` times within a while; False where she has done it so often.

    One statement counts and notes, and hers come one by one: on SQLite by the writer lock, on PostgreSQL by her row.
    """
    now = clock.now()
    use = {"new": uuid4(), "user": user_id, "what": what, "now": now, "since": now - within, "most": most}
    with side_transaction() as connection:
        if not is_sqlite(connection):
            connection.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))
        return connection.execute(_TAKE, use).scalar_one_or_none() is not None


def try_words(link_hash: str, *, most: int) -> int:
    """Count one more try of the words beside this link before it is looked at; which one it is.

    One beyond `most` finds the link dead: it is killed here. Counted on the link itself, which no day's pause forgives.
    """
    hers = User.enrolment_hash == link_hash
    more = update(User).where(hers).values(enrolment_tries=User.enrolment_tries + 1).returning(User.enrolment_tries)
    with side_transaction() as connection:
        tried = connection.execute(more).scalar_one_or_none()
        if tried is None or tried > most:
            connection.execute(update(User).where(hers).values(**NO_LINK, row_version=User.row_version + 1))
            return most + 1
        return tried


def forgive_words(link_hash: str) -> None:
    """The right words were said: what came before them counts no more."""
    with side_transaction() as connection:
        connection.execute(update(User).where(User.enrolment_hash == link_hash).values(enrolment_tries=0))


def forget_failures(account_door: str) -> None:
    """The right password opens the account's door again."""
    with side_transaction() as connection:
        connection.execute(delete(FailedSignIn).where(FailedSignIn.door == account_door))


def renew_sign_in(renewed: WebSession) -> None:
    """Keep a sign-in whose second factor was shown again, as it stands now; the cookie's old token is dead from now on."""
    names = ("token_hash", "stepped_up_at", "last_seen_at", "stamp")
    with side_transaction() as connection:
        now = {name: getattr(renewed, name) for name in names}
        connection.execute(update(WebSession).where(WebSession.id == renewed.id).values(**now))


def use_counter(user_id: UUID, counter: int) -> bool:
    """Use up the code of that half minute, and every older one; False where it was used before. Of two at once one wins."""
    unused = (TotpFactor.user_id == user_id, TotpFactor.last_counter < counter)
    with side_transaction() as connection:
        return connection.execute(update(TotpFactor).where(*unused).values(last_counter=counter)).rowcount == 1


def use_recovery_code(user_id: UUID, code_hash: str) -> bool:
    """Use up a recovery code; False where there is none or it was used before. Of two at once one wins."""
    unused = (RecoveryCode.user_id == user_id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None))
    with side_transaction() as connection:
        used = {"used_at": clock.now(), "stamp": None}
        return connection.execute(update(RecoveryCode).where(*unused).values(**used)).rowcount == 1


def take_challenge(challenge_hash: str, bound_to: str) -> bool:
    """Use up a question that was put to a passkey; False where it was never put so, was answered, or is too old."""
    open_one = (
        PasskeyChallenge.challenge_hash == challenge_hash,
        PasskeyChallenge.bound_to == bound_to,
        PasskeyChallenge.asked_at > clock.now() - HALF_DONE,
    )
    said = (PasskeyChallenge.challenge_hash, PasskeyChallenge.bound_to)
    with side_transaction() as connection:
        taken = connection.execute(delete(PasskeyChallenge).where(*open_one).returning(*said)).all()
    return [tuple(one) for one in taken] == [(challenge_hash, bound_to)]  # not only alike to the database


def count_use(passkey_id: UUID, before: int, now_at: int) -> bool:
    """Note that a passkey was used; False where another use has come between."""
    unchanged = (Passkey.id == passkey_id, Passkey.sign_count == before)
    with side_transaction() as connection:
        used = {"sign_count": now_at, "last_used_at": clock.now()}
        return connection.execute(update(Passkey).where(*unchanged).values(**used)).rowcount == 1


def _insert(connection: Connection):  # type: ignore[no-untyped-def]  # two dialects, one shape
    return sqlite.insert if is_sqlite(connection) else postgresql.insert
