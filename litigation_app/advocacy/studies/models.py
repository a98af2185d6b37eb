"""Which runs of the fund model were made, by whom, on what?"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class Study(Base):
    """One finished run; it is never changed. `result_digest` names the file that holds its answers (SHA-256).

    `release_id` is "" where the scenario's own counts were used; `result_key` names what went in (runs before 0055: "").
    """

    __tablename__ = "study"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    release_id: Mapped[str] = mapped_column(String(60))
    scenario_code: Mapped[str] = mapped_column(String(8))
    scenario_hash: Mapped[str] = mapped_column(String(64))
    paths: Mapped[int]
    seed: Mapped[int] = mapped_column(BigInteger)
    run_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    result_digest: Mapped[str] = mapped_column(String(64))
    scenario_name: Mapped[str] = mapped_column(String(120), default="", server_default="")
    text_hash: Mapped[str] = mapped_column(String(64), default="", server_default="")  # SHA-256 of its TOML
    result_key: Mapped[str] = mapped_column(String(64), default="", server_default="", index=True)
