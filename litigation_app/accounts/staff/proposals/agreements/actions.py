"""What follows from an agreement to a proposal about a person?"""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.accounts import queries as accounts
from litigation_app.accounts import rules as account_rules
from litigation_app.accounts import stamps
from litigation_app.accounts.models import User
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.accounts.staff.cosigners import actions as cosigning
from litigation_app.accounts.staff.cosigners import queries as cosigners
from litigation_app.accounts.staff.people import actions as people
from litigation_app.accounts.staff.people.actions import PersonRefused
from litigation_app.accounts.staff.proposals import rules
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.accounts.staff.proposals.rules import Account, Kind
from litigation_app.core.access import Actor, Held, Role
from litigation_app.core.db import db


class Newcomer(NamedTuple):
    """A person who is to be added, and what she is to be at which office."""

    name: str
    email: str
    roles: frozenset[Role]
    office_id: UUID


class Agreed(NamedTuple):
    """What an agreement did: for whom, the token of her one-time link (None: the act needs none), who has its words."""

    person: User
    link: str | None
    words_with: str = ""  # a name; "" where the link opens alone


def carry_out(actor: Actor, proposal: PersonProposal) -> Agreed:
    """Do what was proposed, in this request's transaction. Raises PersonRefused where the world has changed since."""
    done = _DO[Kind(proposal.kind)](actor, proposal)
    proposal.target_id = done.person.id
    return done


def _still_possible(actor: Actor, proposal: PersonProposal) -> User:
    """The person concerned, locked, if what was proposed can still be done to her; what nobody gave her is taken from her roles."""
    locked = select(User).where(User.id == proposal.target_id).with_for_update(of=User)
    person = db.session.execute(locked, execution_options={"populate_existing": True}).scalar_one()
    db.session.refresh(person, ["roles"])
    require_as_written(person)
    require(rules.objections(Kind(proposal.kind), account(person), proposal.wanted, by=actor.id))
    person.roles = accounts.given_to(person)
    db.session.flush()  # gone before the same one is given
    return person


def _add(_actor: Actor, proposal: PersonProposal) -> Agreed:
    newcomer = Newcomer(
        proposal.name or "",
        proposal.email or "",
        frozenset(held.role for held in proposal.wanted),
        next(held.office_id for held in proposal.wanted),
    )
    require(objections_to(newcomer))
    person = people.new_person(newcomer.name, newcomer.email, newcomer.roles, newcomer.office_id)
    return Agreed(person, people.new_link(person, word_hash=proposal.word_hash))


def _give(actor: Actor, proposal: PersonProposal) -> Agreed:
    person = _still_possible(actor, proposal)
    for held in proposal.wanted:
        people.give(person, held.role, held.office_id)
    sessions.end_all(person.id)
    return Agreed(person, None)


def _take(actor: Actor, proposal: PersonProposal) -> Agreed:
    person = _still_possible(actor, proposal)
    person.roles = [row for row in person.roles if Held(Role(row.role), row.office_id) not in proposal.wanted]
    sessions.end_all(person.id)
    return Agreed(person, None)


def _recover(actor: Actor, proposal: PersonProposal) -> Agreed:
    person = _still_possible(actor, proposal)
    return Agreed(person, people.begin_anew(person, word_hash=proposal.word_hash))


def _enable(actor: Actor, proposal: PersonProposal) -> Agreed:
    person = _still_possible(actor, proposal)
    person.disabled_at = None
    return Agreed(person, people.begin_anew(person, word_hash=proposal.word_hash))


_DO: dict[Kind, Callable[[Actor, PersonProposal], Agreed]] = {
    Kind.ADD: _add,
    Kind.GIVE: _give,
    Kind.TAKE: _take,
    Kind.RECOVER: _recover,
    Kind.ENABLE: _enable,
    Kind.COSIGNER: lambda _actor, proposal: Agreed(cosigning.name(proposal), None),
}


def require(reasons: list[str]) -> None:
    if reasons:
        raise PersonRefused(reasons)


def require_as_written(person: User) -> None:
    """Nobody may be given another's account because she is called like her."""
    if not stamps.holds(stamps.IDENTITY, person):
        raise PersonRefused(["not_as_written"])


def objections_to(newcomer: Newcomer) -> list[str]:
    reasons = account_rules.conflicts(newcomer.roles)
    return [*reasons, "address_taken"] if people.has_address(newcomer.email) else reasons


def account(person: User) -> Account:
    given = accounts.given_to(person)
    typed = [row for row in person.roles if row not in given and row.role in set(Role)]
    held, beside = (frozenset(Held(Role(row.role), row.office_id) for row in rows) for rows in (given, typed))
    return Account(person.id, person.disabled_at is not None, held, beside, cosigners.is_one(person.id))
