"""Which paper of the case proves which head of damage, and on which pages? What the paper is called is sealed with it."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Evidence(Base):
    """One paper for one head of damage of a claim, whatever its version. `pages`: figures alone, "2–5, 8"; "": not said."""

    __tablename__ = "casework_claim_evidence"
    __table_args__ = (UniqueConstraint("claim_id", "head", "series"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"))
    head: Mapped[str] = mapped_column(String(40))  # head of damage of the country file
    series: Mapped[UUID]  # the id of the first version of the paper
    pages: Mapped[str] = mapped_column(String(40), default="")
    added_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
