"""Which victims may this person see? Those of the cases that she may see."""

from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases import presenters as frame
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible
from litigation_app.casework.clients.victims import rules
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.core.access import Actor, Decision, May, Relation, decide, or_not_found
from litigation_app.core.db import db

frame.counts(frame.CLIENTS, Victim, Victim.erased_at.is_(None))


class Line(NamedTuple):
    """One victim of a case, as far as she is in the open."""

    id: UUID
    code_name: str
    added_at: datetime
    erased_at: datetime | None = None


class Found(NamedTuple):
    """A victim and her case."""

    victim: Victim
    case: Case


def get(actor: Actor, victim_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A victim of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*or_not_found(db.session.execute(_visible(actor, to), {"victim": victim_id}).one_or_none()))


@lru_cache(maxsize=256)
def _visible(actor: Actor, to: May) -> Select[Victim, Case]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    wanted = select(Victim, Case).join(Case, Case.id == Victim.case_id)
    return wanted.where(Victim.id == bindparam("victim"), is_visible(actor, to))


class Sight(NamedTuple):
    """What she may do with the records of a case: the groups that she may open, each by which decision; change them."""

    openable: dict[Group, Decision]
    may_edit: bool


def sight(actor: Actor, case: Case) -> Sight:
    """The same for this case, in one read."""
    stands = cases.stands(actor, case)
    asked = {group: decide(actor, may, stands, case.office_id) for group, may in rules.PERMISSION.items()}
    openable = {group: decision for group, decision in asked.items() if decision.allow}
    return Sight(openable, decide(actor, May.EDIT_VICTIM, stands, case.office_id).allow)


def of_new(actor: Actor, office_id: UUID) -> frozenset[Group]:
    """The groups of a client whom she may add to a case that she opens at this office herself: she leads it."""
    stands = frozenset({Relation.ASSIGNED, Relation.OFFICE})
    may_add = decide(actor, May.EDIT_VICTIM, stands, office_id).allow
    asked = rules.PERMISSION.items() if may_add else ()
    return frozenset(group for group, may in asked if decide(actor, may, stands, office_id).allow)


def openable(actor: Actor, case: Case) -> dict[Group, Decision]:
    """The groups of this case's records that she may open."""
    return sight(actor, case).openable


def of_case(case: Case) -> list[Line]:
    """The victims of a case that was found by `cases.queries.get`, in the order in which they were added."""
    return [Line(*row) for row in db.session.execute(_of_case(), {"case": case.id})]


@cache
def _of_case() -> Select[UUID, str, datetime, datetime | None]:
    """Written once: every page of a case asks it."""
    wanted = select(Victim.id, Victim.code_name, Victim.added_at, Victim.erased_at)
    return wanted.where(Victim.case_id == bindparam("case")).order_by(Victim.added_at, Victim.id)


def with_records(case: Case) -> list[Line]:
    """Those of a case about whom something new can be recorded: whoever was erased is not among them."""
    return [one for one in of_case(case) if one.erased_at is None]


class Change(NamedTuple):
    """Who saved the record last, and when."""

    by: str
    at: datetime


_NAME = select(User.__table__.c.name).where(User.__table__.c.id == bindparam("id"))


def last_change(victim: Victim) -> Change:
    """The last saving of a record, which at first is its adding."""
    by, at = (victim.changed_by, victim.changed_at) if victim.changed_by else (victim.added_by, victim.added_at)
    name = db.session.scalar(_NAME, {"id": by}) or ""
    return Change(name, at or victim.added_at)
