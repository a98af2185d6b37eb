"""At which browsers has somebody signed in before?"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class KnownBrowser(Base):
    """A browser of one person, by the SHA-256 of the token in its cookie. It lets nobody in, and carries no stamp."""

    __tablename__ = "known_browser"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    known_since: Mapped[datetime] = mapped_column(UtcDateTime)


class CalendarFeed(Base):
    """The link by which her calendar program reads her hearings, by its SHA-256. `says`: how much its entries tell."""

    __tablename__ = "calendar_feed"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    says: Mapped[str] = mapped_column(String(8))  # a code of casework/planner/calendar/rules.py
    language: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stamp: Mapped[bytes | None] = mapped_column(LargeBinary)
