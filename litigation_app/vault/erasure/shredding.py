"""How is everything of one person destroyed, and is anything of it left? Her capsules, her key, her marks, her name.

Deleted rows live on in backups and journals. What makes them unreadable is that the KEK which wrapped her key is
destroyed afterwards, and with it the only way to any copy of her key (`rotation.rotate(destroy_old=True)`).
"""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import NullPool, Table, create_engine, delete, func, select

from litigation_app import ledger
from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.core.rls import rowguard
from litigation_app.vault.capsules import capsules, subject_keys
from litigation_app.vault.ciphers import aead
from litigation_app.vault.keys import holder, keyfile, lifecycle
from litigation_app.vault.keys.keyring import DESTROYED, KEK
from litigation_app.vault.models import Capsule, IdentifierToken, SketchChange, SubjectKey
from litigation_app.vault.name_search import blind_index as tokens
from litigation_app.vault.name_search import index
from litigation_app.vault.rotation import rotation

SMALL = 20_000  # keys that are wrapped anew at once, while somebody waits for less than a second
PATIENCE_SECONDS = 20  # for readers who hold the journal
_PAUSE_SECONDS = 0.1
_FACTS = "facts"
_CAPSULES, _KEYS = cast(Table, Capsule.__table__), cast(Table, SubjectKey.__table__)
_TOKENS, _CHANGES = cast(Table, IdentifierToken.__table__), cast(Table, SketchChange.__table__)


@dataclass(frozen=True)
class Shredded:
    """What was destroyed of a person. `kek_ver`: what had wrapped her key; 0: there was no key any more."""

    capsules: int
    keys: int
    tokens: int
    kek_ver: int


@dataclass(frozen=True)
class Emptied:
    """How many texts were emptied; `unreadable`: how many of them opened no more, and were overwritten unread."""

    capsules: int
    unreadable: int


def shred(subject: UUID) -> Shredded:
    """Destroy everything of a person, in this request's transaction; the next `ledger.write` says that it is gone."""
    begin_write()
    rows = db.session.execute(select(_CAPSULES.c.table, _CAPSULES.c.row).where(_CAPSULES.c.subject == subject)).all()
    marks = _count(_TOKENS, subject)
    for table, row in {tuple(found) for found in rows}:
        capsules.remove(table=table, row=row)
    gone = delete(_KEYS).where(_KEYS.c.subject == subject).returning(_KEYS.c.kek_ver)
    kek_ver = db.session.execute(gone).scalar_one_or_none()
    tokens.forget(subject)
    index.forget(subject)
    return Shredded(len(rows), int(kek_ver is not None), marks, kek_ver or 0)


def is_left(subject: UUID) -> bool:
    """Whether anything of a person is still there."""
    is_named = select(func.count()).where(_CHANGES.c.subject == subject, _CHANGES.c.is_gone.is_(False))
    counts = [_count(table, subject) for table in (_CAPSULES, _KEYS, _TOKENS)]
    return any(counts) or bool(db.session.scalar(is_named))


def _count(table: Table, subject: UUID) -> int:
    found = db.session.scalar(select(func.count()).select_from(table).where(table.c.subject == subject))
    return int(found or 0)


def opens(subject: UUID) -> bool:
    """Whether this keyring still opens a case's key: with a database older than its keyring it may not, and nothing does."""
    try:
        subject_keys.current_key(subject)
    except (aead.SealBroken, subject_keys.SubjectMissing):
        return False
    return True


def empty(subject: UUID, *, but_not: Collection[str], blank: Mapping[str, Any]) -> Emptied:
    """Empty every text sealed under a case's key, except of the tables `but_not`. Raises SealBroken for the key alone.

    The codes and days in them go as well. What opens no more is replaced by `blank`, since it was to be destroyed.
    The old bytes open until `capsules.renew_key` follows.
    """
    begin_write()
    dek = subject_keys.current_key(subject)
    wanted = select(_CAPSULES).where(_CAPSULES.c.subject == subject, _CAPSULES.c.table.not_in(but_not))
    rows = db.session.execute(wanted).all()
    return Emptied(len(rows), sum(not _is_emptied(found, dek, blank) for found in rows))


def _is_emptied(found: Any, dek: subject_keys.Dek, blank: Mapping[str, Any]) -> bool:
    """Empty one text; whether it opened."""
    place = aead.Place(holder.current().instance, found.table, found.row, found.capsule, found.row_ver)
    try:
        content = aead.open_sealed(found.sealed, dek.secret, dek.version, place)
    except aead.SealBroken:
        content = None
    at = {"table": found.table, "row": found.row, "capsule": found.capsule, "row_ver": found.row_ver}
    capsules.seal(subject=found.subject, content=blank if content is None else _emptied(content), **at)
    return content is not None


def _emptied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _emptied(one) for name, one in value.items()}
    return "" if isinstance(value, str) else [] if isinstance(value, list) else None


def close_the_past(*, by: UUID | None) -> list[int]:
    """Renew the key of the facts, put a new KEK in place and destroy all older ones; which. Outside a transaction.

    What was deleted before opens from then on with no copy of the database. Raises VaultLocked, KeyringRefused.
    """
    held = holder.holder()
    ledger.append_alone(act="key_renew", by=by, of=f"key:{_FACTS}", session_id=None)
    lifecycle.renew(held.config, holder.root(), _FACTS)
    held.config.facts_columns.unlink(missing_ok=True)
    held.reload()
    with rowguard.system("rotation"):
        is_small = (db.session.scalar(select(func.count()).select_from(_KEYS)) or 0) <= SMALL
    db.session.rollback()
    rotated = rotation.rotate(by=by, batch=rotation.FAST if is_small else rotation.GENTLE, destroy_old=True)
    return rotated.destroyed


def is_destroyed(kek_ver: int) -> bool:
    """Whether this KEK and all before it are gone from the keyring."""
    rows = keyfile.read(holder.holder().config).of(KEK)
    return all(row.state == DESTROYED for row in rows if row.version <= kek_ver)


def cut_journal() -> bool:
    """SQLite: write the journal into the file, where deleted bytes are overwritten, and cut it; whether that was possible."""
    if not is_sqlite(db.engine):
        return True
    alone = create_engine(db.engine.url, poolclass=NullPool)  # SQLite refuses where an answer is not read to its end
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        with alone.connect() as connection:
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        if not busy or time.monotonic() > until:
            return not busy
        time.sleep(_PAUSE_SECONDS)
