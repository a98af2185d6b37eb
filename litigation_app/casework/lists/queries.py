"""How is a list of cases read: one short, ordered read for each key by which somebody sees cases, so that nothing is sorted as a whole?"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    Table,
    Uuid,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    union,
)

from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall
from litigation_app.casework.lists.caselists.models import Facet
from litigation_app.casework.lists.caselists.rules import CAP, Order, Tab

_CASES, _MINE, _FACETS = (cast(Table, one.__table__).c for one in (Case, Assignment, Facet))
_FIRST = date.min  # the day of what never had one


class Shape(NamedTuple):
    """What the statement of a list depends on: it is written once for each shape and bound at each call."""

    assigned: int  # at how many offices she works on cases
    offices: int  # of how many she sees all
    has_emergency: bool
    tab: Tab
    order: Order
    facets: int  # by how many it is narrowed
    is_barred_soon: bool
    over: tuple[bool, ...]
    is_later_page: bool
    mark: str  # lists that are counted in one statement differ in it


@cache
def keys(shape: Shape) -> Select[Any]:
    """The ids of one page and by what they stand in order (`id`, `sort`), and one more."""
    parts = [select(one.subquery()) for one in _ways(shape, _most())]
    found = (parts[0] if len(parts) == 1 else union(*parts)).subquery()
    return select(found.c.id, found.c.sort).order_by(*_in_order(shape, found.c.sort, found.c.id)).limit(_most())


@cache
def count(shape: Shape) -> Select[Any]:
    """How many there are, counted no further than CAP and one."""
    return select(func.count()).select_from(ids(shape).subquery())


@cache
def ids(shape: Shape) -> Select[Any]:
    """The first of them, in no order, as far as anybody counts."""
    parts = [select(one.subquery().c.id) for one in _ways(shape, literal(CAP + 1))]
    found = (parts[0] if len(parts) == 1 else union(*parts)).subquery()
    return select(found.c.id).limit(CAP + 1)


def _most() -> ColumnElement[int]:
    return bindparam("most", type_=Integer())


def _ways(shape: Shape, most: ColumnElement[int]) -> Iterator[Select[Any]]:
    is_of_cases = shape.is_barred_soon or shape.tab is Tab.UNDATED
    for place in range(shape.assigned):
        at = bindparam(f"assigned_{place}", type_=Uuid())
        mine = and_(_MINE.user_id == bindparam("me", type_=Uuid()), _MINE.office_id == at)
        if is_of_cases:
            hers = select(_MINE.case_id).where(mine)
            yield from _of_cases(shape, and_(_CASES.office_id == at, _CASES.id.in_(hers)), most)
        else:
            yield from _halves(shape, _MINE, _MINE.case_id, mine, most)
    for place in range(shape.offices):
        at = bindparam(f"office_{place}", type_=Uuid())
        if is_of_cases:
            yield from _of_cases(shape, _CASES.office_id == at, most)
        elif shape.facets:
            yield from _halves(
                shape, _FACETS, _FACETS.case_id, and_(_FACETS.office_id == at, _is(shape, 0, _FACETS)), most
            )
        else:
            yield from _halves(shape, _CASES, _CASES.id, _CASES.office_id == at, most)
    if shape.has_emergency:  # few, and without a key of their own
        opened = _CASES.id.in_(bindparam("emergencies", expanding=True, type_=Uuid()))
        here = and_(opened, _CASES.office_id.in_(bindparam("at", expanding=True, type_=Uuid())))
        yield from _of_cases(shape, here, most) if is_of_cases else _halves(shape, _CASES, _CASES.id, here, most)


def _halves(
    shape: Shape, row: Any, key: Any, at: ColumnElement[bool], most: Any, barred_on: Any = None
) -> Iterator[Select[Any]]:
    """Running cases and those that are over lie apart in each key. `barred_on`: by which day of limitation they stand, if by one."""
    by_day = row.next_on if barred_on is None else barred_on
    sort = row.opened_on if shape.order.is_of_opening else by_day
    for is_over in shape.over:
        half = true() if is_over else false()  # in the words of a key, as `Task.is_open` is
        wanted = select(key.label("id"), sort.label("sort")).where(at, row.is_over == half)
        if shape.tab is Tab.OVERDUE:
            wanted = wanted.where(row.next_on < bindparam("today", type_=Date()))
        yield _narrowed(shape, wanted, key, sort, most)


def _of_cases(shape: Shape, at: ColumnElement[bool], most: Any) -> Iterator[Select[Any]]:
    """What only the case itself says: that it has no next date, or that something of it may soon be time-barred."""
    outer, sooner = _CASES.barred_on, _CASES.barred_from_knowledge_on
    if shape.tab is not Tab.UNDATED:
        yield from _halves(shape, _CASES, _CASES.id, and_(at, _is_next(outer, sooner)), most, outer)
        yield from _halves(shape, _CASES, _CASES.id, and_(at, _is_next(sooner, outer)), most, sooner)
        return
    at = and_(at, or_(_is_next(outer, sooner), _is_next(sooner, outer))) if shape.is_barred_soon else at
    runs = and_(at, ~_CASES.is_over)
    for is_dated in (False, True):
        sort: Any = _CASES.dated_until if is_dated else literal(_FIRST, Date())
        sort = _CASES.opened_on if shape.order.is_of_opening else sort
        passed = _CASES.dated_until < bindparam("today", type_=Date())
        wanted = select(_CASES.id, sort.label("sort")).where(runs, passed if is_dated else _CASES.dated_until.is_(None))
        yield _narrowed(shape, wanted, _CASES.id, sort, most)


def _is_next(day: Any, other: Any) -> ColumnElement[bool]:
    """That this day of limitation is near, and no later than the other unless that has passed (`limitation.rules.next_bar`)."""
    today = bindparam("today", type_=Date())
    return and_(day.between(today, bindparam("soon", type_=Date())), or_(other.is_(None), other < today, other >= day))


def _narrowed(shape: Shape, wanted: Select[Any], key: Any, sort: Any, most: Any) -> Select[Any]:
    wanted = wanted.where(is_behind_no_ethical_wall(bindparam("me", type_=Uuid()), key))
    other = cast(Table, Facet.__table__).alias().c
    for place in range(shape.facets):
        wanted = wanted.where(exists().where(other.case_id == key, _is(shape, place, other)))
    if shape.is_later_page:
        here = tuple_(sort, key)
        mark = tuple_(bindparam("after_day", type_=Date()), bindparam("after", type_=Uuid()))
        wanted = wanted.where(here > mark if shape.order.is_rising else here < mark)
    return wanted.order_by(*_in_order(shape, sort, key)).limit(most)


def _is(shape: Shape, place: int, row: Any) -> ColumnElement[bool]:
    """That a facet is the one that was asked for in this place."""
    name, value = (bindparam(f"{what}_{shape.mark}_{place}", type_=String()) for what in ("name", "value"))
    return and_(row.name == name, row.value == value)


def _in_order(shape: Shape, sort: Any, key: Any) -> tuple[Any, Any]:
    return (sort, key) if shape.order.is_rising else (sort.desc(), key.desc())
