"""Verbs about the people who sign in: proposed by one administrator, agreed to by another, as on the pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from litigation_app.accounts import queries as accounts
from litigation_app.accounts import stamps
from litigation_app.accounts.models import User
from litigation_app.accounts.staff.cosigners import queries as cosigners
from litigation_app.accounts.staff.cosigners.actions import SecondPerson
from litigation_app.accounts.staff.people import actions as people
from litigation_app.accounts.staff.people import presenters as words
from litigation_app.accounts.staff.proposals import actions as proposing
from litigation_app.accounts.staff.proposals import queries as proposals
from litigation_app.accounts.staff.proposals.agreements.actions import Newcomer
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.accounts.staff.proposals.rules import Kind
from litigation_app.cli.acting import acting, address, desk, name
from litigation_app.cli.common import Refused, as_person, show
from litigation_app.core.access import Actor, Held, May, Role
from litigation_app.core.db import committing, db
from litigation_app.core.locked import DeskLocked

_ROLES = click.Choice([role.value for role in Role])
_GONE = "an office that is gone"


@click.group()
def users() -> None:
    """People who sign in. Most acts take two administrators: one proposes, another agrees."""


@users.command("list")
@as_person
def list_people(email: str | None) -> None:
    """Everybody who signs in, with the roles that the desk gave them."""
    with desk():
        acting(email, May.MANAGE_USERS)
        people = [_as_json(user) for user in accounts.people()]
    show(people)
    if any(one["not_as_written"] for one in people):
        says = (
            "Some of this was changed in the database and counts for nothing (not_as_written); it is in the access log."
        )
        click.echo(f"{says} What to do: docs/operations.md, What a check found.", err=True)


@users.command("proposals")
@as_person
def list_proposals(email: str | None) -> None:
    """What waits for a second administrator."""
    with desk() as app, app.test_request_context():
        acting(email, May.AGREE_USERS)
        show(
            [
                {
                    "id": one.id,
                    "what": words.what(one),
                    "key": cosigners.key_proposed(one.id) or None,
                    "proposed_by": one.proposer.email,
                    "proposed_at": one.proposed_at,
                    "can_agree": [user.email for user in proposals.who_could_agree(one)],
                }
                for one in proposals.waiting()
            ]
        )


@users.command()
@as_person
@click.option("--name", required=True, type=name)
@click.option("--email", "address", required=True, type=address)
@click.option("--role", "roles", multiple=True, required=True, type=_ROLES)
@click.option("--office", required=True)
def add(email: str | None, name: str, address: str, roles: tuple[str, ...], office: str) -> None:
    """Propose a person; prints the words to say to them. Another administrator agrees, and alone gets the link."""
    with _at_work(email, May.MANAGE_USERS) as (actor, _app):
        said = _as_proposed(proposing.propose_addition(actor, _newcomer(name, address, roles, office)))
    show(said)


@users.command()
@as_person
@click.option("--name", required=True, type=name)
@click.option("--email", "address", required=True, type=address)
@click.option("--office", required=True)
def second(email: str | None, name: str, address: str, office: str) -> None:
    """Bring in the second administrator alone, while there has never been another; prints the one-time link."""
    with _at_work(email, May.MANAGE_USERS) as (actor, app):
        done = proposing.appoint_alone(actor, _newcomer(name, address, (Role.ADMINISTRATOR.value,), office))
    _print_link(app, done.link)


def _proposes(kind: Kind, verb: str, words: str) -> None:
    @users.command(verb, help=words)
    @click.argument("address")
    @as_person
    def propose(email: str | None, address: str) -> None:
        _propose(email, kind, address)


def _proposes_role(kind: Kind, verb: str, words: str) -> None:
    @users.command(verb, help=words)
    @click.argument("address")
    @as_person
    @click.option("--role", required=True, type=_ROLES)
    @click.option("--office", required=True)
    def propose(email: str | None, address: str, role: str, office: str) -> None:
        _propose(email, kind, address, lambda: Held(Role(role), _office(office)))


_proposes_role(Kind.GIVE, "give-role", "Propose a further role for a person.")
_proposes_role(Kind.TAKE, "take-role", "Propose to take a role from a person.")
_proposes(
    Kind.RECOVER,
    "recover",
    "Propose a new one-time link for a person who cannot sign in; prints the words to say to them.",
)
_proposes(Kind.ENABLE, "enable", "Propose to reinstate an account; prints the words to say to the person.")


@users.command()
@click.argument("address")
@as_person
def disable(email: str | None, address: str) -> None:
    """Suspend an account at once. One administrator is enough."""
    with _at_work(email, May.MANAGE_USERS) as (actor, _app):
        people.disable(actor, _person(address))


@users.command()
@click.argument("address")
@as_person
def leave(email: str | None, address: str) -> None:
    """Let a person go for good; prints what was done."""
    with _at_work(email, May.MANAGE_USERS) as (actor, _app):
        left = people.leave(actor, _person(address))
        ended = {"sign_ins_ended": left.sessions, "factors_revoked": left.factors, "proposals_lapsed": left.proposals}
        said = {"roles": left.roles.split(), **ended}
    show(said)


@users.command()
@click.argument("proposal", type=click.UUID)
@as_person
def agree(email: str | None, proposal: UUID) -> None:
    """Agree to another administrator's proposal, which carries it out; prints the one-time link, if one was made."""
    with _at_work(email, May.AGREE_USERS) as (actor, app):
        done = proposing.agree(SecondPerson(actor), _proposal(proposal))
        words_with = done.words_with
    if words_with:
        click.echo(f"The words that it needs besides are with {words_with}, who says them to the person.", err=True)
    _print_link(app, done.link)


