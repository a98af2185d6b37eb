"""What was done about the reasons of a return? The words are sealed beside the row."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Answer(Base):
    """The answer to one reason; it changes until the claim is sent again. Sealed (table "answer", subject the case): "note"."""

    __tablename__ = "casework_claim_answer"
    __table_args__ = (UniqueConstraint("review_id", "head", "reason"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim_review.id"))
    head: Mapped[str] = mapped_column(String(40))  # the head of damage that the reason is about; "": the whole claim
    reason: Mapped[str] = mapped_column(String(40))  # a code of the list "return_reason"
    standing: Mapped[str] = mapped_column(String(10))  # a Standing; "": not said
    has_words: Mapped[bool] = mapped_column(default=False)
    by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
