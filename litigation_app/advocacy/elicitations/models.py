"""Which questions were asked of experts, and what did each of them judge?"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Double, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Elicitation(Base):
    """A question about the value at a dotted `key` of a scenario; `row_name`: what the row that holds it was called then."""

    __tablename__ = "elicitation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    scenario_id: Mapped[UUID] = mapped_column(ForeignKey("scenario.id"), index=True)
    key: Mapped[str] = mapped_column(String(80))
    row_name: Mapped[str] = mapped_column(String(200))
    wording: Mapped[str] = mapped_column(String(500))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Judgement(Base):
    """What one expert judged, who agreed that her name stands beside it. `kind`: pert (lowest, most likely, highest) or
    quantiles (10, 50 and 90 %); shares from 0 to 1, money in the scenario's currency."""

    __tablename__ = "elicitation_judgement"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    elicitation_id: Mapped[UUID] = mapped_column(ForeignKey("elicitation.id"), index=True)
    expert: Mapped[str] = mapped_column(String(120))
    on: Mapped[date]
    kind: Mapped[str] = mapped_column(String(10))
    low: Mapped[float] = mapped_column(Double)
    middle: Mapped[float] = mapped_column(Double)
    high: Mapped[float] = mapped_column(Double)
    weight: Mapped[float] = mapped_column(Double)
    reason: Mapped[str] = mapped_column(String(2000))
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
