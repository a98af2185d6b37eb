"""The pages on which it is recorded what became of a decision, and a mistake in that is struck."""

from functools import partial
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for

from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.claims import presenters
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.appeals import actions, queries, rules
from litigation_app.casework.claims.appeals.forms import AppealOutcomeForm
from litigation_app.casework.claims.appeals.presenters import word
from litigation_app.casework.claims.appeals.queries import OfAppealOutcome
from litigation_app.casework.claims.appeals.rules import Refused
from litigation_app.casework.claims.corrections import queries as mistakes
from litigation_app.casework.claims.corrections import views as mistakes_pages
from litigation_app.casework.claims.corrections.queries import OfDecision
from litigation_app.casework.claims.corrections.views import Asked, Mistake, Page
from litigation_app.casework.claims.effects import actions as effects
from litigation_app.casework.claims.effects import presenters as effect_words
from litigation_app.casework.claims.effects.forms import LaneForm
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.rules import Blocked, Blocker
from litigation_app.casework.proceedings.effects.rules import Change, Kind, Written
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, format_date

bp = Blueprint("appeals", __name__)


@bp.get("/decisions/<uuid:decision_id>/turns/new")
@needs(May.RECORD_DECISION)
def new(decision_id: UUID) -> str | tuple[str, int]:
    of = mistakes.decision(me(), decision_id)
    offered = _offered(of)
    if not offered:
        return page(of.found, refused=[Blocker.NOTHING_BECOMES]), 409
    return _page(
        of,
        AppealOutcomeForm(None, offered, version=queries.version(decision_id)),
        effect_words.became(None, of.found, offered),
    )


@bp.post("/decisions/<uuid:decision_id>/turns")
@needs(May.RECORD_DECISION)
def record(decision_id: UUID) -> Page:
    of = mistakes.decision(me(), decision_id)
    offered = _offered(of)
    form = AppealOutcomeForm(request.form, offered)
    if not offered or form.seen() != queries.version(decision_id):
        return page(of.found, refused=[Blocker.NOTHING_BECOMES]), 409
    return _page_or_done(of, form, effect_words.became(request.form, of.found, offered))


def _page_or_done(of: OfDecision, form: AppealOutcomeForm, lane: LaneForm) -> Page:
    if not all([form.validate(), lane.validate()]):
        return _page(of, form, lane), 422
    try:
        changes = effect_words.done_or_shown(of.found.case, partial(_record, of, form, lane))
    except Refused as refused:
        form.refuse_all(refused.faults)
        return _page(of, form, lane), 422
    except Blocked as stop:
        form.refuse_change(stop.reasons)
        return _page(of, form, lane), 422
    except Changed:
        return page(of.found, refused=[Blocker.NOTHING_BECOMES]), 409
    if changes is not None:
        return _page(of, form, lane, changes), 422
    return redirect(url_for("claims.show", claim_id=of.found.claim.id, done="turn-recorded"), code=303)


def _record(of: OfDecision, form: AppealOutcomeForm, lane: LaneForm) -> None:
    said = form.said()
    what, side = said.happened.what, said.happened.side if said.happened.what in rules.OF_A_SIDE else ""
    steps = lane.said([Written(Kind.APPEAL_OUTCOME, what=(what,), side=side)], said.happened.on)
    act = partial(actions.record, me(), of, said, version=form.seen())
    effects.with_lane(me(), of.found.case, of.found.claim.route, steps, act)


@bp.get("/turns/<uuid:turn_id>/striking")
@needs(May.RECORD_DECISION)
def striking(turn_id: UUID) -> str | tuple[str, int]:
    return mistakes_pages.ask(_mistake(turn_id))


@bp.post("/turns/<uuid:turn_id>/striking")
@needs(May.RECORD_DECISION)
def strike(turn_id: UUID) -> Page:
    return mistakes_pages.answer(_mistake(turn_id))


def _mistake(turn_id: UUID) -> Mistake:
    of = queries.get(me(), turn_id)
    mark = partial(actions.mark_entered_in_error, me(), of)
    return Mistake(of.of.found, of.appeal_outcome, partial(_of_appeal_outcome, of), mark)


def _offered(of: OfDecision) -> tuple[str, ...]:
    decision = of.decision
    if decision.entered_in_error_at is not None or decision.quashed_on is not None:
        return ()
    return rules.offered(queries.happened(queries.standing(decision.id)), is_final=decision.is_final)


def _page(of: OfDecision, form: AppealOutcomeForm, lane: LaneForm, changes: list[Change] | None = None) -> str:
    claim, case, victim = of.found
    view = claims.view(claim, case)
    return render_template(
        "appeals/outcome.html", claim=claim, case=case, victim=victim, decision=of.decision, form=form,
        route=presenters.route(view), amounts=presenters.amounts(view), words=presenters, lane=lane, changes=changes,
    )  # fmt: skip


def _of_appeal_outcome(of_appeal_outcome: OfAppealOutcome) -> Asked:
    appeal_outcome = of_appeal_outcome.appeal_outcome
    return Asked(
        title=_("Mark an outcome on appeal as entered in error"),
        what=word("what", appeal_outcome.what),
        facts=[
            (_("Day"), format_date(appeal_outcome.on)),
            (_("Who appealed"), word("side", appeal_outcome.side) if appeal_outcome.side else ""),
        ],
        means=_(
            "It remains visible, marked as entered in error with your name, and the decision stands as it did before."
        ),
        to=url_for("appeals.strike", turn_id=appeal_outcome.id),
    )
