"""Within what may this person search, and what of a hit is hers to see? What she may not see is gone before anything is compared."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import Select, bindparam, not_, select

from litigation_app.accounts.models import Office, RoleHeld, User
from litigation_app.casework.cases.models import Case, EthicalWall
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall, is_visible, of_each, visible_to
from litigation_app.casework.cases.rules import as_code_name
from litigation_app.casework.clients.identity.models import FormerName
from litigation_app.casework.clients.searches.queries import FOR, Condition
from litigation_app.casework.clients.searches.rules import MOST
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core.access import Actor, Relation, policy
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard


class Sight(NamedTuple):
    """What she may see: all cases of these offices and these cases besides, but none of the walled ones."""

    offices: frozenset[UUID]
    cases: frozenset[UUID]
    walled: frozenset[UUID]


class Line(NamedTuple):
    """A person or a case that was found, as far as it is in the open.

    `victim_id` None: the case itself, or an accused, who has a letter in place of a code name.
    """

    case_id: UUID
    reference: str
    case_name: str
    victim_id: UUID | None
    code_name: str

    @property
    def is_accused(self) -> bool:
        return self.victim_id is None and bool(self.code_name)


def sight(actor: Actor) -> Sight:
    """Her whole offices by their number, all else case by case, so that a coordinator's thousands of cases need not be read."""
    offices = actor.reach(FOR).get(Relation.OFFICE, frozenset())
    by_office = {rule.role for rule in policy().granted[FOR] if rule.relation is Relation.OFFICE}
    otherwise = replace(actor, held=frozenset(held for held in actor.held if held.role not in by_office))
    cases = db.session.scalars(visible_to(otherwise, FOR))
    return Sight(
        offices, frozenset(cases), frozenset(db.session.scalars(_behind_ethical_wall(actor)) if offices else ())
    )


def _behind_ethical_wall(actor: Actor) -> Select[Any]:
    """The ids of the cases from which she is kept away."""
    return select(EthicalWall.case_id).where(
        EthicalWall.user_id == actor.id, is_behind_ethical_wall_of(actor)(EthicalWall.__table__.c.case_id)
    )


def is_behind_ethical_wall_of(actor: Actor) -> Condition:
    """From a column of ids to the condition that she is kept away from this case."""
    return lambda case_id: not_(is_behind_no_ethical_wall(actor.id, case_id))


def persons(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Line]:
    """These persons, as far as she may see them."""
    rows = db.session.execute(_persons(actor), {"ids": _padded(ids)})
    return {row[0]: Line(row[1], row[2], row[3], row[0], row[4]) for row in rows}


@lru_cache(maxsize=256)
def _persons(actor: Actor) -> Select[UUID, UUID, str, str, str]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    wanted = select(Victim.id, Case.id, Case.reference, Case.code_name, Victim.code_name)
    wanted = wanted.join(Case, Case.id == Victim.case_id)
    return wanted.where(Victim.id.in_(bindparam("ids", expanding=True)), of_each(is_visible(actor, FOR)))


def by_code_name(actor: Actor, typed: str) -> list[Line]:
    """The person with this code name, now or before, if she may see her."""
    name = as_code_name(typed)
    before = select(FormerName.victim_id).where(FormerName.code_name == name)
    wanted = select(Victim.id).where(Victim.code_name == name).union(before)
    return list(persons(actor, db.session.scalars(wanted)).values())


def accused(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Line]:
    """Which of these are accused of cases that she may see."""
    wanted = select(Defendant.id, Case.id, Case.reference, Case.code_name, Defendant.letter).join(Case)
    wanted = wanted.where(Defendant.id.in_(_padded(ids)), of_each(is_visible(actor, FOR)))
    return {row[0]: Line(row[1], row[2], row[3], None, row[4]) for row in db.session.execute(wanted)}


def cases(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Line]:
    """These cases, as far as she may see them."""
    wanted = select(Case.id, Case.reference, Case.code_name).where(
        Case.id.in_(_padded(ids)), of_each(is_visible(actor, FOR))
    )
    return {row.id: Line(row.id, row.reference, row.code_name, None, "") for row in db.session.execute(wanted)}


def offices_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The offices that have these cases, by case: for whoever must talk to a colleague there."""
    wanted = select(Case.id, Office.name).join(Office, Office.id == Case.office_id).where(Case.id.in_(list(ids)))
    with rowguard.system("offices_of_a_pair"):
        return {row.id: row.name for row in db.session.execute(wanted)}


def askers(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Who of these checked a name for a conflict, with her offices: for the coordinator who must answer her."""
    wanted = select(User.id, User.name, Office.name).select_from(User).outerjoin(RoleHeld, RoleHeld.user_id == User.id)
    wanted = wanted.outerjoin(Office, Office.id == RoleHeld.office_id).where(User.id.in_(list(ids)))
    found: dict[UUID, list[str]] = {}
    for user_id, name, office in db.session.execute(wanted.distinct().order_by(Office.name)):
        found.setdefault(user_id, [name]).extend([office] if office else [])
    return {user_id: ", ".join(words) for user_id, words in found.items()}


def countries(actor: Actor) -> list[str]:
    """The countries of her offices, for a telephone number without its code."""
    hers = {held.office_id for held in actor.held}
    return list(
        db.session.scalars(select(Office.country).where(Office.id.in_(hers)).distinct().order_by(Office.country))
    )


def _padded(ids: Iterable[UUID]) -> list[UUID]:
    """Filled up with numbers that nobody has, so that the same statement runs for none, one and ten."""
    wanted = list(ids)
    return wanted + [uuid4() for _ in range(2 * MOST - len(wanted))]
