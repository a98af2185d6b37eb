"""What did a judgment order, and how far was it done? Steps are appended; the last one counts."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.casework.strategy.models import OfCase
from litigation_app.core.db import Base, UtcDateTime


class Remedy(OfCase, Base):
    """One operative part. Sealed beside it (table "remedy", subject the case): "note", its words. `state` repeats the last step's."""

    __tablename__ = "casework_remedy"

    proceeding_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"))
    kind: Mapped[str] = mapped_column(String(12))
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_claim.id"))  # the claim that the money answers
    ordered_on: Mapped[date]
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(12))


class RemedyStep(Base):
    """How far a remedy was done on a day. Sealed beside it (table "remedy_step", subject the case): "note"."""

    __tablename__ = "casework_remedy_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    remedy_id: Mapped[UUID] = mapped_column(ForeignKey("casework_remedy.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    state: Mapped[str] = mapped_column(String(12))
    on: Mapped[date]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_document.id"))  # the evidence
    has_note: Mapped[bool] = mapped_column(default=False)
    said_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
