"""What is asked for a victim, in which version, and what came of it? Versions, reviews, decisions and payments are appended.

A decision or payment that was a mistake is marked so and remains visible; `entered_in_error_why` is a code of mistakes.toml.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, Numeric, String, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class State(StrEnum):
    """Where a claim stands inside the organisation; "decided" once a court or fund has said something about it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    DECIDED = "decided"


class Claim(Base):
    """A claim of one victim by one route, in the currency of the country. `version` counts from 1."""

    __tablename__ = "casework_claim"
    __table_args__ = (
        Index("ix_casework_claim_office_id_state_submitted_at", "office_id", "state", "submitted_at"),
        Index("ix_casework_claim_office_id_review_by", "office_id", "review_by"),
        Index("ix_casework_claim_victim_id_route", "victim_id", "route"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    office_id: Mapped[UUID] = mapped_column(
        ForeignKey("office.id")
    )  # the case's, so that the queue is read from one key
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"))
    route: Mapped[str] = mapped_column(String(40))  # compensation route of the country file
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(10), default=State.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: not sent for review in this version
    first_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # in any version; None: never
    first_approved_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("user_account.id")
    )  # where two have to approve it: the first of them; None: nobody yet, or one is enough
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    filed_on: Mapped[date | None]  # the day it reached the court or fund; None: not yet, or not recorded
    unreviewed_because: Mapped[str | None] = mapped_column(String(20))  # why it was filed before anybody approved it
    review_by: Mapped[date | None]  # the day by which such a filing is to be reviewed; None: nothing is due
    is_quantified: Mapped[bool] = mapped_column(default=True)  # an amount is stated before the court or fund
    debtors: Mapped[list[str]] = mapped_column(JSON, default=list)  # accused who are asked, jointly and severally
    asked_of_some: Mapped[dict[str, list[str]]] = mapped_column(
        JSON, default=dict
    )  # kinds of damage asked of these alone
    advised_on: Mapped[date | None]  # the day on which she was told what can be claimed and how; None: not recorded
    has_advice: Mapped[bool] = mapped_column(
        default=False
    )  # sealed: table "advice", subject the victim, capsule "legal"
    eur_rate: Mapped[Decimal | None] = mapped_column(Numeric(14, 6))  # units for one euro; None: the desk's own rate
    eur_rate_on: Mapped[date | None]
    eur_rate_source: Mapped[str | None] = mapped_column(String(200))
    interest: Mapped[str | None] = mapped_column(String(10))  # an Interest of the terms; None: nobody said
    interest_from: Mapped[date | None]  # the day that was named; None: none was
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))  # None: as it was first drafted
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class ClaimWriter(Base):
    """Who besides `written_by` wrote in some version: nobody of them may review the claim."""

    __tablename__ = "casework_claim_writer"

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)


class ClaimPart(Base):
    """One head of damage in one version, in the claim's currency. Parts of earlier versions stay."""

    __tablename__ = "casework_claim_part"
    __table_args__ = (Index("ix_casework_claim_part_claim_id_version", "claim_id", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"))
    version: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=1)
    head: Mapped[str] = mapped_column(String(40))  # head of damage of the country file
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))


WITHDRAWN = "withdrawn"


class Review(Base):
    """What a coordinator said of one version, or that it was taken back from review before anybody did.

    Sealed beside it (table "review", subject the case): capsule "note".
    """

    __tablename__ = "casework_claim_review"
    __table_args__ = (Index("ix_casework_claim_review_by_at", "by", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), index=True)
    version: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(10))  # approved, returned, taken_back: the approval, or WITHDRAWN
    route: Mapped[str | None] = mapped_column(
        String(40)
    )  # as it was claimed in that version; None: nobody wrote it down
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of the list "return_reason"
    row_reasons: Mapped[dict[str, str]] = mapped_column(
        JSON, default=dict
    )  # the same of one row, by its head of damage
    open_points: Mapped[list[str]] = mapped_column(
        JSON, default=list, server_default="[]"
    )  # of the checklist, codes: what was open when it was approved all the same; the note says why
    has_note: Mapped[bool] = mapped_column(default=False)
    is_independent: Mapped[bool] = mapped_column(
        default=True
    )  # no: nobody else reviews at the office, so its writer did
    by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def is_said(cls) -> ColumnElement[bool]:
        """The condition that a coordinator said it."""
        return cls.verdict != WITHDRAWN


