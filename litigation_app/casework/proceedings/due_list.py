"""Which open deadlines come next for this person? Ours first, the nearest first; read from keys, never sorted as a whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, exists, func, select, tuple_

from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall, is_visible
from litigation_app.casework.proceedings import presenters, rules
from litigation_app.casework.proceedings.law_versions import queries as law_versions
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.law.graph import Side

PAGE = 30
MANY = 1_500  # cases of one lawyer: from here on it is quicker to look for hers among the next open deadlines of all
FEW_OPEN = 1_500  # open deadlines looked at before her own cases are gone through after all
_NEVER = date(9999, 12, 31)
Stretch = tuple[int, bool]  # the place of a side; (True) those of its deadlines that have no day


class Mark(NamedTuple):
    """Where a page of deadlines ended: the place of the side, the day if there is one, the deadline."""

    rank: int
    act_by: date | None
    id: UUID


@dataclass(frozen=True)
class Page:
    """A page of deadlines; `next` is None on the last one."""

    rows: list[presenters.Line]
    next: Mark | None


@dataclass(frozen=True)
class _Asked:
    """Which part of the list is wanted: of one side ("": of all), after a mark."""

    side: str
    after: Mark | None

    def stretches(self) -> list[Stretch]:
        """What one key gives in order, each after the other: a side, first with a day and then (True) without."""
        start = (self.after.rank, self.after.act_by is None) if self.after else (0, False)
        every = [(rank, is_bare) for rank, side in enumerate(rules.SIDES) for is_bare in (False, True)]
        return [one for one in every if one >= start and self.side in ("", rules.SIDES[one[0]])]

    def is_within(self, stretch: Stretch) -> bool:
        """Whether the mark lies in this stretch, which is then read from there."""
        return self.after is not None and stretch == (self.after.rank, self.after.act_by is None)

    def bound(self) -> dict[str, object]:
        """How much is read, and the mark, as the statements below name them."""
        most: dict[str, object] = {"most": PAGE + 1, "few": FEW_OPEN, "many": MANY}
        if self.after is None:
            return most
        rank, is_bare, day, key = _key(self.after)
        return most | {"after_rank": rank, "after_bare": is_bare, "after_day": day, "after": key}


def page(
    actor: Actor, language: str, *, side: str = "", case_id: UUID | None = None, before: Mark | None = None
) -> Page:
    """Thirty open deadlines of her cases after the mark `before`; `case_id`: of this case alone, if it is hers."""
    asked = _Asked(side, before)
    marks = _of_cases(actor, [case_id], asked) if case_id else _merged(_ways(actor, asked))
    shown = [mark.id for mark in marks[:PAGE]]
    found = {line.id: line for line in of_ids(shown, language)}
    return Page([found[one] for one in shown if one in found], marks[PAGE - 1] if len(marks) > PAGE else None)


def ours(actor: Actor, language: str) -> list[presenters.Line]:
    """Our open deadlines of her cases: a page of the nearest, and a page of those of which nobody has entered the day that starts them."""
    first = page(actor, language, side=str(Side.OURS))
    if first.next is None:
        return first.rows
    bare = Mark(rules.SIDES.index(Side.OURS), None, UUID(int=0))
    later = page(actor, language, side=str(Side.OURS), before=bare).rows
    return list({one.id: one for one in (*first.rows, *later)}.values())


def of_ids(ids: Sequence[UUID], language: str) -> list[presenters.Line]:
    """These deadlines in words, in any order."""
    return in_words(db.session.execute(_these(), {"ids": ids}), language)


def lines(condition: ColumnElement[bool], language: str, *order_by: ColumnElement[Any]) -> list[presenters.Line]:
    """These deadlines in words, each by the rules under which its proceeding runs."""
    return in_words(db.session.execute(periods(condition).order_by(*order_by)), language)


def in_words(rows: Iterable[Any], language: str) -> list[presenters.Line]:
    """What a statement of `periods` gave."""
    found = [presenters.Period(*row) for row in rows]
    for country, version in {(one.country, one.law_version) for one in found}:
        law_versions.law_of(country, version)  # so that it is known wherever its words are asked for
    return [presenters.line(one, language, today()) for one in found]


def periods(condition: ColumnElement[bool]) -> Select[Any]:
    """The columns of dues.Period for the deadlines of which this holds."""
    named = {
        "country": Case.country,
        "reference": Case.reference,
        "code_name": Case.code_name,
        "procedure": Proceeding.procedure,
        "law_version": Proceeding.law_version,
    }
    names = presenters.Period.__dataclass_fields__
    columns: Sequence[Any] = [named[name] if name in named else getattr(Deadline, name) for name in names]
    wanted: Select[Any] = select(*columns)
    joined = wanted.join(Proceeding, Proceeding.id == Deadline.proceeding_id).join(Case, Case.id == Deadline.case_id)
    return joined.where(condition)


def is_open() -> ColumnElement[bool]:
    """The condition of the partial keys of Deadline, word for word."""
    return Deadline.met_on.is_(None) & Deadline.lapsed_on.is_(None)


def order() -> tuple[ColumnElement[Any], ...]:
    """The order of the list, where it is short enough to be sorted."""
    ranks: list[tuple[Any, int]] = [(Deadline.side == str(side), place) for place, side in enumerate(rules.SIDES)]
    is_bare = case((Deadline.act_by.is_(None), 1), else_=0)
    return case(*ranks), is_bare, func.coalesce(Deadline.act_by, _NEVER), Deadline.id  # type: ignore[return-value]


def _ways(actor: Actor, asked: _Asked) -> Iterator[list[Mark]]:
    """The next marks by each key by which she sees cases, as `cases.queries.visible_to` has them."""
    reach = actor.reach(May.LIST_CASES)
    if Relation.ASSIGNED in reach:
        yield _of_lawyer(actor.id, reach[Relation.ASSIGNED], asked)
    for office in sorted(reach.get(Relation.OFFICE, ())):
        yield _of_office(actor.id, office, asked)
    if actor.emergencies:
        yield _of_cases(actor, sorted(actor.emergencies), asked)


def _merged(ways: Iterator[list[Mark]]) -> list[Mark]:
    return sorted({mark for way in ways for mark in way}, key=_key)[: PAGE + 1]


def _key(mark: Mark) -> tuple[int, int, date, UUID]:
    """The place of a mark in `order`, so that both databases and Python sort alike."""
    return mark.rank, int(mark.act_by is None), mark.act_by or _NEVER, mark.id


def _of_office(me: UUID, office: UUID, asked: _Asked) -> list[Mark]:
    found: list[Mark] = []
    bound = asked.bound() | {"me": me, "office": office}
    for stretch in asked.stretches():
        wanted = _stretch_of_office(stretch, asked.is_within(stretch))
        rows = db.session.execute(wanted, bound | {"most": PAGE + 1 - len(found)})
        found += [Mark(stretch[0], row.act_by, row.id) for row in rows]
        if len(found) > PAGE:
            break
    return found


def _of_lawyer(lawyer: UUID, offices: frozenset[UUID], asked: _Asked) -> list[Mark]:
    bound = asked.bound() | {"me": lawyer, "offices": sorted(offices)}
    has_many = db.session.scalar(_number_of_hers(), bound) == MANY
    if has_many and (found := _among_the_next(bound, asked)):
        return found
    return [Mark(*row) for row in db.session.execute(_of_her_cases(asked.side, asked.after is not None), bound)]


def _among_the_next(bound: dict[str, object], asked: _Asked) -> list[Mark]:
    """A full page of hers among the next open deadlines of everybody, or nothing: then it must be sought elsewhere."""
    stretch = next(iter(asked.stretches()), None)
    if stretch is None:
        return []
    rows = db.session.execute(_hers_near(stretch, asked.is_within(stretch)), bound)
    found = [Mark(stretch[0], row.act_by, row.id) for row in rows]
    return found if len(found) > PAGE else []


def _of_cases(actor: Actor, cases: Sequence[UUID], asked: _Asked) -> list[Mark]:
    wanted = _of_few_cases(actor, asked.side, asked.after is not None)
    return [Mark(*row) for row in db.session.execute(wanted, asked.bound() | {"cases": cases})]


def _after(*names: str) -> ColumnElement[Any]:
    """The mark, bound at each call."""
    types = dict(zip(("after_rank", "after_bare", "after_day", "after"), (one.type for one in order()), strict=True))
    return tuple_(*(bindparam(name, type_=types[name]) for name in names))


# The statements below are written once: writing one costs more than running it.


@cache
def _these() -> Select[Any]:
    return periods(Deadline.id.in_(bindparam("ids", expanding=True)))


@cache
def _stretch_of_office(stretch: Stretch, is_later: bool) -> Select[Any]:
    is_ours = and_(
        Deadline.office_id == bindparam("office"), is_behind_no_ethical_wall(bindparam("me"), Deadline.case_id)
    )
    return _stretch(stretch, is_later).where(is_ours).limit(_bound("most"))


@cache
def _number_of_hers() -> Select[Any]:
    """How many cases are hers, counted no further than MANY."""
    return select(func.count()).select_from(
        select(Assignment.case_id).where(_is_hers()).limit(_bound("many")).subquery()
    )


@cache
def _hers_near(stretch: Stretch, is_later: bool) -> Select[Any]:
    near = _stretch(stretch, is_later).add_columns(Deadline.case_id).limit(_bound("few")).subquery()
    works_on = exists().where(Assignment.case_id == near.c.case_id, _is_hers())
    columns: Sequence[Any] = (near.c.act_by, near.c.id)
    return select(*columns).where(works_on).order_by(*columns).limit(_bound("most"))


@cache
def _of_her_cases(side: str, is_later: bool) -> Select[Any]:
    return _in_order(
        select(*_columns()).join(Assignment, and_(Assignment.case_id == Deadline.case_id, _is_hers())), side, is_later
    )


@lru_cache(maxsize=256)
def _of_few_cases(actor: Actor, side: str, is_later: bool) -> Select[Any]:
    """Kept for each sign-in that is at work."""
    of_cases = select(*_columns()).join(Case, Case.id == Deadline.case_id)
    these = Deadline.case_id.in_(bindparam("cases", expanding=True))
    return _in_order(of_cases.where(these, is_visible(actor)), side, is_later)


def _in_order(wanted: Select[Any], side: str, is_later: bool) -> Select[Any]:
    wanted = wanted.where(is_open())
    if side:
        # not `Deadline.side ==`: SQLite would go through everybody's deadlines of that side by their key
        wanted = wanted.where(order()[0] == rules.SIDES.index(Side(side)))
    if is_later:
        wanted = wanted.where(tuple_(*order()) > _after("after_rank", "after_bare", "after_day", "after"))
    return wanted.order_by(*order()).limit(_bound("most"))


def _is_hers() -> ColumnElement[bool]:
    """That she works on the case of an assignment and no ethical wall keeps her away."""
    me: Any = bindparam("me")
    at = Assignment.office_id.in_(bindparam("offices", expanding=True))
    return and_(Assignment.user_id == me, at, is_behind_no_ethical_wall(me, Assignment.case_id))


def _stretch(stretch: Stretch, is_later: bool) -> Select[Any]:
    """The open deadlines of a side that have a day, or (True) have none, in the order of the key; or those after a mark."""
    rank, is_bare = stretch
    columns: tuple[Any, ...] = (Deadline.act_by, Deadline.id)
    wanted = select(*columns).where(is_open(), Deadline.side == str(rules.SIDES[rank]))
    wanted = wanted.where(Deadline.act_by.is_(None) if is_bare else Deadline.act_by.is_not(None))
    if is_later and is_bare:
        wanted = wanted.where(Deadline.id > bindparam("after"))
    elif is_later:
        wanted = wanted.where(tuple_(*columns) > _after("after_day", "after"))
    return wanted.order_by(*columns)


def _bound(name: str) -> ColumnElement[int]:
    return bindparam(name, type_=Integer)


def _columns() -> tuple[ColumnElement[Any], ...]:
    return order()[0], Deadline.act_by, Deadline.id  # type: ignore[return-value]
