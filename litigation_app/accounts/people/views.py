"""The administrator's pages: who signs in here, and as what."""

from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries
from litigation_app.accounts.models import User
from litigation_app.accounts.people import actions
from litigation_app.accounts.people.forms import ROLE_NAMES, PersonForm
from litigation_app.core.access import May, Role, me, needs
from litigation_app.core.db import db
from litigation_app.core.language import _

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("/")
@needs(May.MANAGE_USERS)
def index() -> str:
    return render_template("people/index.html", people=queries.people(), role_names=ROLE_NAMES, myself=me().id)


@bp.get("/new")
@needs(May.MANAGE_USERS)
def new() -> str:
    return render_template("people/new.html", form=_form())


@bp.post("/")
@needs(May.MANAGE_USERS)
def add() -> tuple[str, int]:
    form = _form()
    if not form.validate():
        return render_template("people/new.html", form=form), 422
    roles = [Role(role) for role in form.roles.data or []]
    try:
        person, link = actions.add(
            me(), name=form.name.data or "", email=form.email.data or "", roles=roles, office_id=UUID(form.office.data)
        )
    except actions.PersonRefused as refused:
        for reason in refused.reasons:
            form.refuse("email" if reason == "address_taken" else "roles", _sentence(reason))
        return render_template("people/new.html", form=form), 422
    return _link_page(person, link)


@bp.post("/<uuid:user_id>/links")
@needs(May.MANAGE_USERS)
def renew(user_id: UUID) -> tuple[str, int]:
    person = _get(user_id)
    return _link_page(person, actions.renew_link(me(), person))


@bp.post("/<uuid:user_id>/disabling")
@needs(May.MANAGE_USERS)
def disable(user_id: UUID) -> tuple[str, int] | Response:
    person = _get(user_id)
    try:
        actions.disable(me(), person)
    except actions.PersonRefused as refused:
        sentence = _sentence(refused.reasons[0])
        page = render_template(
            "people/index.html", people=queries.people(), role_names=ROLE_NAMES, myself=me().id, refused=sentence
        )
        return page, 422
    return redirect(url_for("people.index", done="saved"), code=303)


@bp.post("/<uuid:user_id>/enabling")
@needs(May.MANAGE_USERS)
def enable(user_id: UUID) -> Response:
    actions.enable(me(), _get(user_id))
    return redirect(url_for("people.index", done="saved"), code=303)


def _get(user_id: UUID) -> User:
    person = db.session.scalar(select(User).where(User.id == user_id))
    if person is None:
        raise NotFound
    return person


def _form() -> PersonForm:
    form = PersonForm(request.form)
    form.office.offer([(str(office.id), office.name) for office in queries.offices()], blank=_("Choose an office"))
    return form


def _link_page(person: User, token: str) -> tuple[str, int]:
    """The link is shown this once: only its hash is kept."""
    address = current_app.extensions["config"].origin + url_for("sessions.enrol", token=token)
    return render_template("people/link.html", person=person, address=address), 201


def _sentence(reason: str) -> str:
    return {
        "address_taken": _("Somebody signs in with this address already."),
        "administrator_with_casework": _(
            "An administrator cannot also be a lawyer or a coordinator: who keeps the keys does not read the files."
        ),
        "auditor_with_any": _("An auditor has no other role: nobody audits her own work."),
        "own_account": _("You cannot shut yourself out. Ask another administrator."),
    }[reason]
