"""Which scenarios do people keep?"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Scenario(Base):
    """`text` is the whole scenario as TOML, without an include; `hash` is that of what it says, whatever its spelling.

    `copied_from`: the code of the country's file that ships, or the name of the scenario it was when it was copied.
    """

    __tablename__ = "scenario"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    copied_from: Mapped[str] = mapped_column(String(120))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
