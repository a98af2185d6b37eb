"""Whose key seals this, and may it still? Keys of persons and cases: made, found, counted against their caps."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.vault.ciphers import aead
from litigation_app.vault.keys import holder, lifecycle
from litigation_app.vault.models import KekUse, SubjectKey

DEK_BYTES = 32
_FIRST = 1
_TRIES = 4  # others may rotate meanwhile
_KEYS = cast(Table, SubjectKey.__table__)
_USES = cast(Table, KekUse.__table__)


class SubjectMissing(Exception):
    """Nobody has given this subject a key yet (`new_subject`), or it was erased."""


class SealsExhausted(Exception):
    """A key has reached its cap and must be rotated before it seals or wraps again. `subject`: whose, None of a KEK."""

    def __init__(self, words: str, subject: UUID | None = None) -> None:
        super().__init__(words)
        self.subject = subject


@dataclass(frozen=True)
class Dek:
    """A subject's key in the clear, for one act."""

    secret: bytes = field(repr=False)
    version: int


def new_subject(subject: UUID) -> None:
    """Give a person or a case its own random key, in this request's transaction; raises SealsExhausted."""
    new_subjects([subject])


def new_subjects(subjects: Iterable[UUID]) -> None:
    """The same for many at once."""
    wanted = list(subjects)
    if not wanted:
        return
    begin_write()
    version, vault = wrapping_version(len(wanted)), holder.current()
    db.session.execute(insert(_KEYS), [_fresh(vault, version, subject, _FIRST)[0] for subject in wanted])


def _fresh(vault: holder.Vault, kek_ver: int, subject: UUID, dek_ver: int) -> tuple[dict[str, Any], Dek]:
    dek, cipher = secrets.token_bytes(DEK_BYTES), vault.keyring.kek(kek_ver)
    wrapped = aead.wrap(cipher, dek, instance=vault.instance, subject=subject, kek_ver=kek_ver, dek_ver=dek_ver)
    row = {"subject": subject, "kek_ver": kek_ver, "dek_ver": dek_ver, "wrapped": wrapped, "seals": 0}
    return row, Dek(dek, dek_ver)


def wrapping_version(count: int) -> int:
    """The KEK version that is to wrap so many keys in this transaction, counted for them.

    One that is closed gives way to the version that another process has made; at its cap the next version is made.
    Raises SealsExhausted, VaultLocked.
    """
    held = holder.holder()
    for _ in range(_TRIES):
        version = held.vault().keyring.kek_ver
        if _count_wraps(version, count):
            return version
        if not _is_closed(version):
            lifecycle.advance(held.config, holder.root(), beyond=version)
        held.reload()
    raise SealsExhausted("the key that wraps the others must be rotated")


def _count_wraps(kek_ver: int, count: int) -> bool:
    """Whether this version may wrap so many more; they are counted then."""
    new = (sqlite if is_sqlite(db.session.connection()) else postgresql).insert(_USES)
    db.session.execute(new.values(kek_ver=kek_ver, wraps=0, is_closed=False).on_conflict_do_nothing())
    counted = (
        update(_USES)
        .where(_USES.c.kek_ver == kek_ver, _USES.c.wraps <= aead.MOST_WRAPS - count, _USES.c.is_closed.is_(False))
        .values(wraps=_USES.c.wraps + count)
        .returning(_USES.c.wraps)
    )
    return db.session.execute(counted).one_or_none() is not None


def _is_closed(kek_ver: int) -> bool:
    return bool(db.session.execute(select(_USES.c.is_closed).where(_USES.c.kek_ver == kek_ver)).scalar_one())


class UnderOldKek(NamedTuple):
    """A subject's key that an older main key wraps. `is_over`: that one was retired, so nothing should be left under it."""

    subject: UUID
    kek_ver: int
    is_over: bool


