"""Pages of the accused of a case. Their names are read and changed while its file stands open."""

from dataclasses import fields
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.clients.searches.actions import TooManySearches
from litigation_app.casework.clients.searches.presenters import too_many_saved
from litigation_app.casework.proceedings.defendants import actions, queries
from litigation_app.casework.proceedings.defendants.forms import DefendantForm
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.defendants.presenters import facts
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.core.access import May, me, needs
from litigation_app.ledger import Ticket

bp = Blueprint("defendants", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/accused/new")
@needs(May.RECORD_STEP)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    return render_template("defendants/new.html", case=case, form=DefendantForm(), then=_then())


@bp.post("/cases/<uuid:case_id>/accused")
@needs(May.RECORD_STEP)
def add(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = DefendantForm(request.form)
    if not form.validate():
        return render_template("defendants/new.html", case=case, form=form, then=_then()), 422
    try:
        added = actions.add(me(), case, form.identity(), actions.alike(me(), form.identity()))
    except TooManySearches as stop:
        return render_template("defendants/new.html", case=case, form=_stopped(form, stop), then=_then()), 422
    if _then() and not _is_in_conflict(added):
        return redirect(url_for("records.new", case_id=case.id, kind=_then(), done="accused-added"), code=303)
    return _back(case, "accused-added", added)


@bp.get("/accused/<uuid:defendant_id>")
@needs(May.RECORD_STEP)
def edit(defendant_id: UUID) -> str | tuple[str, int]:
    defendant, case = queries.get(me(), defendant_id, May.RECORD_STEP)
    ticket = openings.ticket_of(me(), case)
    if ticket is None:
        return render_template("defendants/closed.html", case=case, defendant=defendant, form=None), 403
    known = actions.read(ticket, [defendant.id])[defendant.id]
    said = {one.name: getattr(known, one.name) for one in fields(known)}
    said |= {"others": "\n".join(known.others), "born": str(known.born or "")}
    form = DefendantForm(data=said | {"row_version": str(defendant.row_version)})
    return _edit_page(defendant, case, form)


@bp.post("/accused/<uuid:defendant_id>")
@needs(May.RECORD_STEP)
def change(defendant_id: UUID) -> Answer:
    defendant, case = queries.get(me(), defendant_id, May.RECORD_STEP)
    form, ticket = DefendantForm(request.form), openings.ticket_of(me(), case)
    if ticket is None:
        return render_template("defendants/closed.html", case=case, defendant=defendant, form=form), 403
    if not form.validate():
        return _edit_page(defendant, case, form), 422
    known = actions.read(ticket, [defendant.id])[defendant.id]
    try:
        same = actions.alike(me(), form.identity(), known.name)
        actions.change(me(), case, defendant, form.identity(), same, row_version=form.version())
    except TooManySearches as stop:
        return _edit_page(defendant, case, _stopped(form, stop)), 422
    except Changed:
        return _both(defendant, case, form, ticket), 409
    return _back(case, "accused-saved", defendant)


def _edit_page(defendant: Defendant, case: Case, form: DefendantForm, saved: actions.Identity | None = None) -> str:
    there = facts(saved) if saved else None
    return render_template("defendants/edit.html", case=case, defendant=defendant, form=form, saved=there)


def _stopped(form: DefendantForm, stop: TooManySearches) -> DefendantForm:
    """The form as she typed it: it is saved later."""
    form.refuse("name", too_many_saved(stop))
    return form


def _both(defendant: Defendant, case: Case, form: DefendantForm, ticket: Ticket) -> str:
    """What she typed beside what somebody else saved first."""
    saved = actions.read(ticket, [defendant.id])[defendant.id]
    form.refresh(defendant.row_version)
    return _edit_page(defendant, case, form, saved)


def _then() -> str:
    """The kind of record that waits for an accused, in the words of its address; "" where none does."""
    kind = catalogue().kinds.get(request.values.get("then", "").replace("-", "_"))
    return kind.in_address if kind and "defendant" in kind.of else ""


def _back(case: Case, done: str, accused: Defendant) -> Response:
    """To the accused of the case, or at once to the conflict of interest that she can see herself."""
    if _is_in_conflict(accused):
        return redirect(url_for("search.shared", case=case.id, done=done), code=303)
    return redirect(url_for("records.index", case_id=case.id, done=done, _anchor="accused-list"), code=303)


def _is_in_conflict(accused: Defendant) -> bool:
    return searches.is_shared(me(), [accused.id])
