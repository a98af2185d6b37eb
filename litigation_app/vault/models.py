"""Which rows hold wrapped keys and sealed capsules? Nothing in them can be read without the keyring."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base


class KekUse(Base):
    """How many keys one KEK version has wrapped: its cap forces a rotation, so the count is never forgotten."""

    __tablename__ = "kek_use"

    kek_ver: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    wraps: Mapped[int] = mapped_column(BigInteger)


class SubjectKey(Base):
    """The random key of one person or one case, wrapped by a KEK. `seals`: how often it has sealed."""

    __tablename__ = "subject_key"

    subject: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kek_ver: Mapped[int] = mapped_column(Integer, index=True)
    dek_ver: Mapped[int] = mapped_column(Integer)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary(60))
    seals: Mapped[int] = mapped_column(BigInteger)


class Capsule(Base):
    """Sealed content beside the row that it belongs to. `table` and `row` say where, `subject` whose key."""

    __tablename__ = "capsule"
    __table_args__ = (Index(None, "table", "capsule"),)

    table: Mapped[str] = mapped_column(String(64), primary_key=True)
    row: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    capsule: Mapped[str] = mapped_column(String(64), primary_key=True)
    subject: Mapped[UUID] = mapped_column(Uuid, ForeignKey("subject_key.subject"), index=True)
    row_ver: Mapped[int] = mapped_column(BigInteger)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
