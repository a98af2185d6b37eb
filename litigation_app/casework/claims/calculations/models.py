"""Which rows of which claims were computed? What was said and how it was reckoned is sealed under her key."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Computed(Base):
    """One computation of one kind of damage, appended: the last one counts, its sum while the row has it.

    Sealed beside it (table "calculation", subject the victim): capsule "legal", which opens with the legal part of her record.
    """

    __tablename__ = "casework_calculation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), index=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"), index=True)
    head: Mapped[str] = mapped_column(String(40))  # head of damage of the country file
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))  # what it came to, in the claim's currency
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
