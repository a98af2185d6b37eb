"""What was somebody told? A kind and a number: whom it is about is looked up when she reads it, as far as she may see it."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Notice(Base):
    """One colleague was told of something that another did."""

    __tablename__ = "casework_notice"
    __table_args__ = (Index("ix_casework_notice_user_id_at", "user_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))  # whom
    kind: Mapped[str] = mapped_column(String(20))  # a code of rules.py
    about: Mapped[UUID]  # a case, a check, an absence, a hold, as the kind says
    by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
