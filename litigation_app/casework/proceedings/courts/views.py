"""The pages on which it is written down who has a proceeding in hand. It is read on the page of the proceeding."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Conflict
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.courts import actions, presenters, queries
from litigation_app.casework.proceedings.courts.forms import CourtFileForm
from litigation_app.casework.proceedings.courts.rules import FIRST
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.law import loader
from litigation_app.ledger import Ticket

bp = Blueprint("courtfiles", __name__)
Answer = Response | tuple[str, int]
Typed = MultiDict[str, str]


@bp.get("/proceedings/<uuid:proceeding_id>/court-files/new")
@needs(May.RECORD_STEP)
def new(proceeding_id: UUID) -> str:
    found = proceedings.get(me(), proceeding_id, May.RECORD_STEP)
    return _new_page(found, _form(found, None, **_begin(found)))


@bp.post("/proceedings/<uuid:proceeding_id>/court-files")
@needs(May.RECORD_STEP)
def add(proceeding_id: UUID) -> Answer:
    found = proceedings.get(me(), proceeding_id, May.RECORD_STEP)
    form = _form(found, request.form)
    if not form.validate():
        return _new_page(found, form), 422
    actions.add(me(), found.case, form.file(), form.details())
    return _back(proceeding_id, "court-file-added")


@bp.get("/court-files/<uuid:file_id>")
@needs(May.RECORD_STEP)
def edit(file_id: UUID) -> str | Response:
    found = queries.get(me(), file_id, May.RECORD_STEP)
    ticket = openings.ticket_of(me(), found.case)
    if ticket is None:
        door = url_for("casefile.show", case_id=found.case.id, back=request.path, _anchor="file")
        return redirect(door, code=303)
    return _as_saved(found, ticket)


@bp.post("/court-files/<uuid:file_id>")
@needs(May.RECORD_STEP)
def change(file_id: UUID) -> Answer:
    """Writing needs no live opening, so that nothing typed is lost where the time ran out."""
    found = queries.get(me(), file_id, May.RECORD_STEP)
    form, ticket = _form(_of(found), request.form, file_id), openings.ticket_of(me(), found.case)
    if not form.validate():
        return _edit_page(found, form), 422
    proceeding_id = found.file.proceeding_id
    try:
        actions.change(me(), found.case, found.file, form.file(), form.details(), row_version=form.version())
    except Changed:
        return _both(found, form, ticket), 409
    return _back(proceeding_id, "court-file-saved")


@bp.post("/court-files/<uuid:file_id>/removal")
@needs(May.RECORD_STEP)
def remove(file_id: UUID) -> Answer:
    """Whoever comes late reads what is saved now; while the file is closed, that somebody was quicker."""
    found = queries.get(me(), file_id, May.RECORD_STEP)
    proceeding_id, ticket = found.file.proceeding_id, openings.ticket_of(me(), found.case)
    try:
        actions.remove(me(), found.case, found.file, row_version=version_typed(request.form.get("row_version", "")))
    except Changed:
        if ticket is None:
            raise Conflict from None
        return _as_saved(found, ticket, is_late=True), 409
    return _back(proceeding_id, "court-file-removed")


def _of(found: queries.Found) -> proceedings.Found:
    return proceedings.get(me(), found.file.proceeding_id, May.RECORD_STEP)


def _form(found: proceedings.Found, typed: Typed | None, own: UUID | None = None, **begin: Any) -> CourtFileForm:
    one = found.proceeding
    return CourtFileForm(typed, loader.load(found.case.country), one, queries.roles_running(one, own), **begin)


def _begin(found: proceedings.Found) -> dict[str, Any]:
    """With the court that the proceeding says, where the role is its court of first instance."""
    role, one = request.args.get("role", ""), found.proceeding
    court = {"court": one.court_id, "court_typed": one.court_typed}
    is_named = FIRST in queries.roles_running(one)
    return {"role": role} | (court if role == FIRST and not is_named else {})


def _as_saved(found: queries.Found, ticket: Ticket, *, is_late: bool = False) -> str:
    """The form with what is saved now, all of it."""
    file = found.file
    said = actions.read(ticket, [file.id])[file.id]
    opened = {"role": file.role, "court": file.court_id, "court_typed": file.court_typed, "takes_over": file.takes_over}
    days = {"begun_on": file.begun_on, "ended_on": file.ended_on, "row_version": str(file.row_version)}
    return _edit_page(found, _form(_of(found), None, file.id, **opened, **days, **asdict(said)), is_late=is_late)


def _new_page(found: proceedings.Found, form: CourtFileForm) -> str:
    return render_template("courtfiles/new.html", case=found.case, proceeding=found.proceeding, form=form)


def _edit_page(
    found: queries.Found, form: CourtFileForm, saved: list[tuple[str, str]] | None = None, *, is_late: bool = False
) -> str:
    given = {"form": form, "saved": saved, "is_late": is_late}
    return render_template("courtfiles/edit.html", case=found.case, file=found.file, **given)


def _both(found: queries.Found, form: CourtFileForm, ticket: Ticket | None) -> str:
    """What she typed beside what somebody else saved first, of which she reads what is protected while the file stands open.

    Raises Conflict where it was taken out.
    """
    files = actions.of_case(found.case, (), ticket)
    saved = next((one for one in files.held if one.file.id == found.file.id), None)
    if saved is None:
        raise Conflict
    form.refresh(found.file.row_version)
    row = presenters.row(saved, found.case.country)
    return _edit_page(
        found, form, [(_("Role in the proceedings"), row.role), (_("Court"), row.court), *(row.said or [])]
    )


def _back(proceeding_id: UUID, done: str) -> Response:
    place = url_for("tracks.show", proceeding_id=proceeding_id, done=done, _anchor="court-files")
    return redirect(place, code=303)
