"""Which cases may this person see? Every other room of casework finds its rows through here."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, desc, exists, false, or_, select, tuple_, union
from sqlalchemy.orm import InstrumentedAttribute, aliased
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import Office, User
from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.core.access import Actor, May, Role, policy
from litigation_app.core.db import db, is_sqlite

PAGE = 30


class Mark(NamedTuple):
    """Where a page of the list ended."""

    opened_on: date
    id: UUID


class Line(NamedTuple):
    """One case of the list."""

    id: UUID
    reference: str
    code_name: str
    country: str
    forum: str | None
    opened_on: date
    stage_now: str | None
    moved_on: date | None
    court_id: str | None
    court_typed: str | None
    office: str
    lawyer: str | None


class Page(NamedTuple):
    """A page of the list; `next` is None on the last one."""

    rows: list[Line]
    next: Mark | None


def is_visible(actor: Actor, to: May = May.LIST_CASES) -> ColumnElement[bool]:
    """The condition on `Case` that this actor may do this with the row: as its lawyer, or as coordinator of its office.

    The role by which she sees the case must itself grant the permission: being a lawyer elsewhere adds nothing here.
    """
    ways: list[ColumnElement[bool]] = []
    if actor.has(Role.LAWYER) and to in policy()[Role.LAWYER]:
        ways.append(exists().where(Assignment.case_id == Case.id, Assignment.user_id == actor.id))
    offices = actor.offices_as(Role.COORDINATOR)
    if offices and to in policy()[Role.COORDINATOR]:
        ways.append(Case.office_id.in_(offices))
    return or_(false(), *ways)


def visible_to(actor: Actor) -> Select[Any]:
    """The ids of the cases that this actor may see, read from her assignments and her offices' keys."""
    ways: list[Select[Any]] = []
    if actor.has(Role.LAWYER):
        ways.append(select(Assignment.case_id).where(Assignment.user_id == actor.id))
    offices = actor.offices_as(Role.COORDINATOR)
    if offices:
        ways.append(select(Case.id).where(Case.office_id.in_(offices)))
    if not ways:
        return select(Case.id).where(false())
    if len(ways) == 1:
        return ways[0]
    both = union(*ways).subquery()
    return select(both.c[0])


def get(actor: Actor, case_id: UUID, to: May = May.LIST_CASES) -> Case:
    """Her case; raises NotFound for one that is not hers (to do this with) just as for one that is not there."""
    found = db.session.scalar(select(Case).where(Case.id == case_id, is_visible(actor, to)))
    if found is None:
        raise NotFound
    return found


def may(actor: Actor, case: Case, to: May) -> bool:
    """Whether she may do this with the case, to show or leave out what leads there."""
    return bool(db.session.scalar(select(exists().where(Case.id == case.id, is_visible(actor, to)))))


def page(actor: Actor, *, before: Mark | None = None, q: str = "") -> Page:
    """Thirty of her cases, newest first, after the mark `before`; `q`: the beginning of a reference or code name."""
    ways = _ways(actor, before, q)
    if not ways:
        return Page([], None)
    rows = [Line(*row) for row in db.session.execute(_with_names(ways))]
    following = Mark(rows[PAGE - 1].opened_on, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return Page(rows[:PAGE], following)


def _ways(actor: Actor, before: Mark | None, q: str) -> list[Select[Any]]:
    """One short, ordered read for each key by which she sees cases, so that no list is sorted as a whole."""
    narrow = _narrowed(before, q)
    found: list[Select[Any]] = []
    if actor.has(Role.LAWYER):
        mine = select(Assignment.case_id.label("id"), Assignment.opened_on.label("opened_on"))
        mine = mine.where(Assignment.user_id == actor.id)
        mine = mine.join(Case, Case.id == Assignment.case_id) if q else mine
        found.append(narrow(mine, Assignment.opened_on, Assignment.case_id))
    for office in sorted(actor.offices_as(Role.COORDINATOR)):
        ours = select(Case.id.label("id"), Case.opened_on.label("opened_on")).where(Case.office_id == office)
        found.append(narrow(ours, Case.opened_on, Case.id))
    return found


def _narrowed(before: Mark | None, q: str) -> Callable[..., Select[Any]]:
    def narrow(wanted: Select[Any], day: InstrumentedAttribute[date], key: InstrumentedAttribute[UUID]) -> Select[Any]:
        if q:
            wanted = wanted.where(_starts_with(q))
        if before is not None:
            wanted = wanted.where(tuple_(day, key) < tuple_(before.opened_on, before.id))
        return wanted.order_by(day.desc(), key.desc()).limit(PAGE + 1)

    return narrow


def _with_names(ways: list[Select[Any]]) -> Select[Any]:
    parts = [select(way.subquery()) for way in ways]
    keys = (parts[0] if len(parts) == 1 else union(*parts)).subquery()
    lead = aliased(Assignment)
    shown = [getattr(Case, name) for name in Line._fields[:-2]]
    named: Select[Any] = (
        select(*shown, Office.name, User.name)
        .select_from(keys)
        .join(Case, Case.id == keys.c.id)
        .join(Office, Office.id == Case.office_id)
        .outerjoin(lead, and_(lead.case_id == Case.id, lead.kind == LEAD))
        .outerjoin(User, User.id == lead.user_id)
        .order_by(desc(keys.c.opened_on), desc(keys.c.id))
        .limit(PAGE + 1)
    )
    return named


def _starts_with(q: str) -> ColumnElement[bool]:
    reference, code_name = rules.as_reference(q), rules.as_code_name(q)
    return or_(_begins(Case.reference, reference), _begins(Case.code_name, code_name))


def _begins(column: InstrumentedAttribute[str], start: str) -> ColumnElement[bool]:
    """A range instead of LIKE: an index can answer it, and no letter of `start` is a wildcard."""
    ordered = column if is_sqlite(db.engine) else column.collate("C")
    return and_(ordered >= start, ordered < start + "\U0010ffff")


def lead_of(case: Case) -> str:
    """The name of the lawyer who leads the case, or ""."""
    wanted = select(User.name).join(Assignment, Assignment.user_id == User.id)
    return db.session.scalar(wanted.where(Assignment.case_id == case.id, Assignment.kind == LEAD)) or ""


def office_of(case: Case) -> str:
    """The name of the office that has the case."""
    return db.session.scalar(select(Office.name).where(Office.id == case.office_id)) or ""


def offices_for_new(actor: Actor) -> list[Office]:
    """The offices at which she may open a case."""
    wanted = select(Office).where(Office.id.in_(actor.offices(May.CREATE_CASE))).order_by(Office.name)
    return list(db.session.scalars(wanted))
