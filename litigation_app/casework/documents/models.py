"""Which documents has a case? What they are called and what they say is sealed beside the row and in the file store."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Document(Base):
    """One version of a document of a case. Sealed beside it (table "document", subject the case): "document" (its name and what is
    said of it), "text" (what it says, page by page), "file" (its key).

    `size` is plain: whoever holds the disk sees it anyway. `victim_id` is plain so that her erasure knows the document.
    """

    __tablename__ = "casework_document"
    __table_args__ = (
        Index("ix_casework_document_case_id_added_at", "case_id", "added_at"),
        UniqueConstraint("series", "version", name="uq_casework_document_series_version"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)  # also its name in the file store
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_victim.id"), index=True)  # whom it is about
    series: Mapped[UUID]  # the id of its first version
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    added_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    removed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # None: it is there; else name, key and file are gone
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
