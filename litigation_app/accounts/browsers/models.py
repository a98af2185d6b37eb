"""At which browsers has somebody signed in before?"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class KnownBrowser(Base):
    """A browser of one person, by the SHA-256 of the token in its cookie."""

    __tablename__ = "known_browser"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    known_since: Mapped[datetime] = mapped_column(UtcDateTime)
