"""What became of a decision on a claim? Appended; what was a mistake is struck and stays in sight."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Turn(Base):
    """One thing that happened to a decision. `what`, `side`: codes of appeals.toml; `struck_why`: one of mistakes.toml."""

    __tablename__ = "casework_claim_turn"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), index=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim_decision.id"), index=True)
    what: Mapped[str] = mapped_column(String(12))
    side: Mapped[str | None] = mapped_column(String(12))  # who appealed or withdrew; None: it is of nobody
    on: Mapped[date]
    next_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("casework_claim_decision.id")
    )  # the decision that took its place; None: none did
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    struck_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    struck_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: it stands
    struck_why: Mapped[str | None] = mapped_column(String(12))

    @classmethod
    def stands(cls) -> ColumnElement[bool]:
        """The condition that it was no mistake."""
        return cls.struck_at.is_(None)
