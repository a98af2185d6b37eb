"""Which hearings does a case have, and what came of each? Reports are appended; the last one counts."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

_ENTERED_IN_ERROR = "struck"  # rules.State


class Hearing(Base):
    """A day in court. Sealed beside it (table "hearing", subject the case): "note". `state` repeats the last report's."""

    __tablename__ = "casework_hearing"
    __table_args__ = (
        Index("ix_casework_hearing_of_day", "office_id", "on", "at", "id", "case_id", "state"),
        Index("ix_casework_hearing_case_id_on", "case_id", "on"),
        Index("ix_casework_hearing_on", "on", "id"),
        Index(None, "follows"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # the case's, so that a month is read from one key
    proceeding_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    on: Mapped[date]
    at: Mapped[time | None]  # on the region's clocks; None: the hour is not known
    must_come: Mapped[list[str]] = mapped_column(JSON)  # codes of [who]
    state: Mapped[str] = mapped_column(String(12))
    follows: Mapped[UUID | None] = mapped_column(
        ForeignKey("casework_hearing.id")
    )  # the one that was put off to this day, or goes on
    has_note: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}

    @classmethod
    def stands(cls) -> ColumnElement[bool]:
        """The condition that it was not entered by mistake."""
        return cls.state != _ENTERED_IN_ERROR


class HearingReport(Base):
    """What came of a hearing. Sealed beside it (table "hearing_report", subject the case): "note"."""

    __tablename__ = "casework_hearing_report"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    hearing_id: Mapped[UUID] = mapped_column(ForeignKey("casework_hearing.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))  # the hearing's
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(
        String(24)
    )  # why it was adjourned, or of mistakes.toml why it was entered in error; None: neither, or it was cancelled
    came: Mapped[list[str]] = mapped_column(JSON)  # codes of [who]
    has_note: Mapped[bool] = mapped_column(default=False)
    reported_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)


class HearingChange(Base):
    """What was wrong in a hearing as it was entered: it stood so until `changed_at`. `why`: a code of mistakes.toml."""

    __tablename__ = "casework_hearing_change"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    hearing_id: Mapped[UUID] = mapped_column(ForeignKey("casework_hearing.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))  # the hearing's
    proceeding_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"))
    kind: Mapped[str] = mapped_column(String(20))
    on: Mapped[date]
    at: Mapped[time | None]
    must_come: Mapped[list[str]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(String(12))
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
