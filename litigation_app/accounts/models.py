"""Who signs in, where does she work, as what, and from which sign-in does a request come?

Whatever lets somebody in carries a stamp, without which it counts for nothing: stamps.py.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from litigation_app.core.access import Role
from litigation_app.core.db import Base, UtcDateTime

CREDENTIAL_BYTES = 1023  # the longest credential id that an authenticator may give
NAME_LETTERS = 60
APP = "totp"  # for what the secret of an app is sealed


class Office(Base):
    """A desk of a partner organisation, in one country (ISO 3166: RS, MK, BA, ME)."""

    __tablename__ = "office"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    organisation: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(2))
    row_version: Mapped[int] = mapped_column(default=1, server_default="1")

    __mapper_args__ = {"version_id_col": row_version}


class User(Base):
    """A person who signs in. `password_hash` None: she has not enrolled yet, or has to enrol anew.

    `enrolment_word_hash`: the words that she must say besides her link; None: her link alone is enough.
    """

    __tablename__ = "user_account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    identity_stamp: Mapped[bytes | None] = mapped_column(LargeBinary)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    password_stamp: Mapped[bytes | None] = mapped_column(LargeBinary)
    enrolment_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    enrolment_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    enrolment_word_hash: Mapped[str | None] = mapped_column(String(255))
    enrolment_stamp: Mapped[bytes | None] = mapped_column(LargeBinary)
    enrolment_tries: Mapped[int] = mapped_column(default=0, server_default="0")  # of words, since the link was made
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    roles: Mapped[list["RoleHeld"]] = relationship(back_populates="user", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": row_version}


NO_LINK = dict.fromkeys(("enrolment_hash", "enrolment_until", "enrolment_word_hash", "enrolment_stamp"))


class RoleHeld(Base):
    """A role that a person holds at an office."""

    __tablename__ = "role_held"
    __table_args__ = (UniqueConstraint("user_id", "role", "office_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"), index=True)
    role: Mapped[Role] = mapped_column(String(20))
    stamp: Mapped[bytes | None] = mapped_column(LargeBinary)

    user: Mapped[User] = relationship(back_populates="roles")
    office: Mapped[Office | None] = relationship(lazy="joined")  # None: whoever keeps the database took it away

    @property
    def place(self) -> str:
        """What its office is called; "" where there is none."""
        return self.office.name if self.office else ""


class WebSession(Base):
    """One sign-in of one browser. The cookie's token is kept only as its SHA-256.

    `auth_level` 1: the password was right, nothing more; nobody is signed in by it. 2: the second factor too.
    `failed_before`: how many attempts failed since `failed_since`, until she has read it.
    """

    __tablename__ = "web_session"
    __table_args__ = (Index("ix_web_session_user_id_revoked_at", "user_id", "revoked_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    auth_level: Mapped[int] = mapped_column(default=1)
    agent_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stepped_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_before: Mapped[int] = mapped_column(default=0, server_default="0")
    failed_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stamp: Mapped[bytes | None] = mapped_column(LargeBinary)

    user: Mapped[User] = relationship(lazy="joined")


class FailedSignIn(Base):
    """How often a door was tried in vain lately: `door` is a hash of an account's address or of a network."""

    __tablename__ = "failed_sign_in"

    door: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OpeningUse(Base):
    """When an open file was last used, so that twenty minutes run from its use and not from its opening."""

    __tablename__ = "opening_use"

    opening_id: Mapped[UUID] = mapped_column(primary_key=True)
    last_used_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LimitUse(Base):
    """One of the things that a person may do only so often within a while (limits.py); `what` names the limit."""

    __tablename__ = "limit_use"
    __table_args__ = (Index("ix_limit_use_user_id", "user_id", "what", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    what: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


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


class KnownBrowser(Base):
    """A browser of one person, by the SHA-256 of the token in its cookie. It lets nobody in, and carries no stamp."""

    __tablename__ = "known_browser"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    known_since: Mapped[datetime] = mapped_column(UtcDateTime)


class CalendarFeed(Base):
    """The link by which her calendar program reads her hearings, by its SHA-256. `says`: how much its entries tell."""

    __tablename__ = "calendar_feed"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    says: Mapped[str] = mapped_column(String(8))  # a code of casework/planner/calendar/rules.py
    language: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stamp: Mapped[bytes | None] = mapped_column(LargeBinary)
