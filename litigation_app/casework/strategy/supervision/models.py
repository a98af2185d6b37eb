"""Which judgments of Strasbourg are being executed, and which days belong to their supervision?"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.casework.strategy.models import OfCase
from litigation_app.core.db import Base

_IS_OPEN = text("done_on IS NULL AND struck_at IS NULL")


class Supervision(OfCase, Base):
    """The execution of one judgment."""

    __tablename__ = "casework_supervision"

    proceeding_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"))
    final_on: Mapped[date]
    weight: Mapped[str] = mapped_column(String(12))  # leading, repetitive, unknown
    procedure: Mapped[str] = mapped_column(String(12))  # standard, enhanced, unknown


class SupervisionDate(OfCase, Base):
    """A day of the supervision. Sealed beside it (table "supervision_date", subject the case): "note"."""

    __tablename__ = "casework_supervision_date"
    __table_args__ = (
        Index("ix_casework_supervision_date_office_id_on", "office_id", "on", "id"),
        Index("ix_casework_supervision_date_open", "case_id", "on", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
    )

    supervision_id: Mapped[UUID] = mapped_column(ForeignKey("casework_supervision.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    on: Mapped[date]  # by when, or on which day
    done_on: Mapped[date | None]  # None: still to come
    has_note: Mapped[bool] = mapped_column(default=False)
