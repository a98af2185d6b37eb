"""Which claims of the cases that this person may see wait for what?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import amounts
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.awards.rules import Owed
from litigation_app.casework.claims.models import Claim, Review, State
from litigation_app.casework.claims.routes import queries as routes
from litigation_app.casework.claims.routes.status import Look
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.lists import queries as statements
from litigation_app.casework.lists.caselists import queries as lists
from litigation_app.casework.lists.caselists.rules import CAP, Wanted
from litigation_app.casework.lists.claimlists import rules
from litigation_app.casework.lists.claimlists.rules import Waits
from litigation_app.casework.proceedings.upcoming import queries as upcoming
from litigation_app.core.access import Actor
from litigation_app.core.clock import today
from litigation_app.core.counts import Count, counted
from litigation_app.core.db import db
from litigation_app.core.paging import PAGE, Mark, Page


class Line(NamedTuple):
    """One claim, and its case as the lists have it. `lawyer` wrote it; `owed` None: nothing is finally awarded."""

    id: UUID
    victim: str
    route: str
    version: int
    currency: str
    since: datetime | None  # when it was sent, returned, or saved last
    lawyer: str
    claim: Claim
    total: Decimal  # what it asks for
    case: upcoming.Line
    owed: Owed | None
    waits: Waits
    review: Review | None  # by which it was returned
    look: Look | None  # how its way stands; None: it is out already


def page(actor: Actor, waits: Waits, wanted: Wanted, *, after: Mark | None = None, most: int = PAGE) -> Page[Line]:
    """The claims of so many of her cases that wait so; `wanted`: as `rules.cases` has these cases."""
    found = lists.page(actor, wanted, after=after, most=most)
    return Page(_claims(found.rows, [waits]), found.next)


def first(actor: Actor, counts: Mapping[Waits, int], most: int) -> dict[Waits, list[Line]]:
    """The first claims of each of these that there is anything of, in a number of reads that does not grow with them."""
    asked = [one for one in counts if counts[one]]
    cases = {one: [mark.id for mark in lists.keys(actor, rules.cases(one, None), most=most)] for one in asked}
    lines = _claims(upcoming.lines(list(dict.fromkeys(id_ for ids in cases.values() for id_ in ids))), asked)
    place = {one: {id_: number for number, id_ in enumerate(ids)} for one, ids in cases.items()}
    found = {one: [line for line in lines if line.waits is one and line.case.id in place[one]] for one in asked}
    return {one: sorted(some, key=lambda line: place[line.waits][line.case.id]) for one, some in found.items()}


def numbers(actor: Actor, lawyer: UUID | None = None) -> dict[Waits, int]:
    """How many claims of her cases wait so, counted no further than CAP and one, in one read."""
    found = counts(actor, list(Waits), lawyer)
    return dict.fromkeys(Waits, 0) | dict(zip(found, counted(list(found.values())), strict=True))


def counts(actor: Actor, waits: Sequence[Waits], lawyer: UUID | None = None) -> dict[Waits, Count]:
    """The same, for whoever counts other things with it; none for whoever sees no case."""
    asked = {one: rules.cases(one, lawyer) for one in waits}
    return lists.counts_of(actor, asked, lambda one, shape: _number(statements.ids(shape), one))


@lru_cache(maxsize=256)
def _number(cases: Select[Any], waits: Waits) -> Select[Any]:
    """How many claims of these cases wait so; written once, as the list of the cases is."""
    these = select(Claim.id).join(Victim, Victim.id == Claim.victim_id)
    these = these.where(Claim.case_id.in_(cases), _is(waits), Victim.erased_at.is_(None)).limit(CAP + 1)
    return select(func.count()).select_from(these.subquery())


def _claims(cases: Sequence[upcoming.Line], waits: Sequence[Waits]) -> list[Line]:
    of_case = {one.id: one for one in cases}
    wanted = select(Claim, Victim.code_name, User.name).join(Victim, Victim.id == Claim.victim_id)
    wanted = wanted.join(User, User.id == Claim.written_by)
    wanted = wanted.where(Claim.case_id.in_(of_case), or_(*map(_is, waits)), Victim.erased_at.is_(None))
    rows = db.session.execute(wanted.order_by(Victim.code_name, Claim.id)).all()
    found = [row[0] for row in rows]
    parts = claims.parts_of(found)
    held = {one.id: one for one in db.session.scalars(select(Case).where(Case.id.in_(of_case)))} if found else {}
    owed = awards.owed(found, held, today()) if Waits.DECIDED in waits else {}
    looks = routes.looks(found, held)
    why = _why_returned([one.id for one in found if one.state == State.RETURNED])
    place = {case_id: number for number, case_id in enumerate(of_case)}
    lines = [
        Line(
            claim.id, victim, claim.route, claim.version, claim.currency, _since(claim, why.get(claim.id)), lawyer,
            claim, amounts.total(parts[claim.id]), of_case[claim.case_id], owed.get(claim.id), rules.waits(claim.state, claim.filed_on),
            why.get(claim.id), looks.get(claim.id),
        )
        for claim, victim, lawyer in rows
    ]  # fmt: skip
    return sorted(lines, key=lambda one: place[one.case.id])


def _since(claim: Claim, review: Review | None) -> datetime | None:
    """What was sent again after its return and taken back from review is where it was when it was returned."""
    return review.at if review else claim.submitted_at or claim.changed_at


def _why_returned(ids: Sequence[UUID]) -> dict[UUID, Review]:
    """The last review of each of these."""
    if not ids:
        return {}
    wanted = select(Review).where(Review.claim_id.in_(ids), Review.is_said()).order_by(Review.at)
    return {one.claim_id: one for one in db.session.scalars(wanted)}


def _is(waits: Waits) -> ColumnElement[bool]:
    """The condition that a claim waits so, as the facets have it."""
    if waits in {Waits.UNFILED, Waits.COURT}:
        is_filed = Claim.filed_on.is_not(None) if waits is Waits.COURT else Claim.filed_on.is_(None)
        return and_(Claim.state == State.APPROVED, is_filed)
    return Claim.state == str(waits)
