"""The case page, the opening of its file, and the opening of a new case."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import limits
from litigation_app.accounts import queries as accounts
from litigation_app.casework.casefile import actions, presenters
from litigation_app.casework.casefile.client import views as victims_pages
from litigation_app.casework.casefile.forms import NewCaseForm
from litigation_app.casework.casefile.queries import Reading
from litigation_app.casework.cases import actions as case_actions
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.forms import FileForm, FilePurposeForm, PurposeForm
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.presenters import CLAIMS, CLIENTS, DOCUMENTS, HISTORY, OVERVIEW, access_words, frame
from litigation_app.casework.clients.personal_records.forms import NewcomerForm
from litigation_app.casework.clients.searches.actions import TooManySearches
from litigation_app.casework.clients.searches.presenters import too_many_saved
from litigation_app.casework.clients.victims import actions as victim_actions
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.forms import OpeningForm
from litigation_app.casework.clients.victims.rules import PERMISSION, Group
from litigation_app.casework.documents import presenters as documents
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.defendants import queries as accused_queries
from litigation_app.casework.proceedings.hearings import presenters as hearings_shown
from litigation_app.casework.proceedings.powers_of_attorney import presenters as authority
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current
from litigation_app.core.web import local_path

REACH = (Group.IDENTITY, Group.CONTACT)  # what a call needs
_REACHES = tuple(PERMISSION[group] for group in REACH)
_ASKED = (May.RECORD_STEP, May.EDIT_VICTIM, May.DRAFT_CLAIM, *_REACHES)

bp = Blueprint("casefile", __name__)


@bp.get("/cases/new")
@needs(May.CREATE_CASE)
def new() -> str:
    return _new_page(*_new_forms(request.args.get("office", ""), None))


@bp.post("/cases/")
@needs(May.CREATE_CASE)
def create() -> Response | tuple[str, int]:
    form, client = _new_forms(request.form.get("office", ""), request.form)
    if not all([form.validate(), client.is_blank() or client.validate()]):
        return _new_page(form, client), 422
    comes = None if client.is_blank() else client.newcomer()
    try:
        case = actions.open_case(me(), form.new_case(), form.first_day(), comes)
    except TooManySearches as stop:
        return _new_page(form, client, stopped=too_many_saved(stop)), 422
    return _after_opening(case)


def _after_opening(case: Case) -> Response:
    """To the page of the case, or first to a conflict of interest or a shared number that she can see herself."""
    people = [*(one.id for one in accused_queries.of_case(case)), *(one.id for one in victims.of_case(case))]
    return victims_pages.after(case.id, people, url_for("casefile.show", case_id=case.id), done="case-added")


@bp.get("/cases/<uuid:case_id>")
@needs(May.LIST_CASES)
def show(case_id: UUID) -> str:
    return _page(cases.get(me(), case_id), back=request.args.get("back", ""))


@bp.get("/cases/<uuid:case_id>/proceedings")
@needs(May.LIST_CASES)
def history(case_id: UUID) -> str:
    read = _read(cases.get(me(), case_id))
    return render_template(
        "casefile/history.html",
        case=read.case,
        frame=frame(read.case, HISTORY, read.ticket),
        read=read,
        hearings=hearings_shown.rows(read.hearings, read.case.country, current(), today(), read.tracks),
        may_record=cases.may(me(), read.case, May.RECORD_STEP),
    )


@bp.get("/cases/<uuid:case_id>/clients")
@needs(May.LIST_CASES)
def clients(case_id: UUID) -> str:
    read = _read(cases.get(me(), case_id))
    last = openings.last_access(victim_actions.OPEN, case_id=read.case.id)
    return render_template(
        "casefile/clients.html",
        case=read.case,
        frame=frame(read.case, CLIENTS, read.ticket),
        victims=read.victims,
        authority=authority.card(read.case, read.tracks, read.victims),
        read_first=read.to_heed.first,
        particulars_ending=read.to_heed.ending,
        person_form=OpeningForm(None, frozenset(victims.openable(me(), read.case))),
        last=access_words(last) if last else "",
        may_add=cases.may(me(), read.case, May.EDIT_VICTIM),
        may_record=cases.may(me(), read.case, May.RECORD_STEP),
    )


@bp.get("/cases/<uuid:case_id>/papers")
@needs(May.LIST_CASES)
def papers(case_id: UUID) -> str:
    read = _read(cases.get(me(), case_id))
    may_add = cases.may(me(), read.case, May.ADD_DOCUMENT)
    return render_template(
        "casefile/documents.html",
        case=read.case,
        frame=frame(read.case, DOCUMENTS, read.ticket),
        papers=documents.papers(me(), read.case, read.ticket, may_add=may_add),
        is_open=read.ticket is not None,
    )


@bp.get("/cases/<uuid:case_id>/claims")
@needs(May.LIST_CASES)
def claims(case_id: UUID) -> str:
    read = _read(cases.get(me(), case_id))
    return render_template(
        "casefile/claims.html",
        case=read.case,
        frame=frame(read.case, CLAIMS, read.ticket),
        money=read.money,
        victims=read.victims,
        may_claim=cases.may(me(), read.case, May.DRAFT_CLAIM),
    )


@bp.get("/cases/<uuid:case_id>/summary.pdf")
@needs(May.LIST_CASES)
def summary(case_id: UUID) -> Response:
    case, is_whole = cases.get(me(), case_id), request.args.get("file") == "1"
    read = _read(case) if is_whole else Reading(case, None)  # what is protected is not even read for the other
    if is_whole and read.ticket is None:
        return redirect(url_for("casefile.show", case_id=case_id, _anchor="file"), code=303)
    made = presenters.whole(me(), read, read.ticket) if read.ticket else presenters.summary(read)
    return _as_paper(made, f"case-{case.reference}")


@bp.get("/proceedings/<uuid:proceeding_id>/chronology.pdf")
@needs(May.LIST_CASES)
def chronology(proceeding_id: UUID) -> Response:
    found = proceedings.get(me(), proceeding_id)
    return _as_paper(presenters.chronology(me(), found, _read(found.case)), f"chronology-{found.case.reference}")


@bp.post("/cases/<uuid:case_id>/openings")
@needs(May.OPEN_FILE)
def open_file(case_id: UUID) -> Response | tuple[str, int]:
    case = cases.get(me(), case_id, May.OPEN_FILE)
    form, back = FilePurposeForm(request.form), request.form.get("back", "")
    if not form.validate():
        return _page(case, form, back=back), 422
    limits.spend(me(), limits.OPENINGS, current_app.extensions["config"].openings_per_hour)
    openings.open_file(me(), case, purpose=form.purpose.data or "")
    return redirect(local_path(back) if back else url_for("casefile.show", case_id=case.id), code=303)


@bp.get("/cases/<uuid:case_id>/file")
@needs(May.RECORD_STEP)
def edit(case_id: UUID) -> str | tuple[str, int]:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    ticket = openings.ticket_of(me(), case)
    if ticket is None:
        return _page(case, is_over=True), 403
    form = FileForm(data=vars(case_actions.read_text(ticket, case)))
    return _edit_page(case, form, fresh=True)


@bp.post("/cases/<uuid:case_id>/file")
@needs(May.RECORD_STEP)
def change(case_id: UUID) -> Response | tuple[str, int]:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = FileForm(request.form)
    ticket = openings.ticket_of(me(), case)
    if not form.validate():
        return _edit_page(case, form), 422
    try:
        case_actions.change_text(me(), case, form.text(), row_version=form.version())
    except case_actions.Changed:
        saved = case_actions.read_text(ticket, case) if ticket else None
        return _edit_page(case, form, fresh=True, is_changed=True, saved=saved), 409
    return redirect(url_for("casefile.show", case_id=case.id, done="file-saved"), code=303)


def _new_forms(office_id: str, typed: MultiDict[str, str] | None) -> tuple[NewCaseForm, NewcomerForm]:
    """The forms of a case and its client at one of her offices: the one asked for, else her first.

    Raises NotFound if she may open a case at none.
    """
    offices = accounts.offices_where(me(), May.CREATE_CASE)
    asked = [office for office in offices if str(office.id) == office_id] if office_id else offices
    if not asked:
        raise NotFound
    return NewCaseForm(typed, asked[0]), NewcomerForm(typed, victims.of_new(me(), asked[0].id))


def _new_page(form: NewCaseForm, client: NewcomerForm, *, stopped: str = "") -> str:
    offices = accounts.offices_where(me(), May.CREATE_CASE)
    return render_template("casefile/new.html", form=form, client=client, offices=offices, stopped=stopped)


def _edit_page(case: Case, form: FileForm, *, fresh: bool = False, **more: Any) -> str:
    """`fresh`: the form was made from what is saved now, or shows it beside what was typed, so it may replace that."""
    if fresh:
        form.row_version.data = str(case.row_version)
    return render_template("casefile/edit.html", case=case, form=form, **{"is_changed": False, "saved": None} | more)


def _page(case: Case, door: FilePurposeForm | None = None, *, back: str = "", is_over: bool = False) -> str:
    """The first page of a case. `back`: the page to which the opening of its file returns."""
    read, permits = _read(case), cases.permitted(me(), case, _ASKED)
    may_record = May.RECORD_STEP in permits
    return render_template(
        "casefile/show.html",
        case=case,
        frame=frame(case, OVERVIEW, read.ticket, door),
        page=read.overview(may_record=may_record),
        lanes=read.lanes,
        victims=[one for one in read.victims if one.erased_at is None],
        text=case_actions.read_text(read.ticket, case) if read.ticket else None,
        contacts=read.contacts if read.ticket else [],
        read_first=read.to_heed.first,
        back=back,
        record_door=_record_door(),
        reach=REACH if permits.issuperset(_REACHES) else (),
        may_record=may_record,
        may_add=May.EDIT_VICTIM in permits,
        may_claim=May.DRAFT_CLAIM in permits,
        is_over=is_over,
        today=today(),
    )


def _record_door() -> PurposeForm:
    """Of a record, beside that of the file: its question has words of its own."""
    form = PurposeForm()
    form.purpose.label.text = _("Why you need the name and contact")
    return form


def _as_paper(made: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return current_app.response_class(made, mimetype="application/pdf", headers=headers)


def _read(case: Case) -> Reading:
    return Reading(case, openings.ticket_of(me(), case))
