"""Which grants does an office have, what did it promise, what did it do and spend? Nothing of a case or a person."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Grant(Base):
    """A grant of one office. `packages`, `periods`, `results`: as rules.Package, rules.Stretch and rules.Result say them;
    `outcomes`: as outcomes.rules.Outcome does.
    """

    __tablename__ = "casework_grant"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    donor: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3))
    budget: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    packages: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    periods: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    results: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    outcomes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class _MayBeEnteredInError:
    """Written once; a mistake is struck, in sight with its reason."""

    entered_in_error_by: Mapped[UUID | None] = mapped_column("struck_by", ForeignKey("user_account.id"))
    entered_in_error_at: Mapped[datetime | None] = mapped_column("struck_at", UtcDateTime)
    entered_in_error_why: Mapped[str | None] = mapped_column("struck_why", String(200))
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Act(_MayBeEnteredInError, Base):
    """Something that the office did on a day, typed in: advice, a training, a meeting. `number` of them."""

    __tablename__ = "casework_act"
    __table_args__ = (Index("ix_casework_act_office_id_on", "office_id", "on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[str] = mapped_column(String(20))
    on: Mapped[date]
    number: Mapped[int]
    about: Mapped[str] = mapped_column(String(200))


class Cost(_MayBeEnteredInError, Base):
    """What was spent of a grant, in its currency. `package`: a code of its packages."""

    __tablename__ = "casework_grant_cost"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("casework_grant.id"), index=True)
    package: Mapped[str] = mapped_column(String(12))
    on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    what: Mapped[str] = mapped_column(String(200))
    voucher: Mapped[str] = mapped_column(String(60))
