"""Which published decisions were added by hand, and how does a proceeding of ours stand to a decision?"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.casework.strategy.models import OfCase
from litigation_app.core.db import Base, UtcDateTime


class Precedent(Base):
    """A published decision: its number is public. One of our own cases that is not published never stands here."""

    __tablename__ = "casework_precedent"
    __table_args__ = (Index("ix_casework_precedent_country", "country", "decided_on", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    country: Mapped[str] = mapped_column(String(2))
    court: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(80))
    decided_on: Mapped[date]
    about: Mapped[str] = mapped_column(String(500))
    articles: Mapped[list[str]] = mapped_column(JSON)
    topics: Mapped[list[str]] = mapped_column(JSON)
    added_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Citation(OfCase, Base):
    """How a proceeding stands to a decision: one of precedents.toml (`code`), an added one, or an unpublished one.

    Sealed beside it (table "citation", subject the case): "note" (of an unpublished decision its court and number; what is said of it).
    """

    __tablename__ = "casework_citation"

    proceeding_id: Mapped[UUID] = mapped_column(ForeignKey("casework_proceeding.id"))
    code: Mapped[str | None] = mapped_column(String(40))
    precedent_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_precedent.id"))
    relation: Mapped[str] = mapped_column(String(16))
    article: Mapped[str] = mapped_column(String(12))  # "" for none
    has_note: Mapped[bool] = mapped_column(default=False)
