"""Whose key seals this, and may it still? Keys of persons and cases: made, found, counted against their caps."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, insert, select, update

from litigation_app.core.db import begin_write, db
from litigation_app.vault import sealing, settings
from litigation_app.vault.models import KekUse, SubjectKey

DEK_BYTES = 32
_FIRST = 1
_KEYS = cast(Table, SubjectKey.__table__)
_USES = cast(Table, KekUse.__table__)


class SubjectMissing(Exception):
    """Nobody has given this subject a key yet (`new_subject`), or it was erased."""


class SealsExhausted(Exception):
    """A key has reached its cap and must be rotated before it seals or wraps again."""


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
    vault = settings.current()
    version = vault.keyring.kek_ver
    _count_wraps(version, len(wanted))
    db.session.execute(insert(_KEYS), [_fresh(vault, version, subject) for subject in wanted])


def _fresh(vault: settings.Vault, kek_ver: int, subject: UUID) -> dict[str, Any]:
    dek, kek = secrets.token_bytes(DEK_BYTES), vault.keyring.kek(kek_ver)
    wrapped = sealing.wrap(kek, dek, instance=vault.instance, subject=subject, kek_ver=kek_ver, dek_ver=_FIRST)
    return {"subject": subject, "kek_ver": kek_ver, "dek_ver": _FIRST, "wrapped": wrapped, "seals": 0}


def _count_wraps(kek_ver: int, count: int) -> None:
    counted = (
        update(_USES)
        .where(_USES.c.kek_ver == kek_ver, _USES.c.wraps <= sealing.MOST_WRAPS - count)
        .values(wraps=_USES.c.wraps + count)
        .returning(_USES.c.wraps)
    )
    if db.session.execute(counted).one_or_none() is not None:
        return
    if db.session.execute(select(_USES.c.wraps).where(_USES.c.kek_ver == kek_ver)).one_or_none() is not None:
        raise SealsExhausted("the key that wraps the others must be rotated")
    db.session.execute(insert(_USES), {"kek_ver": kek_ver, "wraps": count})


def key_for_sealing(subject: UUID) -> Dek:
    """The subject's key, one more use counted; raises SubjectMissing, SealsExhausted, SealBroken."""
    counted = (
        update(_KEYS)
        .where(_KEYS.c.subject == subject, _KEYS.c.seals < sealing.MOST_SEALS)
        .values(seals=_KEYS.c.seals + 1)
        .returning(_KEYS.c.kek_ver, _KEYS.c.dek_ver, _KEYS.c.wrapped)
    )
    row = db.session.execute(counted).one_or_none()
    if row is not None:
        return Dek(unwrapped(settings.current(), subject, row.kek_ver, row.dek_ver, row.wrapped), row.dek_ver)
    if db.session.execute(select(_KEYS.c.seals).where(_KEYS.c.subject == subject)).one_or_none() is None:
        raise SubjectMissing
    raise SealsExhausted("this record's key must be rotated")


def keys_for_sealing(uses: Sequence[tuple[UUID, int]]) -> dict[UUID, Dek]:
    """The keys of many subjects, each counted for its number of uses; raises as `key_for_sealing` does."""
    vault = settings.current()
    rows = db.session.execute(select(_KEYS).where(_KEYS.c.subject.in_([subject for subject, _ in uses]))).all()
    found = {row.subject: row for row in rows}
    for subject, count in uses:
        if subject not in found:
            raise SubjectMissing
        if found[subject].seals + count > sealing.MOST_SEALS:
            raise SealsExhausted("a record's key must be rotated")
    counted = update(_KEYS).where(_KEYS.c.subject == bindparam("s")).values(seals=_KEYS.c.seals + bindparam("n"))
    db.session.connection().execute(counted, [{"s": subject, "n": count} for subject, count in uses])
    return {s: Dek(unwrapped(vault, s, k.kek_ver, k.dek_ver, k.wrapped), k.dek_ver) for s, k in found.items()}


def unwrapped(vault: settings.Vault, subject: UUID, kek_ver: int, dek_ver: int, wrapped: bytes) -> bytes:
    """A subject's key from its row; raises SealBroken (also for a KEK version that the keyring no longer has)."""
    ring = vault.keyring
    try:
        kek = ring.kek(kek_ver)
    except KeyError:
        raise sealing.SealBroken from None
    return sealing.unwrap(kek, wrapped, instance=ring.instance, subject=subject, kek_ver=kek_ver, dek_ver=dek_ver)
