"""Who else could do this, were she not to do it alone?"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select

from litigation_app.accounts.models import User
from litigation_app.accounts.queries import acting, given_to, who_may
from litigation_app.accounts.rules import REFUSED_SIGN_IN
from litigation_app.accounts.staff.people.models import Leaving
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.accounts.staff.proposals.rules import OF_AN_ACCOUNT, Kind, Outcome
from litigation_app.core import clock
from litigation_app.core.access import Actor, Held, May, Role
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

COUNTS_ON = timedelta(
    days=30
)  # so long, whom somebody shut out or walled off still counts as one who could agree to what she proposes


def others_who_may(permission: May, by: UUID, *but: UUID | None) -> list[Actor]:
    """Everybody but her and these who may do this, as she acts: who is at work, who holds a link that still opens, and whoever could
    if she had not shut her out herself a short while ago: nobody is alone by her own hand. Raises VaultLocked.
    """
    there = [user for user in who_may(permission) if user.password_hash or _is_invited(user)]
    found = [acting(user, given_to(user)) for user in there] + [one for one in _out_of_work(by) if one.may(permission)]
    return list({one.id: one for one in found if one.id not in {by, *but}}.values())


def _out_of_work(by: UUID) -> list[Actor]:
    """Whom she suspended or let go, as the access log has it, with the roles of that day; who has not come in again since she proposed
    a new link for her. Not whom she brought in alone and who never came: with her or without, nobody else was there.
    """
    entry, since = LedgerEntry.__table__.c, clock.now() - COUNTS_ON
    is_done = (entry.act.in_(("disable_person", "person_left")), entry.at >= since)
    ids = {
        UUID(of.partition(":")[2]) for of in db.session.scalars(select(entry.object).where(entry.actor == by, *is_done))
    }
    anew = (PersonProposal.kind.in_(OF_AN_ACCOUNT), PersonProposal.outcome == Outcome.AGREED)
    asked = (PersonProposal.proposed_by == by, PersonProposal.decided_at >= since)
    ids.update(one for one in db.session.scalars(select(PersonProposal.target_id).where(*anew, *asked)) if one)
    is_out = User.disabled_at.is_not(None) | User.password_hash.is_(None)
    alone = (PersonProposal.is_single, PersonProposal.kind == Kind.ADD, PersonProposal.outcome == Outcome.AGREED)
    by_her_hand = User.id.in_(select(PersonProposal.target_id).where(PersonProposal.proposed_by == by, *alone))
    has_come = exists().where(entry.actor == User.id, entry.act != REFUSED_SIGN_IN)
    gone = db.session.scalars(select(User).where(User.id.in_(ids), is_out, ~by_her_hand | has_come))
    return [replace(acting(user, given_to(user)), held=_held_then(user, since)) for user in gone]


def _held_then(user: User, since: datetime) -> frozenset[Held]:
    """What she holds, and what was taken from her when she left."""
    left = select(Leaving.roles).where(Leaving.user_id == user.id, Leaving.carried_out_at >= since)
    pairs = [one.split("@") for roles in db.session.scalars(left) for one in roles.split()]
    now = frozenset(Held(Role(row.role), row.office_id) for row in given_to(user))
    return now | {Held(Role(role), UUID(office)) for role, office in pairs}


def _is_invited(user: User) -> bool:
    return user.enrolment_until is not None and user.enrolment_until > clock.now()