@users.command()
@click.argument("proposal", type=click.UUID)
@as_person
def decline(email: str | None, proposal: UUID) -> None:
    """Decline another's proposal, or withdraw one's own."""
    with _at_work(email, May.AGREE_USERS) as (actor, _app):
        proposing.decline(actor, _proposal(proposal))


@users.command()
@click.option("--name", required=True, type=name)
@click.option("--email", "address", required=True, type=address)
@click.option("--office", required=True)
def appoint(name: str, address: str, office: str) -> None:
    """Appoint an administrator as the keeper of this machine, where too few are left to agree; prints the one-time link.

    Whoever can run this holds the keys of the instance anyway. The access log says that nobody signed in did it.
    """
    with desk() as app, app.test_request_context(), _refusals(), committing():
        _user, link = people.add(None, name=name, email=address, roles=[Role.ADMINISTRATOR], office_id=_office(office))
    _print_link(app, link)


@users.command("first-link")
def first_link() -> None:
    """The link of the first administrator anew, where it was lost before anybody came in; prints it."""
    with desk() as app, app.test_request_context(), committing():
        try:
            link = people.renew_first_link()
        except DeskLocked as locked:
            words = "litigation keys unlock && litigation users first-link"
            raise Refused(f"Nobody has come in yet. Was the first link lost? It is made anew by: {words}") from locked
        except NoResultFound as nobody:
            words = "litigation init --root-key … --name … --email … --office … --country …"
            raise Refused(f"Nobody is here yet: setting this desk up was cut short. Go on with: {words}") from nobody
    if link is None:
        raise Refused("Somebody has come in already. New links are proposed under People, or: litigation users appoint")
    click.echo("The first link anew, for the next 72 hours and for you alone; no earlier one opens any more.", err=True)
    _print_link(app, link)


@contextmanager
def _at_work(email: str | None, permission: May) -> Iterator[tuple[Actor, Flask]]:
    """The person who runs the verb; what it changes is committed at its end, a refusal is one sentence."""
    with desk() as app, app.test_request_context():
        actor = acting(email, permission)
        with _refusals(), committing():
            yield actor, app


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except people.PersonRefused as refused:
        raise Refused(" ".join(words.sentence(reason) for reason in refused.reasons)) from refused


def _propose(email: str | None, kind: Kind, address: str, held: Callable[[], Held] | None = None) -> None:
    with _at_work(email, May.MANAGE_USERS) as (actor, _app):
        said = _as_proposed(proposing.propose(actor, kind, _person(address), held() if held else None))
    show(said)


def _as_proposed(done: proposing.Proposed) -> dict[str, object]:
    db.session.flush()
    said: dict[str, object] = {"proposal": done.proposal.id}
    said["can_agree"] = [user.email for user in proposals.who_could_agree(done.proposal)]
    return said | ({"words": done.words} if done.words else {})


def _newcomer(name: str, address: str, roles: tuple[str, ...], office: str) -> Newcomer:
    return Newcomer(name, address, frozenset(Role(role) for role in roles), _office(office))


def _print_link(app: Flask, link: str | None) -> None:
    """After the commit: a link that was not kept is no link."""
    if link is not None:
        click.echo(app.extensions["config"].address(f"/enrol/{link}"))


def _office(name: str) -> UUID:
    offices = accounts.offices()
    found = next((one.id for one in offices if one.name == name), None)
    if found is None:
        raise Refused("There is no such office. There are: " + ", ".join(one.name for one in offices))
    return found


def _person(address: str) -> User:
    person = db.session.scalar(select(User).where(User.email == people.address(address)))
    if person is None:
        raise Refused("Nobody signs in with this address.")
    return person


def _proposal(proposal_id: UUID) -> PersonProposal:
    proposal = proposals.find(proposal_id)
    if proposal is None:
        raise Refused("There is no such proposal.")
    return proposal


def _as_json(user: User) -> dict[str, object]:
    """`not_as_written`: what of it the desk did not write so, as the person's page and the access log say too."""
    given = accounts.given_to(user)
    untrue = [] if stamps.holds(stamps.IDENTITY, user) else ["name or address"]
    untrue += [f"role {row.role} at {row.place or _GONE}" for row in user.roles if row not in given]
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "roles": [row.role for row in given],
        "offices": [row.place or _GONE for row in given],
        "not_as_written": untrue,
        "disabled": user.disabled_at is not None,
        "enrolled": user.password_hash is not None,
    }
