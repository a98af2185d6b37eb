"""How well did coders agree when somebody counted? Counts and coefficients alone; nothing of a judgment."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class ReliabilityRun(Base):
    """One count over the judgments that two people of this office coded. `found`: by question what `rules.agreement` says."""

    __tablename__ = "courtwatch_agreement"
    __table_args__ = (Index("ix_courtwatch_agreement_office_id_made_at", "office_id", "made_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    judgments: Mapped[int]
    found: Mapped[dict[str, Any]] = mapped_column(JSON)
