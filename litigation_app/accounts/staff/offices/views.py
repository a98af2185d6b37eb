"""Pages of: Offices of the partner organisations: added and changed by an administrator."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts.models import Office
from litigation_app.accounts.staff.offices import actions, queries
from litigation_app.accounts.staff.offices.forms import COUNTRY_NAMES, OfficeForm, RenameForm
from litigation_app.core.access import May, me, needs, or_not_found
from litigation_app.core.language import _

bp = Blueprint("offices", __name__, url_prefix="/offices")


@bp.get("/")
@needs(May.SEE_PEOPLE)
def index() -> str:
    return _list()


@bp.get("/new")
@needs(May.MANAGE_OFFICES)
def new() -> str:
    return render_template("offices/new.html", form=OfficeForm())


@bp.post("/")
@needs(May.MANAGE_OFFICES)
def add() -> tuple[str, int] | Response:
    form = OfficeForm(request.form)
    if form.validate():
        try:
            actions.add(
                me(),
                name=form.name.data or "",
                organisation=form.organisation.data or "",
                country=form.country.data or "",
            )
            return redirect(url_for("offices.index", done="office-added"), code=303)
        except actions.OfficeRefused as refused:
            form.refuse("name", _sentence(refused.reason))
    return render_template("offices/new.html", form=form), 422


@bp.get("/<uuid:office_id>")
@needs(May.MANAGE_OFFICES)
def edit(office_id: UUID) -> str:
    office = _get(office_id)
    return render_template("offices/edit.html", office=office, form=RenameForm(obj=office), countries=COUNTRY_NAMES)


@bp.post("/<uuid:office_id>/names")
@needs(May.MANAGE_OFFICES)
def rename(office_id: UUID) -> tuple[str, int] | Response:
    office, form = _get(office_id), RenameForm(request.form)
    if form.validate():
        try:
            actions.rename(me(), office, name=form.name.data or "", organisation=form.organisation.data or "")
            return redirect(url_for("offices.index", done="office-renamed"), code=303)
        except actions.OfficeRefused as refused:
            form.refuse("name", _sentence(refused.reason))
    return render_template("offices/edit.html", office=office, form=form, countries=COUNTRY_NAMES), 422


@bp.post("/<uuid:office_id>/removal")
@needs(May.MANAGE_OFFICES)
def remove(office_id: UUID) -> tuple[str, int] | Response:
    try:
        actions.remove(me(), _get(office_id))
    except actions.OfficeRefused as refused:
        return _list(refused=_sentence(refused.reason)), 422
    return redirect(url_for("offices.index", done="office-removed"), code=303)


def _get(office_id: UUID) -> Office:
    return or_not_found(queries.find(office_id))


def _list(refused: str | None = None) -> str:
    return render_template("offices/index.html", offices=queries.staffed(), countries=COUNTRY_NAMES, refused=refused)


def _sentence(reason: str) -> str:
    return {
        "name_taken": _("There is an office with this name already."),
        "proposal_waits": _(
            "A proposal names this office. Let it be decided first: nobody should agree to another "
            "office than the one they read."
        ),
        "in_use": _("This office is in use: people, cases or proposals belong to it. It cannot be removed."),
    }[reason]
