"""Which data must be kept until a day?"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class LegalHold(Base):
    """What forbids an erasure until a day. Sealed beside it (table "hold"): of a client, subject the victim, "why"; of a whole
    case, subject the case, "text". Lifting it takes two: one asks and says why, another agrees.
    """

    __tablename__ = "casework_hold"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_victim.id"), index=True)  # None: the whole case
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    reason: Mapped[str] = mapped_column(String(40))  # a code of bases.toml
    until: Mapped[date]  # the last day on which it holds
    placed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    placed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lift_asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))  # None: nobody asks to lift it
    lift_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lift_reason: Mapped[str | None] = mapped_column(String(20))  # a code of audit/words.py
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: it was not lifted
