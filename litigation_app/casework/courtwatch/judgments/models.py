"""Which judgments were registered, and who coded them? What they say of persons is sealed beside them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class State(StrEnum):
    """What a judgment waits for."""

    TO_CODE = "to_code"
    TO_CODE_AGAIN = "to_code_again"  # by a second person, who does not see the first coding
    TO_SETTLE = "to_settle"  # the two codings differ
    SETTLED = "settled"


class Judgment(Base):
    """A court decision, nobody's client record. Sealed beside it (table "judgment", subject the office): "number", which
    holds the court's number and which of our cases it belongs to.

    `mark` and `trial_mark` are keyed marks of its number and of the first-instance judgment's: alike for one trial.
    """

    __tablename__ = "courtwatch_judgment"
    __table_args__ = (
        Index("ix_courtwatch_judgment_office_id_decided_on", "office_id", "decided_on", "id"),
        Index("ix_courtwatch_judgment_office_id_state", "office_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    country: Mapped[str] = mapped_column(String(2))
    court: Mapped[str] = mapped_column(String(120))  # of the country file, or as it was typed
    instance: Mapped[str] = mapped_column(String(16))
    decided_on: Mapped[date]
    finality: Mapped[str] = mapped_column(String(10))
    accused: Mapped[int]
    injured: Mapped[int]
    mark: Mapped[int] = mapped_column(BigInteger, index=True)
    trial_mark: Mapped[int] = mapped_column(BigInteger)
    is_double: Mapped[bool]  # drawn to be coded by a second person
    state: Mapped[State] = mapped_column(String(16), default=State.TO_CODE)
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class Coding(Base):
    """One person's reading of a judgment; the last one of a settled judgment is in force. Sealed beside it (table "coding",
    subject the office): "coding" (codes alone) and "note".
    """

    __tablename__ = "courtwatch_coding"
    __table_args__ = (UniqueConstraint("judgment_id", "place"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    judgment_id: Mapped[UUID] = mapped_column(ForeignKey("courtwatch_judgment.id"))
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # the judgment's
    mark: Mapped[int] = mapped_column(BigInteger)  # keyed, of the codes: two readings that say the same have the same
    place: Mapped[int]  # 1 the first, 2 the second person's, 3 and on: settled
    coded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    coded_at: Mapped[datetime] = mapped_column(UtcDateTime)
