"""Which cases may this person see? Every other room of casework finds its rows through here."""

from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, desc, exists, false, or_, select, tuple_, union
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import Office, User
from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.core.access import Actor, May, Role, policy
from litigation_app.core.db import db, is_sqlite

PAGE = 30
_CASES, _ASSIGNMENTS = cast(Table, Case.__table__), cast(Table, Assignment.__table__)
_OFFICES, _USERS = cast(Table, Office.__table__), cast(Table, User.__table__)
_LAST_LETTER = "\U0010ffff"


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
    found: Case | None = db.session.scalar(_hers(actor, to), {"case": case_id})
    if found is None:
        raise NotFound
    return found


@lru_cache(maxsize=256)
def _hers(actor: Actor, to: May) -> Select[Any]:
    return select(Case).where(Case.id == bindparam("case"), is_visible(actor, to))


def may(actor: Actor, case: Case, to: May) -> bool:
    """Whether she may do this with the case, to show or leave out what leads there."""
    return bool(db.session.scalar(_may(actor, to), {"case": case.id}))


@lru_cache(maxsize=256)
def _may(actor: Actor, to: May) -> Select[Any]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    return select(exists().where(Case.id == bindparam("case"), is_visible(actor, to)))


class _Shape(NamedTuple):
    """What the statement of a list depends on: it is written once for each shape and bound at each call."""

    is_lawyer: bool
    offices: int  # how many she coordinates
    is_later_page: bool
    is_searched: bool
    is_collated: bool  # PostgreSQL compares text by a language unless told otherwise


def page(actor: Actor, *, before: Mark | None = None, q: str = "") -> Page:
    """Thirty of her cases, newest first, after the mark `before`; `q`: the beginning of a reference or code name."""
    offices = sorted(actor.offices_as(Role.COORDINATOR))
    shape = _Shape(actor.has(Role.LAWYER), len(offices), before is not None, bool(q), not is_sqlite(db.engine))
    if not shape.is_lawyer and not offices:
        return Page([], None)
    bound: dict[str, object] = {_office(place): office for place, office in enumerate(offices)}
    bound |= {"me": actor.id, "day": before and before.opened_on, "key": before and before.id}
    bound |= {"reference": rules.as_reference(q), "code_name": rules.as_code_name(q)}
    rows = [Line._make(row) for row in db.session.execute(_list(shape), bound)]
    following = Mark(rows[PAGE - 1].opened_on, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return Page(rows[:PAGE], following)


def _office(place: int) -> str:
    return f"office_{place}"


@cache
def _list(shape: _Shape) -> Select[Any]:
    """The keys of one page, with what is shown of each case."""
    parts = [select(way.subquery()) for way in _ways(shape)]
    keys = (parts[0] if len(parts) == 1 else union(*parts)).subquery()
    lead = _ASSIGNMENTS.alias()
    shown = [_CASES.c[name] for name in Line._fields[:-2]]
    named: Select[Any] = (
        select(*shown, _OFFICES.c.name, _USERS.c.name)
        .select_from(keys)
        .join(_CASES, _CASES.c.id == keys.c.id)
        .join(_OFFICES, _OFFICES.c.id == _CASES.c.office_id)
        .outerjoin(lead, and_(lead.c.case_id == _CASES.c.id, lead.c.kind == LEAD))
        .outerjoin(_USERS, _USERS.c.id == lead.c.user_id)
        .order_by(desc(keys.c.opened_on), desc(keys.c.id))
        .limit(PAGE + 1)
    )
    return named


def _ways(shape: _Shape) -> list[Select[Any]]:
    """One short, ordered read for each key by which she sees cases, so that no list is sorted as a whole."""
    found: list[Select[Any]] = []
    hers, ours = _ASSIGNMENTS.c, _CASES.c
    if shape.is_lawyer:
        mine = select(hers.case_id.label("id"), hers.opened_on).where(hers.user_id == bindparam("me"))
        mine = mine.join(_CASES, ours.id == hers.case_id) if shape.is_searched else mine
        found.append(_narrowed(shape, mine, hers.opened_on, hers.case_id))
    for place in range(shape.offices):
        theirs = select(ours.id, ours.opened_on).where(ours.office_id == bindparam(_office(place)))
        found.append(_narrowed(shape, theirs, ours.opened_on, ours.id))
    return found


def _narrowed(shape: _Shape, wanted: Select[Any], day: ColumnElement[Any], key: ColumnElement[Any]) -> Select[Any]:
    if shape.is_searched:
        starts = [_begins(_CASES.c[name], name, shape.is_collated) for name in ("reference", "code_name")]
        wanted = wanted.where(or_(*starts))
    if shape.is_later_page:
        mark = tuple_(bindparam("day", type_=day.type), bindparam("key", type_=key.type))
        wanted = wanted.where(tuple_(day, key) < mark)
    return wanted.order_by(day.desc(), key.desc()).limit(PAGE + 1)


def _begins(column: ColumnElement[str], name: str, is_collated: bool) -> ColumnElement[bool]:
    """A range instead of LIKE: an index can answer it, and no letter of what was typed is a wildcard."""
    ordered = column.collate("C") if is_collated else column
    start = bindparam(name, type_=column.type)
    return and_(ordered >= start, ordered < start + _LAST_LETTER)


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
