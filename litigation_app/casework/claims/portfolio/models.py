"""How far has each client come? Kept current by whatever changes a claim; what that comes to is summed when it is read."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.casework.claims.portfolio.rules import MEASURES
from litigation_app.core.db import Base


class Standing(Base):
    """How far a client came by one route ("": by all of them), in cents of `currency`. A step that holds 0 was not reached."""

    __tablename__ = "casework_portfolio_standing"
    __table_args__ = (
        Index("ix_casework_portfolio_standing_case_id", "case_id"),
        Index(
            "ix_casework_portfolio_standing_sums",
            *("office_id", "route", "country", "lawyer_id", "year", "currency", *MEASURES, "case_id"),
        ),  # all that is summed, and what keeps rows from her: the rows themselves are not read
    )

    victim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"), primary_key=True)
    route: Mapped[str] = mapped_column(String(40), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # the case's
    country: Mapped[str] = mapped_column(String(2))
    lawyer_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))  # who wrote the first claim that went out
    year: Mapped[int]  # in which it went out
    currency: Mapped[str] = mapped_column(String(3))
    claimed: Mapped[int] = mapped_column(BigInteger)
    decided: Mapped[int] = mapped_column(BigInteger)  # claimed, in what is decided
    awarded: Mapped[int] = mapped_column(BigInteger)
    final: Mapped[int] = mapped_column(BigInteger)
    enforcing: Mapped[int] = mapped_column(BigInteger)  # finally awarded, where enforcement was begun
    paid: Mapped[int] = mapped_column(BigInteger)
    owed: Mapped[int] = mapped_column(BigInteger)
    enforce_by: Mapped[date | None]  # of what is owed the first last day; None: nothing is, enforcement began, no rule
