"""Which long work was asked for, by whom, and where does it stand? The third of the named side-writers."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import JSON, ForeignKey, String, event, update
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core import clock
from litigation_app.core.db import Base, UtcDateTime, begin_write, begin_write_alone, db, side_transaction
from litigation_app.core.jobs import START, UNDER_WAY, JobOver, JobState, Sign, state_at


class Job(Base):
    """Work of one `kind`; `asked`: what exactly, as typed; `answer`: what came of it. Neither holds a number that is hidden."""

    __tablename__ = "job"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str] = mapped_column(String(30))
    asked_by: Mapped[UUID] = mapped_column(
        ForeignKey("user_account.id", name="fk_job_asked_by_user_account"), index=True
    )
    session_id: Mapped[UUID | None]  # the sign-in in which it was asked for; None: by command
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    state: Mapped[JobState] = mapped_column(String(10), default=JobState.WAITING)
    step: Mapped[str] = mapped_column(String(20), default="")
    step_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done: Mapped[int] = mapped_column(default=0)
    of: Mapped[int] = mapped_column(default=0)  # 0: nobody can say how much there is
    heard_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    @property
    def stands(self) -> JobState:
        """Its state; one whose process fell silent is stopped."""
        return state_at(JobState(self.state), self.heard_at, clock.now())

    @property
    def is_under_way(self) -> bool:
        return self.stands in UNDER_WAY


_STANDS_OPEN = Job.state.in_(sorted(UNDER_WAY))


def begin_alone() -> None:
    """From here to the commit nobody else asks for work."""
    begin_write_alone(Job)


def submit(kind: str, by: UUID, session_id: UUID | None, asked: dict[str, Any], *, here: bool = False) -> Job:
    """Ask for work; its process starts once this is committed. `here`: this very process does it."""
    now = clock.now()
    job = Job(
        id=uuid4(), kind=kind, asked_by=by, session_id=session_id, asked=asked, asked_at=now, step_at=now, heard_at=now
    )
    db.session.add(job)
    if not here:
        start, job_id = current_app.extensions[START], job.id
        event.listen(db.session(), "after_commit", lambda _session: start(job_id), once=True)
    return job


def beat(job_id: UUID, sign: Sign) -> bool:
    """Say that this job lives and where it is; False: it was ended by somebody."""
    with side_transaction() as connection:
        mine = update(Job).where(Job.id == job_id, _STANDS_OPEN).values(**sign._asdict(), heard_at=clock.now())
        return bool(connection.execute(mine).rowcount)


def lost(job_id: UUID) -> None:
    """The process of this job is gone; nothing happens where it came to its end before."""
    with side_transaction() as connection:
        connection.execute(update(Job).where(Job.id == job_id, _STANDS_OPEN).values(state=JobState.STOPPED))


def end(job_id: UUID, state: JobState, answer: dict[str, Any] | None = None) -> None:
    """Let it end so, in the transaction of whatever came of it; raises JobOver if it had ended in another way."""
    begin_write()
    ended = update(Job).where(Job.id == job_id, _STANDS_OPEN).values(state=state, answer=answer or {})
    if not db.session.connection().execute(ended).rowcount:
        raise JobOver


def cancel(job_id: UUID) -> None:
    """End it; its process ends itself when it next looks. Nothing happens where it came to its end before."""
    with suppress(JobOver):
        end(job_id, JobState.CANCELLED)
