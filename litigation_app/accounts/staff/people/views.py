"""The administrator's pages: who signs in here, and as what."""

from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as accounts
from litigation_app.accounts.models import User
from litigation_app.accounts.presenters import ROLE_NAMES
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.accounts.staff.cosigners import queries as cosigners
from litigation_app.accounts.staff.people import actions, presenters, queries
from litigation_app.accounts.staff.people.forms import AdministratorForm, PersonForm
from litigation_app.accounts.staff.proposals import actions as proposing
from litigation_app.accounts.staff.proposals import queries as proposals
from litigation_app.accounts.staff.proposals.agreements.actions import Agreed, Newcomer
from litigation_app.core.access import May, Role, me, needs, or_not_found
from litigation_app.core.counts import counted
from litigation_app.core.language import _

Offered = TypeVar("Offered", bound=AdministratorForm)

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("/")
@needs(May.SEE_PEOPLE)
def index() -> str:
    return render_template(
        "people/index.html",
        people=[(one, accounts.given_to(one)) for one in accounts.people()],
        role_names=ROLE_NAMES,
        cosigners=cosigners.accounts(),
        waiting=counted([proposals.waiting_for(me())])[0],
        **_second_pair_of_eyes(),
    )


@bp.get("/new")
@needs(May.MANAGE_USERS)
def new() -> str:
    return render_template("people/new.html", form=_offices(PersonForm()), **_second_pair_of_eyes())


@bp.post("/")
@needs(May.MANAGE_USERS)
def add() -> tuple[str, int] | Response:
    form = _offices(PersonForm(request.form))
    if form.validate():
        try:
            newcomer = _newcomer(form, [Role(role) for role in form.roles.data or []])
            return proposed_page(proposing.propose_addition(me(), newcomer).words, newcomer.name)
        except actions.PersonRefused as refused:
            _put(refused, form)
    return render_template("people/new.html", form=form, **_second_pair_of_eyes()), 422


@bp.get("/second-administrator")
@needs(May.MANAGE_USERS)
def second() -> str:
    _require_alone()
    return render_template("people/second.html", form=_offices(AdministratorForm()))


@bp.post("/second-administrator")
@needs(May.MANAGE_USERS)
def appoint() -> tuple[str, int]:
    _require_alone()
    form = _offices(AdministratorForm(request.form))
    if form.validate():
        try:
            return link_page(proposing.appoint_alone(me(), _newcomer(form, [Role.ADMINISTRATOR])))
        except actions.PersonRefused as refused:
            _put(refused, form)
    return render_template("people/second.html", form=form), 422


@bp.get("/<uuid:user_id>")
@needs(May.SEE_PEOPLE)
def show(user_id: UUID) -> str:
    return person_page(_get(user_id))


@bp.post("/<uuid:user_id>/disabling")
@needs(May.MANAGE_USERS)
def disable(user_id: UUID) -> tuple[str, int] | Response:
    person = _get(user_id)
    try:
        actions.disable(me(), person)
    except actions.PersonRefused as refused:
        return person_page(person, refused=presenters.sentence(refused.reasons[0])), 422
    return redirect(url_for("people.show", user_id=user_id, done="shut-out"), code=303)


@bp.post("/<uuid:user_id>/link")
@needs(May.MANAGE_USERS)
def renew(user_id: UUID) -> tuple[str, int]:
    person = _get(user_id)
    try:
        return link_page(proposing.renew_alone(me(), person))
    except actions.PersonRefused as refused:
        return person_page(person, refused=presenters.sentence(refused.reasons[0])), 422


@bp.post("/<uuid:user_id>/sign-ins/<uuid:session_id>/end")
@needs(May.MANAGE_USERS)
def end_sign_in(user_id: UUID, session_id: UUID) -> Response:
    found = or_not_found(next((one for one in accounts.sessions_of(user_id) if one.id == session_id), None))
    sessions.end(me(), found)
    return redirect(url_for("people.show", user_id=user_id, done="sign-in-ended"), code=303)


@bp.get("/<uuid:user_id>/leaving")
@needs(May.MANAGE_USERS)
def leaving(user_id: UUID) -> str:
    return _leaving_page(_get(user_id))


