"""Which runs has this person asked for, and which was made before of the very same?"""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from litigation_app.advocacy.studies import queries as studies
from litigation_app.advocacy.studies.models import Study
from litigation_app.core import clock
from litigation_app.core.access import Actor, or_not_found
from litigation_app.core.db import db
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job

KIND = "fund_run"
REMEMBERED = timedelta(days=7)


def get(actor: Actor, job_id: UUID) -> Job:
    """A run that she asked for; raises NotFound."""
    return or_not_found(
        db.session.scalar(select(Job).where(Job.id == job_id, Job.asked_by == actor.id, Job.kind == KIND))
    )


def unfinished(actor: Actor) -> list[Job]:
    """What runs for her, and what ended lately without an estimate, the newest first; of one wish the last alone."""
    hers = Job.asked_by == actor.id, Job.kind == KIND, Job.asked_at > clock.now() - REMEMBERED
    newest: dict[str, Job] = {}
    for job in db.session.scalars(select(Job).where(*hers).order_by(Job.asked_at.desc())):
        newest.setdefault(job.asked["key"], job)
    return [job for job in newest.values() if job.stands not in {JobState.DONE, JobState.CANCELLED}]


def running(actor: Actor, key: str) -> Job | None:
    """Her run of the very same that has not ended."""
    return next((one for one in unfinished(actor) if one.asked["key"] == key and one.is_under_way), None)


def made(key: str, folder: Path) -> Study | None:
    """The estimate of the very same whose figures are still as they were written."""
    for one in db.session.scalars(select(Study).where(Study.result_key == key).order_by(Study.run_at)):
        try:
            studies.result_of(one, folder)
        except studies.ResultBroken:
            continue
        return one
    return None
