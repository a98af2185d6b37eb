"""Which cases may this person see? Every other room of casework finds its rows through here."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    case,
    desc,
    exists,
    false,
    or_,
    select,
    true,
    tuple_,
    union,
)

from litigation_app.accounts.models import Office, User
from litigation_app.casework.cases.models import Assignment, Case, EthicalWall
from litigation_app.casework.cases.references import queries as references
from litigation_app.core.access import Actor, May, Relation, decide, or_not_found, policy
from litigation_app.core.db import db, is_sqlite
from litigation_app.core.paging import PAGE, Mark

_CASES, _ASSIGNMENTS = cast(Table, Case.__table__), cast(Table, Assignment.__table__)
_ETHICAL_WALLS = cast(Table, EthicalWall.__table__)
_OF_ME = (_ASSIGNMENTS.c.case_id == bindparam("case"), _ASSIGNMENTS.c.user_id == bindparam("me"))
_AWAY = (
    _ETHICAL_WALLS.c.case_id == bindparam("case"),
    _ETHICAL_WALLS.c.user_id == bindparam("me"),
    _ETHICAL_WALLS.c.lifted_at.is_(None),
)
_STANDS = select(exists().where(*_OF_ME), exists().where(*_AWAY))


class Page(NamedTuple):
    """A page of what was found; `next` is None on the last one."""

    cases: list[UUID]
    next: Mark | None


@lru_cache(maxsize=1024)
def is_visible(actor: Actor, to: May = May.LIST_CASES) -> ColumnElement[bool]:
    """The condition on `Case` that this actor may do this with the row, as access.toml has it and no ethical wall forbids it.

    The role by which she sees the case must itself grant the permission: being a lawyer elsewhere adds nothing here. Kept for
    each sign-in that is at work.
    """
    return _reached(actor, to, Case.id, Case.office_id)


def is_hers(actor: Actor, row: Any) -> ColumnElement[bool]:
    """That a row of this model (with `case_id` and the case's `office_id`) is of a case that she may list.

    Said of the row alone, so that nobody goes through cases for it.
    """
    return _reached(actor, May.LIST_CASES, row.case_id, row.office_id)


def _reached(actor: Actor, to: May, case_id: Any, office_id: Any) -> ColumnElement[bool]:
    """That a case, or a row about one, lies where she may do this: by its columns alone."""
    ways: list[ColumnElement[bool]] = []
    for relation, offices in actor.reach(to).items():
        at = office_id.in_(offices)
        if relation is Relation.ASSIGNED:
            ways.append(and_(at, exists().where(Assignment.case_id == case_id, Assignment.user_id == actor.id)))
        elif relation is Relation.OFFICE:
            ways.append(at)
        elif relation is Relation.EMERGENCY and actor.emergencies:
            ways.append(and_(at, case_id.in_(actor.emergencies)))
    return and_(or_(false(), *ways), is_behind_no_ethical_wall(actor.id, case_id)) if ways else false()


def is_behind_no_ethical_wall(user: Any, case_id: Any) -> ColumnElement[bool]:
    """The condition that no ethical wall stands between this person and the case; walls are few, so they are read by person."""
    if Relation.BEHIND_ETHICAL_WALL not in policy().closed_by:
        return true()
    hers = select(_ETHICAL_WALLS.c.case_id).where(
        _ETHICAL_WALLS.c.user_id == user, _ETHICAL_WALLS.c.lifted_at.is_(None)
    )
    return cast("ColumnElement[bool]", case_id.not_in(hers))


def barred_by_ethical_wall(actor_id: UUID, case_id: UUID, *, since: datetime) -> set[UUID]:
    """Whom this person has kept away from the case since then, whether or not the ethical wall still stands."""
    put = (EthicalWall.case_id == case_id, EthicalWall.put_by == actor_id, EthicalWall.put_at >= since)
    return set(db.session.scalars(select(EthicalWall.user_id).where(*put)))


def visible_to(actor: Actor, to: May = May.LIST_CASES) -> Select[Any]:
    """The ids of the cases with which this actor may do this, read from her assignments and her offices' keys."""
    ways: list[Select[Any]] = []
    for relation, offices in actor.reach(to).items():
        if relation is Relation.ASSIGNED:
            mine = select(Assignment.case_id).where(Assignment.user_id == actor.id, Assignment.office_id.in_(offices))
            ways.append(mine.where(is_behind_no_ethical_wall(actor.id, Assignment.case_id)))
        elif relation is Relation.OFFICE:
            ways.append(
                select(Case.id).where(Case.office_id.in_(offices), is_behind_no_ethical_wall(actor.id, Case.id))
            )
        elif relation is Relation.EMERGENCY and actor.emergencies:
            opened = select(Case.id).where(Case.id.in_(actor.emergencies), Case.office_id.in_(offices))
            ways.append(opened.where(is_behind_no_ethical_wall(actor.id, Case.id)))
    if not ways:
        return select(Case.id).where(false())
    if len(ways) == 1:
        return ways[0]
    both = union(*ways).subquery()
    return select(both.c[0])


def stands(actor: Actor, case: Case) -> frozenset[Relation]:
    """How she stands to this case, for `core.access.decide`."""
    assigned, walled = db.session.execute(_STANDS, {"case": case.id, "me": actor.id}).one()
    found = {
        Relation.ASSIGNED: assigned,
        Relation.BEHIND_ETHICAL_WALL: walled,
        Relation.EMERGENCY: case.id in actor.emergencies,
        Relation.OFFICE: any(held.office_id == case.office_id for held in actor.held),
    }
    return frozenset(relation for relation, is_so in found.items() if is_so)


def get(actor: Actor, case_id: UUID, to: May = May.LIST_CASES) -> Case:
    """Her case; raises NotFound for one that is not hers (to do this with) just as for one that is not there."""
    found: Case = or_not_found(db.session.scalar(_hers(actor, to), {"case": case_id}))
    return found


def get_typed(actor: Actor, typed: str) -> Case | None:
    """The case whose id stands in an address; None where none stands there. Raises NotFound for one that is not hers."""
    try:
        return get(actor, UUID(typed)) if typed else None
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _hers(actor: Actor, to: May) -> Select[Any]:
    return select(Case).where(Case.id == bindparam("case"), is_visible(actor, to))


def thing(actor: Actor, model: Any, thing_id: UUID, to: May = May.LIST_CASES) -> Any:
    """(thing, case) of a row of this model, if its case is hers to do this with.

    Raises NotFound for any other and for none alike.
    """
    wanted = select(model, Case).join(Case, Case.id == model.case_id)
    return or_not_found(db.session.execute(wanted.where(model.id == thing_id, is_visible(actor, to))).one_or_none())


def may(actor: Actor, case: Case, to: May) -> bool:
    """Whether she may do this with the case, to show or leave out what leads there."""
    return to in permitted(actor, case, [to])


def permitted(actor: Actor, case: Case, asked: Iterable[May]) -> frozenset[May]:
    """What of this she may do with the case, in one read."""
    standing = stands(actor, case)
    return frozenset(to for to in asked if decide(actor, to, standing, case.office_id).allow)


class _Shape(NamedTuple):
    """What the statement of a list depends on: it is written once for each shape and bound at each call."""

    assigned: int  # at how many offices she works on cases
    offices: int  # of how many she sees all
    has_emergency: bool
    is_later_page: bool
    is_rare: bool  # so few of her cases are named so that those are looked at, and not her list
    is_collated: bool  # PostgreSQL compares text by a language unless told otherwise


def named_so(actor: Actor, q: str, *, before: Mark | None = None) -> Page:
    """Thirty of her cases that are named so, newest first, after the mark `before`."""
    reach = actor.reach(May.LIST_CASES)
    assigned, offices = (sorted(reach.get(one, ())) for one in (Relation.ASSIGNED, Relation.OFFICE))
    in_emergency = sorted(actor.emergencies) if Relation.EMERGENCY in reach else []
    if not (assigned or offices):
        return Page([], None)
    bound: dict[str, object] = {f"assigned_{place}": office for place, office in enumerate(assigned)}
    bound |= {f"office_{place}": office for place, office in enumerate(offices)} | {"me": actor.id}
    few = references.few(q, references.Keys(len(assigned), len(offices), is_behind_no_ethical_wall), bound)
    is_later, is_collated = before is not None, not is_sqlite(db.engine)
    shape = _Shape(len(assigned), len(offices), bool(in_emergency), is_later, few is not None, is_collated)
    bound |= {"day": before and before.on, "key": before and before.id, "few": few, **references.named_so(q)}
    bound |= {"emergencies": in_emergency, "at": sorted(reach.get(Relation.EMERGENCY, ()))} if in_emergency else {}
    marks = [Mark(row.opened_on, row.id) for row in db.session.execute(_keys(shape), bound)]
    return Page([one.id for one in marks[:PAGE]], marks[PAGE - 1] if len(marks) > PAGE else None)


@cache
def _keys(shape: _Shape) -> Select[Any]:
    """The keys of one page."""
    parts = [select(way.subquery()) for way in _ways(shape)]
    keys = (parts[0] if len(parts) == 1 else union(*parts)).subquery()
    found: Select[Any] = select(keys.c.id, keys.c.opened_on)
    return found.order_by(desc(keys.c.opened_on), desc(keys.c.id)).limit(PAGE + 1)


def _ways(shape: _Shape) -> list[Select[Any]]:
    """One short, ordered read for each key by which she sees cases, so that nothing is sorted as a whole."""
    found: list[Select[Any]] = []
    hers, ours = _ASSIGNMENTS.c, _CASES.c
    for place in range(shape.assigned):
        at = hers.office_id == bindparam(f"assigned_{place}")
        mine = select(hers.case_id.label("id"), hers.opened_on).where(hers.user_id == bindparam("me"))
        found.append(_narrowed(shape, mine, at, hers))
    every = select(ours.id, ours.opened_on)
    for place in range(shape.offices):
        found.append(_narrowed(shape, every, ours.office_id == bindparam(f"office_{place}"), ours))
    if shape.has_emergency:
        opened = every.where(ours.id.in_(bindparam("emergencies", expanding=True)))
        here = ours.office_id.in_(bindparam("at", expanding=True))
        found.append(
            _narrowed(shape._replace(is_rare=False), opened, here, ours)
        )  # few, and without a key of their own
    return found


def of_each(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The same in words that lead to no index: the few that are named are looked at, and not all of an office."""
    return case((condition, true()), else_=false())


def _narrowed(shape: _Shape, wanted: Select[Any], at: ColumnElement[bool], row: Any) -> Select[Any]:
    """`at`: where the row lies; `row`: the columns of a case, or of an assignment, which repeats them."""
    day, key = row.opened_on, row.case_id if "case_id" in row else row.id
    wanted = wanted.where(of_each(at) if shape.is_rare else at)
    wanted = wanted.where(is_behind_no_ethical_wall(bindparam("me"), key))
    if shape.is_rare:
        wanted = wanted.where(key.in_(bindparam("few", expanding=True, type_=key.type)))
    else:
        wanted = wanted.where(or_(*references.is_so(row, is_collated=shape.is_collated)))
    if shape.is_later_page:
        mark = tuple_(bindparam("day", type_=day.type), bindparam("key", type_=key.type))
        wanted = wanted.where(tuple_(day, key) < mark)
    return wanted.order_by(day.desc(), key.desc()).limit(PAGE + 1)


def lead_id_of(case: Case) -> UUID | None:
    """Who leads the case; None: nobody."""
    wanted = select(Assignment.user_id).where(Assignment.case_id == case.id, Assignment.is_lead())
    return db.session.scalar(wanted)


def lead_of(case: Case) -> str:
    """The name of the lawyer who leads the case, or ""."""
    wanted = select(User.name).join(Assignment, Assignment.user_id == User.id)
    return db.session.scalar(wanted.where(Assignment.case_id == case.id, Assignment.is_lead())) or ""


def leads(cases: Iterable[UUID]) -> dict[UUID, str]:
    """Who leads each of these cases, which she may see."""
    return {row.case_id: row.name for row in db.session.execute(_leads(), {"these": sorted(set(cases))})}


@cache
def _leads() -> Select[UUID, str]:
    wanted = select(Assignment.case_id, User.name).join(User, User.id == Assignment.user_id)
    these = bindparam("these", expanding=True, type_=Assignment.case_id.type)
    return wanted.where(Assignment.case_id.in_(these), Assignment.is_lead())


def seconds_of(case: Case) -> list[str]:
    """The names of the other lawyers who work on the case."""
    return list(db.session.scalars(_seconds(), {"case": case.id}))


@cache
def _seconds() -> Select[str]:
    wanted = select(User.name).join(Assignment, Assignment.user_id == User.id).order_by(User.name)
    return wanted.where(Assignment.case_id == bindparam("case"), ~Assignment.is_lead())


def organisation_of(case: Case) -> str:
    """The name of the partner organisation whose office keeps the case."""
    return db.session.scalars(select(Office.organisation).where(Office.id == case.office_id)).one()


def office_of(case: Case) -> str:
    """The name of the office that has the case."""
    return db.session.scalar(select(Office.name).where(Office.id == case.office_id)) or ""
