"""Pages of tasks: hers, her office's, those of a case, one task."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.forms import FilePurposeForm
from litigation_app.casework.cases.models import LEAD, Case
from litigation_app.casework.cases.presenters import TASKS, frame
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.planner.tasks import actions, presenters, queries, rules
from litigation_app.casework.planner.tasks.forms import EndForm, MoveForm, Offered, TaskForm
from litigation_app.casework.planner.tasks.rules import State
from litigation_app.casework.planner.team import queries as team
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current

bp = Blueprint("tasks", __name__)
Answer = Response | tuple[str, int]


@bp.get("/tasks")
@needs(May.LIST_CASES)
def index() -> str:
    return _mine_page()


@bp.post("/tasks/openings")
@needs(May.OPEN_FILE)
def open_texts() -> Answer:
    form = FilePurposeForm(request.form)
    if not form.validate():
        return _mine_page(form), 422
    shown_then = set(request.form.getlist("case"))  # a task that came since opens no case that her page did not count
    cases = [one for one in _closed(queries.mine(me()))[1] if str(one.id) in shown_then]
    openings.open_tasks(me(), cases, purpose=form.purpose.data or "")
    return redirect(url_for("tasks.index"), code=303)


@bp.get("/tasks/office")
@needs(May.ASSIGN_CASE)
def office() -> str:
    people = queries.people(me())
    person = next((one for one in people if str(one.id) == request.args.get("person")), None)
    lines = queries.of_offices(me(), person.id if person else None)
    groups = presenters.headings(lines, today())
    is_cut = len(lines) == queries.MOST
    return render_template("tasks/office.html", groups=groups, people=people, person=person, is_cut=is_cut)


@bp.get("/cases/<uuid:case_id>/tasks")
@needs(May.LIST_CASES)
def of_case(case_id: UUID) -> str:
    return _case_page(cases.get(me(), case_id))


@bp.get("/cases/<uuid:case_id>/tasks/new")
@needs(May.RECORD_STEP)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    offered = _offered(case)
    origin = request.args.get("origin", "")
    known = origin if origin in dict(offered.origins) else ""
    return _new_page(case, TaskForm(None, offered, person=_usual(case), origin=known))


@bp.post("/cases/<uuid:case_id>/tasks")
@needs(May.RECORD_STEP)
def give(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = TaskForm(request.form, _offered(case))
    if not form.validate():
        return _new_page(case, form), 422
    try:
        actions.give(me(), case, form.asked())
    except Erased:
        form.refuse("victim", _("Her personal data were erased. Nothing is recorded about her any more."))
        return _new_page(case, form), 409
    return redirect(url_for("tasks.of_case", case_id=case.id, done="task-added"), code=303)


@bp.get("/tasks/<uuid:task_id>")
@needs(May.LIST_CASES)
def show(task_id: UUID) -> str:
    found = queries.get(me(), task_id)
    return _page(found, MoveForm(None, found.task, _people(found.case, found.task.for_id)))


@bp.post("/tasks/<uuid:task_id>/answers")
@needs(May.RECORD_STEP)
def end(task_id: UUID) -> Answer:
    found = queries.get(me(), task_id, May.RECORD_STEP)
    openings.ticket_of(me(), found.case)  # that the file is in use is noted before a write begins
    form = EndForm(request.form)
    if not form.validate():
        return _page(found, _move_form(found)), 422
    try:
        actions.end(me(), found.case, found.task, State(form.state.data or ""), row_version=form.version())
    except Changed:
        return _page(found, _move_form(found), is_late=True), 409
    return redirect(_back(found.case, form.back.data or ""), code=303)


@bp.post("/tasks/<uuid:task_id>/changes")
@needs(May.RECORD_STEP)
def move(task_id: UUID) -> Answer:
    found = queries.get(me(), task_id, May.RECORD_STEP)
    openings.ticket_of(me(), found.case)  # that the file is in use is noted before a write begins
    form = MoveForm(request.form, found.task, _people(found.case, found.task.for_id))
    if not form.validate():
        return _page(found, form), 422
    said: dict[str, Any] = {"for_id": UUID(form.person.data or ""), "due_on": form.due_on.data}
    try:
        actions.move(me(), found.case, found.task, **said, row_version=form.version())
    except Changed:
        form.refresh(found.task.row_version)
        return _page(found, form, is_late=True), 409
    return redirect(url_for("tasks.show", task_id=task_id, done="task-changed"), code=303)


def _mine_page(form: FilePurposeForm | None = None) -> str:
    """Her tasks, with the texts of those cases which she has opened for it; `form`: the refused one of the others."""
    lines = queries.mine(me())
    texts, closed = _closed(lines)
    return render_template(
        "tasks/index.html",
        groups=presenters.headings(lines, today()),
        done=[presenters.row(line, today()) for line in queries.done_lately(me())],
        sees_office=me().may(May.ASSIGN_CASE),
        texts=texts,
        closed=closed,
        form=form or FilePurposeForm(None, openings.stated(me()) if closed else ""),
        minutes=current_app.extensions["config"].opening_minutes,
    )


def _closed(lines: list[queries.Line]) -> tuple[dict[UUID, str], list[Case]]:
    """What these tasks say as far as it is open to her, and the cases that she can open for the others."""
    texts = actions.read_opened(me(), lines).texts
    return texts, queries.to_open(me(), [line for line in lines if line.id not in texts])


def _case_page(case: Case) -> str:
    lines = queries.of_case(case)
    ticket = openings.ticket_of(me(), case)
    noted = [line.id for line in lines if line.has_text]
    rows = [presenters.row(line, today()) for line in lines]
    return render_template(
        "tasks/case.html",
        case=case,
        frame=frame(case, TASKS, ticket),
        rows=rows,
        texts=actions.read_texts(ticket, noted).texts if ticket else None,
        may_record=cases.may(me(), case, May.RECORD_STEP),
    )


def _page(found: queries.Found, form: MoveForm, *, is_late: bool = False) -> str:
    task, case = found
    ticket = openings.ticket_of(me(), case)
    texts = actions.read_texts(ticket, [task.id]).texts if ticket and task.has_text else {}
    told = queries.steps(found)
    return render_template(
        "tasks/show.html",
        case=case,
        row=presenters.row(queries.line(found), today()),
        client=next((one.code_name for one in victims.of_case(case) if one.id == task.victim_id), ""),
        text=texts.get(task.id),
        steps=[(one, rules.say("state", one.state, current())) for one in told],
        form=form,
        may_record=cases.may(me(), case, May.RECORD_STEP),
        is_late=is_late,
    )


def _move_form(found: queries.Found) -> MoveForm:
    return MoveForm(None, found.task, _people(found.case, found.task.for_id))


def _new_page(case: Case, form: TaskForm) -> str:
    return render_template("tasks/new.html", case=case, form=form)


def _offered(case: Case) -> Offered:
    clients = [(str(one.id), one.code_name) for one in victims.with_records(case)]
    return Offered(_people(case), clients, list(presenters.origins(case, today()).items()))


def _usual(case: Case) -> UUID:
    """To whom a new task is offered first: to herself where she works on the case, else to whoever leads it."""
    works = {one.id: one.kind for one in team.colleagues(case) if one.kind is not None}
    lead = next((id_ for id_, kind in works.items() if kind == LEAD), None)
    return me().id if lead is None or me().id in works else lead


def _people(case: Case, now_with: UUID | None = None) -> list[tuple[str, str]]:
    """Who may be given a task of the case, and whoever has this one now."""
    colleagues = team.colleagues(case)
    able = {one.id for one in rules.takers(colleagues)} | {now_with}
    return [(str(one.id), one.name) for one in colleagues if one.id in able]


def _back(case: Case, page: str) -> str:
    """To the page from which it was said."""
    if page in {"tasks.index", "tasks.office", "today.show"}:
        return url_for(page, done="task-changed")
    of_case = "casefile.show" if page == "casefile.show" else "tasks.of_case"
    return url_for(of_case, case_id=case.id, done="task-changed")
