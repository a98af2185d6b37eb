"""Under which names was a client known, with whom is she the same person, and what was written about her?"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ForeignKey, Table, and_, func, or_, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible
from litigation_app.casework.cases.rules import as_code_name
from litigation_app.casework.entries.models import FormerName, Joined
from litigation_app.casework.entries.rules import Join
from litigation_app.casework.victims.models import Victim
from litigation_app.casework.victims.queries import Found
from litigation_app.core.access import Actor, May
from litigation_app.core.db import Base, db


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
    """The joins that stand and name one of these."""
    wanted = select(Joined.kept_id, Joined.other_id).where(
        Joined.parted_at.is_(None), or_(Joined.kept_id.in_(victims), Joined.other_id.in_(victims))
    )
    return [Join(*row) for row in db.session.execute(wanted)]


def standing() -> list[Join]:
    """All joins that stand, for counting."""
    wanted = select(Joined.kept_id, Joined.other_id).where(Joined.parted_at.is_(None))
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


def get_join(victim: Victim, join_id: UUID) -> Joined | None:
    """A join of this client that stands."""
    wanted = select(Joined).where(Joined.id == join_id, Joined.parted_at.is_(None))
    return db.session.scalar(wanted.where(or_(Joined.kept_id == victim.id, Joined.other_id == victim.id)))


def traces(victim: Victim) -> dict[str, int]:
    """How many rows name her, by table, whichever rooms there are; her own record is not among them."""
    found: dict[str, int] = {}
    for table, column in _that_name_her():
        wanted = select(func.count()).select_from(table).where(table.c[column] == victim.id)
        found[table.name] = found.get(table.name, 0) + (db.session.scalar(wanted) or 0)
    return found


def _that_name_her() -> Iterator[tuple[Table, str]]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(_leads_to_her(key) for key in column.foreign_keys):
                yield table, column.name


def _leads_to_her(key: ForeignKey) -> bool:
    return key.column.table.name == Victim.__tablename__
