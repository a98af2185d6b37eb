"""What is being prepared for publication? Only what an outsider could be shown: no withheld value stands in any row."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class DraftState(StrEnum):
    """Where a draft stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DROPPED = "dropped"


class ReleaseDraft(Base):
    """A publication in preparation. `proposal` is the tables as they would go out; `digest` its SHA-256. `last_year`: the year of
    which it is, `first_year`: of the oldest cohort in it.
    """

    __tablename__ = "release_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str] = mapped_column(String(200))
    mode: Mapped[str] = mapped_column(String(12), default="caseload", server_default="caseload")  # of plan.PLANS
    countries: Mapped[str] = mapped_column(String(20))
    first_year: Mapped[int]
    last_year: Mapped[int]
    state: Mapped[DraftState] = mapped_column(String(10), default=DraftState.DRAFT)
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    second_person: Mapped[UUID | None] = mapped_column(
        ForeignKey("user_account.id", name="fk_release_draft_second_person_user_account")
    )  # who is asked; None: any coordinator
    release_id: Mapped[str | None] = mapped_column(String(60))
    proposal: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}

    @property
    def country_codes(self) -> list[str]:
        return self.countries.split(",")
