"""Which acts wait for a second administrator, and who could be she?"""

import json
from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select

from litigation_app import ledger
from litigation_app.accounts import queries as accounts
from litigation_app.accounts import stamps
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.accounts.rules import REFUSED_SIGN_IN
from litigation_app.accounts.staff import queries as colleagues
from litigation_app.accounts.staff.cosigners import queries as cosigners
from litigation_app.accounts.staff.cosigners.models import Cosigner
from litigation_app.accounts.staff.cosigners.rules import Proposed
from litigation_app.accounts.staff.people.models import Leaving
from litigation_app.accounts.staff.proposals.models import PROPOSAL, PersonProposal
from litigation_app.accounts.staff.proposals.rules import LIVES, MAKES_A_LINK, OF_AN_ACCOUNT, Kind, Outcome, Waiting
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor, May, Role
from litigation_app.core.counts import Count
from litigation_app.core.db import UtcDateTime, db

_SHOWN_FOR = timedelta(days=30)
_MAKES = (Kind.ADD.encode(), Kind.GIVE.encode())
_NAMES = Kind.COSIGNER.encode()
_REFUSED = REFUSED_SIGN_IN.encode()


def _is_waiting() -> ColumnElement[bool]:
    return PersonProposal.outcome.is_(None) & (PersonProposal.proposed_at >= clock.now() - LIVES)


def waiting() -> list[PersonProposal]:
    """What waits for a second administrator, oldest first; what the desk did not write so itself is none."""
    found = db.session.scalars(select(PersonProposal).where(_is_waiting()).order_by(PersonProposal.proposed_at))
    return [one for one in found if stamps.holds(PROPOSAL, one)]


def over() -> list[PersonProposal]:
    """What was decided or ran out in the last thirty days, newest first."""
    since = clock.now() - _SHOWN_FOR
    ended = select(PersonProposal).where(~_is_waiting(), PersonProposal.proposed_at >= since)
    return list(db.session.scalars(ended.order_by(PersonProposal.proposed_at.desc())))


def about(user_id: UUID) -> list[PersonProposal]:
    """What waits and is about this person."""
    return [one for one in waiting() if one.target_id == user_id]


def waiting_for(actor: Actor) -> Count:
    """How many proposals wait for this very administrator, for the navigation."""
    return Count(_count(actor), {"asked_since": clock.now() - LIVES})


@lru_cache(maxsize=256)
def _count(actor: Actor) -> Select[int]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    hers = or_(PersonProposal.target_id.is_(None), PersonProposal.target_id != actor.id)
    waits = PersonProposal.outcome.is_(None) & (
        PersonProposal.proposed_at >= bindparam("asked_since", type_=UtcDateTime)
    )
    others = select(func.count()).select_from(PersonProposal).where(waits, hers)
    return others.where(PersonProposal.proposed_by != actor.id)


def find(proposal_id: UUID) -> PersonProposal | None:
    """A proposal, decided or not; of those that wait, one that the desk did not write so itself is none."""
    found = db.session.scalar(select(PersonProposal).where(PersonProposal.id == proposal_id))
    waits = found is not None and found.outcome is None and found.proposed_at >= clock.now() - LIVES
    return stamps.ours(PROPOSAL, found) if waits else found


def proposed(one: PersonProposal) -> Proposed:
    """What an outside co-signer is asked to agree to: about whom of the staff, and what; of another co-signer also her key."""
    said = {
        "person": one.name or (one.target.name if one.target else ""),
        "address": one.email or (one.target.email if one.target else ""),
        "roles": one.roles,
        "office": one.office.name if one.office else "",
        "key": cosigners.key_proposed(one.id),
        "link": link_to(one),
    }
    stands = stood.sum_of(*(getattr(one, column) for column in PROPOSAL.columns if column != "word_hash"), said)
    about = tuple((name, value) for name, value in said.items() if value)
    return Proposed(one.kind, f"proposal:{one.id}", stands, about)


def link_to(one: PersonProposal) -> str:
    """Where the link goes if a co-signer agrees, as a code; "": it makes none.

    The proposer has its words. So of an account that is there she never gets the link, where the desk can mail it.
    """
    if one.kind not in MAKES_A_LINK:
        return ""
    is_mailed = one.kind in OF_AN_ACCOUNT and current_app.extensions["config"].mail is not None
    return "mail" if is_mailed else "proposer"


def is_proposed(kind: Kind, *, target_id: UUID | None, email: str | None, roles: str) -> bool:
    """Whether the same waits already; for a new person: whether her address does."""
    same = select(PersonProposal.id).where(_is_waiting(), PersonProposal.kind == kind)
    if target_id is None:
        same = same.where(PersonProposal.email == email)
    else:
        same = same.where(PersonProposal.target_id == target_id, PersonProposal.roles == roles)
    return db.session.scalar(same.limit(1)) is not None


