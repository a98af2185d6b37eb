"""Which notes does a case have? Appended; a note that was a mistake is marked as entered in error and remains visible."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Note(Base):
    """A note. Sealed beside it (table "note", subject the case): "text"."""

    __tablename__ = "casework_note"
    __table_args__ = (
        Index("ix_casework_note_case_id_on", "case_id", "on"),
        Index("ix_casework_note_victim_id", "victim_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_victim.id"))  # whom it is about
    kind: Mapped[str] = mapped_column(String(12))  # code of [kind] in notes.toml
    on: Mapped[date]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_in_error_by: Mapped[UUID | None] = mapped_column("struck_by", ForeignKey("user_account.id"))
    entered_in_error_at: Mapped[datetime | None] = mapped_column("struck_at", UtcDateTime)  # None: it stands
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
