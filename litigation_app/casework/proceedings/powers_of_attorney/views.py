"""The pages of the powers of attorney of a case."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from litigation_app.casework.cases import ports
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.proceedings.powers_of_attorney import actions, presenters, queries
from litigation_app.casework.proceedings.powers_of_attorney.forms import AuthorityForm, RevocationForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _

bp = Blueprint("authority", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/authorities")
@needs(May.LIST_CASES)
def index(case_id: UUID) -> str:
    return _page(cases.get(me(), case_id))


@bp.get("/cases/<uuid:case_id>/authorities/new")
@needs(May.RECORD_STEP)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    return _new_page(case, _form(case, None))


@bp.post("/cases/<uuid:case_id>/authorities")
@needs(May.RECORD_STEP)
def record(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = _form(case, request.form)
    if not form.validate():
        return _new_page(case, form), 422
    try:
        actions.record(me(), case, form.said(), is_task_done=form.is_task_done())
    except Erased:
        form.refuse("victim", _("Her personal data were erased. Nothing is recorded about her any more."))
        return _new_page(case, form), 409
    return _back(case, "authority-added")


@bp.post("/authorities/<uuid:authority_id>/revocation")
@needs(May.RECORD_STEP)
def revoke(authority_id: UUID) -> Answer:
    row, case = queries.get(me(), authority_id, May.RECORD_STEP)
    form = RevocationForm(request.form)
    if not form.validate() or form.on.data is None:
        return _page(case, form=form, wrong=authority_id), 422
    try:
        actions.revoke(me(), case, row, on=form.on.data, row_version=form.version())
    except Changed:
        return _page(case, is_late=True), 409
    return _back(case, "authority-revoked")


@bp.post("/authorities/<uuid:authority_id>/striking")
@needs(May.RECORD_STEP)
def strike(authority_id: UUID) -> Answer:
    row, case = queries.get(me(), authority_id, May.RECORD_STEP)
    try:
        actions.mark_entered_in_error(me(), case, row, row_version=version_typed(request.form.get("row_version", "")))
    except Changed:
        return _page(case, is_late=True), 409
    return _back(case, "struck")


def _form(case: Case, typed: MultiDict[str, str] | None) -> AuthorityForm:
    people = [(str(one.id), one.code_name) for one in victims.with_records(case)]
    seeks = ports.seeks_power(case)
    return AuthorityForm(typed, people, presenters.families(case), presenters.origins(case), is_sought=seeks)


def _new_page(case: Case, form: AuthorityForm) -> str:
    return render_template("authority/new.html", case=case, form=form)


def _page(case: Case, *, form: RevocationForm | None = None, wrong: UUID | None = None, is_late: bool = False) -> str:
    return render_template(
        "authority/index.html",
        case=case,
        rows=presenters.rows(case),
        irregular=presenters.irregular(case),
        doubt=presenters.doubt(),
        form=form or RevocationForm(),
        wrong=wrong,
        is_late=is_late,
        may_record=cases.may(me(), case, May.RECORD_STEP),
    )


def _back(case: Case, done: str) -> Response:
    return redirect(url_for("authority.index", case_id=case.id, done=done), code=303)
