"""The pages on which steps are recorded, deadlines are kept, and other proceedings begin."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.casefile.proceeding import queries as spawned
from litigation_app.casework.casefile.steps.forms import BeginForm, MoveForm, OutsideForm, StepForm
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.effects import actions as effects
from litigation_app.casework.claims.effects import presenters as effect_words
from litigation_app.casework.claims.effects.actions import RefusedOnClaim
from litigation_app.casework.proceedings import actions, due_list, lanes, queries, rules
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings.actions import StageChanged
from litigation_app.casework.proceedings.deadlines import actions as deadline_actions
from litigation_app.casework.proceedings.deadlines import presenters as deadline_page
from litigation_app.casework.proceedings.deadlines.forms import MetForm, ServiceForm
from litigation_app.casework.proceedings.deadlines.presenters import Forms
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.effects.rules import Change
from litigation_app.casework.proceedings.limitation.rules import CHANGED, CHARGE, REQUALIFIED
from litigation_app.casework.proceedings.powers_of_attorney import actions as authority
from litigation_app.casework.proceedings.powers_of_attorney import presenters as lacking
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current
from litigation_app.core.text import day_or_none
from litigation_app.law import loader
from litigation_app.law.deadlines import DueUnknown

bp = Blueprint("proceedings", __name__)
Answer = Response | tuple[str, int]


@bp.get("/proceedings/<uuid:proceeding_id>/moves/new")
@needs(May.RECORD_STEP)
def new_move(proceeding_id: UUID) -> str:
    found = queries.get(me(), proceeding_id, May.RECORD_STEP)
    form = _move_form(found, typed=False)
    form.suggest(request.args.get("event", ""), day_or_none(request.args.get("on", "")))
    return _step_page("new", found, form)


@bp.post("/proceedings/<uuid:proceeding_id>/moves")
@needs(May.RECORD_STEP)
def move(proceeding_id: UUID) -> Answer:
    found = queries.get(me(), proceeding_id, May.RECORD_STEP)
    form = _move_form(found, typed=True)
    if form.is_stale:
        return _step_page("new", found, form, is_late=True), 409
    if not form.validate():
        return _step_page("new", found, form), 422
    return _recorded(
        "new", found, form, partial(effects.record, me(), found, form.step(), form.also.said(form.chosen()))
    )


@bp.get("/proceedings/<uuid:proceeding_id>/outside/new")
@needs(May.RECORD_STEP)
def new_outside(proceeding_id: UUID) -> str:
    found = queries.get(me(), proceeding_id, May.RECORD_STEP)
    return _step_page("outside", found, _outside_form(found, typed=False))


@bp.post("/proceedings/<uuid:proceeding_id>/outside")
@needs(May.RECORD_STEP)
def move_outside(proceeding_id: UUID) -> Answer:
    found = queries.get(me(), proceeding_id, May.RECORD_STEP)
    form = _outside_form(found, typed=True)
    if form.is_stale:
        return _step_page("outside", found, form, is_late=True), 409
    if not form.validate():
        return _step_page("outside", found, form), 422
    return _recorded("outside", found, form, partial(_take_outside, found, form))


@bp.get("/deadlines/")
@needs(May.LIST_CASES)
def deadlines() -> str:
    side = request.args.get("side", "")
    side = side if side in rules.SIDES else ""
    case = cases.get_typed(me(), request.args.get("case", ""))
    before = _mark(request.args.get("after", ""))
    page = due_list.page(me(), current(), side=side, case_id=case.id if case else None, before=before)
    return render_template(
        "proceedings/deadlines.html",
        groups=dues.grouped(page.rows, today()),
        leads=(cases.leads(one.case_id for one in page.rows) if me().may(May.ASSIGN_CASE) else {}),
        sees_office=me().may(May.ASSIGN_CASE),
        next=_written(page.next),
        side=side,
        legend=dues.legend(current()),
        case=case,
    )


@bp.get("/deadlines/<uuid:deadline_id>")
@needs(May.LIST_CASES)
def deadline(deadline_id: UUID) -> str:
    return deadline_page.page(queries.get_deadline(me(), deadline_id))


@bp.post("/deadlines/<uuid:deadline_id>/met")
@needs(May.RECORD_STEP)
def meet(deadline_id: UUID) -> Answer:
    found = queries.get_deadline(me(), deadline_id, May.RECORD_STEP)
    form = MetForm(request.form)
    if not form.validate():
        return deadline_page.page(found, Forms(met=form)), 422
    try:
        deadline_actions.meet(me(), found.deadline, on=form.on.data or date.max, row_version=form.version())
    except Changed:
        return deadline_page.page(found, Forms(met=form), is_late=True), 409
    return _to_case(found.case.id, "deadline-met")


@bp.post("/deadlines/<uuid:deadline_id>/service")
@needs(May.RECORD_STEP)
def serve(deadline_id: UUID) -> Answer:
    found = queries.get_deadline(me(), deadline_id, May.RECORD_STEP)
    form = deadline_page.service_form(found, request.form)
    if not form.validate():
        return deadline_page.page(found, Forms(service=form)), 422
    try:
        changes = effect_words.done_or_shown(found.case, partial(_serve, found, form))
    except Changed:
        return deadline_page.page(found, Forms(service=form), is_late=True), 409
    except DueUnknown:
        form.refuse("served_on", _("No last day can be computed from this day. Check the year."))
        return deadline_page.page(found, Forms(service=form)), 422
    if changes is not None:
        return deadline_page.page(found, Forms(service=form), changes=changes), 422
    return redirect(url_for("proceedings.deadline", deadline_id=deadline_id, done="served"), code=303)


@bp.get("/cases/<uuid:case_id>/proceedings/new")
@needs(May.RECORD_STEP)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = BeginForm(None, spawned.may_begin(case))
    wish = request.args.get("to", "")
    by = spawned.arising_from(case, request.args.get("by", ""), wish)
    if by is not None:
        form.suggest(by)
    else:
        form.choose(wish)
    return _begin_page(case, form)


@bp.post("/cases/<uuid:case_id>/proceedings")
@needs(May.RECORD_STEP)
def begin(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = BeginForm(request.form, spawned.may_begin(case))
    if not form.validate():
        return _begin_page(case, form), 422
    by = spawned.arising_from(case, form.spawned_by.data or "", form.procedure.data or "")
    actions.begin(me(), case, form.procedure.data or "", form.begun(by.id if by else None))
    return _to_case(case.id, "proceedings-added")


def _take_outside(found: queries.Found, form: OutsideForm) -> None:
    is_found = bool("is_found" in form and form.is_found.data)
    said = form.said(reason=form.reason.data or "", is_found=is_found)
    step = actions.move_outside(me(), found.proceeding, form.chosen(), said)
    authority.file_without(me(), found.case, form.unauthorised.data or "", on=step.on, move_id=step.id)


def _recorded(page: str, found: queries.Found, form: StepForm, take: Callable[[], object]) -> Answer:
    """Take the step, or show what it would change; whoever was slower, or too sure of a claim, is told."""
    try:
        changes = effect_words.done_or_shown(found.case, take)
    except StageChanged:
        anew = _move_form(found, typed=True) if isinstance(form, MoveForm) else _outside_form(found, typed=True)
        return _step_page(page, found, anew, is_late=True), 409
    except RefusedOnClaim as refused:
        form.also.show(refused, form)
        return _step_page(page, found, form), 422
    if changes is not None:
        return _step_page(page, found, form, changes=changes), 422
    return redirect(_after(found, form), code=303)


def _after(found: queries.Found, form: StepForm) -> str:
    """To the case; a requalification leads to the charge that it changed, where nobody has recorded that."""
    case, on, is_it = found.case, form.day(), isinstance(form, MoveForm) and form.chosen() == REQUALIFIED
    if is_it and defendants.of_case(case) and not records.is_requalified(case, on):
        known: dict[str, Any] = {"proceeding": found.proceeding.id, "on": on, "step": CHANGED[0], "done": "recorded"}
        return url_for("records.new", case_id=case.id, kind=CHARGE, **known)
    return url_for("casefile.show", case_id=case.id, done="recorded")


def _to_case(case_id: UUID, done: str) -> Response:
    return redirect(url_for("casefile.show", case_id=case_id, done=done), code=303)


def _move_form(found: queries.Found, *, typed: bool) -> MoveForm:
    standing = queries.standing(found)
    offers = rules.offers(standing.graph, standing.at)
    steps = {one.step.event: one.step for one in offers}
    has_claim = found.proceeding.family == rules.CRIMINAL and spawned.has_decided_claim(found.case)

    def lacks(event: str, on: date) -> list[str]:
        return lacking.why_not(found.case, standing.graph, steps[event], on)

    reach = effect_words.reach(found.case, found.proceeding, offers)
    return MoveForm(request.form if typed else None, standing, lacks, offers, reach, has_decided_claim=has_claim)


def _outside_form(found: queries.Found, *, typed: bool) -> OutsideForm:
    standing = queries.standing(found)

    def lacks(stage: str, on: date) -> list[str]:
        return lacking.why_not_at(found.case, standing.graph, stage, on)

    return OutsideForm(request.form if typed else None, standing, lacks)


def _step_page(
    page: str, found: queries.Found, form: StepForm, *, is_late: bool = False, changes: list[Change] | None = None
) -> str:
    """The form of a step; `is_late`: somebody else recorded one first, so what may follow is another list now.

    `changes`: what the step would change, for whoever asked.
    """
    graph, at = form.standing.graph, form.standing.at
    if is_late:
        form.refresh()
    return render_template(
        f"proceedings/{page}.html",
        case=found.case,
        proceeding=found.proceeding,
        graph=graph,
        here=lanes.stage_name(graph, at, current()),
        spawns=spawned.offered(found.case, proceeding_id=found.proceeding.id),
        form=form,
        offers=[dues.offer_words(offer, found.case.country) for offer in form.offers.values()]
        if isinstance(form, MoveForm)
        else [],
        reviewed=loader.load(found.case.country).reviewed_by_lawyer,
        last=_last_words(found, form) if is_late else None,
        changes=changes,
    )


def _last_words(found: queries.Found, form: StepForm) -> dict[str, Any] | None:
    """Who was faster, and with which step."""
    last = queries.last_recorded(found)
    if last is None:
        return None
    step = last.step
    name = lanes.step_name(form.standing.graph, step.from_stage, step.event, step.to_stage, current())
    return {"by": last.by, "at": last.at, "step": name, "on": step.on}


def _serve(found: queries.FoundDeadline, form: ServiceForm) -> None:
    deadline_actions.serve(me(), found.deadline, served=form.served(), row_version=form.version())


def _begin_page(case: Case, form: BeginForm) -> str:
    named = ((one.id, dues.other_name(one.local, one.name)) for one in loader.load(case.country).procedures)
    other = {procedure: name for procedure, name in named if name}
    by = spawned.arising_from(case, form.spawned_by.data or "", form.procedure.data or "")
    return render_template(
        "proceedings/begin.html", case=case, form=form, other=other, by=by and spawned.step_in_words(case, by)
    )


def _mark(typed: str) -> due_list.Mark | None:
    """ "0.2026-12-04.<uuid>" or "0..<uuid>" as `_written` made it; anything else is the first page."""
    rank, _dot, rest = typed.partition(".")
    day, _dot, key = rest.partition(".")
    try:
        place = range(len(rules.SIDES)).index(int(rank))
        return due_list.Mark(place, date.fromisoformat(day) if day else None, UUID(key))
    except ValueError:
        return None


def _written(mark: due_list.Mark | None) -> str | None:
    return f"{mark.rank}.{mark.act_by or ''}.{mark.id}" if mark else None
