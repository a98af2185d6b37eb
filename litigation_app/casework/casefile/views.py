"""The case page, the opening of its file, and the opening of a new case."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import limits
from litigation_app.accounts import queries as accounts
from litigation_app.casework.authority import shown as authority
from litigation_app.casework.casefile import actions
from litigation_app.casework.casefile.queries import page_of
from litigation_app.casework.cases import actions as case_actions
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.forms import FileForm, NewCaseForm
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import shown as documents
from litigation_app.casework.hearings import queries as hearings
from litigation_app.casework.hearings import shown as hearings_shown
from litigation_app.casework.notes import queries as notes
from litigation_app.casework.particulars import queries as particulars
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.records import shown as records
from litigation_app.casework.strategy import overview as strategy
from litigation_app.casework.tasks import shown as tasks
from litigation_app.casework.victims import queries as victims
from litigation_app.casework.victims.forms import OpeningForm, PurposeForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import current
from litigation_app.law import codes

bp = Blueprint("casefile", __name__)


@bp.get("/cases/new")
@needs(May.CREATE_CASE)
def new() -> str:
    return _new_page(_new_form(request.args.get("office", "")))


@bp.post("/cases/")
@needs(May.CREATE_CASE)
def create() -> Response | tuple[str, int]:
    form = _new_form(request.form.get("office", ""))
    if not form.validate():
        return _new_page(form), 422
    case = actions.open_case(me(), form.new_case())
    return redirect(url_for("casefile.show", case_id=case.id, done="case-added"), code=303)


@bp.get("/cases/<uuid:case_id>")
@needs(May.LIST_CASES)
def show(case_id: UUID) -> str:
    return _page(cases.get(me(), case_id), PurposeForm())


@bp.post("/cases/<uuid:case_id>/openings")
@needs(May.OPEN_FILE)
def open_file(case_id: UUID) -> Response | tuple[str, int]:
    case = cases.get(me(), case_id, May.OPEN_FILE)
    form = PurposeForm(request.form)
    if not form.validate():
        return _page(case, form), 422
    limits.spend(me(), limits.OPENINGS, current_app.extensions["config"].openings_per_hour)
    actions.open_file(me(), case, purpose=form.purpose.data or "")
    return redirect(url_for("casefile.show", case_id=case.id), code=303)


@bp.get("/cases/<uuid:case_id>/file")
@needs(May.RECORD_STEP)
def edit(case_id: UUID) -> str | tuple[str, int]:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    ticket = actions.use_file(me(), case, _hours())
    if ticket is None:
        return _page(case, PurposeForm(), is_over=True), 403
    form = FileForm(data=vars(case_actions.read_text(ticket, case)))
    return _edit_page(case, form, fresh=True)


@bp.post("/cases/<uuid:case_id>/file")
@needs(May.RECORD_STEP)
def change(case_id: UUID) -> Response | tuple[str, int]:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = FileForm(request.form)
    ticket = actions.use_file(me(), case, _hours())
    if not form.validate():
        return _edit_page(case, form), 422
    try:
        case_actions.change_text(me(), case, form.text(), row_version=form.version())
    except case_actions.Changed:
        saved = case_actions.read_text(ticket, case) if ticket else None
        return _edit_page(case, form, fresh=True, is_changed=True, saved=saved), 409
    return redirect(url_for("casefile.show", case_id=case.id, done="file-saved"), code=303)


def _new_form(office_id: str) -> NewCaseForm:
    """The form of one of her offices: the one asked for, else her first; raises NotFound if she may open a case at none."""
    offices = accounts.offices_where(me(), May.CREATE_CASE)
    asked = [office for office in offices if str(office.id) == office_id] if office_id else offices
    if not asked:
        raise NotFound
    return NewCaseForm(request.form, asked[0])


def _new_page(form: NewCaseForm) -> str:
    return render_template("casefile/new.html", form=form, offices=accounts.offices_where(me(), May.CREATE_CASE))


def _edit_page(case: Case, form: FileForm, *, fresh: bool = False, **more: Any) -> str:
    """`fresh`: the form was made from what is saved now, or shows it beside what was typed, so it may replace that."""
    if fresh:
        form.row_version.data = str(case.row_version)
    return render_template("casefile/edit.html", case=case, form=form, **{"is_changed": False, "saved": None} | more)


def _page(case: Case, door: PurposeForm, *, is_over: bool = False) -> str:
    """The case page, with the file's text and notes while it stands open for her."""
    door.purpose.id = door.purpose.label.field_id = "file-purpose"  # a second question of that name stands beside it
    ticket = actions.use_file(me(), case, _hours()) if me().may(May.OPEN_FILE) else None
    tracks = proceedings.tracks(case)
    noted = [step.id for track in tracks for step in track.steps if step.has_note]
    file = actions.read(ticket, case, noted, _hours()) if ticket else None
    return render_template(
        "casefile/show.html",
        case=case,
        page=page_of(
            case, tracks, _texts(file), {one.id: url_for("tracks.show", proceeding_id=one.id) for one in tracks}
        ),
        file=file,
        papers=documents.papers(me(), case, ticket, may_add=cases.may(me(), case, May.ADD_DOCUMENT)),
        hearings=hearings_shown.rows(hearings.of_case(case), case.country, current(), today(), tracks),
        records=records.summary(case),
        authority=authority.card(case, tracks),
        read_first=particulars.to_read_first(case),
        particulars_ending=particulars.ending(case, today()),
        tasks=tasks.card(case, ticket, today()),
        notes=notes.how_many(case),
        strategy=strategy.card(case, tracks),
        door_form=door,
        person_form=OpeningForm(None, frozenset(victims.openable(me(), case))),
        may_add=cases.may(me(), case, May.EDIT_VICTIM),
        may_record=cases.may(me(), case, May.RECORD_STEP),
        may_assign=cases.may(me(), case, May.ASSIGN_CASE),
        may_claim=cases.may(me(), case, May.DRAFT_CLAIM),
        purposes=dict(codes.options("purpose", current())),
        is_over=is_over,
        minutes=current_app.extensions["config"].opening_minutes,
    )


def _texts(file: actions.OpenFile | None) -> dict[UUID, str]:
    """What stands below each step of the timeline while the file is open."""
    notes = file.notes if file else {}
    return {step: f"{note.reason}\n{note.text}".strip() for step, note in notes.items()}


def _hours() -> actions.Hours:
    config = current_app.extensions["config"]
    return actions.hours(config.opening_minutes, config.spell_minutes)
