"""Which official figures are being typed in, from which source, and who has checked them?"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class OfficialState(StrEnum):
    """WAITING: handed over, a second person looks every number up."""

    TYPING = "typing"
    WAITING = "waiting"
    PUBLISHED = "published"
    DROPPED = "dropped"


class OfficialDraft(Base):
    """Figures of one country for its next vintage. `lines`, `sources`: as rules.Line and releases.official say them.
    `typists`: user numbers of all who typed any of it; none of them may be the second person. `base`: the vintage that
    they were held against ("": there was none).
    """

    __tablename__ = "official_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    country: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(200))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    sources: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    typists: Mapped[list[str]] = mapped_column(JSON)
    base: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[OfficialState] = mapped_column(String(10), default=OfficialState.TYPING)
    begun_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    handed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    handed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_why: Mapped[str | None] = mapped_column(String(200))
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    release_id: Mapped[str | None] = mapped_column(String(60))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
