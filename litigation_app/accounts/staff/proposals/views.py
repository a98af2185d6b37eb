"""Pages on which one administrator proposes an act about a person and another agrees to it."""

from functools import partial
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as accounts
from litigation_app.accounts.models import User
from litigation_app.accounts.staff.cosigners import queries as cosigners
from litigation_app.accounts.staff.cosigners import views as outside
from litigation_app.accounts.staff.cosigners.actions import SecondPerson
from litigation_app.accounts.staff.cosigners.forms import OutsideForm
from litigation_app.accounts.staff.people import presenters as words
from litigation_app.accounts.staff.people import queries as people
from litigation_app.accounts.staff.people import views as person_views
from litigation_app.accounts.staff.people.actions import PersonRefused
from litigation_app.accounts.staff.people.forms import RoleForm
from litigation_app.accounts.staff.proposals import actions, queries
from litigation_app.accounts.staff.proposals.agreements.actions import Agreed
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.accounts.staff.proposals.rules import Kind
from litigation_app.core.access import Held, May, Role, me, needs, or_not_found
from litigation_app.core.language import _
from litigation_app.core.mailing import PostRefused, PostUnsure, opened
from litigation_app.core.uploads import is_short

bp = Blueprint("proposals", __name__, url_prefix="/proposals")
Page = tuple[str, int] | Response


@bp.get("/")
@needs(May.SEE_PEOPLE)
def index() -> str:
    return _list()


@bp.post("/<uuid:proposal_id>/agreement")
@needs(May.AGREE_USERS)
def agree(proposal_id: UUID) -> Page:
    return _agreed(_get(proposal_id), SecondPerson(me()))


@bp.post("/<uuid:proposal_id>/co-signing-request")
@needs(May.MANAGE_USERS)
def ask_outside(proposal_id: UUID) -> Page:
    found = _hers(proposal_id)
    try:
        return outside.asked(actions.asked(found), _list, found.target_id)
    except PersonRefused as refused:
        return _list(refused=words.sentence(refused.reasons[0])), 422


@bp.post("/<uuid:proposal_id>/co-signature")
@needs(May.MANAGE_USERS)
@is_short
def bring_outside(proposal_id: UUID) -> Page:
    found = _hers(proposal_id)
    return outside.brought(queries.proposed(found), partial(_agreed, found), _list)


@bp.post("/<uuid:proposal_id>/refusal")
@needs(May.AGREE_USERS)
def decline(proposal_id: UUID) -> Page:
    try:
        actions.decline(me(), _get(proposal_id))
    except PersonRefused as refused:
        return _list(refused=words.sentence(refused.reasons[0])), 422
    return redirect(url_for("proposals.index", done="declined"), code=303)


@bp.get("/roles/<uuid:user_id>")
@needs(May.MANAGE_USERS)
def new_role(user_id: UUID) -> str:
    return render_template("proposals/role.html", person=_person(user_id), form=_role_form())


@bp.post("/roles/<uuid:user_id>")
@needs(May.MANAGE_USERS)
def give(user_id: UUID) -> Page:
    person, form = _person(user_id), _role_form()
    if form.validate():
        try:
            held = Held(Role(form.role.data or ""), UUID(form.office.data or ""))
            actions.propose(me(), Kind.GIVE, person, held)
            return person_views.proposed_page(None)
        except PersonRefused as refused:
            form.refuse("role", words.sentence(refused.reasons[0]))
    return render_template("proposals/role.html", person=person, form=form), 422


@bp.post("/roles/<uuid:user_id>/<uuid:held_id>/taking")
@needs(May.MANAGE_USERS)
def take(user_id: UUID, held_id: UUID) -> Page:
    person = _person(user_id)
    row = or_not_found(next((row for row in person.roles if row.id == held_id and row.role in set(Role)), None))
    return _propose(Kind.TAKE, person, Held(Role(row.role), row.office_id))


@bp.post("/links/<uuid:user_id>")
@needs(May.MANAGE_USERS)
def recover(user_id: UUID) -> Page:
    return _propose(Kind.RECOVER, _person(user_id))


@bp.post("/enablings/<uuid:user_id>")
@needs(May.MANAGE_USERS)
def enable(user_id: UUID) -> Page:
    return _propose(Kind.ENABLE, _person(user_id))


def _propose(kind: Kind, person: User, held: Held | None = None) -> Page:
    try:
        done = actions.propose(me(), kind, person, held)
    except PersonRefused as refused:
        return person_views.person_page(person, refused=words.sentence(refused.reasons[0])), 422
    return person_views.proposed_page(done.words, person.name)


def _agreed(proposal: PersonProposal, second: SecondPerson) -> Page:
    """What the second person agrees to is carried out."""
    try:
        done = actions.agree(second, proposal)
    except PersonRefused as refused:
        return _list(refused=words.sentence(refused.reasons[0])), 422
    if done.link is None:
        return redirect(url_for("proposals.index", done="agreed"), code=303)
    if second.signed is not None and queries.link_to(proposal) == "mail":
        return _mailed(done)
    return person_views.link_page(done, has_words=proposal.proposed_by == me().id)


def _mailed(done: Agreed) -> Page:
    """The link goes to her alone, before this is saved: a mail whose act is not kept leads to a link that opens nothing."""
    config = current_app.extensions["config"]
    address = config.address(url_for("enrolment.start", token=done.link))
    try:
        with opened(config.mail) as post:
            post.send(done.person.email, words.link_letter(address, done.words_with))
    except (PostRefused, PostUnsure):
        return _list(refused=_("The mail could not be sent, so nothing was done. Bring the answer again later.")), 422
    return redirect(url_for("proposals.index", done="link-mailed"), code=303)


def _hers(proposal_id: UUID) -> PersonProposal:
    """What she proposed herself, and nobody else here could agree to; raises NotFound."""
    found = _get(proposal_id)
    if not queries.asks_outside(me(), found):
        raise NotFound
    return found


def _list(refused: str | None = None) -> str:
    waiting = queries.waiting()
    return render_template(
        "proposals/index.html",
        waiting=[(one, queries.who_could_agree(one)) for one in waiting],
        over=queries.over(),
        myself=me().id,
        say=words.what,
        refused=refused,
        outside={
            one.id: OutsideForm(of=one.id, but=one.target_id) for one in waiting if queries.asks_outside(me(), one)
        },
        links={one.id: queries.link_to(one) for one in waiting},
        keys={one.id: cosigners.key_proposed(one.id) for one in waiting if one.kind == Kind.COSIGNER},
        cosigners=cosigners.in_force(),
    )


def _get(proposal_id: UUID) -> PersonProposal:
    return or_not_found(queries.find(proposal_id))


def _person(user_id: UUID) -> User:
    return or_not_found(people.find(user_id))


def _role_form() -> RoleForm:
    form = RoleForm(request.form)
    form.offer_roles()
    form.office.offer([(str(office.id), office.name) for office in accounts.offices()], blank=_("Choose an office"))
    return form
