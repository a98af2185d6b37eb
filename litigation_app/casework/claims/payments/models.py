"""In which instalments is an award to be paid? Appended: a change is a new version, the last one counts."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, Index, Numeric, String, UniqueConstraint, and_, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

_IS_OPEN = text("settled_on IS NULL AND replaced_at IS NULL")


class PaymentPlan(Base):
    """One version of the schedule of a claim. Without instalments: the schedule was ended, and `why` says so."""

    __tablename__ = "casework_payment_plan"
    __table_args__ = (UniqueConstraint("claim_id", "version", name="uq_casework_payment_plan_claim_id_version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"))
    version: Mapped[int]
    basis: Mapped[str] = mapped_column(String(12))  # code of paying.toml
    on: Mapped[date]  # the day of the order or agreement: payments from this day on pay the instalments
    why: Mapped[str | None] = mapped_column(String(12))  # why it replaced the one before; None: it is the first
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Instalment(Base):
    """One sum that is to come by a day, in the claim's currency. What the payments left of it is kept with it."""

    __tablename__ = "casework_instalment"
    __table_args__ = (
        Index(
            "ix_casework_instalment_open",
            "office_id",
            "due_on",
            "id",
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("casework_payment_plan.id"), index=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # the case's
    position: Mapped[int]
    due_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    defendant_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_defendant.id"))  # None: whoever pays
    missing: Mapped[Decimal] = mapped_column(Numeric(14, 2))  # after the payments so far
    settled_on: Mapped[date | None]  # the day of the payment that completed it; None: something is missing
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: it belongs to the version in force

    @classmethod
    def is_open(cls) -> ColumnElement[bool]:
        """That it is still to come, in the words of its key."""
        return and_(cls.settled_on.is_(None), cls.replaced_at.is_(None))
