"""Which publications does this person have prepared just now, and what came of those before?"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from litigation_app.core import clock
from litigation_app.core.access import Actor, or_not_found
from litigation_app.core.db import db
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.gate.rules import Wish

KIND = "release_draft"
REMEMBERED = timedelta(days=7)


def asked(title: str, wish: Wish) -> dict[str, Any]:
    """What a job keeps of the wish."""
    return {"title": title, "mode": wish.mode, "country": wish.country, "year": wish.year}


def get(actor: Actor, job_id: UUID) -> Job:
    """A preparation that she asked for; raises NotFound."""
    return or_not_found(db.session.scalar(select(Job).where(Job.id == job_id, *_hers(actor))))


def unfinished(actor: Actor) -> list[Job]:
    """What runs for her, and what ended lately without a draft, the newest first; of one wish the last attempt alone."""
    lately = Job.asked_at > clock.now() - REMEMBERED
    newest: dict[tuple[Any, ...], Job] = {}
    for job in db.session.scalars(select(Job).where(lately, *_hers(actor)).order_by(Job.asked_at.desc())):
        newest.setdefault(tuple(job.asked[name] for name in ("mode", "country", "year")), job)
    return [job for job in newest.values() if job.stands not in {JobState.DONE, JobState.CANCELLED}]


def running(actor: Actor, wish: Mapping[str, Any]) -> Job | None:
    """Her preparation of the very same that has not ended."""
    return next((one for one in unfinished(actor) if one.asked == wish and one.is_under_way), None)


def _hers(actor: Actor) -> tuple[Any, ...]:
    return Job.asked_by == actor.id, Job.kind == KIND
