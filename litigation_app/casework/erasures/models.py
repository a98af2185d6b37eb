"""Whose data are to be destroyed or were?"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.casework.erasures.rules import Outcome
from litigation_app.core.db import Base, UtcDateTime


class Erasure(Base):
    """A proposal to erase one person, and what came of it. Sealed beside it (table "erasure", subject the victim):
    "why" and "answer", in words; they are destroyed with her.

    `proposed_by` None: known from the register alone, after a restore. `counts`: kind → how many were destroyed.
    """

    __tablename__ = "casework_erasure"
    __table_args__ = (Index("ix_casework_erasure_office_id_proposed_at", "office_id", "proposed_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    certificate: Mapped[str] = mapped_column(String(24), unique=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("casework_victim.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    basis: Mapped[str] = mapped_column(String(40))  # a code of bases.toml
    papers: Mapped[list[str]] = mapped_column(
        JSON, default=list
    )  # ids of papers, notes, tasks of the case that go with her
    with_case: Mapped[bool] = mapped_column(default=False)  # the texts sealed in the case itself go as well
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[Outcome | None] = mapped_column(String(10))  # None: nobody has answered
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    kek_ver: Mapped[int] = mapped_column(default=0)  # the newest KEK of that day: it and all before it are to go
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: something is still to be done
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
