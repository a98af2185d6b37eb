"""Set up the first people, shut a person out, let one go for good. What takes two administrators stands in proposals/."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import exists, or_, select, update

from litigation_app import ledger
from litigation_app.accounts import queries, rules, stamps
from litigation_app.accounts.models import Office, RoleHeld, User
from litigation_app.accounts.queries import token_hash
from litigation_app.accounts.signing_in.browsers import actions as browsers
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.accounts.staff.cosigners.models import Cosigner
from litigation_app.accounts.staff.people.models import Leaving
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.accounts.staff.proposals.rules import Outcome
from litigation_app.core import clock
from litigation_app.core.access import Actor, May, Role
from litigation_app.core.db import begin_write, db
from litigation_app.ledger import LedgerEntry

LINK_LIVES = timedelta(hours=72)


class PersonRefused(Exception):
    """The person cannot be added or changed so; `reasons` are codes of rules.conflicts, proposals.rules or this file."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


def add_office(*, name: str, organisation: str, country: str) -> Office:
    """A new desk of an organisation, while a copy is being set up."""
    begin_write()
    office = Office(name=name, organisation=organisation, country=country)
    db.session.add(office)
    db.session.flush()
    return office


def add(actor: None, *, name: str, email: str, roles: list[Role], office_id: UUID) -> tuple[User, str]:
    """A new person and the token of her enrolment link, while a copy is being set up; raises PersonRefused.

    Nobody at work may call this: adding a person is proposed by one administrator and agreed to by another.
    """
    begin_write()
    reasons = rules.conflicts(roles)
    if has_address(email):
        reasons.append("address_taken")
    if reasons:
        raise PersonRefused(reasons)
    person = new_person(name, email, roles, office_id)
    link = new_link(person)
    ledger.write(act="add_person", by=actor, of=f"person:{person.id}", facts={"roles": "+".join(sorted(roles))})
    return person, link


def renew_first_link() -> str | None:
    """The link of the first administrator anew, as `add` made it; None: somebody has come in. Raises VaultLocked, NoResultFound."""
    begin_write()
    has_come = LedgerEntry.actor.is_not(None) & (LedgerEntry.act != rules.REFUSED_SIGN_IN)
    if db.session.scalar(select(exists().where(has_come))):
        return None
    first = db.session.scalars(select(User).order_by(User.created_at).limit(1)).one()
    link = new_link(first)
    ledger.write(act="renew_link", by=None, of=f"person:{first.id}")
    return link


def address(typed: str) -> str:
    """An e-mail address as it is kept."""
    return typed.strip().casefold()


def has_address(typed: str) -> bool:
    """Whether somebody signs in with this address."""
    return db.session.scalar(select(User.id).where(User.email == address(typed))) is not None


def new_person(name: str, email: str, roles: Collection[Role], office_id: UUID) -> User:
    """The rows of a person who has not enrolled yet."""
    person = new_account(name, email)
    for role in sorted(roles):
        give(person, role, office_id)
    db.session.flush()
    return person


def new_account(name: str, email: str) -> User:
    """The row of somebody without a role."""
    person = User(id=uuid4(), name=name, email=address(email), created_at=clock.now(), roles=[])
    person.identity_stamp = stamps.of(stamps.IDENTITY, person)
    db.session.add(person)
    db.session.flush()
    return person


def give(person: User, role: Role, office_id: UUID) -> None:
    """A role more, in this request's transaction."""
    row = RoleHeld(id=uuid4(), user_id=person.id, role=role, office_id=office_id)
    row.stamp = stamps.of(stamps.ROLE, row)
    person.roles.append(row)


def new_link(person: User, *, word_hash: str | None = None) -> str:
    """The token of a fresh one-time link; an older link is dead. `word_hash`: the words that must be said besides."""
    token = secrets.token_urlsafe(32)
    person.enrolment_hash, person.enrolment_word_hash = token_hash(token), word_hash
    person.enrolment_tries = 0
    person.enrolment_until = clock.now() + LINK_LIVES
    person.enrolment_stamp = stamps.of(stamps.LINK, person)
    return token


def begin_anew(person: User, *, word_hash: str | None) -> str:
    """The token of a fresh link; whatever she signed in with until now is dead at once, whoever may hold it."""
    sessions.end_all(person.id)
    browsers.forget_all(person.id)
    factors.revoke_all(person.id)
    person.password_hash = person.password_stamp = None
    return new_link(person, word_hash=word_hash)


def disable(actor: Actor, person: User) -> None:
    """Shut a person out: her next request fails. One administrator is enough. Raises PersonRefused for one's own account."""
    _begin_with(actor, person)
    _end_access(person)
    ledger.write(act="disable_person", by=actor.id, of=f"person:{person.id}")


def leave(actor: Actor, person: User) -> Leaving:
    """Let a person go for good: signed out, links and factors dead, roles taken, shut out. Raises PersonRefused."""
    _begin_with(actor, person)
    held = " ".join(sorted(f"{row.role}@{row.office_id}" for row in queries.given_to(person)))
    open_now = len(queries.sessions_of(person.id))
    lapsed = _end_access(person)
    leaving = Leaving(
        user_id=person.id,
        carried_out_by=actor.id,
        carried_out_at=clock.now(),
        roles=held,
        was_enrolled=person.password_hash is not None,
        sessions=open_now,
        factors=factors.revoke_all(person.id),
        proposals=lapsed,
    )
    person.roles, person.password_hash = [], None
    db.session.add(leaving)
    db.session.flush()
    ledger.write(
        act="person_left",
        by=actor.id,
        of=f"person:{person.id}",
        facts={"sessions": open_now, "factors": leaving.factors, "proposals": lapsed, "roles": held.count("@")},
    )
    return leaving


def _begin_with(actor: Actor, person: User) -> None:
    """Two who shut each other out at the same moment come one after the other, and the second is no administrator any more."""
    if person.id == actor.id:
        raise PersonRefused(["own_account"])
    begin_write()
    both = select(User.id).where(User.id.in_((actor.id, person.id))).order_by(User.id)
    db.session.execute(both.with_for_update())
    sure = queries.actor_by_id(actor.id)
    if sure is None or not sure.may(May.MANAGE_USERS):
        raise PersonRefused(["no_administrator"])


def _end_access(person: User) -> int:
    """End her sign-ins and her link; how many proposals lapsed with it."""
    person.disabled_at = person.disabled_at or clock.now()
    person.password_stamp = None  # whoever is let in again enrols anew
    person.enrolment_hash = person.enrolment_until = person.enrolment_word_hash = person.enrolment_stamp = None
    db.session.execute(update(Cosigner).where(Cosigner.user_id == person.id).values(stamp=None))
    sessions.end_all(person.id)
    browsers.forget_all(person.id)
    return _lapse_proposals_of(person.id)


def _lapse_proposals_of(user_id: UUID) -> int:
    """Nobody agrees any more to what she proposed, nor to what was proposed about her."""
    hers = or_(PersonProposal.proposed_by == user_id, PersonProposal.target_id == user_id)
    lapsed = (
        update(PersonProposal)
        .where(PersonProposal.outcome.is_(None), hers)
        .values(
            outcome=Outcome.LAPSED,
            decided_at=clock.now(),
            name=None,
            email=None,
            word_hash=None,
            stamp=None,
            row_version=PersonProposal.row_version + 1,
        )
    )
    return len(db.session.scalars(lapsed.returning(PersonProposal.id)).all())
