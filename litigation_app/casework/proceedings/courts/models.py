"""Who has a proceeding in hand? A court of an instance, the prosecution, an expert: since when, until when."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class CourtFile(Base):
    """A file of a proceeding. Sealed beside it (table "court_file", subject the case): "numbers", its number and who decides."""

    __tablename__ = "casework_court_file"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    proceeding_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"))
    role: Mapped[str] = mapped_column(String(16))  # a code of courtfiles.toml
    court_id: Mapped[str | None] = mapped_column(String(60))  # of the country file; None: typed in, or not known
    court_typed: Mapped[str | None] = mapped_column(String(200))  # another court or office; never a person
    begun_on: Mapped[date | None]
    ended_on: Mapped[date | None]  # None: it runs
    ended_by: Mapped[
        UUID | None
    ]  # the file that followed on it; None: somebody said that it ended. No key: it may go first
    takes_over: Mapped[bool] = mapped_column(default=False, server_default=false())  # a higher court has the whole case
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
