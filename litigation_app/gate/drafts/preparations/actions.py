"""Ask for a publication to be prepared, do it, cancel it."""

from collections.abc import Set
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from litigation_app.accounts import queries as people
from litigation_app.core import jobstore
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.core.jobs import JobState, Tell
from litigation_app.core.jobstore import Job
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.drafts import actions as drafts
from litigation_app.gate.drafts import presenters as refusals
from litigation_app.gate.drafts.preparations import queries
from litigation_app.gate.protection import queries as previous_releases
from litigation_app.gate.protection.proposal import WouldReveal
from litigation_app.gate.protection.queries import DraftRefused
from litigation_app.gate.rules import Wish


def ask(actor: Actor, title: str, wish: Wish, *, on_shelf: Path, trusted: Set[bytes], here: bool = False) -> Job:
    """Have a publication prepared; the same wish that is under way already is not begun twice.

    Raises DraftRefused at once for whatever needs no count. `here`: this process does the work itself.
    """
    drafts.require_none_open(wish)
    before = previous_releases.of_shelf(on_shelf, trusted, wish.mode, wish.country)
    if not before.left(plan.ripe(wish.mode, wish.country, wish.year)):
        raise DraftRefused("nothing_ripe")
    return _begin(actor, queries.asked(title, wish), here=here)


def repeat(actor: Actor, job: Job) -> Job:
    """The same once more, after it stopped."""
    return _begin(actor, dict(job.asked))


def wish(job: Job) -> tuple[str, Wish]:
    """The title and the publication that were asked for."""
    said = job.asked
    return said["title"], Wish(said["mode"], said["country"], said["year"])


def prepare(job_id: UUID, tell: Tell, *, on_shelf: Path, trusted: Set[bytes]) -> None:
    """Do the work of whoever prepares. Raises DraftRefused, WouldReveal, JobOver: then nothing is kept."""
    job = db.session.get_one(Job, job_id)
    actor, (title, wanted) = _who_asked(job), wish(job)
    draft = drafts.draft(actor, title=title, wish=wanted, on_shelf=on_shelf, trusted=trusted, tell=tell)
    _who_asked(job)
    jobstore.end(job_id, JobState.DONE, {"draft": str(draft.id)})


def refuse(job_id: UUID, stop: DraftRefused | WouldReveal) -> None:
    """Keep why nothing was prepared. Raises JobOver."""
    jobstore.end(job_id, JobState.REFUSED, refusals.kept(stop))


def _begin(actor: Actor, said: dict[str, Any], *, here: bool = False) -> Job:
    jobstore.begin_alone()
    held = queries.running(actor, said)
    return held or jobstore.submit(queries.KIND, actor.id, actor.session_id, said, here=here)


def _who_asked(job: Job) -> Actor:
    """Whoever asked, as she may act this moment; raises DraftRefused if she may not any more."""
    actor = people.actor_by_id(job.asked_by)
    if actor is None or not actor.may(May.DRAFT_RELEASE):
        raise DraftRefused("not_allowed")
    return replace(actor, session_id=job.session_id)