def as_waiting(proposal: PersonProposal) -> Waiting:
    """The proposal as the rules know it."""
    at_work = {user.id for user in administrators()}
    return Waiting(
        proposer=proposal.proposed_by,
        is_proposer_at_work=proposal.proposed_by in at_work,
        concerned=proposal.target_id,
        proposed_at=proposal.proposed_at,
        is_decided=proposal.outcome is not None,
    )


def administrators() -> list[User]:
    """The administrators who are at work: enrolled and not shut out."""
    return [user for user in accounts.holders({Role.ADMINISTRATOR}) if user.password_hash is not None]


def who_could_agree(proposal: PersonProposal) -> list[User]:
    """The administrators at work who neither proposed it nor are concerned."""
    return [user for user in administrators() if user.id not in {proposal.proposed_by, proposal.target_id}]


def asks_outside(actor: Actor, proposal: PersonProposal) -> bool:
    """Whether she proposed it and nobody else here could agree to it: then a co-signer of a partner may."""
    if proposal.proposed_by != actor.id:
        return False
    return not colleagues.others_who_may(May.AGREE_USERS, actor.id, proposal.target_id)


def was_there_a_second(actor: Actor, *, but: UUID | None = None) -> bool | None:
    """Whether there was ever anybody who could agree to what she proposes, as the rows and the access log say; None: the log does not
    hold, so that nobody can say. `but`: who has not come yet, whom she brought in alone.
    """
    known = Administrators()
    if not ledger.examine(reading=known.read).holds:
        return None
    return has_had_a_second(actor, but=but) or known.has_another(actor)


def awaited(actor: Actor) -> User | None:
    """The second administrator, whom she brought in alone and who has not come yet, while there has never been another."""
    alone = (PersonProposal.is_single, PersonProposal.kind == Kind.ADD, PersonProposal.proposed_by == actor.id)
    brought_in = select(PersonProposal.target_id).where(*alone, PersonProposal.outcome == Outcome.AGREED)
    hers = select(User).where(User.id.in_(brought_in), User.password_hash.is_(None), User.disabled_at.is_(None))
    found = db.session.scalar(hers.order_by(User.created_at.desc()).limit(1))
    return found if found is not None and not has_had_a_second(actor, but=found.id) else None


def has_had_a_second(actor: Actor, *, but: UUID | None = None) -> bool:
    """Whether the rows know of anybody but her who ever worked as an administrator, or of an outside co-signer: shutting a colleague
    out must not make her alone again. Whoever owns the tables can take rows away, but not entries: Administrators.

    Who holds a link that is still good counts too, so that no two are invited before the first has come.
    """
    others = RoleHeld.user_id.not_in([one for one in (actor.id, but) if one])
    held = select(RoleHeld.user_id).where(RoleHeld.role == Role.ADMINISTRATOR, others)
    enrolled = select(User.id).where(User.id.in_(held), User.password_hash.is_not(None))
    is_invited = User.disabled_at.is_(None) & (User.enrolment_until > clock.now())
    invited = select(User.id).where(User.id.in_(held), is_invited)
    left = select(Leaving.id).where(Leaving.was_enrolled, Leaving.roles.contains(f"{Role.ADMINISTRATOR}@"))
    agreed = select(PersonProposal.id).where(
        PersonProposal.outcome == Outcome.AGREED,
        PersonProposal.is_single.is_(False),
        PersonProposal.roles.contains(Role.ADMINISTRATOR),
    )
    named = select(Cosigner.proposal_id).where(Cosigner.user_id.is_not(None))
    rows = (enrolled, invited, left, agreed, named)
    return any(db.session.scalar(one.limit(1)) is not None for one in rows)


class Administrators:
    """Who was ever made an administrator and came, and whether an outside co-signer was ever named, as the access log says while it
    is verified.
    """

    def __init__(self) -> None:
        self._is_cosigner_named = False
        self._made: set[bytes] = set()
        self._came: set[bytes | None] = set()

    def read(self, entries: list[ledger.Row]) -> None:
        """Note what these entries say of it; they hold."""
        for _seq, body, _h, _mac, act, _at, actor, of, *_others in entries:
            if act != _REFUSED:
                self._came.add(actor)
            self._is_cosigner_named |= act == _NAMES
            if act in _MAKES and Role.ADMINISTRATOR in str(json.loads(body)["facts"].get("roles", "")).split("+"):
                self._made.add(of.partition(b":")[2].replace(b"-", b""))

    def has_another(self, actor: Actor) -> bool:
        """Whether anybody but her did."""
        return self._is_cosigner_named or bool(self._made & self._came - {actor.id.hex.encode()})


def has_waiting_at(office_id: UUID) -> bool:
    """Whether somebody is still to agree to something at this office."""
    return bool(db.session.scalar(select(exists().where(PersonProposal.office_id == office_id, _is_waiting()))))
