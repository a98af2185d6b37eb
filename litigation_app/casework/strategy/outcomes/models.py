"""What changed, and what was our part in it? Claimed by one person, verified by another with evidence."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.casework.strategy.models import OfCase
from litigation_app.core.db import Base, UtcDateTime


class Outcome(OfCase, Base):
    """A change that was harvested. Sealed beside it (table "outcome", subject the case): "note" (what changed, our part in it)."""

    __tablename__ = "casework_outcome"
    __table_args__ = (Index("ix_casework_outcome_objective_id", "objective_id", "office_id"),)

    objective_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_objective.id"))
    dimension: Mapped[str] = mapped_column(String(16))
    on: Mapped[date]
    confidence: Mapped[str] = mapped_column(String(8))
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_document.id"))  # the evidence; None: none yet
    evidence_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))  # who chose it; None: nobody yet
    verified_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))  # None: only claimed
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
