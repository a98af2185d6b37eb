"""Which national publications lie here that could be added up, and which regional drafts are there?"""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from litigation_app.accounts import queries as people
from litigation_app.core import stood
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db
from litigation_app.gate import actions as shelving
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.official.models import OfficialDraft
from litigation_app.gate.regional.models import RegionalDraft
from litigation_app.gate.regional.rules import National
from litigation_app.statistics.releases import PartnerShelf
from litigation_app.statistics.releases.queries import keys_of, whole

OURS = ""


def settle(shelf: Path) -> list[str]:
    """Put on the shelf what was agreed to, whoever counted it; gives the names of those that the disk refuses."""
    return shelving.settle(shelf, [ReleaseDraft, RegionalDraft, OfficialDraft])


def national(shelf: Path, trusted: Set[bytes], partners: Sequence[PartnerShelf]) -> dict[str, National]:
    """The publications of one country and source as one, ours and those of partners that are believed, by "partner/id" of the
    newest.
    """
    sharing = _organisations()
    places = [(OURS, OURS, shelf, trusted)]
    places += [(str(one.partner), one.organisation, one.path, keys_of(one)) for one in partners if one.is_trusted]
    return {
        f"{partner}/{one.id}": National(organisation, one, () if partner else sharing.get(one.countries[0], ()))
        for partner, organisation, path, keys in places
        for one in whole(path, keys)
        if len(one.countries) == 1
    }


def _organisations() -> dict[str, tuple[str, ...]]:
    """By country those that have an office at this desk."""
    found: dict[str, set[str]] = {}
    for office in people.offices():
        found.setdefault(office.country, set()).add(office.organisation)
    return {country: tuple(sorted(names)) for country, names in found.items()}


def drafts() -> list[RegionalDraft]:
    """All of them, the newest first."""
    return list(db.session.scalars(select(RegionalDraft).order_by(RegionalDraft.drafted_at.desc())))


def for_her(actor: Actor) -> list[RegionalDraft]:
    """Those that wait for a second person such as she, the oldest first."""
    if not actor.may(May.APPROVE_RELEASE):
        return []
    return list(
        db.session.scalars(select(RegionalDraft).where(*waits_for(actor.id)).order_by(RegionalDraft.drafted_at))
    )


def waits_for(user_id: Any) -> tuple[ColumnElement[bool], ...]:
    """What holds of a draft that waits for this person."""
    return RegionalDraft.state == DraftState.DRAFT, RegionalDraft.drafted_by != user_id


def get(draft_id: UUID) -> RegionalDraft:
    """A draft; raises NotFound."""
    return or_not_found(db.session.scalar(select(RegionalDraft).where(RegionalDraft.id == draft_id)))


def stands(draft: RegionalDraft) -> str:
    """The sum of what its page shows to whoever agrees."""
    return stood.sum_of(draft.id, draft.title, draft.chosen, draft.drafted_by, draft.digest, draft.proposal)


def chosen(draft: RegionalDraft, there: Mapping[str, National]) -> list[National] | None:
    """The publications of a draft as they lie here now; None: one is gone or another, or counts people of others."""
    found = [there.get(f"{one['partner']}/{one['release']}") for one in draft.chosen]
    whole = [one for one in found if one is not None]
    stood_there = [(one["digest"], one.get("organisations")) for one in draft.chosen]
    return whole if [(one.release.digest, list(one.organisations)) for one in whole] == stood_there else None
