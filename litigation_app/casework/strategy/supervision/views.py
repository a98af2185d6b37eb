"""Pages of the supervision of a judgment: beginning it, its days, how it is followed."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy import presenters as parts
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.supervision import actions, presenters, queries, rules
from litigation_app.casework.strategy.supervision.forms import ClassForm, DateForm, DoneForm, SupervisionForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current
from litigation_app.law import loader

bp = Blueprint("supervision", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/supervisions/new")
@needs(May.RECORD_STRATEGY)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    return _new_page(case, SupervisionForm(None, _applications(case)))


@bp.post("/cases/<uuid:case_id>/supervisions")
@needs(May.RECORD_STRATEGY)
def begin(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    form = SupervisionForm(request.form, _applications(case))
    if not form.validate():
        return _new_page(case, form), 422
    made = actions.begin(me(), case, form.judged())
    return redirect(url_for("supervision.show", supervision_id=made.id, done="supervision-added"), code=303)


@bp.get("/supervisions/<uuid:supervision_id>")
@needs(May.LIST_CASES)
def show(supervision_id: UUID) -> str:
    return _page(queries.get(me(), supervision_id))


@bp.post("/supervisions/<uuid:supervision_id>/dates")
@needs(May.RECORD_STRATEGY)
def add_date(supervision_id: UUID) -> Answer:
    found = queries.get(me(), supervision_id, May.RECORD_STRATEGY)
    form = DateForm(request.form, found.supervision.final_on)
    if not form.validate():
        return _page(found, date_form=form), 422
    try:
        actions.add_date(me(), found.case, found.supervision, form.dated())
    except Changed:
        return _page(found, date_form=form, is_late=True), 409
    return _back(supervision_id, "supervision-day-added")


@bp.post("/supervisions/<uuid:supervision_id>/classification")
@needs(May.RECORD_STRATEGY)
def classify(supervision_id: UUID) -> Answer:
    found = queries.get(me(), supervision_id, May.RECORD_STRATEGY)
    form = ClassForm(request.form, found.supervision)
    if not form.validate():
        return _page(found, class_form=form), 422
    said = {"weight": form.weight.data or "", "procedure": form.procedure.data or ""}
    try:
        actions.classify(me(), found.case, found.supervision, **said, row_version=form.version())
    except Changed:
        form.refresh(found.supervision.row_version)
        return _page(found, class_form=form, is_late=True), 409
    return _back(supervision_id, "supervision-changed")


@bp.post("/supervision-dates/<uuid:date_id>/done")
@needs(May.RECORD_STRATEGY)
def keep(date_id: UUID) -> Answer:
    found = queries.get_date(me(), date_id, May.RECORD_STRATEGY)
    form, of = DoneForm(request.form), queries.get(me(), found.date.supervision_id)
    if not form.validate():
        return _page(of, done_form=form, done_of=date_id), 422
    try:
        actions.keep(me(), found.case, found.date, done_on=form.done_on.data or today(), row_version=form.version())
    except Changed:
        return _page(of, is_late=True), 409
    return _back(of.supervision.id, "supervision-day-kept")


def _back(supervision_id: UUID, done: str) -> Response:
    return redirect(url_for("supervision.show", supervision_id=supervision_id, done=done), code=303)


def _applications(case: Case) -> list[tuple[str, str]]:
    law = loader.load(case.country)
    return [(str(one.id), law.procedure(one.procedure).name(current())) for one in queries.applications(case)]


def _new_page(case: Case, form: SupervisionForm) -> str:
    plan = rules.plan()
    under = _(
        "The Government owes its action plan within %(months)s months of the final judgment (%(source)s; not yet reviewed by a lawyer).",
        months=plan.months,
        source=plan.source,
    )
    action = url_for("supervision.begin", case_id=case.id)
    return parts.form_page(case, form, _("Follow the execution of a judgment"), action, under=under)


def _page(
    found: queries.Found,
    *,
    date_form: DateForm | None = None,
    class_form: ClassForm | None = None,
    done_form: DoneForm | None = None,
    done_of: UUID | None = None,
    is_late: bool = False,
) -> str:
    supervision, case = found
    lines = [line for line in queries.dates(case) if line.supervision_id == supervision.id]
    ticket = openings.ticket_of(me(), case)
    notes = strategy.read(ticket, actions.DATE, [line.id for line in lines]).by_row if ticket else None
    return render_template(
        "supervision/show.html",
        case=case,
        supervision=supervision,
        rows=presenters.rows(lines, today()),
        notes=notes,
        weight=words.say("weight", supervision.weight, current()),
        procedure=words.say("procedure", supervision.procedure, current()),
        date_form=date_form or DateForm(None, supervision.final_on),
        class_form=class_form or ClassForm(None, supervision),
        done_form=done_form,
        done_of=done_of,
        may_record=supervision.entered_in_error_at is None and cases.may(me(), case, May.RECORD_STRATEGY),
        is_late=is_late,
    )
