"""Which number did somebody else publish, of which cell of our tables, and who read it there?"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class ExternalFigureState(StrEnum):
    """ENTERED and CHECKED numbers are facts. ENTERED_IN_ERROR: a mistake in typing, never published so, no fact."""

    ENTERED = "entered"
    CHECKED = "checked"
    ENTERED_IN_ERROR = "struck"


class ExternalFigure(Base):
    """A number published by others; never changed. `high` None: "at least". `withdrawn_at`: its publisher took it back,
    but it was public and stays a fact.
    """

    __tablename__ = "known_number"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    mode: Mapped[str] = mapped_column(String(12))  # of plan.MODES
    country: Mapped[str] = mapped_column(String(2))
    table_id: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(30))
    first_year: Mapped[int]
    last_year: Mapped[int]
    low: Mapped[int]
    high: Mapped[int | None]
    publisher: Mapped[str] = mapped_column(String(12))  # a kind of forms.PUBLISHERS
    title: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(500))
    published_on: Mapped[date]
    is_doubtful: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ExternalFigureState] = mapped_column(String(10), default=ExternalFigureState.ENTERED)
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    checked_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    entered_in_error_by: Mapped[UUID | None] = mapped_column("struck_by", ForeignKey("user_account.id"))
    entered_in_error_at: Mapped[datetime | None] = mapped_column("struck_at", UtcDateTime)
    entered_in_error_why: Mapped[str | None] = mapped_column("struck_why", String(200))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
