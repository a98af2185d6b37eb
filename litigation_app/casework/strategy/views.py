"""The strategy page of a case, and striking out what was a mistake."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.presenters import STRATEGY, frame
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.records import presenters as records
from litigation_app.casework.strategy import actions, queries
from litigation_app.casework.strategy.objectives.forms import PursuitForm
from litigation_app.casework.strategy.objectives.models import Pursuit
from litigation_app.casework.strategy.outcomes.models import Outcome
from litigation_app.casework.strategy.precedents.models import Citation
from litigation_app.casework.strategy.remedies.models import Remedy
from litigation_app.casework.strategy.supervision import actions as supervision
from litigation_app.casework.strategy.supervision.models import Supervision, SupervisionDate
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.ledger import Ticket

bp = Blueprint("strategy", __name__)
Answer = Response | tuple[str, int]
# What can be struck, by whom, and by which act.
KINDS: dict[str, tuple[type[Any], May, Any]] = {
    "pursuit": (Pursuit, May.DECIDE_STRATEGY, actions.mark_entered_in_error),
    "remedy": (Remedy, May.RECORD_STRATEGY, actions.mark_entered_in_error),
    "outcome": (Outcome, May.RECORD_STRATEGY, actions.mark_entered_in_error),
    "citation": (Citation, May.RECORD_STRATEGY, actions.mark_entered_in_error),
    "supervision": (Supervision, May.RECORD_STRATEGY, supervision.mark_entered_in_error),
    "supervision-date": (SupervisionDate, May.RECORD_STRATEGY, supervision.mark_entered_in_error),
}


@bp.get("/cases/<uuid:case_id>/strategy")
@needs(May.LIST_CASES)
def show(case_id: UUID) -> str:
    case = cases.get(me(), case_id)
    return _page(case, openings.ticket_of(me(), case))


@bp.post("/strategy/<kind>/<uuid:thing_id>/striking")
@needs(May.RECORD_STRATEGY)
def strike(kind: str, thing_id: UUID) -> Answer:
    model, may, act = KINDS.get(kind) or abort(404)
    row, case = cases.thing(me(), model, thing_id, may)
    version = version_typed(request.form.get("row_version"))
    ticket = openings.ticket_of(me(), case)  # before the first write
    try:
        act(me(), case, row, kind.replace("-", "_"), row_version=version)
    except Changed:
        return _page(
            case, ticket, refused=_("Somebody changed this meanwhile, or marked it as entered in error. Look again.")
        ), 409
    return redirect(url_for("strategy.show", case_id=case.id, done="struck"), code=303)


def _page(case: Case, ticket: Ticket | None, *, refused: str = "") -> str:
    tracks = proceedings.tracks(case)
    found = queries.page(case, tracks, ticket)
    return render_template(
        "strategy/show.html",
        case=case,
        frame=frame(case, STRATEGY, ticket),
        form=PursuitForm(None, found["to_pursue"]),
        standing=records.summary(case, group="standing"),
        may_record=cases.may(me(), case, May.RECORD_STRATEGY),
        may_record_steps=cases.may(me(), case, May.RECORD_STEP),
        may_decide=cases.may(me(), case, May.DECIDE_STRATEGY),
        has_proceedings=bool(tracks),
        refused=refused,
        **found,
    )
