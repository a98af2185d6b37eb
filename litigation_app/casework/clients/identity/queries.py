"""Under which names was a client known, and with whom is she the same person?"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible, visible_to
from litigation_app.casework.cases.rules import as_code_name
from litigation_app.casework.clients.identity.models import FormerName, Joined
from litigation_app.casework.clients.identity.rules import Join
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.queries import Found
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard


class Twin(NamedTuple):
    """Another record of the same person. `counts`: it is the one that counts."""

    join_id: UUID
    victim_id: UUID
    code_name: str
    reference: str
    joined_at: datetime
    counts: bool


def former(victim: Victim) -> list[str]:
    """The code names that she had before, the last first."""
    wanted = select(FormerName.code_name).where(FormerName.victim_id == victim.id)
    return list(db.session.scalars(wanted.order_by(FormerName.changed_at.desc())))


def named(actor: Actor, case: Case, typed: str) -> Found | None:
    """The client with this code name, now or before, at the same office; None for a hidden one and for none alike."""
    name = as_code_name(typed)
    before = select(FormerName.victim_id).where(FormerName.code_name == name)
    wanted = select(Victim, Case).join(Case, Case.id == Victim.case_id)
    wanted = wanted.where(
        or_(Victim.code_name == name, Victim.id.in_(before)),
        Case.office_id == case.office_id,
        is_visible(actor, May.SETTLE_DUPLICATE),
    )
    row = db.session.execute(wanted.limit(1)).one_or_none()
    return Found(*row) if row else None


def joins_of(*victims: UUID) -> list[Join]:
    """The joins that stand and name one of these, whoever may see them."""
    with rowguard.system("joins"):
        return [Join(row.kept_id, row.other_id) for row in db.session.scalars(_joins_of(*victims))]


def joins_seen(actor: Actor, *victims: UUID) -> list[Join]:
    """Those of them of which she may settle both cases."""
    return [Join(row.kept_id, row.other_id) for row in db.session.scalars(_seen(actor, *victims))]


def _joins_of(*victims: UUID) -> Select[Joined]:
    wanted = select(Joined).where(or_(Joined.kept_id.in_(victims), Joined.other_id.in_(victims)))
    return wanted.where(Joined.parted_at.is_(None))


def _seen(actor: Actor, *victims: UUID) -> Select[Joined]:
    hers = visible_to(actor, May.SETTLE_DUPLICATE)
    return _joins_of(*victims).where(Joined.first_case.in_(hers), Joined.second_case.in_(hers))


def standing(at: datetime) -> list[Join]:
    """All joins that stood at a moment, for counting."""
    is_parted_later = or_(Joined.parted_at.is_(None), Joined.parted_at > at)
    wanted = select(Joined.kept_id, Joined.other_id).where(Joined.joined_at <= at, is_parted_later)
    return [Join(*row) for row in db.session.execute(wanted)]


def twins(actor: Actor, victim: Victim, to: May = May.LIST_CASES) -> list[tuple[Twin, Found]]:
    """The other records of the same person, as far as she may do this with their cases."""
    she = Victim
    is_other = or_(
        and_(Joined.kept_id == victim.id, she.id == Joined.other_id),
        and_(Joined.other_id == victim.id, she.id == Joined.kept_id),
    )
    wanted = select(Joined, she, Case).join(she, is_other).join(Case, Case.id == she.case_id)
    wanted = wanted.where(Joined.parted_at.is_(None), is_visible(actor, to)).order_by(Joined.joined_at)
    return [
        (
            Twin(join.id, twin.id, twin.code_name, case.reference, join.joined_at, join.kept_id == twin.id),
            Found(twin, case),
        )
        for join, twin, case in db.session.execute(wanted)
    ]


def get_join(actor: Actor, victim: Victim, join_id: UUID) -> Joined | None:
    """A join of this client that stands; None for one with a record that she may not see, as for none alike."""
    return db.session.scalar(_seen(actor, victim.id).where(Joined.id == join_id))
