"""Pages of the hearings of a case: scheduling one, one that took place, one hearing, its outcome, correction and striking."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.stand_ins import actions as stand_ins
from litigation_app.casework.cases.stand_ins import queries as standing_in
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.hearings import actions, presenters, queries, rules
from litigation_app.casework.proceedings.hearings.actions import NextStands
from litigation_app.casework.proceedings.hearings.forms import (
    Around,
    Ask,
    HearingCorrectionForm,
    HearingForm,
    HearingInErrorForm,
    HeldForm,
    ReportForm,
    StandInForm,
)
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import Slot, State
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import local, now, today
from litigation_app.core.language import _, current, format_date
from litigation_app.law import loader
from litigation_app.law.court_calendar import calendar_of

bp = Blueprint("hearings", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/hearings/new")
@needs(May.RECORD_STEP)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    return _new_page(case, HearingForm(None, around(case, wish=request.args.get("proceeding", ""))))


@bp.post("/cases/<uuid:case_id>/hearings")
@needs(May.RECORD_STEP)
def schedule(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = HearingForm(request.form, around(case))
    if not form.validate():
        return _new_page(case, form), 422
    hearing = actions.schedule(me(), case, _proceeding(form), form.planned())
    if rules.is_over(hearing.on, hearing.at, local(now())):  # entered late: what came of it is the next question
        return redirect(url_for("hearings.show", hearing_id=hearing.id, done="hearing-added"), code=303)
    return _to_case(case, "hearing-added")


@bp.get("/cases/<uuid:case_id>/held-hearings/new")
@needs(May.RECORD_STEP)
def new_held(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    return _held_page(case, HeldForm(None, around(case, wish=request.args.get("proceeding", ""))))


@bp.post("/cases/<uuid:case_id>/held-hearings")
@needs(May.RECORD_STEP)
def enter(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = HeldForm(request.form, around(case))
    if not form.validate():
        return _held_page(case, form), 422
    actions.enter(me(), case, _proceeding(form), form.planned(), form.reported())
    return _to_case(case, "hearing-reported")


@bp.get("/hearings/<uuid:hearing_id>")
@needs(May.LIST_CASES)
def show(hearing_id: UUID) -> str:
    found = queries.get(me(), hearing_id)
    return page(found)


@bp.post("/hearings/<uuid:hearing_id>/reports")
@needs(May.RECORD_STEP)
def report(hearing_id: UUID) -> Answer:
    found = queries.get(me(), hearing_id, May.RECORD_STEP)
    form = ReportForm(request.form, found.hearing, asker(found.case, found.hearing))
    if not form.validate():
        return page(found, report=form), 422
    try:
        actions.report(me(), found.case, found.hearing, form.reported(), row_version=form.version())
    except Changed:
        form.refresh(found.hearing.row_version)
        return page(found, report=form, is_late=True), 409
    return _to_case(found.case, "hearing-reported")


@bp.get("/hearings/<uuid:hearing_id>/corrections/new")
@needs(May.RECORD_STEP)
def correction(hearing_id: UUID) -> str:
    found = queries.get(me(), hearing_id, May.RECORD_STEP)
    return _correction_page(found, _correction_form(found, None))


@bp.post("/hearings/<uuid:hearing_id>/corrections")
@needs(May.RECORD_STEP)
def correct(hearing_id: UUID) -> Answer:
    found = queries.get(me(), hearing_id, May.RECORD_STEP)
    form = _correction_form(found, request.form)
    if not form.validate():
        return _correction_page(found, form), 422
    why, seen = form.reason(), form.version()
    try:
        actions.correct(me(), found, _proceeding(form), form.planned(), why=why, row_version=seen)
    except Changed:
        return page(found, is_late=True), 409
    return redirect(url_for("hearings.show", hearing_id=hearing_id, done="hearing-corrected"), code=303)


@bp.post("/hearings/<uuid:hearing_id>/striking")
@needs(May.RECORD_STEP)
def strike(hearing_id: UUID) -> Answer:
    found = queries.get(me(), hearing_id, May.RECORD_STEP)
    form = HearingInErrorForm(request.form, found.hearing)
    if not form.validate():
        return page(found, strike=form), 422
    why, seen = form.why.data or "", form.version()
    try:
        actions.mark_entered_in_error(me(), found.case, found.hearing, why=why, row_version=seen)
    except Changed:
        return page(found, is_late=True), 409
    except NextStands as stop:
        day = format_date(stop.on).rstrip(".")
        first = _("The hearing of %(day)s was set by this one. Mark that one as entered in error first.", day=day)
        form.refuse("why", first)
        return page(found, strike=form), 409
    return redirect(url_for("hearings.show", hearing_id=hearing_id, done="hearing-struck"), code=303)


@bp.post("/hearings/<uuid:hearing_id>/stand-ins")
@needs(May.ASSIGN_CASE)
def name_stand_in(hearing_id: UUID) -> Answer:
    found = queries.get(me(), hearing_id, May.ASSIGN_CASE)
    hearing, case = found
    form, lead = stand_in_form(found, request.form), cases.lead_id_of(case)
    if hearing.state != rules.State.SCHEDULED or lead is None:
        raise NotFound
    if not form.validate():
        return page(found, stand_in=form), 422
    stand_ins.for_hearing(me(), case, hearing.id, hearing.on, lead=lead, stand_in=form.chosen())
    return redirect(url_for("hearings.show", hearing_id=hearing_id, done="stand-in-named"), code=303)


def _to_case(case: Case, done: str) -> Response:
    return redirect(url_for("casefile.history", case_id=case.id, done=done, _anchor="hearings"), code=303)


def _proceeding(form: Any) -> Proceeding:
    """The proceeding that was chosen among those of the case."""
    return proceedings.get(me(), UUID(form.proceeding.data or ""), May.RECORD_STEP).proceeding


def _new_page(case: Case, form: HearingForm) -> str:
    return render_template("hearings/new.html", case=case, form=form)


def _held_page(case: Case, form: HeldForm) -> str:
    return render_template("hearings/held.html", case=case, form=form)


def _correction_form(found: queries.Found, typed: Any) -> HearingCorrectionForm:
    next_ = queries.followed_by(found.hearing)
    beside = around(found.case, found.hearing)
    return HearingCorrectionForm(typed, beside, found.hearing, next_on=next_.on if next_ else None)


def _correction_page(found: queries.Found, form: HearingCorrectionForm) -> str:
    return render_template("hearings/correct.html", case=found.case, hearing=found.hearing, form=form)


def around(case: Case, hearing: Hearing | None = None, *, wish: str = "") -> Around:
    """The proceedings of the case, and which is likely: the one that is wished for, that of the last hearing, the criminal one.

    Raises NotFound where there is none yet.
    """
    tracks = {str(track.id): track for track in proceedings.tracks(case)}
    if not tracks:
        raise NotFound
    last = queries.last_of(case, UUID(wish) if wish in tracks else None)
    criminal = [id_ for id_, track in tracks.items() if track.graph.family == "criminal" and track.joined is None]
    likely = wish if wish in tracks else str(last.proceeding_id) if last else criminal[0] if len(criminal) == 1 else ""
    usual = rules.usual(tracks[likely].graph.family, tracks[likely].at) if likely else ""
    lanes = [(id_, track.graph.name(current())) for id_, track in tracks.items()]
    return Around(lanes, likely, last.kind if last else usual, asker(case, hearing))


def asker(case: Case, hearing: Hearing | None) -> Ask:
    """What is asked before a hearing of this case stands on a day; `hearing`: the one that is changed or was put off."""
    calendar = calendar_of(case.country, *([case.forum] if case.forum else []))

    def ask(proceeding_id: UUID, slot: Slot, *, is_next: bool = False) -> list[str]:
        without = queries.with_next(hearing) if hearing else ()
        beside = queries.beside(me(), case, proceeding_id, slot.on, without=without)
        asked = rules.questions(slot, calendar, today(), beside, is_next=is_next)
        return [presenters.question(one, slot.on) for one in asked]

    return ask


def stand_in_form(found: queries.Found, typed: Any = None) -> StandInForm:
    """Who could go there instead: whoever is not named already."""
    named = {one.stand_in_id for one in standing_in.of_hearing(me(), found.hearing.id)}
    able = [(one.id, one.name) for one in standing_in.lawyers_beside(found.case) if one.id not in named]
    known = standing_in.coming(me()) if typed is not None else ()
    return StandInForm(able, known, found.hearing.on, typed)


def _is_to_come(found: queries.Found) -> bool:
    return found.hearing.state == State.SCHEDULED and found.hearing.on >= today()


def _last(told: Sequence[queries.Report], notes: Mapping[UUID, str]) -> dict[str, Any]:
    """What was reported last, by the fields of the form."""
    return {**told[0]._asdict(), "note": notes.get(told[0].id, "")} if told else {}


def page(
    found: queries.Found,
    *,
    report: ReportForm | None = None,
    strike: HearingInErrorForm | None = None,
    stand_in: StandInForm | None = None,
    is_late: bool = False,
) -> str:
    """A hearing with all that was said of it; `is_late`: somebody said more while she was writing."""
    hearing, case = found
    ticket = openings.ticket_of(me(), case)
    told, next_ = queries.reports(found), queries.followed_by(hearing)
    notes = actions.read_notes(ticket, [hearing.id, *(one.id for one in told)]).texts if ticket else None
    proceeding = proceedings.get(me(), hearing.proceeding_id).proceeding
    return render_template(
        "hearings/show.html",
        case=case,
        hearing=hearing,
        form=report or ReportForm(None, hearing, asker(case, hearing), _last(told, notes or {}), next_),
        in_error_form=strike or HearingInErrorForm(None, hearing),
        kind=rules.say("kind", hearing.kind, current()),
        lane=loader.load(case.country).procedure(proceeding.procedure).name(current()),
        when=presenters.moment(hearing.on, hearing.at),
        must_come=rules.listed(hearing.must_come, current()),
        state=(presenters.chip(hearing.state), rules.say("state", hearing.state, current())),
        reports=[(one, *presenters.report(one)) for one in told],
        changes=[presenters.change(one, case.country) for one in queries.changes(found)],
        next=next_,
        before=queries.before(found),
        notes=notes,
        may_record=hearing.state != State.ENTERED_IN_ERROR and cases.may(me(), case, May.RECORD_STEP),
        goes=standing_in.of_hearing(me(), hearing.id),
        stand_in_form=stand_in
        or (stand_in_form(found) if _is_to_come(found) and cases.may(me(), found.case, May.ASSIGN_CASE) else None),
        is_to_come=_is_to_come(found),
        is_late=is_late,
    )