class MayBeMistake:
    """Columns of what is never taken out again but marked as entered in error. `entered_in_error_why`: a code of mistakes.toml."""

    entered_in_error_by: Mapped[UUID | None] = mapped_column("struck_by", ForeignKey("user_account.id"))
    entered_in_error_at: Mapped[datetime | None] = mapped_column("struck_at", UtcDateTime)  # None: it was no mistake
    entered_in_error_why: Mapped[str | None] = mapped_column("struck_why", String(12))

    @classmethod
    def stands(cls) -> ColumnElement[bool]:
        """The condition that it was no mistake."""
        return cls.entered_in_error_at.is_(None)


class CourtDecision(MayBeMistake, Base):
    """What a court or fund decided on the claim; `amount` in the claim's currency, None where nothing was awarded."""

    __tablename__ = "casework_claim_decision"
    __table_args__ = (
        Index("ix_casework_claim_decision_on", "on", "claim_id"),
        Index("ix_casework_claim_decision_final_on", "final_on", "claim_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), index=True)
    on: Mapped[date]
    instance: Mapped[str] = mapped_column(String(10))  # first or final
    outcome: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    is_final: Mapped[bool] = mapped_column(default=False)
    appealed_on: Mapped[date | None]  # the first appeal that is open; None: none is. Kept by whatever becomes of it
    final_on: Mapped[date | None]  # when it became final; None: not, or it was when it was recorded
    quashed_on: Mapped[date | None]  # it fell, alone or with the judgment in which it stood; None: it stands
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def stands(cls) -> ColumnElement[bool]:
        """The condition that it neither fell nor was a mistake."""
        return and_(cls.quashed_on.is_(None), cls.entered_in_error_at.is_(None))


class Payment(MayBeMistake, Base):
    """Money that reached the victim, in the claim's currency; `payer` is a code of the list "payer"."""

    __tablename__ = "casework_claim_payment"
    __table_args__ = (Index("ix_casework_claim_payment_on", "on", "claim_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), index=True)
    on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    payer: Mapped[str] = mapped_column(String(20))
    defendant_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("casework_defendant.id")
    )  # which accused paid; None: not told
    payee: Mapped[str | None] = mapped_column(
        String(10)
    )  # into whose hands, a code of the list "payee"; None: not told
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DayChange(Base):
    """A day that was written down wrongly, and what it says since. `why`: a code of mistakes.toml.

    `row_id`: the decision, or what became of one, whose day it is; None: it is that of the filing.
    """

    __tablename__ = "casework_claim_filing_change"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), index=True)
    row_id: Mapped[UUID | None]  # no key: of several tables
    was: Mapped[date]
    became: Mapped[date | None]  # None: it had not been filed at all
    why: Mapped[str] = mapped_column(String(12))
    by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReviewLimit(Base):
    """From which amount on two coordinators approve a claim of an office, in one currency. Appended: the last one counts."""

    __tablename__ = "casework_review_limit"
    __table_args__ = (Index("ix_casework_review_limit_office_id_currency_set_at", "office_id", "currency", "set_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"))
    currency: Mapped[str] = mapped_column(String(3))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))  # None: one coordinator is enough
    set_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Answer(Base):
    """What was done about a reason of a return, until the claim is sent again. Sealed (table "answer", subject the case): "note"."""

    __tablename__ = "casework_claim_answer"
    __table_args__ = (UniqueConstraint("review_id", "head", "reason"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim_review.id"))
    head: Mapped[str] = mapped_column(String(40))  # the head of damage that the reason is about; "": the whole claim
    reason: Mapped[str] = mapped_column(String(40))  # a code of the list "return_reason"
    standing: Mapped[str] = mapped_column(String(10))  # a Standing; "": not said
    has_words: Mapped[bool] = mapped_column(default=False)
    by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
