"""Which code names did a client have before, and which records are of one person?"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

_STANDS = text("parted_at IS NULL")


class FormerName(Base):
    """A code name that a client no longer has. Nobody gets it again, and it still finds her."""

    __tablename__ = "casework_former_name"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"), index=True)
    code_name: Mapped[str] = mapped_column(String(40), index=True)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Joined(Base):
    """Two records of one person. Nothing moves: each keeps its rows, its key and its case, so that parting gives both back."""

    __tablename__ = "casework_joined"
    __table_args__ = (
        Index("uq_casework_joined_other_id", "other_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kept_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"), index=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"))
    first_case: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)  # of the record that counts
    second_case: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    joined_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    parted_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    parted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
