"""Which second factors has a person, and what may be shown of them?"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from litigation_app.accounts import stamps
from litigation_app.accounts.models import Passkey, RecoveryCode, TotpFactor
from litigation_app.core.db import db

NOBODY = UUID(int=0)  # asked for where nobody was found, so that it is as much work


class Factors(NamedTuple):
    """What a person has. `app_since` None: no authenticator app."""

    app_since: datetime | None
    passkeys: list[Passkey]
    recovery_left: int

    @property
    def ways(self) -> int:
        """How many she can sign in with, recovery codes aside: the last one stays."""
        return len(self.passkeys) + (self.app_since is not None)


def factors_of(user_id: UUID) -> Factors:
    """Everything she has."""
    since = db.session.scalar(select(TotpFactor.added_at).where(TotpFactor.user_id == user_id))
    return Factors(since, passkeys_of(user_id), recovery_left(user_id))


def passkeys_of(user_id: UUID) -> list[Passkey]:
    """Hers; one that the desk did not write so itself is none."""
    found = db.session.scalars(select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.added_at))
    return [one for one in found if stamps.holds(stamps.PASSKEY, one)]


def passkey_of(user_id: UUID, passkey_id: UUID) -> Passkey | None:
    """One of her own passkeys."""
    return db.session.scalar(select(Passkey).where(Passkey.user_id == user_id, Passkey.id == passkey_id))


def has_passkey(user_id: UUID) -> bool:
    return bool(passkeys_of(user_id))


def recovery_left(user_id: UUID) -> int:
    """How many of her recovery codes are unused."""
    hers = (RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(*hers)) or 0
