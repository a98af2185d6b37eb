"""The page on which the ways to compensation of one victim stand beside each other."""

from uuid import UUID

from flask import Blueprint, render_template

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.routes import presenters, queries
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core.access import May, me, needs

bp = Blueprint("routes", __name__)


@bp.get("/victims/<uuid:victim_id>/routes")
@needs(May.LIST_CASES)
def show(victim_id: UUID) -> str | tuple[str, int]:
    victim, case = victims.get(me(), victim_id)
    if victim.erased_at is not None:
        may_see = cases.may(me(), case, May.SEE_ERASURES)
        return render_template("victims/erased.html", victim=victim, case=case, may_see=may_see), 410
    return _page(victim, case)


def _page(victim: Victim, case: Case) -> str:
    read = queries.of_victim(case, victim.id)
    rows = presenters.rows(read)
    may_claim, may_record = (cases.may(me(), case, to) for to in (May.DRAFT_CLAIM, May.RECORD_STEP))
    hers = presenters.Hers(case.id, victim.id, may_claim, may_record)
    return render_template(
        "routes/show.html",
        victim=victim,
        case=case,
        rows=rows,
        doors={row.route.id: presenters.of(row, rows, hers) for row in rows},
        note=presenters.checked_on(read.known.law, read.known.today),
    )
