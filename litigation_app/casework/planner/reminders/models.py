"""When does a person want to be reminded, and which mails were sent? Nothing here is about a case."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class ReminderWish(Base):
    """How a person wants to be reminded; without a row, as reminders.toml says."""

    __tablename__ = "reminder_wish"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    days: Mapped[list[int]] = mapped_column(JSON)  # so many days before the day by which somebody must act
    mail_hour: Mapped[int | None]  # on the region's clocks; None: no mail
    language: Mapped[str] = mapped_column(String(10))  # of the mail
    read_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # what came before was seen; None: nothing was
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class ReminderMail(Base):
    """That a person was sent her mail of a day: there is never a second one."""

    __tablename__ = "reminder_mail"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    count: Mapped[int]  # of what waited for her
