"""Which cases are there, and who works on them? Nothing here is about a person."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, Index, String, false, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

LEAD = "lead"
SECOND = "second"
_IS_LEAD = text("kind = 'lead'")
_STANDS = text("lifted_at IS NULL")
_WAITS = text("reviewed_at IS NULL")
_RUNS, _RUNS_ON_SQLITE = text("NOT is_over"), text("is_over = 0")
_MAY_BE_BARRED = text("barred_on IS NOT NULL")
_MAY_BE_BARRED_SOONER = text("barred_from_knowledge_on IS NOT NULL")
NEVER = date(9999, 12, 31)  # stands for "no next date", so that every list is read from its key in order


class Case(Base):
    """A case of an office. Sealed beside it (table "case"): capsule "aim", a sentence."""

    __tablename__ = "casework_case"
    __table_args__ = (
        Index("ix_casework_case_office_id_opened_on_id", "office_id", "opened_on", "id"),
        Index("ix_casework_case_ended", "office_id", "ended_on", "id"),
        Index("ix_casework_case_office_id_reference", "office_id", "reference"),
        Index("ix_casework_case_office_id_code_name", "office_id", "code_name"),
        Index("ix_casework_case_country_year", "country", "year"),
        Index(
            "ix_casework_case_dated",
            *("office_id", "dated_until", "id"),
            sqlite_where=_RUNS_ON_SQLITE,
            postgresql_where=_RUNS,
        ),
        Index("ix_casework_case_next", "office_id", "is_over", "next_on", "id"),
        Index("ix_casework_case_opened", "office_id", "is_over", "opened_on", "id"),
        Index(
            "ix_casework_case_barred",
            *("office_id", "barred_on", "id"),
            sqlite_where=_MAY_BE_BARRED,
            postgresql_where=_MAY_BE_BARRED,
        ),
        Index(
            "ix_casework_case_barred_from_knowledge",
            *("office_id", "barred_from_knowledge_on", "id"),
            sqlite_where=_MAY_BE_BARRED_SOONER,
            postgresql_where=_MAY_BE_BARRED_SOONER,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    country: Mapped[str] = mapped_column(String(2))  # ISO 3166
    year: Mapped[int]
    reference: Mapped[str] = mapped_column(String(20), unique=True)  # "RS-2026-K7F3"; "RS-2026-0007" when they counted
    code_name: Mapped[str] = mapped_column(String(40), index=True)  # "Breza 14"
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    forum: Mapped[str | None] = mapped_column(String(10))  # Bosnia and Herzegovina only: which of its four systems
    court_id: Mapped[str | None] = mapped_column(String(60))  # of the country file; None: typed in, or not known yet
    court_typed: Mapped[str | None] = mapped_column(String(200))
    opened_on: Mapped[date]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    law_version: Mapped[str] = mapped_column(String(20))  # of the country file in force when the case was opened
    stage_now: Mapped[str | None] = mapped_column(String(60))  # of the criminal proceeding; None: nothing yet
    moved_on: Mapped[date | None]
    dated_until: Mapped[date | None]  # the last day for which a hearing is planned or by which somebody must act
    ended_on: Mapped[
        date | None
    ]  # all its proceedings have come to an end or the office closed it; None: something may still happen
    closed_on: Mapped[date | None]  # the office closed it; None: it did not, or reopened it (closings)
    # the office closed it, or it has ended and no claim, hearing or period of ours waits any more (rules.ended_on)
    is_over: Mapped[bool] = mapped_column(default=False, server_default=false())
    # of its planned hearings and our open deadlines the nearest
    next_on: Mapped[date] = mapped_column(default=NEVER, server_default=str(NEVER))
    # that hearing or deadline, else one of ours that has no day yet; no key, since it is one of two tables
    next_id: Mapped[UUID | None]
    barred_on: Mapped[date | None]  # the first day on which a claim or prosecution may be time-barred; None: not known
    # the first on which the claim may be, counted from her knowledge; which of both is near is asked when it is read
    barred_from_knowledge_on: Mapped[date | None]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class Assignment(Base):
    """Who works on a case. All but who and as what repeats the case's, so that her list is read from these keys alone."""

    __tablename__ = "casework_assignment"
    __table_args__ = (
        Index("ix_casework_assignment_mine", "user_id", "office_id", "opened_on", "case_id"),
        Index("ix_casework_assignment_reference", "user_id", "office_id", "reference"),
        Index("ix_casework_assignment_code_name", "user_id", "office_id", "code_name"),
        Index("ix_casework_assignment_next", "user_id", "office_id", "is_over", "next_on", "case_id"),
        Index("ix_casework_assignment_opened", "user_id", "office_id", "is_over", "opened_on", "case_id"),
        Index("ix_casework_assignment_lead", "case_id", unique=True, sqlite_where=_IS_LEAD, postgresql_where=_IS_LEAD),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[str] = mapped_column(String(10), default=LEAD)  # "lead" or "second"
    opened_on: Mapped[date]
    reference: Mapped[str] = mapped_column(String(20))
    code_name: Mapped[str] = mapped_column(String(40))
    is_over: Mapped[bool] = mapped_column(default=False, server_default=false())
    next_on: Mapped[date] = mapped_column(default=NEVER, server_default=str(NEVER))

    @classmethod
    def is_lead(cls) -> ColumnElement[bool]:
        """That she leads it, in the words of its key: a value that is bound makes SQLite plan at each execution anew."""
        return cls.kind == literal_column("'lead'")


class EthicalWall(Base):
    """Who is kept away from a case, whatever else she is. Sealed beside it (table "wall", subject the case): "note"."""

    __tablename__ = "casework_wall"
    __table_args__ = (
        Index(
            "ix_casework_wall_stands", "user_id", "case_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
        ),
        Index("ix_casework_wall_case_id", "case_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[str] = mapped_column(String(40))  # a code of team/rules.py
    put_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    put_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: it stands


class Emergency(Base):
    """An access in an emergency. Sealed beside it (table "emergency", subject the case): "why", "review"."""

    __tablename__ = "casework_emergency"
    __table_args__ = (
        Index("ix_casework_emergency_user_id_until", "user_id", "until"),
        Index("ix_casework_emergency_case_id", "case_id"),
        Index("ix_casework_emergency_office_id_started_at", "office_id", "started_at"),
        Index("ix_casework_emergency_waits", "office_id", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    category: Mapped[str] = mapped_column(String(40))  # a code of team/rules.py
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)  # an hour later, or when she ended it
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: it waits for review
    verdict: Mapped[str | None] = mapped_column(String(40))  # a code of team/rules.py
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
