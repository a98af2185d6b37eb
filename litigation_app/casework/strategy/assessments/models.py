"""How was a case assessed for a strategic aim, and what was decided? Assessments are appended; the last one counts."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.casework.strategy.models import OfCase
from litigation_app.core.db import Base, UtcDateTime


class Assessment(OfCase, Base):
    """Scores by criterion. Sealed beside it (table "assessment", subject the case): "note" (reasons, cost, plan)."""

    __tablename__ = "casework_assessment"

    on: Mapped[date]
    scores: Mapped[dict[str, int]] = mapped_column(JSON)  # by criterion of criteria.toml
    criteria: Mapped[str] = mapped_column(String(12))  # the version of that file
    instances: Mapped[int]  # how many instances the case had reached


class AssessmentClient(Base):
    """Of whom consent and risk were weighed. Sealed beside it (table "assessment_client"): under her own key "legal" (consent,
    risk, why), under the case's "gate" (whether it lets a strategic aim through). Both go when she is erased."""

    __tablename__ = "casework_assessment_client"
    __table_args__ = (UniqueConstraint("assessment_id", "victim_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("casework_assessment.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"), index=True)


class StrategyDecision(Base):
    """What was decided on an assessment. Sealed beside it (table "strategy_decision", subject the case): "note"."""

    __tablename__ = "casework_strategy_decision"

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("casework_assessment.id"), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    code: Mapped[str] = mapped_column(String(12))
    on: Mapped[date]
    deciders: Mapped[list[str]] = mapped_column(JSON)  # ids of colleagues who decided together with her
    has_note: Mapped[bool] = mapped_column(default=False)
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
