"""Which drafts are there, and what may this person do with them?"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from werkzeug.exceptions import NotFound

from litigation_app.core.access import Actor
from litigation_app.core.counts import Count
from litigation_app.core.db import db
from litigation_app.disclosure.plan import AS_ASKED
from litigation_app.gate import plan, rules
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.neighbours import span_of
from litigation_app.gate.rules import Due, Published
from litigation_app.statistics.releases import shelf


def drafts() -> list[ReleaseDraft]:
    """All drafts, the newest first."""
    return list(db.session.scalars(select(ReleaseDraft).order_by(ReleaseDraft.drafted_at.desc())))


def get(draft_id: UUID) -> ReleaseDraft:
    """A draft; raises NotFound."""
    found = db.session.scalar(select(ReleaseDraft).where(ReleaseDraft.id == draft_id))
    if found is None:
        raise NotFound
    return found


def for_her(actor: Actor) -> list[ReleaseDraft]:
    """The drafts that wait for her of all people to agree, the oldest first."""
    return list(db.session.scalars(select(ReleaseDraft).where(*_waits_for(actor.id)).order_by(ReleaseDraft.drafted_at)))


def waiting(actor: Actor) -> Count:
    """How many drafts wait for her of all people."""
    return Count(_count(), {"second_person": actor.id})


@lru_cache(maxsize=1)
def _count() -> Select[Any]:
    return select(func.count()).select_from(ReleaseDraft).where(*_waits_for(bindparam("second_person")))


def _waits_for(user_id: object) -> tuple[ColumnElement[bool], ...]:
    return ReleaseDraft.second_person == user_id, ReleaseDraft.state == DraftState.DRAFT


def due(on_shelf: Path, countries: Sequence[str], today: date) -> list[Due]:
    """What the calendar asks for, source by source; what is drafted already is not asked for."""
    there = list(_there(on_shelf))
    found = (rules.due(mode, country, there, today, plan.CALENDAR) for mode in plan.MODES for country in countries)
    return [one for one in found if one]


def _there(on_shelf: Path) -> Iterator[Published]:
    coarse = set()
    for draft in drafts():
        mine = span_of(draft)
        if draft.release_id and mine.coarser != AS_ASKED:
            coarse.add(draft.release_id)
        if draft.state == DraftState.DRAFT:
            yield Published(mine.mode, mine.countries, mine.first_year, mine.last_year, mine.coarser == AS_ASKED)
    for one in shelf(on_shelf):
        yield Published(one.mode, one.countries, one.first.year, one.last.year, one.id not in coarse)
