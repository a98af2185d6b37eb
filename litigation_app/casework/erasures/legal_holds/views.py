"""The page of legal holds: what forbids an erasure in a case, of all its clients or of one."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.erasures import actions as erasing
from litigation_app.casework.erasures import presenters as words
from litigation_app.casework.erasures import queries as erasures
from litigation_app.casework.erasures.legal_holds import actions, queries
from litigation_app.casework.erasures.legal_holds.forms import OF_CASE, LegalHoldForm, LiftForm
from litigation_app.casework.erasures.rules import ErasureRefused
from litigation_app.core.access import May, me, needs

bp = Blueprint("holds", __name__)
Page = Response | tuple[str, int]


bp.before_request(erasing.resume)


@bp.get("/cases/<uuid:case_id>/holds")
@needs(May.SEE_ERASURES)
def index(case_id: UUID) -> str:
    return _page(cases.get(me(), case_id, May.SEE_ERASURES))


@bp.post("/cases/<uuid:case_id>/holds")
@needs(May.ASK_ERASURE)
def place(case_id: UUID) -> Page:
    case = cases.get(me(), case_id, May.ASK_ERASURE)
    form = LegalHoldForm(_clients(case), request.form)
    if not form.validate():
        return _page(case, form=form), 422
    chosen = form.whom.data or ""
    victim = None if chosen == OF_CASE else victims.get(me(), UUID(chosen), May.ASK_ERASURE).victim
    try:
        actions.place(me(), case, victim, form.wanted())
    except ErasureRefused as refused:
        return _page(case, form=form, refused=words.sentence(refused.bars)), 409
    return redirect(url_for("holds.index", case_id=case.id, done="hold-placed"), code=303)


@bp.post("/holds/<uuid:hold_id>/lifting")
@needs(May.ASK_ERASURE)
def ask_to_lift(hold_id: UUID) -> Page:
    legal_hold, case = queries.get(me(), hold_id, May.ASK_ERASURE)
    form = LiftForm(request.form)
    if not form.validate():
        return _page(case, lift=(hold_id, form)), 422
    try:
        actions.ask_to_lift(me(), legal_hold, case, form.reason.data or "")
    except ErasureRefused as refused:
        return _page(case, refused=words.sentence(refused.bars)), 409
    return redirect(url_for("holds.index", case_id=case.id, done="hold-lift-asked"), code=303)


@bp.post("/holds/<uuid:hold_id>/lifting/agreement")
@needs(May.AGREE_ERASURE)
def lift(hold_id: UUID) -> Page:
    legal_hold, case = queries.get(me(), hold_id, May.AGREE_ERASURE)
    try:
        actions.lift(me(), legal_hold, case)
    except ErasureRefused as refused:
        return _page(case, refused=words.sentence(refused.bars)), 409
    return redirect(url_for("holds.index", case_id=case.id, done="hold-lifted"), code=303)


@bp.post("/holds/<uuid:hold_id>/lifting/refusal")
@needs(May.ASK_ERASURE)
def keep(hold_id: UUID) -> Page:
    legal_hold, case = queries.get(me(), hold_id, May.ASK_ERASURE)
    try:
        actions.keep(me(), legal_hold, case)
    except ErasureRefused as refused:
        return _page(case, refused=words.sentence(refused.bars)), 409
    return redirect(url_for("holds.index", case_id=case.id, done="hold-kept"), code=303)


def _clients(case: Case) -> list[tuple[UUID, str]]:
    return [(one.id, one.code_name) for one in victims.of_case(case) if one.erased_at is None]


def _page(
    case: Case, *, form: LegalHoldForm | None = None, lift: tuple[UUID, LiftForm] | None = None, refused: str = ""
) -> str:
    """`lift`: the hold whose form was refused, and that form."""
    ticket, lines = openings.ticket_of(me(), case), queries.of_case(case)
    return render_template(
        "holds/index.html",
        case=case,
        lines=lines,
        form=form or LegalHoldForm(_clients(case), whom=request.args.get("client", "")),
        lifts={one.id: LiftForm() for one in lines if one.is_live} | dict([lift] if lift else []),
        wrong=lift[1] if lift else None,
        refused=refused,
        reasons=words.LEGAL_HOLDS,
        lifted=words.LIFTED,
        said=actions.read_words(ticket, case) if ticket else {},
        myself=me().id,
        able=erasures.who_could_agree(me().id, case),
    )
