"""By what can lists of cases be narrowed, and which narrowings does somebody keep? Facets are kept by whatever changes a case."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Facet(Base):
    """One thing by which a case is found: its court, its lawyer, a family of its proceedings that runs, a claim's state.

    All but `name` and `value` repeats the case's, so that a narrowed list is read from one key in order.
    """

    __tablename__ = "casework_facet"
    __table_args__ = (
        Index("ix_casework_facet_next", "office_id", "name", "value", "is_over", "next_on", "case_id"),
        Index("ix_casework_facet_opened", "office_id", "name", "value", "is_over", "opened_on", "case_id"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(10), primary_key=True)  # rules.Name
    value: Mapped[str] = mapped_column(String(120), primary_key=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    is_over: Mapped[bool]
    next_on: Mapped[date]
    opened_on: Mapped[date]


class SavedView(Base):
    """A list that somebody keeps, as its address has it: codes alone, no word of hers."""

    __tablename__ = "casework_saved_view"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    wanted: Mapped[str] = mapped_column(String(400), primary_key=True)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
