"""Who is accused in a case? A letter in the open; the name is sealed."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Defendant(Base):
    """An accused. Sealed beside him (table "defendant", subject the case): "accused", his name and what is known of him."""

    __tablename__ = "casework_defendant"
    __table_args__ = (UniqueConstraint("case_id", "letter"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    letter: Mapped[str] = mapped_column(String(4))  # "A", "B" … "Z", "AA"
    added_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
