"""Which hearings were watched, by whom? What was seen is sealed beside them."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Observation(Base):
    """The sheet of one hearing. Sealed beside it (table "observation", subject the office): "number" (the court's), while it
    is a draft "draft-<section>" for each section, once it is handed in "sheet" (codes alone) and "notes".
    """

    __tablename__ = "courtwatch_observation"
    __table_args__ = (Index("ix_courtwatch_observation_office_id_heard_on", "office_id", "heard_on", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    country: Mapped[str] = mapped_column(String(2))
    court: Mapped[str] = mapped_column(String(120))  # of the country file, or as it was typed
    heard_on: Mapped[date]
    trial_mark: Mapped[int] = mapped_column(BigInteger)  # keyed, of the court's number: alike for one trial
    observed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filled: Mapped[list[str]] = mapped_column(JSON)  # the sections that were saved
    handed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: a draft
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
