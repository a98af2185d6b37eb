"""Did the desk itself write the row that lets somebody in, or says who she is? It carries a MAC over what it says and whose it is.

The keys stand in the keyring, outside the database: a row that is typed there, moved to another person or changed lets nobody
in and gives no role, and an alert says so. An older row that is put back whole is not known by it. Secrets of authenticator
apps need no stamp: each opens for its owner alone.
"""

import hmac
import struct
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, select

from litigation_app.accounts.integrity import actions as integrity
from litigation_app.accounts.models import (
    APP,
    CalendarFeed,
    Passkey,
    RecoveryCode,
    RoleHeld,
    TotpFactor,
    User,
    WebSession,
)
from litigation_app.core.db import Base, db
from litigation_app.core.not_as_written import NotAsWritten
from litigation_app.ledger.chain import stamp as moment

KEYS = "stamp_keys"  # the extension of the app that gives a key by its purpose
SEALS = "small_seals"  # the one that says whether a small secret was sealed for this purpose and owner
SIGN_INS, STAFF = "sign-in", "staff"
_LABEL = b"lit1 stamp"
_LENGTH = struct.Struct(">I")
_NOTHING = b"\xff\xff\xff\xff"  # longer than any value
Row = TypeVar("Row")
_IS_AT_WORK = User.disabled_at.is_(None)  # whoever is not comes in by nothing, and enrols anew when she is let in again
AT_WORK = select(User.id).where(_IS_AT_WORK)


class Kind(NamedTuple):
    """Which columns of a row are under its stamp, where the stamp stands, and whose the row is, as the ledger names it. `key`: the
    purpose of the key under which it is made. `found_by`: the column with the hash of the secret by which such a row is found.
    `counts`: while this is so of a row, it lets somebody in or says who she is."""

    model: type[Base]
    columns: tuple[str, ...]
    whose: str = "user_id"
    of: str = "person"
    stamp: str = "stamp"
    key: str = SIGN_INS
    found_by: str = ""
    counts: tuple[ColumnElement[bool], ...] = ()


class Untrue(NamedTuple):
    """A row that the desk did not write so. `of`: whose it is, as the ledger names it ("": nobody can say)."""

    table: str
    of: str
    stamp: str


SIGN_IN = Kind(
    WebSession,
    ("id", "token_hash", "user_id", "auth_level", "created_at", "stepped_up_at"),
    found_by="token_hash",
    counts=(WebSession.revoked_at.is_(None), WebSession.user_id.in_(AT_WORK)),
)
PASSWORD = Kind(
    User,
    ("id", "password_hash"),
    "id",
    stamp="password_stamp",
    counts=(User.password_hash.is_not(None), _IS_AT_WORK),
)
LINK = Kind(
    User,
    ("id", "enrolment_hash", "enrolment_until", "enrolment_word_hash"),
    "id",
    stamp="enrolment_stamp",
    found_by="enrolment_hash",
    counts=(User.enrolment_hash.is_not(None), _IS_AT_WORK),
)
PASSKEY = Kind(Passkey, ("id", "user_id", "credential_id", "public_key"), counts=(Passkey.user_id.in_(AT_WORK),))
RECOVERY_CODE = Kind(
    RecoveryCode,
    ("code_hash", "user_id"),
    found_by="code_hash",
    counts=(RecoveryCode.used_at.is_(None), RecoveryCode.user_id.in_(AT_WORK)),
)
FEED = Kind(
    CalendarFeed,
    ("user_id", "token_hash", "says", "language", "made_at"),
    found_by="token_hash",
    counts=(CalendarFeed.user_id.in_(AT_WORK),),
)
IDENTITY = Kind(User, ("id", "email", "name"), "id", stamp="identity_stamp", key=STAFF)
ROLE = Kind(RoleHeld, ("id", "user_id", "office_id", "role"), key=STAFF)
KINDS = [SIGN_IN, PASSWORD, LINK, PASSKEY, RECOVERY_CODE, FEED, IDENTITY, ROLE]  # and what `declare` adds
_SEALED = Kind(TotpFactor, ("user_id",), stamp="sealed", counts=(TotpFactor.user_id.in_(AT_WORK),))  # it needs no stamp


