"""Pages of the hearings of a case: putting one in the calendar, one hearing, and what came of it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.hearings import actions, queries, rules, shown
from litigation_app.casework.hearings.forms import HearingForm, ReportForm
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import local, now
from litigation_app.core.language import current
from litigation_app.law import loader

bp = Blueprint("hearings", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/hearings/new")
@needs(May.RECORD_STEP)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    return _new_page(case, HearingForm(None, _lanes(case), chosen=request.args.get("proceeding", "")))


@bp.post("/cases/<uuid:case_id>/hearings")
@needs(May.RECORD_STEP)
def schedule(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = HearingForm(request.form, _lanes(case))
    if not form.validate():
        return _new_page(case, form), 422
    proceeding = proceedings.get(me(), UUID(form.proceeding.data or ""), May.RECORD_STEP).proceeding
    hearing = actions.schedule(me(), case, proceeding, form.planned())
    if rules.is_over(hearing.on, hearing.at, local(now())):  # entered late: what came of it is the next question
        return redirect(url_for("hearings.show", hearing_id=hearing.id, done="hearing-added"), code=303)
    return redirect(url_for("casefile.show", case_id=case.id, done="hearing-added", _anchor="hearings"), code=303)


@bp.get("/hearings/<uuid:hearing_id>")
@needs(May.LIST_CASES)
def show(hearing_id: UUID) -> str:
    found = queries.get(me(), hearing_id)
    return _page(found, ReportForm(None, found.hearing))


@bp.post("/hearings/<uuid:hearing_id>/reports")
@needs(May.RECORD_STEP)
def report(hearing_id: UUID) -> Answer:
    found = queries.get(me(), hearing_id, May.RECORD_STEP)
    form = ReportForm(request.form, found.hearing)
    if not form.validate():
        return _page(found, form), 422
    try:
        actions.report(me(), found.case, found.hearing, form.reported(), row_version=form.version())
    except Changed:
        form.refresh()
        return _page(found, form, is_late=True), 409
    return redirect(
        url_for("casefile.show", case_id=found.case.id, done="hearing-reported", _anchor="hearings"), code=303
    )


def _lanes(case: Case) -> list[tuple[str, str]]:
    """The proceedings of the case; raises NotFound where there is none yet."""
    found = [(str(track.id), track.graph.name(current())) for track in proceedings.tracks(case)]
    if not found:
        raise NotFound
    return found


def _new_page(case: Case, form: HearingForm) -> str:
    return render_template("hearings/new.html", case=case, form=form)


def _page(found: queries.Found, form: ReportForm, *, is_late: bool = False) -> str:
    hearing, case = found
    ticket = openings.ticket_of(me(), case)
    told = queries.reports(found)
    noted = [hearing.id, *(one.id for one in told)]
    proceeding = proceedings.get(me(), hearing.proceeding_id).proceeding
    return render_template(
        "hearings/show.html",
        case=case,
        hearing=hearing,
        form=form,
        kind=rules.say("kind", hearing.kind, current()),
        lane=loader.load(case.country).procedure(proceeding.procedure).name(current()),
        when=shown.moment(hearing.on, hearing.at),
        must_come=rules.listed(hearing.must_come, current()),
        state=(shown.chip(hearing.state), rules.say("state", hearing.state, current())),
        reports=[
            (one, rules.say("state", one.state, current()), _reason(one), rules.listed(one.came, current()))
            for one in told
        ],
        next=queries.followed_by(found),
        put_off=queries.put_off_before(found),
        notes=actions.read_notes(ticket, noted).texts if ticket else None,
        may_record=cases.may(me(), case, May.RECORD_STEP),
        is_late=is_late,
    )


def _reason(report: queries.Report) -> str:
    return rules.say("reason", report.reason, current()) if report.reason else ""
