"""Deadlines that were missed: the list, and why; and one that was marked as done by mistake."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.deadlines import actions, presenters, queries, rules
from litigation_app.casework.proceedings.deadlines.forms import MissedForm
from litigation_app.casework.proceedings.deadlines.rules import NotMissed
from litigation_app.core import paging
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current

bp = Blueprint("deadlines", __name__)
Answer = Response | tuple[str, int]


@bp.get("/deadlines/missed")
@needs(May.LIST_CASES)
def missed() -> str:
    case = cases.get_typed(me(), request.args.get("case", ""))
    after = paging.read(request.args.get("after", ""))
    page = queries.missed(me(), current(), case_id=case.id if case else None, after=after)
    reasons = {line.id: rules.reason(line.missed, current()) for line in page.rows}
    return render_template(
        "deadlines/missed.html", page=page, case=case, reasons=reasons, next=paging.written(page.next)
    )


@bp.post("/deadlines/<uuid:deadline_id>/missed")
@needs(May.RECORD_STEP)
def miss(deadline_id: UUID) -> Answer:
    found = proceedings.get_deadline(me(), deadline_id, May.RECORD_STEP)
    form = MissedForm(request.form)
    if not form.validate():
        return presenters.page(found, presenters.Forms(missed=form)), 422
    try:
        actions.miss(me(), found.deadline, form.reason.data or "", form.missed_note.data or "", form.version())
    except Changed:
        return presenters.page(found, presenters.Forms(missed=form), is_late=True), 409
    except NotMissed:
        form.refuse("reason", _("Its last day has not passed, or it was kept: there is nothing to explain."))
        return presenters.page(found, presenters.Forms(missed=form)), 409
    return redirect(url_for("proceedings.deadline", deadline_id=deadline_id, done="deadline-missed"), code=303)


@bp.post("/deadlines/<uuid:deadline_id>/reopening")
@needs(May.RECORD_STEP)
def reopen(deadline_id: UUID) -> Answer:
    found = proceedings.get_deadline(me(), deadline_id, May.RECORD_STEP)
    seen = version_typed(request.form.get("row_version"))
    try:
        actions.reopen(me(), found.deadline, row_version=seen)
    except Changed:
        return presenters.page(found, is_late=True), 409
    return redirect(url_for("proceedings.deadline", deadline_id=deadline_id, done="deadline-reopened"), code=303)