def declare(kind: Kind) -> Kind:
    """One more kind of row under a stamp: said by whose rows they are."""
    KINDS.append(kind)
    return kind


def of(kind: Kind, row: Any) -> bytes:
    """The stamp of a row that the desk has just made or changed, with all of its columns filled; raises VaultLocked."""
    return _mac(_key(kind.key), kind.model.__tablename__, kind.stamp, *(getattr(row, name) for name in kind.columns))


def holds(kind: Kind, row: Any, asked: str = "") -> bool:
    """Whether the desk wrote this row so; where it did not, that is noted. Raises VaultLocked.

    `asked`: the hash of the secret by which it was found. A database may be told that another one is alike (a collation, a view),
    so it is compared here as well.
    """
    is_found = not asked or hmac.compare_digest(getattr(row, kind.found_by), asked)
    if is_found and is_ours(kind, row):
        return True
    integrity.note(f"{kind.of}:{getattr(row, kind.whose)}", table=kind.model.__tablename__)
    return False


def is_ours(kind: Kind, row: Any) -> bool:
    """The same of a row that was found without a secret, and nothing is noted. Raises VaultLocked."""
    kept = getattr(row, kind.stamp)
    return kept is not None and hmac.compare_digest(of(kind, row), kept)


def untrue() -> list[Untrue]:
    """All rows that count and that the desk did not write so, apps that do not open among them; nothing is noted. Raises VaultLocked."""
    return [one for kind in KINDS for one in _untrue(kind, is_ours)] + _untrue(_SEALED, _opens)


def _opens(_kind: Kind, row: Any) -> bool:
    is_sealed_for: Callable[[str, UUID, bytes], bool] = current_app.extensions[SEALS]
    return is_sealed_for(APP, row.user_id, row.sealed)


def _untrue(kind: Kind, is_true: Callable[[Kind, Any], bool]) -> list[Untrue]:
    table = kind.model.__tablename__
    try:
        rows = db.session.execute(select(kind.model.__table__).where(*kind.counts)).all()
    except NotAsWritten:  # one of them is of another kind than its column: of none can be said whose it is
        return [Untrue(table, "", kind.stamp)]
    return [
        Untrue(table, f"{kind.of}:{getattr(row, kind.whose)}", kind.stamp) for row in rows if not is_true(kind, row)
    ]


def ours(kind: Kind, row: Row | None, asked: str = "") -> Row | None:
    """The row, if there is one and the desk wrote it so; raises VaultLocked."""
    return row if row is not None and holds(kind, row, asked) else None


def password_of(user: User | None) -> str | None:
    """The hash of her password; None: she has none, or somebody else wrote it. Raises VaultLocked."""
    if user is None or user.password_hash is None:
        return None
    return user.password_hash if holds(PASSWORD, user) else None


def set_password(user: User, kept: str) -> None:
    """Her password from now on, by its hash, in this request's transaction; raises VaultLocked."""
    user.password_hash = kept
    user.password_stamp = of(PASSWORD, user)


def mark(*said: Any) -> bytes:
    """The same MAC over what is no row; raises VaultLocked."""
    return _mac(_key(SIGN_INS), *said)


def _key(purpose: str) -> bytes:
    """Given by the application, since what knows only who signs in never sees the vault; raises VaultLocked."""
    key: Callable[[str], bytes] = current_app.extensions[KEYS]
    return key(purpose)


def _mac(key: bytes, *said: Any) -> bytes:
    return hmac.digest(key, _LABEL + b"".join(map(_written, said)), "sha256")


def _written(value: Any) -> bytes:
    """With its length, so that no two rows are written alike."""
    if value is None:
        return _NOTHING
    plain = _bytes(value)
    return _LENGTH.pack(len(plain)) + plain


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, UUID):
        return value.bytes
    return (moment(value) if isinstance(value, datetime) else str(value)).encode()
