"""Which law or practice is to change, how does that stand, and which cases pursue it? An objective says nothing of a case."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.casework.strategy.models import OfCase
from litigation_app.core.db import Base, UtcDateTime

_STANDS = text("struck_at IS NULL")


class Objective(Base):
    """What is to change. `state` repeats the last step's. Nothing here is about a case or a person."""

    __tablename__ = "casework_objective"
    __table_args__ = (Index("ix_casework_objective_country", "country", "kind", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # whose coordinators write it
    country: Mapped[str] = mapped_column(String(2))  # where law or practice is to change
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    aim: Mapped[str] = mapped_column(String(4000))
    indicator: Mapped[str] = mapped_column(String(12))  # of the catalogue; "" for none
    baseline: Mapped[str] = mapped_column(String(200))
    baseline_on: Mapped[date | None]
    baseline_source: Mapped[str] = mapped_column(String(300))
    target: Mapped[str] = mapped_column(String(200))
    target_on: Mapped[date | None]
    responsible: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    state: Mapped[str] = mapped_column(String(12))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class ObjectiveStep(Base):
    """How an objective stood from a day on, and why. Appended; the last one counts."""

    __tablename__ = "casework_objective_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    objective_id: Mapped[UUID] = mapped_column(ForeignKey("casework_objective.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    on: Mapped[date]
    note: Mapped[str] = mapped_column(String(2000))
    said_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Pursuit(OfCase, Base):
    """A case pursues an objective; struck: it does no more."""

    __tablename__ = "casework_pursuit"
    __table_args__ = (
        Index(
            "ix_casework_pursuit_stands",
            "objective_id",
            "case_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    objective_id: Mapped[UUID] = mapped_column(ForeignKey("casework_objective.id"))
