"""With what does a person prove, besides her password, that it is she?"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

CREDENTIAL_BYTES = 1023  # the longest credential id that an authenticator may give
NAME_LETTERS = 60
APP = "totp"  # for what the secret of an app is sealed


class TotpFactor(Base):
    """Her authenticator app. `last_counter`: the newest half minute whose code she has used; no code counts twice."""

    __tablename__ = "totp_factor"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    last_counter: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Passkey(Base):
    """A passkey of hers: a device or a security key. `sign_count` grows with use where the device counts; else it stays 0."""

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LETTERS))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(CREDENTIAL_BYTES), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stamp: Mapped[bytes | None] = mapped_column(LargeBinary)


class RecoveryCode(Base):
    """One of the codes on her printed sheet, as a hash; each counts once."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stamp: Mapped[bytes | None] = mapped_column(LargeBinary)


class PasskeyChallenge(Base):
    """A question that was put to a passkey and is not answered yet. `bound_to`: a keyed hash of it, for whom and for what."""

    __tablename__ = "passkey_challenge"

    challenge_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    bound_to: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
