"""What is recorded of a case beside its steps? Appended; a record that was a mistake is marked as entered in error and remains visible."""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

_ASKS = text("asks")


class Record(Base):
    """One record of a kind of records.toml. Sealed beside it (table "record", subject the case): "note".

    `told` holds codes, days, whole numbers and amounts as text; never a name, never a sentence.
    """

    __tablename__ = "casework_record"
    __table_args__ = (
        Index("ix_casework_record_case_id_on", "case_id", "on"),
        Index("ix_casework_record_asks", "office_id", "id", sqlite_where=_ASKS, postgresql_where=_ASKS),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # the case's
    kind: Mapped[str] = mapped_column(String(24))
    on: Mapped[date]
    proceeding_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_proceeding.id"))
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_victim.id"))
    defendant_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_defendant.id"))
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_claim.id"))
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    has_note: Mapped[bool] = mapped_column(default=False)
    asks: Mapped[bool] = mapped_column(default=False)  # the client must still be warned of it: see `waits`
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_in_error_by: Mapped[UUID | None] = mapped_column("struck_by", ForeignKey("user_account.id"))
    entered_in_error_at: Mapped[datetime | None] = mapped_column("struck_at", UtcDateTime)  # None: it stands
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}

    @classmethod
    def waits(cls) -> ColumnElement[bool]:
        """That the client must still be warned, as its key has it: `Record.asks` is said as `asks = 1`, which no key answers."""
        return cast(
            "ColumnElement[bool]", literal_column("casework_record.asks")
        )  # with a type it is said as `= 1` again
