"""What became of a decision on a claim? Appended; what was a mistake is marked as entered in error and remains visible."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.casework.claims.models import MayBeMistake
from litigation_app.core.db import Base, UtcDateTime


class AppealOutcome(MayBeMistake, Base):
    """One thing that happened to a decision. `what`, `side`: codes of appeals.toml."""

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
