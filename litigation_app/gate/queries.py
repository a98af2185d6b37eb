"""Which drafts are there, and what may this person do with them?"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, Uuid, bindparam, func, or_, select
from werkzeug.exceptions import NotFound

from litigation_app.core import stood
from litigation_app.core.access import Actor, May
from litigation_app.core.counts import Count
from litigation_app.core.db import db
from litigation_app.gate import plan, rules
from litigation_app.gate.models import SEALED, DraftState, ReleaseDraft
from litigation_app.gate.neighbours import span_of
from litigation_app.gate.official import queries as official
from litigation_app.gate.official.models import OfficialDraft
from litigation_app.gate.regional import queries as regional
from litigation_app.gate.regional.models import RegionalDraft
from litigation_app.gate.rules import Due, Published
from litigation_app.statistics.releases import shelf


def drafts() -> list[ReleaseDraft]:
    """All drafts, the newest first."""
    return list(db.session.scalars(select(ReleaseDraft).order_by(ReleaseDraft.drafted_at.desc())))


def stands(draft: ReleaseDraft) -> str:
    """The sum of what its page shows to whoever agrees."""
    shown = {name: said for name, said in draft.proposal.items() if name != SEALED}
    cut = draft.mode, draft.countries, draft.first_year, draft.last_year
    return stood.sum_of(draft.id, draft.title, *cut, draft.drafted_by, draft.digest, shown)


def get(draft_id: UUID) -> ReleaseDraft:
    """A draft; raises NotFound."""
    found = db.session.scalar(select(ReleaseDraft).where(ReleaseDraft.id == draft_id))
    if found is None:
        raise NotFound
    return found


def for_her(actor: Actor) -> list[ReleaseDraft]:
    """The drafts to which she may agree, the oldest first: those for which she was asked, and those that are open to all."""
    if not actor.may(May.APPROVE_RELEASE):
        return []
    mine = _waits_for(actor.id)
    return list(db.session.scalars(select(ReleaseDraft).where(*mine).order_by(ReleaseDraft.drafted_at)))


def waiting(actor: Actor) -> Count:
    """How many drafts, also of official figures and of the region, wait for her; nobody else's wait for somebody who may not agree."""
    her = actor.id if actor.may(May.APPROVE_RELEASE) else None
    return Count(_count(), {"second_person": her, "typed_by_her": official.typed_by(actor)})


@lru_cache(maxsize=1)
def _count() -> Select[Any]:
    her = bindparam("second_person", type_=Uuid())
    typed = bindparam("typed_by_her", type_=String())
    ours = select(func.count()).select_from(ReleaseDraft).where(*_waits_for(her), her.is_not(None))
    others = select(func.count()).select_from(OfficialDraft).where(*official.waits_for(her, typed), her.is_not(None))
    added = select(func.count()).select_from(RegionalDraft).where(*regional.waits_for(her), her.is_not(None))
    return select(sum((one.scalar_subquery() for one in (others, added)), ours.scalar_subquery()))


def _waits_for(user_id: Any) -> tuple[ColumnElement[bool], ...]:
    asked = or_(ReleaseDraft.second_person == user_id, ReleaseDraft.second_person.is_(None))
    return ReleaseDraft.state == DraftState.DRAFT, ReleaseDraft.drafted_by != user_id, asked


def due(on_shelf: Path, countries: Sequence[str], today: date) -> list[Due]:
    """What the calendar asks for, source by source; what is drafted already is not asked for."""
    there = list(_there(on_shelf))
    found = (rules.due(mode, country, there, today, plan.CALENDAR) for mode in plan.MODES for country in countries)
    return [one for one in found if one]


def _there(on_shelf: Path) -> Iterator[Published]:
    coarse = set()
    for draft in drafts():
        mine = span_of(draft)
        if draft.release_id and not plan.is_full(mine.mode, mine.coarser):
            coarse.add(draft.release_id)
        if draft.state == DraftState.DRAFT:
            yield Published(
                mine.mode, mine.countries, mine.first_year, mine.last_year, plan.is_full(mine.mode, mine.coarser)
            )
    for one in shelf(on_shelf):
        yield Published(one.mode, one.countries, one.first.year, one.last.year, one.id not in coarse)
