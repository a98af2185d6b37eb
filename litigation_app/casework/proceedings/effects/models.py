"""Which rows did one act write? Appended, never changed."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base


class WrittenTogether(Base):
    """One of several rows that one act wrote. `kind`: of rules.Row; of an act that wrote one row alone nothing is kept."""

    __tablename__ = "casework_written_together"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    act_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(10))
    row_id: Mapped[UUID] = mapped_column(index=True)  # no key: of several tables
