"""Ask for a publication to be prepared, do it, cancel it, choose a coarser one that was offered."""

from collections.abc import Set
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypedDict
from uuid import UUID

from litigation_app.accounts import queries as people
from litigation_app.core import jobstore, stood
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.core.jobs import JobState, Tell
from litigation_app.core.jobstore import Job
from litigation_app.gate import actions as drafts
from litigation_app.gate import refusals, rules, ways
from litigation_app.gate.coarser import from_json
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.neighbours import DraftRefused, Span, span_of
from litigation_app.gate.preparations import queries
from litigation_app.gate.proposal import WouldReveal
from litigation_app.gate.since import as_cut, before
from litigation_app.gate.ways import Way
from litigation_app.statistics.releases import Signer


class _Shelf(TypedDict):
    on_shelf: Path
    trusted: Set[bytes]
    tell: Tell


class Chosen(NamedTuple):
    """A proposal: which tables, and whether earlier years stand as they were printed."""

    mine: Span
    carry: bool


def title_of(job: Job, chosen: Chosen) -> str:
    """Her title, for the years that she chose."""
    title, mine = wish(job)
    years = chosen.mine.first_year, chosen.mine.last_year
    return title if years == (mine.first_year, mine.last_year) else rules.retitled(title, *years)


class NotOffered(Exception):
    """No proposal of this number was made to her for these tables."""


def ask(
    actor: Actor,
    title: str,
    mine: Span,
    *,
    on_shelf: Path,
    trusted: Set[bytes],
    carry: bool = False,
    here: bool = False,
) -> Job:
    """Have a publication prepared; the same wish that is under way already is not begun twice.

    Raises DraftRefused at once for whatever needs no count. `here`: this process does the work itself.
    """
    cut = as_cut(on_shelf, trusted, mine)
    before(on_shelf, trusted, cut)
    return _begin(actor, queries.asked(title, cut, carry=carry), here=here)


def ask_again(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, trusted: Set[bytes]) -> Job:
    """Have a draft prepared anew from today's records. Raises DraftRefused."""
    drafts.require_open(draft)
    before(on_shelf, trusted, span_of(draft), draft.id)
    return _begin(actor, queries.asked(draft.title, span_of(draft), draft.id, carry=True))


def ask_to_agree(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, trusted: Set[bytes], seen: str) -> Job:
    """Have a draft attacked again and published, as its second person: beside earlier publications that is long work.

    Raises DraftRefused, stood.Changed.
    """
    drafts.may_agree(actor, draft, on_shelf=on_shelf, trusted=trusted, seen=seen)
    said = queries.asked(draft.title, span_of(draft), draft.id, carry=True)
    return _begin(actor, said | {"agree": True, "seen": seen})


def repeat(actor: Actor, job: Job) -> Job:
    """The same once more, after it stopped."""
    return _begin(actor, dict(job.asked))


def offers(job: Job) -> list[Chosen]:
    """What can be done instead of what was refused, in the order in which it is numbered from 1."""
    if job.stands != JobState.REFUSED:
        return []
    _title, mine = wish(job)
    if job.answer["reason"] == ways.BESIDE:
        return [chosen for way in ways_out(job) for chosen in _chosen(way, mine)]
    found = job.answer.get("offers", ())
    return [Chosen(mine._replace(coarser=from_json(one["coarser"])), carry=False) for one in found]


def ways_out(job: Job) -> tuple[Way, ...]:
    """What can be done where a change since the last publication would show somebody; untried by an older desk."""
    refused, (_title, mine) = refusals.of(job.answer), wish(job)
    found = refused.ways if isinstance(refused, DraftRefused) else ()
    return found or ways.untried(mine.first_year, mine.last_year)


def _chosen(way: Way, mine: Span) -> list[Chosen]:
    """In full detail, then each coarser one that was found."""
    years = mine._replace(first_year=way.first_year, last_year=way.last_year)
    coarser = [Chosen(years._replace(coarser=one.coarser), carry=False) for one in way.instead]
    return [Chosen(years, carry=way.code == ways.GO_ON), *coarser]


def offered(job: Job, number: int) -> Chosen:
    """The proposal of this number that was made to her; raises NotOffered."""
    found = offers(job)
    if not 1 <= number <= len(found):
        raise NotOffered
    return found[number - 1]


def wish(job: Job) -> tuple[str, Span]:
    """The title and the tables that were asked for."""
    said = job.asked
    years = said["first_year"], said["last_year"]
    return said["title"], Span(said["mode"], tuple(said["countries"]), *years, from_json(said["coarser"]))


def agree(job_id: UUID, tell: Tell, *, on_shelf: Path, trusted: Set[bytes], signer: Signer) -> None:
    """Do the work of whoever agrees. Raises DraftRefused, WouldReveal, JobOver: then nothing is on the shelf."""
    job = db.session.get_one(Job, job_id)
    actor, draft = _who_asked(job), db.session.get_one(ReleaseDraft, UUID(job.asked["draft"]))

    def last(release_id: str) -> None:
        _who_asked(job)
        jobstore.end(job_id, JobState.DONE, {"release": release_id})

    on, seen = _Shelf(on_shelf=on_shelf, trusted=trusted, tell=tell), job.asked.get("seen", "")
    try:
        drafts.approve(actor, draft, **on, signer=signer, seen=seen, last=last)
    except stood.Changed as late:
        raise DraftRefused("changed") from late


def prepare(job_id: UUID, tell: Tell, *, on_shelf: Path, trusted: Set[bytes]) -> None:
    """Do the work of whoever prepares. Raises DraftRefused, WouldReveal, JobOver: then nothing is kept."""
    job = db.session.get_one(Job, job_id)
    actor, (title, mine) = _who_asked(job), wish(job)
    again, on = job.asked.get("draft"), _Shelf(on_shelf=on_shelf, trusted=trusted, tell=tell)
    if again:
        draft = db.session.get_one(ReleaseDraft, UUID(again))
        drafts.renew(actor, draft, **on)
    else:
        draft = drafts.draft(
            actor,
            title=title,
            countries=mine.countries,
            first_year=mine.first_year,
            last_year=mine.last_year,
            mode=mine.mode,
            coarser=mine.coarser,
            carry=job.asked["carry"],
            **on,
        )
    _who_asked(job)
    jobstore.end(job_id, JobState.DONE, {"draft": str(draft.id)})


def refuse(job_id: UUID, stop: DraftRefused | WouldReveal) -> None:
    """Keep why nothing was prepared, and what could be instead. Raises JobOver."""
    jobstore.end(job_id, JobState.REFUSED, refusals.kept(stop))


def _begin(actor: Actor, said: dict[str, Any], *, here: bool = False) -> Job:
    jobstore.begin_alone()
    held = queries.running(actor, said)
    return held or jobstore.submit(queries.KIND, actor.id, actor.session_id, said, here=here)


def _who_asked(job: Job) -> Actor:
    """Whoever asked, as she may act this moment; raises DraftRefused if she may not any more."""
    actor = people.actor_by_id(job.asked_by)
    needed = May.APPROVE_RELEASE if job.asked.get("agree") else May.DRAFT_RELEASE
    if actor is None or not actor.may(needed):
        raise DraftRefused("not_allowed")
    return replace(actor, session_id=job.session_id)
