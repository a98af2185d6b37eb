"""Which proceedings does a case have, what happened in them, which periods run? Moves are appended; a correction keeps what stood there."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

JOINED, SEVERED = "joined", "severed"
_IS_OPEN = text("met_on IS NULL AND lapsed_on IS NULL")
_IS_MISSED = text("missed_reason IS NOT NULL")


def _open(*columns: str) -> Index:
    """A key of the open deadlines alone: few of those that ever ran, so that no list grows with the years."""
    name = f"ix_casework_deadline_open_{'_'.join(columns)}"
    return Index(name, *columns, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN)


class Proceeding(Base):
    """One proceeding of a case. It stands where its last move led, or at the initial stage of its graph."""

    __tablename__ = "casework_proceeding"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    procedure: Mapped[str] = mapped_column(String(40))  # id in the country file
    family: Mapped[str] = mapped_column(String(20))
    forum: Mapped[str | None] = mapped_column(String(10))  # Bosnia and Herzegovina only
    court_id: Mapped[str | None] = mapped_column(String(60))
    court_typed: Mapped[str | None] = mapped_column(String(200))
    law_version: Mapped[str] = mapped_column(String(20))  # of the country file in force when it began
    begun_on: Mapped[date | None]
    position: Mapped[int]  # its place among the proceedings of the case, from 1
    spawned_by: Mapped[
        UUID | None
    ]  # the move of another proceeding that brought this one about; no key: tables would circle
    entered_on: Mapped[date | None]  # the organisation joined late, on this day: what lies before is not known
    row_version: Mapped[int] = mapped_column(default=1, server_default="1")

    __mapper_args__ = {"version_id_col": row_version}


class Move(Base):
    """One step. Sealed beside it (table "move", subject the case): "note", with why it is outside; "strike", why it was a mistake."""

    __tablename__ = "casework_move"
    __table_args__ = (UniqueConstraint("proceeding_id", "seq"), Index("ix_casework_move_on", "on", "proceeding_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    proceeding_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"))
    seq: Mapped[int]  # 1, 2, 3 … in the order of recording, which need not be the order of days
    event: Mapped[str | None] = mapped_column(String(60))  # None: outside the graph
    from_stage: Mapped[str] = mapped_column(String(60))
    to_stage: Mapped[str] = mapped_column(String(60))
    on: Mapped[date]
    served_on: Mapped[date | None]  # on the victim or her counsel
    outcome: Mapped[str | None] = mapped_column(String(40))
    is_outside: Mapped[bool] = mapped_column(default=False)
    is_found: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # the day is not known: where we found it, `on` is when we came; taken on the way to another step, `on` is of that one
    episode: Mapped[int] = mapped_column(default=1)  # 2: a first retrial, and so on
    has_note: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_in_error_by: Mapped[UUID | None] = mapped_column("struck_by")  # who said that it was a mistake
    entered_in_error_at: Mapped[datetime | None] = mapped_column("struck_at", UtcDateTime)  # None: it stands

    @classmethod
    def stands(cls) -> ColumnElement[bool]:
        """The condition that the step was not recorded by mistake."""
        return cls.entered_in_error_at.is_(None)


class TrackLink(Base):
    """Two criminal proceedings of a case became one, or one became two. Appended, never changed.

    "joined": `first_id` goes on within `second_id`. "severed": `second_id` was taken out of `first_id` for some accused.
    """

    __tablename__ = "casework_track_link"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    first_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"), index=True)
    second_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"))
    on: Mapped[date]
    accused: Mapped[list[str]] = mapped_column(JSON)  # ids; for whom it was severed
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Deadline(Base):
    """A period that runs in a proceeding, with the rule as it stood when the period began.

    `days` and `months` None: the court's letter gives the last day. `expiry` None: the day that starts it is not known.
    Sealed beside it (table "deadline", capsule "note", subject the case): why it was missed, in words.
    """

    __tablename__ = "casework_deadline"
    __table_args__ = (
        _open("office_id", "side", "act_by", "id", "case_id"),
        _open("case_id", "side", "act_by", "id"),
        _open("side", "act_by", "id", "case_id"),
        _open("office_id", "side", "prepare_by", "case_id"),
        Index(
            "ix_casework_deadline_missed",
            "office_id",
            "act_by",
            "id",
            sqlite_where=_IS_MISSED,
            postgresql_where=_IS_MISSED,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # the case's, so that a list is read from one key
    proceeding_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"), index=True)
    move_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_move.id"))  # None: began with the proceeding
    stage: Mapped[str] = mapped_column(String(60))
    event: Mapped[str] = mapped_column(String(60))  # the step that keeps it; the first, if several do
    kept_by: Mapped[list[str]] = mapped_column(JSON)  # all of them
    kind: Mapped[str] = mapped_column(String(20))
    side: Mapped[str] = mapped_column(String(20))
    runs_from: Mapped[str] = mapped_column(String(80))
    days: Mapped[int | None]
    months: Mapped[int | None]
    roll_over: Mapped[str] = mapped_column(String(20))
    legal_basis: Mapped[str] = mapped_column(String(200))
    confidence: Mapped[str] = mapped_column(String(10))
    is_reviewed: Mapped[bool]
    served_on: Mapped[date | None]  # the day that starts the period, mostly of service
    expiry: Mapped[date | None]
    act_by: Mapped[date | None]
    met_on: Mapped[date | None]
    lapsed_on: Mapped[date | None]  # the proceedings went on in a way that left it without object
    prepare_by: Mapped[date | None]  # the desk's own day before: the draft should be ready then
    ended_by: Mapped[UUID | None]  # the move that kept it or left it without object; no key, like `spawned_by`
    law_version: Mapped[str | None] = mapped_column(String(20))  # by which it was computed; None: not written down then
    missed_reason: Mapped[str | None] = mapped_column(String(24))  # a code of missed.toml; None: not missed
    has_note: Mapped[bool] = mapped_column(default=False, server_default=false())
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
