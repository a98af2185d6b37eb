"""Which papers has a case? What they are called and what they say is sealed beside the row and in the file store."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Document(Base):
    """A paper of a case. Sealed beside it (table "document", subject the case): "document" (name, kind, date, note), "file" (its key).

    `size` is plain: whoever holds the disk sees it anyway.
    """

    __tablename__ = "casework_document"
    __table_args__ = (Index("ix_casework_document_case_id_added_at", "case_id", "added_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)  # also its name in the file store
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    added_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    removed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # None: it is there; else name, key and file are gone
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
