"""Which victims belong to which case? A code name; everything else about them is sealed."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Victim(Base):
    """A person of a case. Subject of her own key; of table "victim" a capsule for each group of rules.py, and "facts".

    `identity_ver` and so on: the `row_version` in which this group was sealed last; "facts" are sealed in each one.
    """

    __tablename__ = "casework_victim"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"), index=True)
    code_name: Mapped[str] = mapped_column(String(40), index=True)
    added_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))  # None: as it was added
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    identity_ver: Mapped[int] = mapped_column(default=1, server_default="1")
    contact_ver: Mapped[int] = mapped_column(default=1, server_default="1")
    health_ver: Mapped[int] = mapped_column(default=1, server_default="1")
    exploitation_ver: Mapped[int] = mapped_column(default=1, server_default="1")
    legal_ver: Mapped[int] = mapped_column(default=1, server_default="1")
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: her record is there
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
