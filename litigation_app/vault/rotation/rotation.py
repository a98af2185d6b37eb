"""How do all keys of persons and cases come under a new key, while everybody goes on working? In small steps, each its own commit.

1 a new KEK, pending · 2 primary · 3 the old one closed in the database · 4 every key wrapped anew, batch by batch ·
5 the old one retired · 6 destroyed, if it is to be. After a crash at any point `resume` goes on from there.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import Table, func, insert, select, update

from litigation_app import ledger
from litigation_app.core.db import begin_write, committing, db
from litigation_app.core.rls import rowguard
from litigation_app.vault.keys import holder, keyfile, lifecycle
from litigation_app.vault.keys.keyring import DECRYPT_ONLY, KEK, PENDING, RETIRED
from litigation_app.vault.models import KekUse, SubjectKey
from litigation_app.vault.rotation import rewrapping

GENTLE = 250  # keys in one transaction while people work: others wait a few milliseconds for their turn to write
FAST = 5_000
REST = 2  # of three moments, two belong to the others
PATIENCE = 20  # passes in vain over keys that others hold, before the rest is left to the next `resume`
_PAUSE_SECONDS = 0.25
_OF = "key:kek"
_KEYS = cast(Table, SubjectKey.__table__)
_USES = cast(Table, KekUse.__table__)


@dataclass(frozen=True)
class Rotated:
    """What a rotation came to. `broken`: keys that did not open; `left`: keys that are still under older versions."""

    version: int
    rewrapped: int
    broken: int
    left: int
    retired: list[int]
    destroyed: list[int]


def rotate(*, by: UUID | None, batch: int = GENTLE, destroy_old: bool = False) -> Rotated:
    """A new KEK, every key under it, the older ones retired, or destroyed at once. Raises VaultLocked, KeyringRefused.

    Call it outside a transaction. `destroy_old`: no backup of the database that is older opens with this keyring.
    """
    held = holder.holder()
    with keyfile.turn(held.config, "rotation"):
        version = lifecycle.begin(held.config, holder.root())
        ledger.append_alone(act="key_rotate", by=by, of=_OF, session_id=None, facts={"version": version})
        return _finish(held, by=by, batch=batch, destroy_old=destroy_old)


def resume(*, by: UUID | None, batch: int = GENTLE, destroy_old: bool = False) -> Rotated:
    """Finish what a rotation began; changes nothing where nothing is left to do. Raises VaultLocked, KeyringRefused."""
    held = holder.holder()
    with keyfile.turn(held.config, "rotation"):
        return _finish(held, by=by, batch=batch, destroy_old=destroy_old)


def destroy(version: int, *, by: UUID | None) -> None:
    """Throw a retired KEK away for good; raises KeyKept for one that is in use, VaultLocked."""
    held = holder.holder()
    with keyfile.turn(held.config, "rotation"):
        if _count([version]):
            raise lifecycle.KeyKept(f"Key {version} still wraps keys: rotate first.")
        lifecycle.destroy(held.config, holder.root(), version)
    held.reload()
    ledger.append_alone(act="key_destroy", by=by, of=_OF, session_id=None, facts={"version": version})


def _finish(held: holder.Holder, *, by: UUID | None, batch: int, destroy_old: bool) -> Rotated:
    _promote(held)
    old = _versions(held, DECRYPT_ONLY)
    for version in old:
        _close(version)
    moved: Counter[str] = _rewrap_all(old, batch) if old else Counter()
    retired = [version for version in old if not _count([version])]
    for version in retired:
        lifecycle.retire(held.config, holder.root(), version)
    destroyed = _versions(held, RETIRED) if destroy_old else []
    for version in destroyed:
        lifecycle.destroy(held.config, holder.root(), version)
    held.reload()
    kek_ver = held.vault().keyring.kek_ver
    left = [version for version in old if version not in retired]
    done = Rotated(kek_ver, moved["done"], moved["broken"], _count(left), retired, destroyed)
    if retired or destroyed:
        _record(done, by)
    return done


def _record(done: Rotated, by: UUID | None) -> None:
    for act, versions in (("key_retire", done.retired), ("key_destroy", done.destroyed)):
        for version in versions:
            facts = {"version": version, "keys": done.rewrapped}
            ledger.append_alone(act=act, by=by, of=_OF, session_id=None, facts=facts)


def _promote(held: holder.Holder) -> None:
    for version in _versions(held, PENDING):
        lifecycle.promote(held.config, holder.root(), version)
    held.reload()


def _versions(held: holder.Holder, state: str) -> list[int]:
    return [row.version for row in keyfile.read(held.config).of(KEK) if row.state == state]


def _close(version: int) -> None:
    """Let no process wrap with this version any more. Whoever is about to has the row; this waits until it is settled."""
    closed = update(_USES).where(_USES.c.kek_ver == version).values(is_closed=True).returning(_USES.c.kek_ver)
    with committing() as session:
        begin_write(session)
        if session.execute(closed).one_or_none() is None:
            session.execute(insert(_USES), {"kek_ver": version, "wraps": 0, "is_closed": True})


def _count(versions: Sequence[int]) -> int:
    """How many keys are wrapped with these versions."""
    with rowguard.system("rotation"):
        found = db.session.execute(select(func.count()).where(_KEYS.c.kek_ver.in_(versions))).scalar_one()
    db.session.rollback()  # no look at the database is kept open
    return int(found)


def _rewrap_all(old: Sequence[int], batch: int) -> Counter[str]:
    """Pass over the keys until none is left but those that do not open; rows that others hold wait for the next pass."""
    total: Counter[str] = Counter()
    for _ in range(PATIENCE):
        passed = _pass(batch)
        total["done"] += passed["done"]
        total["broken"] = passed["broken"]
        if _count(old) <= passed["broken"]:
            break
        if not passed["done"]:
            time.sleep(_PAUSE_SECONDS)
    return total


def _pass(batch: int) -> Counter[str]:
    """Once through all keys under older versions."""
    total: Counter[str] = Counter()
    after = None
    while True:
        start = time.monotonic()
        with rowguard.system("rotation"), committing():
            some = rewrapping.rewrap(after, batch)
        if some.last is None:
            return total
        total += Counter(done=some.done, broken=some.broken)
        after = some.last
        if batch <= GENTLE:
            time.sleep(REST * (time.monotonic() - start))
