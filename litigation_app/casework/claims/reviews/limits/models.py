"""From which amount on do two coordinators approve a claim of an office? Appended: the last one counts."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class ReviewLimit(Base):
    """A limit as somebody set it, in one currency."""

    __tablename__ = "casework_review_limit"
    __table_args__ = (Index("ix_casework_review_limit_office_id_currency_set_at", "office_id", "currency", "set_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"))
    currency: Mapped[str] = mapped_column(String(3))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))  # None: one coordinator is enough
    set_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