def under_old_keks() -> list[UnderOldKek]:
    """The keys that are not wrapped by the present main key; while a rotation is under way there are some."""
    ring = holder.reloaded().keyring
    wanted = select(_KEYS.c.subject, _KEYS.c.kek_ver).where(_KEYS.c.kek_ver != ring.kek_ver).order_by(_KEYS.c.subject)
    return [UnderOldKek(subject, version, not ring.is_left(version)) for subject, version in db.session.execute(wanted)]


def current_key(subject: UUID) -> Dek:
    """The subject's key as it is, for no seal; nobody else changes it in this transaction. Raises SubjectMissing, SealBroken."""
    row = db.session.execute(select(_KEYS).where(_KEYS.c.subject == subject).with_for_update()).one_or_none()
    if row is None:
        raise SubjectMissing
    return Dek(unwrapped(holder.current(), subject, row.kek_ver, row.dek_ver, row.wrapped), row.dek_ver)


def replace_key(subject: UUID, dek_ver: int, seals: int) -> Dek:
    """A fresh key of this version for a subject, counted for so many seals; what the old one sealed opens no more."""
    version = wrapping_version(1)
    row, dek = _fresh(holder.current(), version, subject, dek_ver)
    db.session.execute(update(_KEYS).where(_KEYS.c.subject == subject).values(row | {"seals": seals}))
    return dek


def key_for_sealing(subject: UUID) -> Dek:
    """The subject's key, one more use counted; raises SubjectMissing, SealsExhausted, SealBroken."""
    counted = (
        update(_KEYS)
        .where(_KEYS.c.subject == subject, _KEYS.c.seals < aead.MOST_SEALS)
        .values(seals=_KEYS.c.seals + 1)
        .returning(_KEYS.c.kek_ver, _KEYS.c.dek_ver, _KEYS.c.wrapped)
    )
    row = db.session.execute(counted).one_or_none()
    if row is not None:
        return Dek(unwrapped(holder.current(), subject, row.kek_ver, row.dek_ver, row.wrapped), row.dek_ver)
    if db.session.execute(select(_KEYS.c.seals).where(_KEYS.c.subject == subject)).one_or_none() is None:
        raise SubjectMissing
    raise SealsExhausted("this record's key must be rotated", subject)


def keys_for_sealing(uses: Sequence[tuple[UUID, int]]) -> dict[UUID, Dek]:
    """The keys of many subjects, each counted for its number of uses; raises as `key_for_sealing` does."""
    vault = holder.current()
    rows = db.session.execute(select(_KEYS).where(_KEYS.c.subject.in_([subject for subject, _ in uses]))).all()
    found = {row.subject: row for row in rows}
    for subject, count in uses:
        if subject not in found:
            raise SubjectMissing
        if found[subject].seals + count > aead.MOST_SEALS:
            raise SealsExhausted("a record's key must be rotated", subject)
    counted = update(_KEYS).where(_KEYS.c.subject == bindparam("s")).values(seals=_KEYS.c.seals + bindparam("n"))
    db.session.connection().execute(counted, [{"s": subject, "n": count} for subject, count in sorted(uses)])
    return {s: Dek(unwrapped(vault, s, k.kek_ver, k.dek_ver, k.wrapped), k.dek_ver) for s, k in found.items()}


def unwrapped(vault: holder.Vault, subject: UUID, kek_ver: int, dek_ver: int, wrapped: bytes) -> bytes:
    """A subject's key from its row; raises SealBroken (also for a KEK version that the keyring no longer has)."""
    bound = {"instance": vault.instance, "subject": subject}
    try:
        return aead.unwrap(kek(vault, kek_ver), wrapped, **bound, kek_ver=kek_ver, dek_ver=dek_ver)
    except aead.SealBroken:
        raise aead.SealBroken(f"subject:{subject}") from None


def kek(vault: holder.Vault, kek_ver: int) -> AESGCM:
    """The cipher of a KEK version, also of one made since this process read the keyring; raises SealBroken, VaultLocked."""
    try:
        return vault.keyring.kek(kek_ver)
    except KeyError:
        pass
    try:
        return holder.reloaded().keyring.kek(kek_ver)
    except KeyError:
        raise aead.SealBroken from None
