"""The pages of erasures: proposing one, answering it, the certificate."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from litigation_app.accounts.staff.cosigners import views as outside
from litigation_app.accounts.staff.cosigners.actions import SecondPerson
from litigation_app.accounts.staff.cosigners.forms import OutsideForm
from litigation_app.casework.cases import openings
from litigation_app.casework.clients.identity import queries as entries
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.erasures import actions, presenters, queries, rules
from litigation_app.casework.erasures.forms import AnswerForm, ProposalForm
from litigation_app.casework.erasures.legal_holds import queries as holding
from litigation_app.casework.erasures.queries import Found
from litigation_app.casework.erasures.rules import ErasureRefused
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.core.pdf import pdf
from litigation_app.core.uploads import is_short
from litigation_app.ledger import OpeningOver

bp = Blueprint("erasures", __name__)
Page = BaseResponse | tuple[str, int]


bp.before_app_request(actions.reapply_once)
bp.before_request(actions.resume)


@bp.get("/erasures")
@needs(May.SEE_ERASURES)
def index() -> str:
    return render_template(
        "erasures/index.html",
        waiting=queries.waiting(me()),
        over=queries.over(me()),
        legal_holds=holding.live(me()),
        bases=presenters.BASES,
        reasons=presenters.LEGAL_HOLDS,
    )


@bp.get("/victims/<uuid:victim_id>/erasure")
@needs(May.SEE_ERASURES)
def show(victim_id: UUID) -> str:
    return _show(victims.get(me(), victim_id, May.SEE_ERASURES))


@bp.get("/victims/<uuid:victim_id>/erasure/new")
@needs(May.ASK_ERASURE)
def new(victim_id: UUID) -> str | tuple[str, int]:
    found = victims.get(me(), victim_id, May.ASK_ERASURE)
    bars = actions.bars_to_proposing(found.victim)
    if bars:
        return _show(found, refused=presenters.sentence(bars)), 409
    return _new(found, _proposal_form(found, is_sent=False))


@bp.post("/victims/<uuid:victim_id>/erasures")
@needs(May.ASK_ERASURE)
def propose(victim_id: UUID) -> Page:
    found = victims.get(me(), victim_id, May.ASK_ERASURE)
    form = _proposal_form(found, is_sent=True)
    if not form.is_good(found.victim.code_name):
        return _new(found, form), 422
    try:
        is_whole = _propose(found, form.wanted())
    except ErasureRefused as refused:
        return _new(found, form, refused=presenters.sentence(refused.bars)), 409
    done = "erasure-proposed" if is_whole else "other-record-left"
    return redirect(url_for("erasures.show", victim_id=victim_id, done=done), code=303)


def _propose(found: victims.Found, wanted: actions.Wanted) -> bool:
    """Whoever is recorded twice is proposed twice: what is left of one record would be left of her.

    No: another record has to be proposed by itself, because something there must be looked through first or forbids it.
    """
    searches.note_given_up(me(), found.victim.added_at)
    actions.propose(me(), *found, wanted)
    others = [other for _twin, other in entries.twins(me(), found.victim, May.ASK_ERASURE)]
    ready = [one for one in others if not actions.bars_to_proposing(one.victim) and not queries.ids(one.case)]
    for other in ready:
        actions.propose(me(), *other, replace(wanted, papers=(), with_case=False))
    return len(ready) == len(others)


@bp.post("/victims/<uuid:victim_id>/erasure/openings")
@needs(May.SEE_ERASURES)
def open_words(victim_id: UUID) -> BaseResponse:
    found = victims.get(me(), victim_id, May.SEE_ERASURES)
    opening_id = actions.open_words(me(), *found)
    return redirect(url_for("erasures.read", victim_id=victim_id, opening_id=opening_id), code=303)


@bp.get("/victims/<uuid:victim_id>/erasure/openings/<uuid:opening_id>")
@needs(May.SEE_ERASURES)
def read(victim_id: UUID, opening_id: UUID) -> str | tuple[str, int]:
    found = victims.get(me(), victim_id, May.SEE_ERASURES)
    minutes = int(current_app.extensions["config"].opening_minutes)
    try:
        said = actions.read_words(me(), found.victim, opening_id, minutes=minutes)
    except OpeningOver:
        return _show(found), 403
    return _show(found, said=said.of)


@bp.post("/erasures/<uuid:erasure_id>/agreement")
@needs(May.AGREE_ERASURE)
def agree(erasure_id: UUID) -> Page:
    return _agreed(queries.get(me(), erasure_id, May.AGREE_ERASURE), SecondPerson(me()))


@bp.post("/erasures/<uuid:erasure_id>/co-signing-request")
@needs(May.ASK_ERASURE)
def ask_outside(erasure_id: UUID) -> Page:
    found = _hers(erasure_id)
    return outside.asked(queries.proposed(found.erasure), partial(_refused, found))


@bp.post("/erasures/<uuid:erasure_id>/co-signature")
@needs(May.ASK_ERASURE)
@is_short
def bring_outside(erasure_id: UUID) -> Page:
    found = _hers(erasure_id)
    return outside.brought(queries.proposed(found.erasure), partial(_agreed, found), partial(_refused, found))


@bp.post("/erasures/<uuid:erasure_id>/refusal")
@needs(May.AGREE_ERASURE)
def reject(erasure_id: UUID) -> Page:
    found, form = queries.get(me(), erasure_id, May.AGREE_ERASURE), AnswerForm(request.form)
    if not form.validate():
        return _show(_victim(found), answer=form), 422
    try:
        actions.reject(me(), found, form.words.data or "")
    except ErasureRefused as refused:
        return _show(_victim(found), answer=form, refused=presenters.sentence(refused.bars)), 409
    return redirect(url_for("erasures.show", victim_id=found.victim.id, done="erasure-rejected"), code=303)


@bp.post("/erasures/<uuid:erasure_id>/withdrawal")
@needs(May.ASK_ERASURE)
def withdraw(erasure_id: UUID) -> Page:
    found = queries.get(me(), erasure_id, May.ASK_ERASURE)
    try:
        actions.withdraw(me(), found)
    except ErasureRefused as refused:
        return _refused(found, presenters.sentence(refused.bars)), 409
    return redirect(url_for("erasures.show", victim_id=found.victim.id, done="erasure-withdrawn"), code=303)


@bp.post("/erasures/<uuid:erasure_id>/completion")
@needs(May.AGREE_ERASURE)
def complete(erasure_id: UUID) -> Page:
    found = queries.get(me(), erasure_id, May.AGREE_ERASURE)
    if (
        presenters.state_of(me(), *_victim(found)).unsaved is found.erasure
    ):  # it was tried again before this very request
        return _refused(found, _("It still cannot be finished. Tell whoever keeps the machine.")), 409
    found = _carried_out(erasure_id, May.AGREE_ERASURE)
    actions.finish(found.erasure.id)
    return redirect(url_for("erasures.certificate", erasure_id=erasure_id), code=303)


@bp.get("/erasures/<uuid:erasure_id>/certificate")
@needs(May.SEE_ERASURES)
def certificate(erasure_id: UUID) -> str:
    found = _carried_out(erasure_id, May.SEE_ERASURES)
    return render_template("erasures/certificate.html", found=found, said=presenters.certificate(found))


@bp.get("/erasures/<uuid:erasure_id>/certificate.pdf")
@needs(May.SEE_ERASURES)
def certificate_pdf(erasure_id: UUID) -> Response:
    found = _carried_out(erasure_id, May.SEE_ERASURES)
    made = pdf("casework/erasures/pages/certificate.typ", presenters.certificate(found))
    headers = {"Content-Disposition": f'attachment; filename="{found.erasure.certificate}.pdf"'}
    return Response(made, mimetype="application/pdf", headers=headers)


def _carried_out(erasure_id: UUID, to: May) -> Found:
    """An erasure that was carried out; a proposal has no certificate, as if there were none."""
    found = queries.get(me(), erasure_id, to)
    if found.erasure.outcome != rules.Outcome.AGREED:
        raise NotFound
    return found


def _refused(found: Found, why: str) -> str:
    return _show(_victim(found), refused=why)


def _agreed(found: Found, second: SecondPerson) -> Page:
    """What the second person agrees to is carried out."""
    try:
        actions.agree(second, found)
    except ErasureRefused as refused:
        return _refused(found, presenters.sentence(refused.bars)), 409
    answer = redirect(url_for("erasures.certificate", erasure_id=found.erasure.id), code=303)
    answer.call_on_close(_finish_later(found.erasure.id))  # this very answer leaves only once the erasure is saved
    return answer


def _hers(erasure_id: UUID) -> Found:
    """What she proposed herself, and nobody else here could agree to; raises NotFound."""
    found = queries.get(me(), erasure_id, May.ASK_ERASURE)
    if not queries.asks_outside(me(), found):
        raise NotFound
    return found


def _finish_later(erasure_id: UUID) -> Callable[[], None]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]

    def finish() -> None:
        with app.app_context():
            actions.finish(erasure_id)

    return finish


def _victim(found: Found) -> victims.Found:
    return victims.Found(found.victim, found.case)


def _proposal_form(found: victims.Found, *, is_sent: bool) -> ProposalForm:
    return ProposalForm(
        request.form if is_sent else None,
        papers=presenters.documents_of(*found, openings.ticket_of(me(), found.case)),
        unbound=queries.of(found.case, openings.ticket_of(me(), found.case)),
        is_last=queries.is_last(found.victim),
        cautions=queries.cautions(*found),
    )


def _new(found: victims.Found, form: ProposalForm, refused: str = "") -> str:
    cautions = [presenters.CAUTIONS[one] for one in queries.cautions(*found)]
    law = {code: presenters.law_of(found.case.country, code) for code in presenters.BASES}
    given: dict[str, Any] = {"found": found, "form": form, "cautions": cautions, "law": law, "refused": refused}
    given |= {"able": queries.who_could_agree(me().id, found.case), "has_cosigner": OutsideForm().offers_somebody}
    is_open = openings.ticket_of(me(), found.case) is not None
    return render_template("erasures/new.html", is_open=is_open, **given)


def _show(
    found: victims.Found, *, said: dict[UUID, str] | None = None, answer: AnswerForm | None = None, refused: str = ""
) -> str:
    state = presenters.state_of(me(), *found)
    return render_template(
        "erasures/show.html",
        found=found,
        state=state,
        said=said,
        answer=answer or AnswerForm(),
        refused=refused,
        myself=me().id,
        outside=OutsideForm() if state.waiting and queries.asks_outside(me(), Found(state.waiting, *found)) else None,
        bases=presenters.BASES,
        reasons=presenters.LEGAL_HOLDS,
        law=presenters.law_of,
        bar=presenters.sentence(state.bars),
        bar_to_agreeing=presenters.sentence(state.bars_to_agreeing),
    )
