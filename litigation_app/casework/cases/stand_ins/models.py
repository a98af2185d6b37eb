"""Who stands in for whom, from which day until which? What ended early stays."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class StandIn(Base):
    """One colleague for another of the same office. `covers`: a code of rules.py; of one hearing alone it has a case."""

    __tablename__ = "casework_stand_in"
    __table_args__ = (
        Index("ix_casework_stand_in_office_id_until_on", "office_id", "until_on"),
        Index("ix_casework_stand_in_stand_in_until_on", "stand_in", "until_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    covers: Mapped[str] = mapped_column(String(10))
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))  # for whom
    stand_in: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_case.id"))
    hearing_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_hearing.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: it was not ended early
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
