"""Pages of the notes of a case."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.presenters import TASKS, frame
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.planner.notes import actions, queries, rules
from litigation_app.casework.planner.notes.forms import NoteForm, WordsForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current

bp = Blueprint("notes", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/notes")
@needs(May.LIST_CASES)
def index(case_id: UUID) -> str:
    return _page(cases.get(me(), case_id), WordsForm())


@bp.post("/cases/<uuid:case_id>/notes/search")
@needs(May.OPEN_FILE)
def search(case_id: UUID) -> str | tuple[str, int]:
    case = cases.get(me(), case_id, May.OPEN_FILE)
    form = WordsForm(request.form)
    if not form.validate():
        return _page(case, form), 422
    return _page(case, form, words=form.words.data or "")


@bp.get("/cases/<uuid:case_id>/notes/new")
@needs(May.RECORD_STEP)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    return _new_page(case, NoteForm(None, _clients(case)))


@bp.post("/cases/<uuid:case_id>/notes")
@needs(May.RECORD_STEP)
def write(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = NoteForm(request.form, _clients(case))
    if not form.validate():
        return _new_page(case, form), 422
    try:
        note = actions.write(me(), case, form.written())
    except Erased:
        form.refuse("victim", _("Her personal data were erased. Nothing is recorded about her any more."))
        return _new_page(case, form), 409
    return redirect(url_for("notes.index", case_id=case.id, done="note-added", _anchor=f"note-{note.id}"), code=303)


@bp.post("/notes/<uuid:note_id>/striking")
@needs(May.RECORD_STEP)
def strike(note_id: UUID) -> Answer:
    note, case = queries.get(me(), note_id, May.RECORD_STEP)
    openings.ticket_of(me(), case)  # that the file is in use is noted before a write begins
    try:
        actions.mark_entered_in_error(me(), case, note, row_version=version_typed(request.form.get("row_version", "")))
    except Changed:
        return _page(case, WordsForm(), refused=_("This note was marked as entered in error already.")), 409
    return redirect(url_for("notes.index", case_id=case.id, done="struck"), code=303)


def _page(case: Case, form: WordsForm, *, words: str = "", refused: str = "") -> str:
    """The notes of the case, the newest first, with their texts while its file stands open; only those that hold `words`."""
    lines = queries.of_case(case)
    ticket = openings.ticket_of(me(), case)
    texts = actions.read(ticket, [one.id for one in lines]) if ticket else None
    found = texts.holding(words) if texts and words else {one.id for one in lines}
    names = {one.id: one.code_name for one in victims.of_case(case)}
    return render_template(
        "notes/index.html",
        case=case,
        frame=frame(case, TASKS, ticket),
        form=form,
        rows=[(one, rules.say(one.kind, current()), _name(one, names)) for one in lines if one.id in found],
        texts=texts.texts if texts else None,
        words=words,
        may_record=cases.may(me(), case, May.RECORD_STEP),
        refused=refused,
    )


def _name(line: queries.Line, names: dict[UUID, str]) -> str:
    return names.get(line.victim_id, "") if line.victim_id else ""


def _new_page(case: Case, form: NoteForm) -> str:
    return render_template("notes/new.html", case=case, form=form)


def _clients(case: Case) -> list[tuple[str, str]]:
    return [(str(one.id), one.code_name) for one in victims.with_records(case)]
