"""Who has left, and what was taken from her on that day?"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from litigation_app.accounts.models import User
from litigation_app.core.db import Base, UtcDateTime


class Leaving(Base):
    """What was done when a person left. `roles`: "role@office-id" joined by spaces, as she held them on that day."""

    __tablename__ = "leaving"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    carried_out_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    carried_out_at: Mapped[datetime] = mapped_column(UtcDateTime)
    roles: Mapped[str] = mapped_column(Text)
    was_enrolled: Mapped[bool]
    sessions: Mapped[int]
    factors: Mapped[int]
    proposals: Mapped[int]

    user: Mapped[User] = relationship(foreign_keys=user_id, lazy="joined")
    by: Mapped[User] = relationship(foreign_keys=carried_out_by, lazy="joined")
