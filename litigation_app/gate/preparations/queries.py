"""Which publications does this person have prepared just now, and what came of those before?"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.gate.coarser import as_json
from litigation_app.gate.neighbours import Span

KIND = "release_draft"
REMEMBERED = timedelta(days=7)


def asked(title: str, mine: Span, draft_id: UUID | None = None, *, carry: bool = False) -> dict[str, Any]:
    """What a job keeps of the wish; `draft_id`: this draft is prepared again; `carry`: earlier years stand as printed."""
    said = {"title": title, "mode": mine.mode, "countries": list(mine.countries), "coarser": as_json(mine.coarser)}
    years = {"first_year": mine.first_year, "last_year": mine.last_year}
    return said | years | {"carry": carry} | ({"draft": str(draft_id)} if draft_id else {})


def get(actor: Actor, job_id: UUID) -> Job:
    """A preparation that she asked for; raises NotFound."""
    found = db.session.scalar(select(Job).where(Job.id == job_id, *_hers(actor)))
    if found is None:
        raise NotFound
    return found


def unfinished(actor: Actor) -> list[Job]:
    """What runs for her, and what ended lately without a draft, the newest first; of one wish the last attempt alone."""
    lately = Job.asked_at > clock.now() - REMEMBERED
    newest: dict[str, Job] = {}
    for job in db.session.scalars(select(Job).where(lately, *_hers(actor)).order_by(Job.asked_at.desc())):
        newest.setdefault(_wish(job.asked), job)
    return [job for job in newest.values() if job.stands not in {JobState.DONE, JobState.CANCELLED}]


def running(actor: Actor, wish: Mapping[str, Any]) -> Job | None:
    """Her preparation of the very same that has not ended."""
    return next((one for one in unfinished(actor) if one.asked == wish and one.is_under_way), None)


def refused(actor: Actor, wish: Mapping[str, Any]) -> Job | None:
    """Her last preparation of these tables in full detail, if it was refused; the title does not matter."""
    found = (
        one for one in unfinished(actor) if _wish(one.asked) == _wish(wish) and one.asked["coarser"] == wish["coarser"]
    )
    return next((one for one in found if one.stands == JobState.REFUSED), None)


def _hers(actor: Actor) -> tuple[Any, ...]:
    return Job.asked_by == actor.id, Job.kind == KIND


def _wish(said: Mapping[str, Any]) -> str:
    """The same source, countries and years, however coarse and whatever the title."""
    return "|".join([said["mode"], *said["countries"], str(said["first_year"]), str(said["last_year"])])
