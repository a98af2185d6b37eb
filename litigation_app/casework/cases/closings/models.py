"""Who closed a case and who opened it again, when and why? `Case.closed_on` repeats whether it is closed now."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Closing(Base):
    """A case was closed, and perhaps opened again."""

    __tablename__ = "casework_closing"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    closed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(20))  # a code of rules.py
    was_told: Mapped[bool]  # the client
    were_returned: Mapped[bool]  # originals of hers
    open_points: Mapped[int]  # of the checklist, that were open on that day
    reopened_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: it is closed
    reopened_because: Mapped[str | None] = mapped_column(String(20))  # a code of rules.py
