"""What did a step say before it was corrected? Appended, never changed."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class MoveChange(Base):
    """A step as it stood until `changed_at`. Sealed beside it (table "move_change", subject the case): "note", where that changed.

    `why`: a code of mistakes.toml; None: the day of service came with a deadline.
    """

    __tablename__ = "casework_move_change"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    move_id: Mapped[UUID] = mapped_column(ForeignKey("casework_move.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))  # the move's
    on: Mapped[date]
    served_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(String(40))
    is_found: Mapped[bool] = mapped_column(default=False, server_default=false())  # as of the step
    has_note: Mapped[bool]  # another note stood there, and is sealed beside this
    why: Mapped[str | None] = mapped_column(String(12))
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
