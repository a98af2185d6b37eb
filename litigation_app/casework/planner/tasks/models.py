"""What is to be done in a case, by whom, until when, and how it went? Steps are appended; the task repeats the last one."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, Index, String, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

_IS_OPEN = text("state = 'open'")


def _open(*columns: str) -> Index:
    """A key of the open tasks alone: few of those that ever were, so that no list grows with the years."""
    name = f"ix_casework_task_open_{'_'.join(columns)}"
    return Index(name, *columns, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN)


class Task(Base):
    """A task. Sealed beside it (table "task", subject the case): "text". `state`, `for_id`, `due_on` repeat the last step's."""

    __tablename__ = "casework_task"
    __table_args__ = (
        _open("for_id", "due_on", "id"),
        _open("office_id", "due_on", "id"),
        Index("ix_casework_task_for_id_changed_at", "for_id", "changed_at"),
        Index("ix_casework_task_case_id", "case_id"),
        Index("ix_casework_task_victim_id", "victim_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))  # the case's
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("casework_victim.id"))  # whom it is about
    kind: Mapped[str] = mapped_column(String(12))  # code of [kind] in tasks.toml
    about: Mapped[str | None] = mapped_column(
        String(10)
    )  # "hearing", "deadline", "record", "paper": what it comes from
    about_id: Mapped[UUID | None]  # no key: what it comes from may be erased while the task stays
    state: Mapped[str] = mapped_column(String(12))
    for_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))  # who is to do it
    due_on: Mapped[date | None]  # None: no day was set
    has_text: Mapped[bool] = mapped_column(default=False)
    given_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))  # who gave it to `for_id`
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)  # of the last step
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}

    @classmethod
    def is_open(cls) -> ColumnElement[bool]:
        """That it is still to be done, in the words of its keys: a value that is bound makes SQLite plan at each execution anew."""
        return cls.state == literal_column("'open'")


class TaskStep(Base):
    """What somebody said of a task: how it stands, whose it is, until when."""

    __tablename__ = "casework_task_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("casework_task.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("casework_case.id"))  # the task's
    state: Mapped[str] = mapped_column(String(12))
    for_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    due_on: Mapped[date | None]
    said_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
