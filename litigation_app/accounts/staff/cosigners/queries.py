"""Who may co-sign from outside now, and from which partners could somebody be named?"""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger
from litigation_app.accounts import stamps
from litigation_app.accounts.models import User
from litigation_app.accounts.staff.cosigners.models import COSIGNER, Cosigner
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.ledger.settings import Partner, anchoring, settings

_MOST_ACTS = 10_000  # of hers in the week in which a request can be answered


class InForce(NamedTuple):
    """A co-signer as she stands: the desk wrote her and her key itself, she is not suspended, her partner is in config.toml."""

    id: UUID
    name: str
    email: str
    partner: Partner

    @property
    def actor(self) -> Actor:
        """Who answers for the act besides: no role, no sign-in."""
        return Actor(self.id, self.name, self.email)


def partners() -> tuple[Partner, ...]:
    """The organisations whose keys this desk knows; it is no partner of its own."""
    return tuple(one for one in anchoring().partners if one.origin != settings().origin)


def in_force() -> list[InForce]:
    """Everybody who may co-sign now, by name. Raises VaultLocked. Where no partner is known nothing is asked."""
    known = {str(one.key): one for one in partners()}
    if not known:
        return []
    at_work = select(Cosigner, User).join(User, User.id == Cosigner.user_id).where(User.disabled_at.is_(None))
    return [
        InForce(user.id, user.name, user.email, known[row.key])
        for row, user in db.session.execute(at_work.order_by(User.name, User.id)).all()
        if row.key in known and _are_ours(row, user)
    ]


def requests_used(her: InForce, *, since: date) -> set[str]:
    """The sums of the requests by which something was done under her name from this day on, as the access log has it: a proposal that
    was decided can be put back into the database, undecided."""
    acts = ledger.entries(by=her.id, since=since - timedelta(days=1), limit=_MOST_ACTS)
    return {str(ledger.said(row.body)["facts"].get("request", "")) for row in db.session.execute(acts)}


def lock(her: InForce) -> None:
    """Whoever suspends her or names her anew comes before this or after."""
    db.session.execute(select(Cosigner.proposal_id).where(Cosigner.user_id == her.id).with_for_update())


def _are_ours(row: Cosigner, user: User) -> bool:
    return stamps.holds(COSIGNER, row) and stamps.holds(stamps.IDENTITY, user)


def key_proposed(proposal_id: UUID) -> str:
    """Under which key she would sign who is proposed; "" for every other proposal."""
    found = db.session.scalar(select(Cosigner).where(Cosigner.proposal_id == proposal_id))
    return found.key if found is not None and stamps.holds(COSIGNER, found) else ""


def accounts() -> set[UUID]:
    """Whose accounts are those of co-signers, in force or not."""
    return {one for one in db.session.scalars(select(Cosigner.user_id)) if one is not None}


def is_one(user_id: UUID) -> bool:
    """Whether this account is a co-signer's, in force or not."""
    return user_id in accounts()
