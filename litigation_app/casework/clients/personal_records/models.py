"""What is recorded of a client as a person? In the open stand only her, the group under which it opens, and a day."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

_REMINDS = text("remind_on IS NOT NULL AND struck_at IS NULL")


class Particular(Base):
    """One record of a kind of particulars.toml. Sealed beside it (table "particular", subject the victim) under its group.

    A record that was a mistake, or is no longer true, is struck and stays.
    """

    __tablename__ = "casework_particular"
    __table_args__ = (
        Index(
            "ix_casework_particular_remind",
            "office_id",
            "remind_on",
            "id",
            sqlite_where=_REMINDS,
            postgresql_where=_REMINDS,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # the case's
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"), index=True)
    group: Mapped[str] = mapped_column(String(12))  # of her record, under which it opens
    is_first: Mapped[bool] = mapped_column(default=False)  # to be read before anybody calls her
    remind_on: Mapped[date | None]  # the day on which it ends, never what
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_in_error_by: Mapped[UUID | None] = mapped_column("struck_by", ForeignKey("user_account.id"))
    entered_in_error_at: Mapped[datetime | None] = mapped_column("struck_at", UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
