"""Through which existing pages does she go on from a way: her claim, its proceedings, or the forms that begin them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from litigation_app.casework.claims.routes.presenters import Row
from litigation_app.casework.claims.routes.standing import State, Why
from litigation_app.core.language import _

PROPERTY_CLAIM, PLEA = "property_claim", "plea_agreement"
_WITH_THE_TRIAL = frozenset({"criminal", "property_claim"})  # these begin with the case, not from here
_GOES_ON = frozenset({State.OPEN, State.TAKEN})


@dataclass(frozen=True)
class Door:
    """A link to a page that is there already; `begins`: it leads to a form that begins something."""

    text: str
    link: str
    begins: bool = False


@dataclass(frozen=True)
class Hers:
    """Whose page it is, and what may be done in her case."""

    case_id: UUID
    victim_id: UUID
    may_claim: bool
    may_record: bool


def of(row: Row, rows: Sequence[Row], hers: Hers) -> list[Door]:
    """The pages to which this way leads."""
    if row.route.id == PLEA:
        return [*_claim(_property_claim(rows), hers), *_agreement(row, hers)]
    found = _claim(row, hers) if row.route.own_claim else []
    return [*found, *_proceedings(row, hers)]


def _claim(row: Row, hers: Hers) -> list[Door]:
    if row.look.claim is not None:
        return [Door(_("The claim"), url_for("claims.show", claim_id=row.look.claim))]
    if not hers.may_claim or row.look.state not in _GOES_ON:
        return []
    link = url_for("claims.new", case_id=hers.case_id, victim=hers.victim_id, route=row.route.id)
    return [Door(_("Begin: draft the claim"), link, begins=True)]


def _proceedings(row: Row, hers: Hers) -> list[Door]:
    if row.look.lane is not None:
        return [Door(_("The proceedings"), url_for("tracks.show", proceeding_id=row.look.lane))]
    family = row.route.procedure
    if family is None or family in _WITH_THE_TRIAL or not hers.may_record or row.look.state not in _GOES_ON:
        return []
    link = url_for("proceedings.new", case_id=hers.case_id, by=row.look.by, to=family)
    return [Door(_("Begin the proceedings"), link, begins=True)]


def _agreement(row: Row, hers: Hers) -> list[Door]:
    if row.look.lane is None or row.look.why is not Why.PLEA_POSSIBLE or not hers.may_record:
        return _proceedings(row, hers)
    link = url_for("proceedings.new_move", proceeding_id=row.look.lane, event="plea_agreement_filed")
    return [Door(_("Record the agreement"), link, begins=True)]


def _property_claim(rows: Sequence[Row]) -> Row:
    return next(one for one in rows if one.route.id == PROPERTY_CLAIM)
