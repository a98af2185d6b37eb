"""Which official figures are being typed in, and which wait for a second person?"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, select
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import Office
from litigation_app.core import stood
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.gate.official import rules
from litigation_app.gate.official.models import OfficialDraft, OfficialState
from litigation_app.statistics.releases.official import Source, source_of

OPEN = (OfficialState.TYPING, OfficialState.WAITING)


def drafts() -> list[OfficialDraft]:
    """All of them, the newest first."""
    return list(
        db.session.scalars(select(OfficialDraft).order_by(OfficialDraft.begun_at.desc(), OfficialDraft.country))
    )


def get(draft_id: UUID) -> OfficialDraft:
    """A draft; raises NotFound."""
    found = db.session.scalar(select(OfficialDraft).where(OfficialDraft.id == draft_id))
    if found is None:
        raise NotFound
    return found


def open_of(country: str) -> OfficialDraft | None:
    """The one that is being typed in or waits; None: no other is under way."""
    is_open = OfficialDraft.state.in_(OPEN)
    return db.session.scalar(select(OfficialDraft).where(OfficialDraft.country == country, is_open))


def may_check(actor: Actor, draft: OfficialDraft) -> bool:
    """Whether she is a second person of it: may agree to publications, typed none of it and did not hand it over."""
    return actor.may(May.APPROVE_RELEASE) and not is_hers(actor, draft)


def is_hers(actor: Actor, draft: OfficialDraft) -> bool:
    """Whether she typed any of it, or handed it over."""
    return str(actor.id) in draft.typists or draft.handed_by == actor.id


def for_her(actor: Actor) -> list[OfficialDraft]:
    """Those that wait for a second person such as she, the oldest first."""
    if not actor.may(May.APPROVE_RELEASE):
        return []
    hers = waits_for(actor.id, typed_by(actor))
    return list(db.session.scalars(select(OfficialDraft).where(*hers).order_by(OfficialDraft.handed_at)))


def waits_for(user_id: Any, typed: Any) -> tuple[ColumnElement[bool], ...]:
    """What holds of a draft that waits for this person; `typed`: her `typed_by`."""
    others = cast(OfficialDraft.typists, Text).not_like(typed)
    return OfficialDraft.state == OfficialState.WAITING, OfficialDraft.handed_by != user_id, others


def typed_by(actor: Actor) -> str:
    """How the list of typists looks with her in it; her number has no letter that a pattern reads otherwise."""
    return f"%{actor.id}%"


def stands(draft: OfficialDraft) -> str:
    """The sum of what its page shows to whoever looks the figures up."""
    return stood.sum_of(draft.id, draft.country, draft.title, draft.base, draft.lines, draft.sources, draft.handed_by)


def may_drop(actor: Actor, draft: OfficialDraft) -> bool:
    """Whether she may throw away what others typed: she typed of it, or prepares publications at an office of its country."""
    at = Office.id.in_(actor.offices(May.DRAFT_RELEASE)), Office.country == draft.country
    return str(actor.id) in draft.typists or db.session.scalar(select(Office.id).where(*at).limit(1)) is not None


def lines(draft: OfficialDraft) -> list[rules.Line]:
    return [rules.line_of(one) for one in draft.lines]


def sources(draft: OfficialDraft) -> list[Source]:
    return [source_of(one) for one in draft.sources]


def source(draft: OfficialDraft, code: str) -> Source:
    """A source of a draft; raises NotFound."""
    found = next((one for one in sources(draft) if one.code == code), None)
    if found is None:
        raise NotFound
    return found
