"""The page of a client's entry: her code name, and records of the same person."""

from uuid import UUID

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.clients.identity import actions, queries
from litigation_app.casework.clients.identity.forms import JoinForm
from litigation_app.casework.clients.identity.rules import Refused
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _

bp = Blueprint("entries", __name__)
Answer = Response | tuple[str, int]


@bp.get("/victims/<uuid:victim_id>/entry")
@needs(May.LIST_CASES)
def show(victim_id: UUID) -> str:
    return _page(_found(victim_id, May.LIST_CASES))


@bp.post("/victims/<uuid:victim_id>/code-name")
@needs(May.SETTLE_DUPLICATE)
def rename(victim_id: UUID) -> Answer:
    found = _found(victim_id, May.SETTLE_DUPLICATE)
    try:
        actions.rename(me(), *found, seen=request.form.get("seen", ""))
    except Changed:
        return _page(found, refused=_("Somebody else gave another code name in the meantime.")), 409
    except Erased:
        return _page(found, refused=_("Her personal data were erased. Nothing is recorded about her any more.")), 409
    return _back(victim_id)


@bp.post("/victims/<uuid:victim_id>/joins")
@needs(May.SETTLE_DUPLICATE)
def join(victim_id: UUID) -> Answer:
    found, form = _found(victim_id, May.SETTLE_DUPLICATE), JoinForm(request.form)
    if not form.validate():
        return _page(found, form), 422
    try:
        actions.join(me(), found, queries.named(me(), found.case, form.other.data or ""))
    except Refused as stop:
        form.show(stop.bars)
        return _page(found, form), 422
    return _back(victim_id)


@bp.post("/victims/<uuid:victim_id>/joins/<uuid:join_id>/parting")
@needs(May.SETTLE_DUPLICATE)
def part(victim_id: UUID, join_id: UUID) -> Answer:
    found = _found(victim_id, May.SETTLE_DUPLICATE)
    try:
        actions.part(me(), found, join_id)
    except Changed:
        return _page(found, refused=_("They are two people again already.")), 409
    return _back(victim_id)


def _found(victim_id: UUID, to: May) -> victims.Found:
    """A client of hers; of one who was erased, the request ends with the page that says so."""
    found = victims.get(me(), victim_id, to)
    if found.victim.erased_at is not None:
        given = {"victim": found.victim, "case": found.case}
        may_see = cases.may(me(), found.case, May.SEE_ERASURES)
        abort(make_response(render_template("victims/erased.html", may_see=may_see, **given), 410))
    return found


def _page(found: victims.Found, form: JoinForm | None = None, *, refused: str = "") -> str:
    victim, case = found
    return render_template(
        "entries/show.html",
        victim=victim,
        case=case,
        form=form or JoinForm(),
        refused=refused,
        former=queries.former(victim),
        twins=[twin for twin, _found in queries.twins(me(), victim)],
        may_settle=cases.may(me(), case, May.SETTLE_DUPLICATE),
        may_ask=cases.may(me(), case, May.ASK_ERASURE),
    )


def _back(victim_id: UUID) -> Response:
    return redirect(url_for("entries.show", victim_id=victim_id, done="entry-changed"), code=303)
