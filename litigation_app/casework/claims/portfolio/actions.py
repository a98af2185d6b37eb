"""Keep current how far each client has come."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, insert, or_, select

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import hold_case
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import amounts
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.awards.rules import ZERO, Owed
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.casework.claims.portfolio.models import Standing
from litigation_app.casework.claims.portfolio.rules import Out, Reached, reached, since
from litigation_app.casework.claims.routes.windows import rules as windows
from litigation_app.casework.claims.rules import ClaimView
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.proceedings.rules import ENFORCEMENT
from litigation_app.core import clock
from litigation_app.core.db import begin_write, db
from litigation_app.law import loader

_AT_ONCE = 500  # cases whose claims are read together


@ports.keep_sums.supply
def keep(case: Case) -> None:
    """Bring what is kept of the clients of a case up to date; whoever else writes of the case waits."""
    hold_case(case)
    before = _kept(case)
    now = _rows([case])
    if before == now:
        return
    db.session.execute(delete(Standing).where(Standing.case_id == case.id))
    if now:
        db.session.execute(insert(Standing), now)


def rebuild_all() -> None:
    """Make everything anew from the claims, for whoever acts for the whole desk."""
    begin_write()
    db.session.execute(delete(Standing))
    cases = db.session.scalars(select(Claim.case_id).distinct().order_by(Claim.case_id)).all()
    for place in range(0, len(cases), _AT_ONCE):
        some = cases[place : place + _AT_ONCE]
        rows = _rows(db.session.scalars(select(Case).where(Case.id.in_(some))).all())
        if rows:
            db.session.execute(insert(Standing), rows)


def _kept(case: Case) -> list[dict[str, Any]]:
    wanted = select(*Standing.__table__.columns).where(Standing.case_id == case.id)
    rows = db.session.execute(wanted.order_by(Standing.victim_id, Standing.route))
    return [dict(row._mapping) for row in rows]


def _rows(some: Sequence[Case]) -> list[dict[str, Any]]:
    """What is to be kept of the clients of these cases, in the order of `_kept`."""
    cases = {one.id: one for one in some}
    is_decided = exists().where(CourtDecision.claim_id == Claim.id, CourtDecision.stands())
    is_out = or_(Claim.filed_on.is_not(None), is_decided)
    found = db.session.scalars(select(Claim).where(Claim.case_id.in_(cases), is_out).order_by(Claim.id)).all()
    if not found:
        return []
    views = claims.views(found, {one.id: one.country for one in some})
    owed, enforcing = awards.owed(found, cases, clock.today()), _enforcing(cases)
    hers: dict[UUID, list[Claim]] = defaultdict(list)
    awarded: dict[UUID, set[UUID]] = defaultdict(set)  # by case: to whom
    for claim in found:
        hers[claim.victim_id].append(claim)
        if amounts.awarded(views[claim.id]):
            awarded[claim.case_id].add(claim.victim_id)
    rows = []
    for victim_id, of_her in sorted(hers.items()):
        case = cases[of_her[0].case_id]
        out = [_out(one, views[one.id], owed.get(one.id)) for one in of_her]
        told = reached(out, enforcing.get(case.id), is_hers=awarded[case.id] <= {victim_id})
        rows += [_row(victim_id, case, of_her[0].currency, one) for one in sorted(told, key=lambda one: one.route)]
    return rows


def _out(claim: Claim, view: ClaimView, owed: Owed | None) -> Out:
    return Out(claim.written_by, since(view), view, owed.without_interest if owed else ZERO, _collect_by(view))


def _collect_by(view: ClaimView) -> date | None:
    """The last day on which what is finally awarded on this claim can be enforced."""
    last = amounts.last_decision(view)
    days = [last.final_on or last.on] if last is not None and last.is_final else []
    return windows.collect_by(loader.load(view.country), days)


def _row(victim_id: UUID, case: Case, currency: str, one: Reached) -> dict[str, Any]:
    return {
        "victim_id": victim_id,
        "route": one.route,
        "case_id": case.id,
        "office_id": case.office_id,
        "country": case.country,
        "lawyer_id": one.lawyer,
        "year": one.year,
        "currency": currency,
        "enforce_by": one.enforce_by,
        **one.cents,
    }


def _enforcing(cases: Iterable[UUID]) -> dict[UUID, date]:
    """In which of these cases an enforcement was begun, and by when at the latest: it began, we joined it, or it took a step."""
    step = select(func.min(Move.on)).where(Move.proceeding_id == Proceeding.id, Move.stands()).scalar_subquery()
    wanted = select(Proceeding.case_id, Proceeding.begun_on, Proceeding.entered_on, step)
    wanted = wanted.where(Proceeding.family == ENFORCEMENT, Proceeding.case_id.in_(list(cases)))
    found: dict[UUID, list[date]] = defaultdict(list)
    for case_id, *days in db.session.execute(wanted):
        found[case_id] += [day for day in days if day is not None]
    return {case_id: min(days, default=clock.today()) for case_id, days in found.items()}
