"""Unlock the desk: an administrator's password and the key's secret, together."""

from datetime import timedelta
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.accounts import queries, stamps, traces
from litigation_app.accounts.integrity import actions as integrity
from litigation_app.accounts.models import User
from litigation_app.accounts.signing_in import passwords
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db

OF = "door:unlock"


class UnlockRefused(Exception):
    """Person, password and secret do not open this desk together (one answer for every reason)."""


class UnlockDelayed(Exception):
    """Too many attempts: the door stays shut for `seconds`."""

    def __init__(self, closed: timedelta) -> None:
        super().__init__()
        self.seconds = max(1, round(closed.total_seconds()))


def is_locked() -> bool:
    """Whether this desk still waits for its key."""
    return vault.is_locked()


def refresh() -> None:
    """See whether another process was given the key, or changed the keyring."""
    vault.refresh()


def means() -> list[str]:
    """With what this desk can be unlocked."""
    return vault.ways_to_unlock()


def unlock(email: str, password: str, *, means: str, secret: str, network: str) -> None:
    """Give the desk its key; raises UnlockDelayed, UnlockRefused, KeyringRefused.

    Before that nobody can check a second factor, nor whether the desk itself wrote who she is: the very key for it is missing.
    With the key that is looked at, and where it does not hold the desk is locked again.
    """
    tried = traces.doors(email, network)
    if closed := traces.wait_at(tried):
        raise UnlockDelayed(closed)
    by = _administrator(email, password)
    try:
        if by is None:
            vault.refuse_to_unlock(means)
        failed = vault.unlock(means, secret)
    except vault.SecretRefused:
        traces.count_failure(tried)
        raise UnlockRefused from None
    except vault.AgentBusy:
        raise UnlockDelayed(vault.BUSY_FOR) from None
    if not _is_sure(by):
        traces.count_failure(tried)
        raise UnlockRefused
    traces.forget_failures(tried[0])
    record(failed, by=by.id)


def _is_sure(by: Actor) -> bool:
    """Whether the desk itself wrote who she is; if not, or if that cannot be read, the desk is locked again."""
    is_sure = False
    try:
        is_sure = _is_as_written(by)
    finally:
        if not is_sure:
            vault.lock()
    return is_sure


def _is_as_written(by: Actor) -> bool:
    sure = queries.actor_by_id(by.id)
    return (
        sure is not None
        and sure.may(May.MANAGE_KEYS)
        and stamps.password_of(db.session.get_one(User, by.id)) is not None
    )


def _administrator(email: str, password: str) -> Actor | None:
    """The person who may unlock, if this is her password; the same work for everybody else."""
    found = queries.as_it_stands(email)
    kept = None if found is None else db.session.get_one(User, found.id).password_hash
    is_hers = passwords.fits(kept, password)
    return found if found is not None and is_hers and found.may(May.MANAGE_KEYS) else None


def record(failed: int, *, by: UUID | None) -> None:
    """Write into the ledger that the desk was unlocked, and how often somebody tried in vain; None: by command.

    If the ledger cannot be written, the desk is locked again.
    """
    try:
        if failed:
            facts = {"attempts": failed}
            ledger.append_alone(act="unlock_failed", by=None, of=OF, session_id=None, outcome="refused", facts=facts)
        ledger.append_alone(act="unlock", by=by, of=OF, session_id=None)
        integrity.note_catalogue()
    except ledger.LedgerUnwritable:
        vault.lock()
        raise


def lock() -> bool:
    """Take the key back, by command; whether an agent was there. The ledger says so first, where it still can."""
    if not vault.is_locked():
        ledger.append_alone(act="lock", by=None, of=OF, session_id=None)
    return vault.lock()
