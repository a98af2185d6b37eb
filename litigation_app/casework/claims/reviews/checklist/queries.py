"""What does the desk know in the open about the cases and the clients of claims? A fixed number of reads."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select

from litigation_app.casework.claims.evidence import queries as evidence
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.reviews.checklist.rules import Known, Way, suggested
from litigation_app.casework.claims.routes import queries as routes
from litigation_app.casework.claims.routes.status import Look, Why
from litigation_app.casework.claims.routes.status import State as Standing
from litigation_app.casework.claims.rules import ClaimView, route_of
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.casework.documents.models import Document
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.powers_of_attorney import queries as authority
from litigation_app.casework.proceedings.powers_of_attorney import rules as powers
from litigation_app.casework.proceedings.powers_of_attorney.rules import Filing, Power
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.casework.proceedings.records.rules import Told
from litigation_app.core.access import Actor
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.law import loader

CHARGE, INCIDENT, AID, STATE_AID = "charge", "incident", "legal_aid", "state"


class Sealed(NamedTuple):
    """How many records there are of a client that only her opened record tells: on who speaks for her; to be read first."""

    legal: int = 0
    first: int = 0


class Read(NamedTuple):
    """What was read about the case and the client of one claim. `proved`: the heads of damage of which there is evidence."""

    told: list[Told]
    tracks: list[Track]
    look: Look | None  # how the way of the claim stands; None: it is out, or the country does not know it
    held: list[Power]
    papers: int
    sealed: Sealed
    proved: frozenset[str]
    accused: int
    is_opposed: bool  # in its case a conflict of interest is open of which whoever asks sees both sides


def read(actor: Actor, found: Sequence[Found]) -> dict[UUID, Read]:
    """Of each of these claims, found by `claims.queries.get` or waiting for whoever asks."""
    cases = list({one.case.id: one.case for one in found}.values())
    ids, clients = [one.id for one in cases], [one.claim.victim_id for one in found]
    told, tracks, held = records.told(ids), proceedings.tracks_of(cases), authority.powers_of(clients)
    papers, sealed, accused = _documents(clients), _sealed(clients), _accused(ids)
    proofs, opposed = evidence.of([one.claim.id for one in found]), searches.in_conflict(actor, ids)
    looks = routes.looks([one.claim for one in found], {one.id: one for one in cases}, routes.Given(tracks, told))
    return {
        claim.id: Read(
            told[case.id],
            tracks[case.id],
            looks.get(claim.id),
            held[claim.victim_id],
            papers[claim.victim_id],
            sealed[claim.victim_id],
            frozenset(one.head for one in proofs[claim.id]),
            accused[case.id],
            case.id in opposed,
        )
        for claim, case, _victim in found
    }


def known(found: Found, view: ClaimView, read: Read, *, is_barred: bool | None) -> Known:
    """What is known of a claim. `is_barred`: as its proceedings say."""
    hers = [one for one in read.told if one.victim_id in (None, found.claim.victim_id)]
    route = route_of(loader.load(view.country), view.route)
    filed = Filing((route and route.procedure) or "", today())
    incidents = [one for one in hers if one.kind == INCIDENT]
    charged = _charged(view.country, read.told)
    return Known(
        is_barred=is_barred,
        way=_way(read.look),
        lack=powers.lack(filed, read.held),
        has_power=bool(read.held),
        papers=read.papers,
        sealed=read.sealed.legal,
        aid=_aid(hers),
        dangers=read.sealed.first + len(incidents),
        suggested=suggested(charged, (one.kind for one in hers)),
        has_charges=bool(charged),
        proved=read.proved,
        accused=read.accused,
        procedure=(route and route.procedure) or "",
        is_opposed=read.is_opposed,
    )


def _way(look: Look | None) -> Way:
    if look is not None and look.claim is not None and look.why is Why.FILED:
        return Way.USED
    return _WAYS.get(look.state, Way.UNKNOWN) if look is not None else Way.UNKNOWN


_WAYS = {
    Standing.OPEN: Way.OPEN,
    Standing.TAKEN: Way.OPEN,
    Standing.NOT_YET: Way.NOT_YET,
    Standing.WAS: Way.CLOSED,
}


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


def _documents(clients: Collection[UUID]) -> dict[UUID, int]:
    """How many papers of the file are about each of them."""
    rows = db.session.execute(_counted_documents(), {"these": clients})
    return defaultdict(int, {row[0]: row[1] for row in rows if row[0] is not None})


def _sealed(clients: Collection[UUID]) -> dict[UUID, Sealed]:
    rows = db.session.execute(_counted_particulars(), {"these": clients})
    return defaultdict(Sealed, {row[0]: Sealed(*row[1:]) for row in rows})


def _accused(cases: Collection[UUID]) -> dict[UUID, int]:
    rows = db.session.execute(_counted_accused(), {"these": cases})
    return defaultdict(int, {row[0]: row[1] for row in rows})


# The statements below are written once: every page of a claim asks them, and the queue.
_THESE = bindparam("these", expanding=True, type_=Document.id.type)


@cache
def _counted_documents() -> Select[UUID | None, int]:
    of, how_many = Document.victim_id, func.count(Document.series.distinct())
    return select(of, how_many).where(of.in_(_THESE), Document.removed_at.is_(None)).group_by(of)


@cache
def _counted_particulars() -> Select[UUID, int, int]:
    of, legal = Particular.victim_id, func.count().filter(Particular.group == Group.LEGAL)
    wanted = select(of, legal, func.count().filter(Particular.is_first)).group_by(of)
    return wanted.where(of.in_(_THESE), Particular.entered_in_error_at.is_(None))


@cache
def _counted_accused() -> Select[UUID, int]:
    of = Defendant.case_id
    return select(of, func.count()).where(of.in_(_THESE)).group_by(of)
