"""Which open deadlines come next for this person? Ours first, the nearest first; read from keys, never sorted as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, select, tuple_

from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.cases.queries import is_not_walled, is_visible
from litigation_app.casework.proceedings import dues, pinned, rules
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.law.graph import Side

PAGE = 30
MANY = 1_500  # cases of one lawyer: from here on it is quicker to look for hers among the next open deadlines of all
FEW_OPEN = 1_500  # open deadlines looked at before her own cases are gone through after all
_NEVER = date(9999, 12, 31)


class Mark(NamedTuple):
    """Where a page of deadlines ended: the place of the side, the day if there is one, the deadline."""

    rank: int
    act_by: date | None
    id: UUID


@dataclass(frozen=True)
class Page:
    """A page of deadlines; `next` is None on the last one."""

    rows: list[dues.Line]
    next: Mark | None


@dataclass(frozen=True)
class _Asked:
    """Which part of the list is wanted: of one side ("": of all), after a mark."""

    side: str
    after: Mark | None

    def stretches(self) -> list[tuple[int, bool]]:
        """What one key gives in order, each after the other: a side, first with a day and then (True) without."""
        start = (self.after.rank, self.after.act_by is None) if self.after else (0, False)
        every = [(rank, is_bare) for rank, side in enumerate(rules.SIDES) for is_bare in (False, True)]
        return [one for one in every if one >= start and self.side in ("", rules.SIDES[one[0]])]


def page(
    actor: Actor, language: str, *, side: str = "", case_id: UUID | None = None, before: Mark | None = None
) -> Page:
    """Thirty open deadlines of her cases after the mark `before`; `case_id`: of this case alone, if it is hers."""
    asked = _Asked(side, before)
    marks = _of_case(actor, case_id, asked) if case_id else _merged(_ways(actor, asked))
    shown = [mark.id for mark in marks[:PAGE]]
    found = {line.id: line for line in lines(Deadline.id.in_(shown), language)}
    return Page([found[one] for one in shown if one in found], marks[PAGE - 1] if len(marks) > PAGE else None)


def lines(condition: ColumnElement[bool], language: str, *order_by: ColumnElement[Any]) -> list[dues.Line]:
    """These deadlines in words, each by the rules under which its proceeding runs."""
    found = [dues.Period(*row) for row in db.session.execute(periods(condition).order_by(*order_by))]
    for country, version in {(one.country, one.law_version) for one in found}:
        pinned.law_of(country, version)  # so that it is known wherever its words are asked for
    return [dues.line(one, language, today()) for one in found]


def periods(condition: ColumnElement[bool]) -> Select[Any]:
    """The columns of dues.Period for the deadlines of which this holds."""
    named = {
        "country": Case.country,
        "reference": Case.reference,
        "code_name": Case.code_name,
        "procedure": Proceeding.procedure,
        "law_version": Proceeding.law_version,
    }
    names = dues.Period.__dataclass_fields__
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
    for case_id in sorted(actor.emergencies):
        yield _of_case(actor, case_id, asked)


def _merged(ways: Iterator[list[Mark]]) -> list[Mark]:
    return sorted({mark for way in ways for mark in way}, key=_key)[: PAGE + 1]


def _key(mark: Mark) -> tuple[int, int, date, UUID]:
    """The place of a mark in `order`, so that both databases and Python sort alike."""
    return mark.rank, int(mark.act_by is None), mark.act_by or _NEVER, mark.id


def _of_office(me: UUID, office: UUID, asked: _Asked) -> list[Mark]:
    found: list[Mark] = []
    is_ours = and_(Deadline.office_id == office, is_not_walled(me, Deadline.case_id))
    for stretch in asked.stretches():
        wanted = _stretch(stretch, asked.after).where(is_ours).limit(PAGE + 1 - len(found))
        found += [Mark(stretch[0], row.act_by, row.id) for row in db.session.execute(wanted)]
        if len(found) > PAGE:
            break
    return found


def _of_lawyer(lawyer: UUID, offices: frozenset[UUID], asked: _Asked) -> list[Mark]:
    is_hers = and_(
        Assignment.user_id == lawyer, Assignment.office_id.in_(offices), is_not_walled(lawyer, Assignment.case_id)
    )
    hers = select(Assignment.case_id).where(is_hers).limit(MANY).subquery()
    has_many = db.session.scalar(select(func.count()).select_from(hers)) == MANY
    return (has_many and _among_the_next(is_hers, asked)) or _of_her_cases(is_hers, asked)


def _among_the_next(is_hers: ColumnElement[bool], asked: _Asked) -> list[Mark]:
    """A full page of hers among the next open deadlines of everybody, or nothing: then it must be sought elsewhere."""
    stretch = next(iter(asked.stretches()), None)
    if stretch is None:
        return []
    near = _stretch(stretch, asked.after).add_columns(Deadline.case_id).limit(FEW_OPEN).subquery()
    works_on = exists().where(Assignment.case_id == near.c.case_id, is_hers)
    wanted = select(near.c.act_by, near.c.id).where(works_on).order_by(near.c.act_by, near.c.id).limit(PAGE + 1)
    found = [Mark(stretch[0], row.act_by, row.id) for row in db.session.execute(wanted)]
    return found if len(found) > PAGE else []


def _stretch(stretch: tuple[int, bool], after: Mark | None) -> Select[Any]:
    """The open deadlines of a side that have a day, or (True) have none, in the order of the key."""
    rank, is_bare = stretch
    columns: tuple[Any, ...] = (Deadline.act_by, Deadline.id)
    wanted = select(*columns).where(is_open(), Deadline.side == str(rules.SIDES[rank]))
    wanted = wanted.where(Deadline.act_by.is_(None) if is_bare else Deadline.act_by.is_not(None))
    if after is not None and stretch == (after.rank, after.act_by is None):
        later = tuple_(Deadline.act_by, Deadline.id) > tuple_(literal(after.act_by), literal(after.id))
        wanted = wanted.where(Deadline.id > after.id if is_bare else later)
    return wanted.order_by(Deadline.act_by, Deadline.id)


def _of_her_cases(is_hers: ColumnElement[bool], asked: _Asked) -> list[Mark]:
    of_hers = and_(Assignment.case_id == Deadline.case_id, is_hers)
    return _in_order(select(*_columns()).join(Assignment, of_hers), asked)


def _of_case(actor: Actor, case_id: UUID, asked: _Asked) -> list[Mark]:
    of_case = select(*_columns()).join(Case, Case.id == Deadline.case_id).where(Deadline.case_id == case_id)
    return _in_order(of_case.where(is_visible(actor)), asked)


def _columns() -> tuple[ColumnElement[Any], ...]:
    return order()[0], Deadline.act_by, Deadline.id  # type: ignore[return-value]


def _in_order(wanted: Select[Any], asked: _Asked) -> list[Mark]:
    wanted = wanted.where(is_open())
    if asked.side:
        # not `Deadline.side ==`: SQLite would go through everybody's deadlines of that side by their key
        wanted = wanted.where(order()[0] == rules.SIDES.index(Side(asked.side)))
    if asked.after is not None:
        wanted = wanted.where(tuple_(*order()) > tuple_(*(literal(value) for value in _key(asked.after))))
    return [Mark(*row) for row in db.session.execute(wanted.order_by(*order()).limit(PAGE + 1))]
