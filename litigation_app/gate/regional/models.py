"""What is being added up for the region? Only what was printed already stands in any row."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime
from litigation_app.gate.models import DraftState


class RegionalDraft(Base):
    """A regional publication in preparation. `chosen`: of each national one the partner ("" for this desk), id,
    digest, and the organisations whose people it counts.
    """

    __tablename__ = "regional_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str] = mapped_column(String(200))
    chosen: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    proposal: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[DraftState] = mapped_column(String(10), default=DraftState.DRAFT)
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    release_id: Mapped[str | None] = mapped_column(String(60))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
