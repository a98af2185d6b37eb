"""The pages on which it is recorded what became of a decision, and a mistake in that is struck."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.appeals import actions, queries, rules
from litigation_app.casework.appeals.forms import TurnForm
from litigation_app.casework.appeals.queries import OfTurn
from litigation_app.casework.appeals.rules import Refused
from litigation_app.casework.appeals.words import word
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims import shown
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.rules import Blocked, Blocker
from litigation_app.casework.mistakes import queries as mistakes
from litigation_app.casework.mistakes.forms import StrikeForm
from litigation_app.casework.mistakes.queries import OfDecision
from litigation_app.core.access import May, me, needs

bp = Blueprint("appeals", __name__)
Page = Response | tuple[str, int]


@bp.get("/decisions/<uuid:decision_id>/turns/new")
@needs(May.RECORD_DECISION)
def new(decision_id: UUID) -> str | tuple[str, int]:
    of = mistakes.decision(me(), decision_id)
    offered = _offered(of)
    if not offered:
        return page(of.found, refused=[Blocker.NOTHING_BECOMES]), 409
    return _page(of, TurnForm(None, offered, version=queries.version(decision_id)))


@bp.post("/decisions/<uuid:decision_id>/turns")
@needs(May.RECORD_DECISION)
def record(decision_id: UUID) -> Page:
    of = mistakes.decision(me(), decision_id)
    offered = _offered(of)
    form = TurnForm(request.form, offered)
    if not offered or form.seen() != queries.version(decision_id):
        return page(of.found, refused=[Blocker.NOTHING_BECOMES]), 409
    return _page_or_done(of, form)


def _page_or_done(of: OfDecision, form: TurnForm) -> Page:
    if not form.validate():
        return _page(of, form), 422
    try:
        actions.record(me(), of, form.said(), version=form.seen())
    except Refused as refused:
        form.refuse_all(refused.faults)
        return _page(of, form), 422
    except Blocked as stop:
        form.refuse_change(stop.reasons)
        return _page(of, form), 422
    except Changed:
        return page(of.found, refused=[Blocker.NOTHING_BECOMES]), 409
    return _done(of, "turn-recorded")


@bp.get("/turns/<uuid:turn_id>/striking")
@needs(May.RECORD_DECISION)
def striking(turn_id: UUID) -> str | tuple[str, int]:
    of_turn = queries.get(me(), turn_id)
    if of_turn.turn.struck_at is not None:
        return page(of_turn.of.found, refused=[Blocker.ALREADY_STRUCK]), 409
    return _strike_page(of_turn, StrikeForm())


@bp.post("/turns/<uuid:turn_id>/striking")
@needs(May.RECORD_DECISION)
def strike(turn_id: UUID) -> Page:
    of_turn = queries.get(me(), turn_id)
    form = StrikeForm(request.form)
    if of_turn.turn.struck_at is None and not form.validate():
        return _strike_page(of_turn, form), 422
    try:
        actions.strike(me(), of_turn, why=form.why.data or "")
    except Blocked as stop:
        return page(of_turn.of.found, refused=stop.reasons), 409
    return _done(of_turn.of, "struck")


def _offered(of: OfDecision) -> tuple[str, ...]:
    decision = of.decision
    if decision.struck_at is not None or decision.quashed_on is not None:
        return ()
    return rules.offered(queries.happened(queries.standing(decision.id)), is_final=decision.is_final)


def _done(of: OfDecision, done: str) -> Response:
    return redirect(url_for("claims.show", claim_id=of.found.claim.id, done=done), code=303)


def _page(of: OfDecision, form: TurnForm) -> str:
    claim, case, victim = of.found
    view = claims.view(claim, case)
    return render_template(
        "appeals/turn.html", claim=claim, case=case, victim=victim, decision=of.decision, form=form,
        route=shown.route(view), amounts=shown.amounts(view), words=shown,
    )  # fmt: skip


def _strike_page(of_turn: OfTurn, form: StrikeForm) -> str:
    claim, case, victim = of_turn.of.found
    view = claims.view(claim, case)
    return render_template(
        "appeals/strike.html", claim=claim, case=case, victim=victim, turn=of_turn.turn, form=form,
        route=shown.route(view), amounts=shown.amounts(view), word=word,
    )  # fmt: skip
