"""What did a decision say of each kind of damage? Appended: a correction is a new version, the last one counts."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class AwardLine(Base):
    """One line of a decision on a claim, in the claim's currency. `head` "": the costs of the proceedings.

    `owed_by`: ids of the accused who owe it jointly and severally; empty: the decision does not tell them apart.
    """

    __tablename__ = "casework_award_line"
    __table_args__ = (Index("ix_casework_award_line_decision_id_version", "decision_id", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim.id"), index=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("casework_claim_decision.id"))
    version: Mapped[int]
    position: Mapped[int]
    head: Mapped[str] = mapped_column(String(40))
    answer: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(
        String(16)
    )  # why it was referred or rejected; None: nobody wrote it down
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))  # None: nothing was awarded
    interest_from: Mapped[date | None]  # the first day that bears interest; None: the decision names none
    bears_interest: Mapped[bool] = mapped_column(default=True)  # no: the decision says so, or none was asked
    owed_by: Mapped[list[str]] = mapped_column(JSON)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
