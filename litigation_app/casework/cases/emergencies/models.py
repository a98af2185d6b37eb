"""Until when has somebody read her alerts? The accesses themselves stand beside the cases that they open."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class AlertsRead(Base):
    """An alert is something that happened; what is kept for each reader is until when she has read."""

    __tablename__ = "casework_alerts_read"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
