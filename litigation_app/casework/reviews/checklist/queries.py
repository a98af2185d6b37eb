"""What does the desk know in the open about the case and the client of a claim? A fixed number of reads."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from litigation_app.casework.authority import queries as authority
from litigation_app.casework.authority import rules as powers
from litigation_app.casework.authority.rules import Filing
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import ClaimView, route_of
from litigation_app.casework.documents.models import Document
from litigation_app.casework.particulars.models import Particular
from litigation_app.casework.proceedings.board import Track
from litigation_app.casework.proceedings.rules import CRIMINAL
from litigation_app.casework.records import queries as records
from litigation_app.casework.records.rules import Told
from litigation_app.casework.reviews.checklist.rules import Known, suggested
from litigation_app.casework.rules import criminal_routes
from litigation_app.casework.victims.rules import Group
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.law import loader

CHARGE, INCIDENT, AID, STATE_AID = "charge", "incident", "legal_aid", "state"


class Sealed(NamedTuple):
    """How many records there are of a client that only her opened record tells: on who speaks for her; to be read first."""

    legal: int
    first: int


def known(found: Found, view: ClaimView, tracks: Sequence[Track], *, is_barred: bool | None) -> Known:
    """What is known of a claim that was found by `claims.queries.get`. `is_barred`: as its proceedings say."""
    told, sealed = records.standing(records.of_case(found.case)), _sealed(found.claim.victim_id)
    hers = [one for one in told if one.victim_id in (None, found.claim.victim_id)]
    route = route_of(loader.load(view.country), view.route)
    filed = Filing((route and route.procedure) or "", today())
    held = [one for one in authority.powers(found.case) if one.victim_id == found.claim.victim_id]
    incidents = [one for one in hers if one.kind == INCIDENT]
    charged = _charged(view.country, told)
    return Known(
        is_barred=is_barred,
        has_court=any(one.graph.family == CRIMINAL for one in tracks) if view.route in criminal_routes() else None,
        lack=powers.lack(filed, held),
        has_power=bool(held),
        papers=_papers(found.claim.victim_id),
        sealed=sealed.legal,
        aid=_aid(hers),
        dangers=sealed.first + len(incidents),
        suggested=suggested(charged, (one.kind for one in hers)),
        has_charges=bool(charged),
    )


def _charged(country: str, told: Sequence[Told]) -> list[str]:
    """The categories of the offences that were charged."""
    category = {one.id: one.category for one in loader.load(country).offences}
    offences = [one.told.get("offence", "") for one in told if one.kind == CHARGE]
    return [category[one] for one in offences if one in category]


def _aid(told: Sequence[Told]) -> str:
    """The last step of the State's free legal aid."""
    steps = [one for one in told if one.kind == AID and one.told.get("what") == STATE_AID]
    last = max(steps, key=lambda one: (one.on, one.recorded_at), default=None)
    return str(last.told.get("step", "")) if last else ""


def _papers(victim_id: UUID) -> int:
    wanted = select(func.count(Document.series.distinct())).where(
        Document.victim_id == victim_id, Document.removed_at.is_(None)
    )
    return db.session.scalar(wanted) or 0


def _sealed(victim_id: UUID) -> Sealed:
    columns = (
        func.count().filter(Particular.group == Group.LEGAL),
        func.count().filter(Particular.is_first),
    )
    wanted = select(*columns).where(Particular.victim_id == victim_id, Particular.struck_at.is_(None))
    return Sealed(*db.session.execute(wanted).one())
