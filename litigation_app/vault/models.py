"""Which rows hold wrapped keys and sealed capsules? Nothing in them can be read without the keyring."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, Uuid, false, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

_HAS_CHANGE = text("change IS NOT NULL")
_IS_OPEN = text("verdict IS NULL")


class KekUse(Base):
    """How many keys one KEK version has wrapped: its cap forces a rotation, so the count is never forgotten.

    `is_closed`: it is being replaced and wraps nothing more, also for a process that has not heard of it yet.
    """

    __tablename__ = "kek_use"

    kek_ver: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    wraps: Mapped[int] = mapped_column(BigInteger)
    is_closed: Mapped[bool] = mapped_column(default=False, server_default=false())


class SubjectKey(Base):
    """The random key of one person or one case, wrapped by a KEK. `seals`: how often it has sealed."""

    __tablename__ = "subject_key"

    subject: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kek_ver: Mapped[int] = mapped_column(Integer)
    dek_ver: Mapped[int] = mapped_column(Integer)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary(60))
    seals: Mapped[int] = mapped_column(BigInteger)


class Capsule(Base):
    """Sealed content beside the row that it belongs to. `table` and `row` say where, `subject` whose key.

    `change`: of coded facts, the number of their last change (`fact_columns.py`).
    """

    __tablename__ = "capsule"
    __table_args__ = (
        Index(None, "table", "capsule"),
        Index("ix_capsule_change", "change", sqlite_where=_HAS_CHANGE, postgresql_where=_HAS_CHANGE),
    )

    table: Mapped[str] = mapped_column(String(64), primary_key=True)
    row: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    capsule: Mapped[str] = mapped_column(String(64), primary_key=True)
    subject: Mapped[UUID] = mapped_column(Uuid, ForeignKey("subject_key.subject"), index=True)
    row_ver: Mapped[int] = mapped_column(BigInteger)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    change: Mapped[int | None] = mapped_column(BigInteger)


class SketchCounter(Base):
    """The number of the last change of each kind of `numbering`: a row each, so that numbers become visible in their order."""

    __tablename__ = "sketch_counter"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger)


class SketchChange(Base):
    """The last change to a person's sketch. `is_gone`: she was erased, and every process must drop her name."""

    __tablename__ = "sketch_change"

    subject: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, unique=True)
    case_id: Mapped[UUID] = mapped_column(Uuid)
    office_id: Mapped[UUID] = mapped_column(Uuid)
    is_gone: Mapped[bool]


class IdentifierToken(Base):
    """A keyed mark of one exact number of a person or a case. Not unique: an insert that fails would tell of another."""

    __tablename__ = "identifier_token"
    __table_args__ = (Index(None, "kind", "token"),)

    subject: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    token: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    case_id: Mapped[UUID] = mapped_column(Uuid)


class DuplicateHit(Base):
    """Two persons with the same number; `first` is the lesser id. `verdict` None: nobody has looked at it yet.

    `later`: of whose record the number was saved last (None: it was not kept then), or who checked a name. `*_agreed_by`: the
    coordinator of this person's office who has agreed that it is named to the other.
    """

    __tablename__ = "duplicate_hit"
    __table_args__ = (
        UniqueConstraint("kind", "first", "second"),
        Index("ix_duplicate_hit_open", "verdict", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)  # counts nothing: it stands in an address
    kind: Mapped[str] = mapped_column(String(20))
    first: Mapped[UUID] = mapped_column(Uuid, index=True)
    second: Mapped[UUID] = mapped_column(Uuid, index=True)
    first_case: Mapped[UUID] = mapped_column(Uuid, index=True)
    second_case: Mapped[UUID] = mapped_column(Uuid, index=True)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    later: Mapped[UUID | None] = mapped_column(Uuid)
    first_agreed_by: Mapped[UUID | None] = mapped_column(Uuid)
    second_agreed_by: Mapped[UUID | None] = mapped_column(Uuid)
    verdict: Mapped[str | None] = mapped_column(String(20))
    settled_by: Mapped[UUID | None] = mapped_column(Uuid)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