@bp.post("/<uuid:user_id>/leaving")
@needs(May.MANAGE_USERS)
def leave(user_id: UUID) -> tuple[str, int] | Response:
    person = _get(user_id)
    try:
        left = actions.leave(me(), person)
    except actions.PersonRefused as refused:
        return _leaving_page(person, refused=presenters.sentence(refused.reasons[0])), 422
    return redirect(url_for("people.left", user_id=user_id, leaving_id=left.id), code=303)


@bp.get("/<uuid:user_id>/leavings/<uuid:leaving_id>")
@needs(May.SEE_PEOPLE)
def left(user_id: UUID, leaving_id: UUID) -> str:
    found = or_not_found(queries.leaving(user_id, leaving_id))
    return render_template(
        "people/left.html",
        left=found,
        taken=queries.taken(found),
        role_names=ROLE_NAMES,
        cases=_cases_held(user_id),
        administrators=proposals.administrators(),
    )


def person_page(person: User, refused: str | None = None) -> str:
    """Everything that an administrator sees of one person and can do about her."""
    return render_template(
        "people/show.html",
        person=person,
        given=accounts.given_to(person),
        role_names=ROLE_NAMES,
        is_cosigner=cosigners.is_one(person.id),
        myself=me().id,
        sign_ins=accounts.sessions_of(person.id),
        proposals=proposals.about(person.id),
        left=queries.last_leaving(person.id),
        is_awaited=person.password_hash is None and proposals.awaited(me()) == person,
        refused=refused,
        say=presenters.what,
    )


def link_page(done: Agreed, *, has_words: bool = False) -> tuple[str, int]:
    """The link is shown this once, to the administrator who agreed: only its hash is kept. `has_words`: she has the words as well, since
    an outside co-signer agreed."""
    address = current_app.extensions["config"].address(url_for("enrolment.start", token=done.link))
    said = {"words_with": done.words_with, "has_words": has_words}
    return render_template("people/link.html", person=done.person, address=address, **said), 201


def proposed_page(said: str | None, name: str = "") -> tuple[str, int] | Response:
    """The words are shown this once, to the administrator who proposed; without any she goes back to the list."""
    if said is None:
        return redirect(url_for("proposals.index", done="proposed"), code=303)
    return render_template("people/spoken.html", said=said, name=name), 201


def _leaving_page(person: User, refused: str | None = None) -> str:
    return render_template(
        "people/leaving.html",
        person=person,
        given=accounts.given_to(person),
        role_names=ROLE_NAMES,
        myself=me().id,
        sign_ins=accounts.sessions_of(person.id),
        proposals=[one for one in proposals.waiting() if person.id in {one.target_id, one.proposed_by}],
        cases=_cases_held(person.id),
        administrators=[one for one in proposals.administrators() if one.id != person.id],
        refused=refused,
    )


def _cases_held(user_id: UUID) -> int:
    """How many cases she leads or helps with: casework says so through the app, and only the number."""
    return int(current_app.extensions["cases_held"](user_id))


def _second_pair_of_eyes() -> dict[str, Any]:
    """Whether somebody else could agree, here or from outside, and whether she may bring one in alone."""
    others = [user for user in proposals.administrators() if user.id != me().id]
    return {
        "others": [*others, *cosigners.in_force()],
        "may_appoint": not proposals.has_had_a_second(me()),
        "awaited": proposals.awaited(me()),
    }


def _require_alone() -> None:
    if proposals.has_had_a_second(me()):
        raise NotFound


def _newcomer(form: AdministratorForm, roles: list[Role]) -> Newcomer:
    return Newcomer(form.name.data or "", form.email.data or "", frozenset(roles), UUID(form.office.data or ""))


def _put(refused: actions.PersonRefused, form: AdministratorForm) -> None:
    for reason in refused.reasons:
        is_of_address = reason in {"address_taken", "proposed_already"} or "roles" not in form
        form.refuse("email" if is_of_address else "roles", presenters.sentence(reason))


def _get(user_id: UUID) -> User:
    return or_not_found(queries.find(user_id))


def _offices(form: Offered) -> Offered:
    form.office.offer([(str(office.id), office.name) for office in accounts.offices()], blank=_("Choose an office"))
    return form
