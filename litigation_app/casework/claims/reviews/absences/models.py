"""When is a coordinator away, and who reviews for her? An absence that ended early stays."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Absence(Base):
    """A coordinator of an office is away from a day to a day; another coordinator of that office reviews for her."""

    __tablename__ = "casework_review_absence"
    __table_args__ = (Index("ix_casework_review_absence_office_id_until_on", "office_id", "until_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    stand_in: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: it was not ended early
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
