"""Which drafts are there, and what may this person do with them?"""

from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, Uuid, bindparam, func, or_, select

from litigation_app.accounts.staff import queries as colleagues
from litigation_app.accounts.staff.cosigners.rules import PUBLISH, Proposed
from litigation_app.core import stood
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.counts import Count
from litigation_app.core.db import db
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.official import queries as official
from litigation_app.gate.official.models import OfficialDraft
from litigation_app.gate.regional import queries as regional
from litigation_app.gate.regional.models import RegionalDraft


def drafts() -> list[ReleaseDraft]:
    """All drafts, the newest first."""
    return list(db.session.scalars(select(ReleaseDraft).order_by(ReleaseDraft.drafted_at.desc())))


def open_drafts() -> list[ReleaseDraft]:
    """Those to which nobody has agreed yet, the newest first."""
    found = select(ReleaseDraft).where(ReleaseDraft.state == DraftState.DRAFT)
    return list(db.session.scalars(found.order_by(ReleaseDraft.drafted_at.desc())))


def stands(draft: ReleaseDraft) -> str:
    """The sum of what its page shows to whoever agrees."""
    cut = draft.mode, draft.countries, draft.first_year, draft.last_year
    return stood.sum_of(draft.id, draft.title, *cut, draft.drafted_by, draft.digest, draft.proposal)


def proposed(draft: ReleaseDraft) -> Proposed:
    """What an outside co-signer is asked to agree to: which publication, with the words that stand over it, and no number of it."""
    year = str(draft.last_year)
    about = (("title", draft.title), ("source", draft.mode), ("country", draft.countries), ("year", year))
    return Proposed(PUBLISH, f"release-draft:{draft.id}", stands(draft), about)


def asks_outside(actor: Actor, draft: ReleaseDraft) -> bool:
    """Whether she prepared it and nobody else here could agree to it: then a co-signer of a partner may."""
    return draft.drafted_by == actor.id and not colleagues.others_who_may(May.APPROVE_RELEASE, actor.id)


def get(draft_id: UUID) -> ReleaseDraft:
    """A draft; raises NotFound."""
    return or_not_found(db.session.scalar(select(ReleaseDraft).where(ReleaseDraft.id == draft_id)))


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


def concerns(actor: Actor, draft: ReleaseDraft) -> bool:
    """Whether she prepared it, or may agree to it."""
    is_second = actor.may(May.APPROVE_RELEASE) and draft.second_person in {None, actor.id}
    return draft.drafted_by == actor.id or is_second
