"""Keep current how far each client has come, and what it comes to for each office."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import amounts, locks
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.awards.rules import ZERO
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.portfolio.models import Cell, Standing
from litigation_app.casework.claims.portfolio.rules import MEASURES, Out, Reached, reached, since
from litigation_app.casework.claims.routes.windows import rules as windows
from litigation_app.casework.claims.rules import ClaimView
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core import clock
from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.core.rls import rowguard
from litigation_app.law import loader

ENFORCEMENT = "enforcement"  # family of proceedings
_OF_A_CELL = ("office_id", "route", "country", "lawyer_id", "year", "currency")
_AT_ONCE = 500  # clients whose claims are read together
_COUNTED = tuple(name for measure in MEASURES for name in (f"{measure}_persons", measure))


class Place(NamedTuple):
    """Of which cell a standing is a part, in the order of _OF_A_CELL."""

    office_id: UUID
    route: str
    country: str
    lawyer_id: UUID
    year: int
    currency: str


def keep(case: Case, victim_id: UUID) -> None:
    """Bring what is kept of one client of this case up to date, and the sums of the office with it.

    Whoever writes about another claim of hers at the same time waits, so that no difference is added twice.
    """
    locks.hers(victim_id)
    before = _kept(Standing.victim_id == victim_id)
    now = _rows([victim_id], {case.id: case})
    if before == now:
        return
    db.session.execute(delete(Standing).where(Standing.victim_id == victim_id))
    if now:
        db.session.execute(insert(Standing), now)
    _add(_differences(before, now))


@ports.enforcement_begun.supply
def keep_begun(case: Case, family: str) -> None:
    """The same of every client of a case in which a proceeding of this family was begun; only enforcement moves a sum."""
    if family != ENFORCEMENT:
        return
    locks.of_case(case.id)
    for victim_id in db.session.scalars(select(Claim.victim_id).where(Claim.case_id == case.id).distinct()).all():
        keep(case, victim_id)


def rebuild() -> None:
    """Make everything anew from the claims: after a migration, an import or a demonstration."""
    with rowguard.system("portfolio"):
        rebuild_all()


def rebuild_all() -> None:
    """The same, for whoever already acts for the whole desk."""
    begin_write()
    db.session.execute(delete(Standing))
    db.session.execute(delete(Cell))
    victims = db.session.scalars(select(Claim.victim_id).distinct().order_by(Claim.victim_id)).all()
    for place in range(0, len(victims), _AT_ONCE):
        some = victims[place : place + _AT_ONCE]
        found = db.session.scalars(
            select(Case).where(Case.id.in_(select(Claim.case_id).where(Claim.victim_id.in_(some))))
        )
        rows = _rows(some, {one.id: one for one in found})
        if rows:
            db.session.execute(insert(Standing), rows)
            _add(_differences([], rows))


def _kept(*conditions: Any) -> list[dict[str, Any]]:
    columns = Standing.__table__.columns
    wanted = select(*columns).where(*conditions).order_by(Standing.victim_id, Standing.route)
    return [dict(row._mapping) for row in db.session.execute(wanted)]


def _rows(victims: Sequence[UUID], cases: dict[UUID, Case]) -> list[dict[str, Any]]:
    """What is to be kept of these clients, in the order of `_kept`."""
    found = db.session.scalars(select(Claim).where(Claim.victim_id.in_(victims)).order_by(Claim.id)).all()
    views = claims.views(found, {one.id: one.country for one in cases.values()})
    owed, enforcing = awards.owed(found, cases, clock.today()), _enforcing(cases)
    hers: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in found:
        hers[claim.victim_id].append(claim)
    rows = []
    for victim_id in sorted(hers):
        of_her = hers[victim_id]
        case = cases[of_her[0].case_id]
        out = [
            Out(one.written_by, day, views[one.id], owed[one.id].without_interest, _collect_by(views[one.id]))
            if one.id in owed
            else Out(one.written_by, day, views[one.id], ZERO)
            for one in of_her
            if (day := since(views[one.id])) is not None
        ]
        told = sorted(reached(out, enforcing.get(case.id)), key=lambda one: one.route)
        rows += [_row(victim_id, case, of_her[0].currency, one) for one in told]
    return rows


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
    """In which of these cases an enforcement was begun, and when first."""
    begun = func.min(func.coalesce(Proceeding.entered_on, Proceeding.begun_on))
    wanted = select(Proceeding.case_id, begun).where(Proceeding.family == ENFORCEMENT)
    rows = db.session.execute(wanted.where(Proceeding.case_id.in_(list(cases))).group_by(Proceeding.case_id))
    return {case_id: on or clock.today() for case_id, on in rows}


def _differences(before: Iterable[dict[str, Any]], now: Iterable[dict[str, Any]]) -> dict[Place, dict[str, int]]:
    found: dict[Place, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_COUNTED, 0))
    for sign, rows in ((-1, before), (1, now)):
        for row in rows:
            cell = found[Place(*(row[name] for name in _OF_A_CELL))]
            for measure in MEASURES:
                cell[measure] += sign * row[measure]
                cell[f"{measure}_persons"] += sign * (row[measure] > 0)
    return found


def _add(differences: dict[Place, dict[str, int]]) -> None:
    """Add to the cells, always in the same order so that two writers never wait for each other in a ring."""
    put = (sqlite if is_sqlite(db.engine) else postgresql).insert(Cell)
    again = put.on_conflict_do_update(
        index_elements=list(_OF_A_CELL),
        set_={name: getattr(Cell, name) + getattr(put.excluded, name) for name in _COUNTED},
    )
    for place, numbers in sorted(differences.items(), key=lambda one: tuple(map(str, one[0]))):
        if any(numbers.values()):
            db.session.execute(again, dict(zip(_OF_A_CELL, place, strict=True)) | numbers)
