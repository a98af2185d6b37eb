"""The page of one proceeding, and what is said about it as a whole."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.casework.casefile.proceeding import actions, presenters
from litigation_app.casework.casefile.proceeding.forms import EntryForm
from litigation_app.casework.casefile.proceeding.presenters import Forms
from litigation_app.casework.casefile.proceeding.rules import TieRefused
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.proceedings import queries as found_by
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _

bp = Blueprint("tracks", __name__)
Answer = Response | tuple[str, int]


@bp.get("/proceedings/<uuid:proceeding_id>")
@needs(May.LIST_CASES)
def show(proceeding_id: UUID) -> str:
    return presenters.page(found_by.get(me(), proceeding_id))


@bp.post("/proceedings/<uuid:proceeding_id>/joining")
@needs(May.RECORD_STEP)
def join(proceeding_id: UUID) -> Answer:
    found = found_by.get(me(), proceeding_id, May.RECORD_STEP)
    form = presenters.join_form(found, request.form)
    if not form.validate():
        return presenters.page(found, Forms(join=form)), 422
    other = _other(found, form.into.data or "")
    try:
        actions.join(me(), found.case, found.proceeding, other.proceeding, on=form.joined_on.data)  # type: ignore[arg-type]
    except TieRefused as refused:
        form.refuse("into", presenters.refusal(refused.reason))
        return presenters.page(found, Forms(join=form)), 409
    return _to(found, "joined")


@bp.post("/proceedings/<uuid:proceeding_id>/severing")
@needs(May.RECORD_STEP)
def sever(proceeding_id: UUID) -> Answer:
    found = found_by.get(me(), proceeding_id, May.RECORD_STEP)
    form = presenters.sever_form(found, request.form)
    if not form.validate():
        return presenters.page(found, Forms(sever=form)), 422
    try:
        actions.sever(me(), found.case, found.proceeding, accused=form.ids(), on=form.severed_on.data)  # type: ignore[arg-type]
    except TieRefused as refused:
        form.refuse("accused", presenters.refusal(refused.reason))
        return presenters.page(found, Forms(sever=form)), 409
    return _to(found, "severed")


@bp.post("/proceedings/<uuid:proceeding_id>/entry")
@needs(May.RECORD_STEP)
def enter(proceeding_id: UUID) -> Answer:
    found = found_by.get(me(), proceeding_id, May.RECORD_STEP)
    form = EntryForm(request.form)
    if not form.validate():
        return presenters.page(found, Forms(entry=form)), 422
    try:
        actions.enter(me(), found.case, found.proceeding, on=form.entered_on.data, row_version=form.version())
    except Changed:
        form.refuse("entered_on", _("Somebody saved this in the meantime. What is saved now stands above."))
        return presenters.page(found, Forms(entry=form)), 409
    return _to(found, "entered")


def _other(found: found_by.Found, typed: str) -> found_by.Found:
    """Another proceeding of the same case; raises NotFound for any other."""
    other = found_by.get(me(), UUID(typed), May.RECORD_STEP)
    if other.case.id != found.case.id:
        raise NotFound
    return other


def _to(found: found_by.Found, done: str) -> Response:
    return redirect(url_for("tracks.show", proceeding_id=found.proceeding.id, done=done), code=303)
