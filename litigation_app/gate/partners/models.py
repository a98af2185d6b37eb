"""Whose key for publications is believed, who said so, and until when?"""

import base64
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class PartnerState(StrEnum):
    """How far the trust in a key has come. ENDED: declined before it was confirmed, or withdrawn after."""

    PROPOSED = "proposed"
    TRUSTED = "trusted"
    ENDED = "ended"


class PartnerKey(Base):
    """The public key of a partner organisation; one row each time it is named, never changed but in its state."""

    __tablename__ = "partner_key"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(2))
    public_key: Mapped[str] = mapped_column(String(44), index=True)  # base64 of the 32 raw bytes
    state: Mapped[PartnerState] = mapped_column(String(10), default=PartnerState.PROPOSED)
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}

    @property
    def key(self) -> bytes:
        """The 32 raw bytes."""
        return base64.b64decode(self.public_key)
