"""By which powers of attorney do we act for a client, and what was filed without one?"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Authority(Base):
    """A power of attorney. Sealed beside it (table "authority", subject the victim, with "legal"): who signed, for whom, why.

    In the open stands what a filing is held against. A power that was entered by mistake is struck and stays.
    """

    __tablename__ = "casework_authority"
    __table_args__ = (Index("ix_casework_authority_until", "office_id", "until_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # the case's
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"), index=True)
    family: Mapped[str] = mapped_column(String(20))  # of proceedings; "": all that need no power of their own
    of_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("casework_authority.id")
    )  # the power of a substitute comes from
    from_on: Mapped[date]
    until_on: Mapped[date | None]  # None: without end
    revoked_on: Mapped[date | None]
    scope: Mapped[list[str]] = mapped_column(JSON)  # codes of authority.toml
    stands: Mapped[bool]  # whoever signed could
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_in_error_by: Mapped[UUID | None] = mapped_column("struck_by", ForeignKey("user_account.id"))
    entered_in_error_at: Mapped[datetime | None] = mapped_column("struck_at", UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class Unauthorised(Base):
    """Something that was filed although no power of attorney held, or nobody had decided about anonymity."""

    __tablename__ = "casework_unauthorised"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    move_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_move.id"))  # None: a claim
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_claim.id"), index=True)  # None: a step
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(12))  # code of authority.toml
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
