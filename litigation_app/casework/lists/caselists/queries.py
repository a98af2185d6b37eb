"""Which of the cases that this person may see stand in a list, and what is shown of each?"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, select

from litigation_app.accounts.models import Office, RoleHeld, User
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.lists import queries as statements
from litigation_app.casework.lists.caselists.models import Facet, SavedView
from litigation_app.casework.lists.caselists.rules import Name, Tab, Wanted
from litigation_app.casework.lists.queries import Shape
from litigation_app.casework.proceedings.limitation.rules import BARRED_WITHIN
from litigation_app.casework.proceedings.upcoming.queries import Line, lines
from litigation_app.core.access import Actor, May, Relation, Role
from litigation_app.core.clock import today
from litigation_app.core.counts import Count, counted
from litigation_app.core.db import db
from litigation_app.core.paging import PAGE, Mark, Page

Key = TypeVar("Key", bound=str)


class Scope(NamedTuple):
    """By which ways she sees cases: offices at which she works on some, of which she sees all, cases opened in an emergency."""

    assigned: tuple[UUID, ...]
    offices: tuple[UUID, ...]
    emergencies: tuple[UUID, ...]
    at: tuple[UUID, ...]  # where those lie


def page(actor: Actor, wanted: Wanted, *, after: Mark | None = None, most: int = PAGE) -> Page[Line]:
    """So many of her cases that stand in this list, after the mark: two reads, however many there are."""
    marks = keys(actor, wanted, after=after, most=most + 1)
    last = marks[most - 1] if len(marks) > most else None
    return Page(lines([one.id for one in marks[:most]]), last)


def keys(actor: Actor, wanted: Wanted, *, most: int, after: Mark | None = None) -> list[Mark]:
    """So many of her cases that stand in this list, after the mark."""
    shape, bound = _asked(_scope(actor, wanted), wanted, actor, after)
    if not (shape.assigned or shape.offices or shape.has_emergency):
        return []
    rows = db.session.execute(statements.keys(shape), bound | {"most": most})
    return [Mark(one.sort, one.id) for one in rows]


def number(actor: Actor, tab: Tab) -> int:
    """How many of all her cases stand in this tab, counted no further than CAP and one."""
    return numbers(actor, Wanted(), [tab])[tab]


def numbers(actor: Actor, wanted: Wanted, tabs: Sequence[Tab]) -> dict[Tab, int]:
    """How many cases stand in each of these tabs, counted no further than CAP and one, in one read."""
    return counted_as(actor, {tab: replace(wanted, tab=tab) for tab in tabs})


def counted_as(actor: Actor, lists: Mapping[Key, Wanted]) -> dict[Key, int]:
    """How many cases stand in each of these lists, which differ in nothing but tab and facets, in one read."""
    counts = counts_of(actor, lists, lambda _key, shape: statements.count(shape))
    return dict.fromkeys(lists, 0) | dict(zip(counts, counted(list(counts.values())), strict=True))


def counts_of(
    actor: Actor, lists: Mapping[Key, Wanted], statement: Callable[[Key, Shape], Select[Any]]
) -> dict[Key, Count]:
    """The statement that counts something of each of these lists; none for whoever sees no case at all."""
    scope = _scope(actor, next(iter(lists.values()))) if lists else Scope((), (), (), ())
    if not any(scope):
        return {}
    asked = {key: _asked(scope, wanted, actor, None, mark=str(key)) for key, wanted in lists.items()}
    return {key: Count(statement(key, shape), bound) for key, (shape, bound) in asked.items()}


def _asked(
    scope: Scope, wanted: Wanted, actor: Actor, after: Mark | None, mark: str = ""
) -> tuple[Shape, dict[str, Any]]:
    """The statement of this list, and what is bound to it."""
    narrowed = wanted.narrowed
    shape = Shape(
        len(scope.assigned), len(scope.offices), bool(scope.emergencies), wanted.tab, wanted.sorted_by, len(narrowed),
        wanted.is_barred_soon, wanted.over, after is not None, mark,
    )  # fmt: skip
    bound: dict[str, Any] = {"me": actor.id, "today": today()}
    bound |= {f"assigned_{place}": office for place, office in enumerate(scope.assigned)}
    bound |= {f"office_{place}": office for place, office in enumerate(scope.offices)}
    for place, (name, value) in enumerate(narrowed):
        bound |= {f"name_{mark}_{place}": str(name), f"value_{mark}_{place}": value}
    bound |= {"soon": today() + BARRED_WITHIN} if wanted.is_barred_soon else {}
    bound |= {"after_day": after.on, "after": after.id} if after else {}
    bound |= {"emergencies": scope.emergencies, "at": scope.at} if scope.emergencies else {}
    return shape, bound


def _scope(actor: Actor, wanted: Wanted) -> Scope:
    reach = actor.reach(May.LIST_CASES)
    whole = reach.get(Relation.OFFICE, frozenset())
    assigned = reach.get(Relation.ASSIGNED, frozenset()) - whole
    at = reach.get(Relation.EMERGENCY, frozenset()) - whole
    whole, assigned, at = (_offices_of(wanted, some) for some in (whole, assigned, at))
    emergencies = tuple(sorted(actor.emergencies)) if at else ()
    return Scope(tuple(sorted(assigned)), tuple(sorted(whole)), emergencies, tuple(sorted(at)))


def _offices_of(wanted: Wanted, some: frozenset[UUID]) -> frozenset[UUID]:
    """Those of these offices to which the list is narrowed."""
    found = some & {wanted.office} if wanted.office else some
    if not wanted.country or not found:
        return found
    return frozenset(
        db.session.scalars(select(Office.id).where(Office.id.in_(found), Office.country == wanted.country))
    )


def clients(cases: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The code names of the clients of these cases, by case; nobody who was erased."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for case_id, code_name in db.session.execute(_clients(), {"these": cases}):
        found[case_id].append(code_name)
    return found


def facets(cases: Sequence[UUID]) -> dict[UUID, dict[str, list[str]]]:
    """What runs in these cases and how their claims stand, by case and name."""
    found: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for case_id, name, value in db.session.execute(_facets(), {"these": cases}):
        found[case_id][name].append(value)
    return found


def offices(actor: Actor) -> list[tuple[UUID, str, str]]:
    """The offices at which she sees cases, with their countries, by name."""
    reach = actor.reach(May.LIST_CASES)
    at = reach.get(Relation.OFFICE, frozenset()) | reach.get(Relation.ASSIGNED, frozenset())
    return [(row[0], row[1], row[2]) for row in db.session.execute(_offices(), {"these": sorted(at)})]


def lawyers(actor: Actor) -> list[tuple[UUID, str]]:
    """The lawyers of the offices of which she sees every case, by name."""
    whole = actor.reach(May.LIST_CASES).get(Relation.OFFICE, frozenset())
    return [(row[0], row[1]) for row in db.session.execute(_lawyers(), {"these": sorted(whole)})] if whole else []


def saved(actor: Actor, of: str = "") -> list[str]:
    """The views that she keeps of lists of this kind ("": of cases), as their addresses have them, in the order of keeping."""
    every = db.session.scalars(_saved(), {"me": actor.id})
    return [one.removeprefix(of) for one in every if (one.startswith(of) if of else ":" not in one)]


_THESE: BindParameter[Any] = bindparam("these", expanding=True)


@cache
def _clients() -> Select[UUID, str]:
    of_cases = (Victim.case_id.in_(_THESE), Victim.erased_at.is_(None))
    return select(Victim.case_id, Victim.code_name).where(*of_cases).order_by(Victim.code_name)


@cache
def _facets() -> Select[UUID, str, str]:
    wanted = select(Facet.case_id, Facet.name, Facet.value).where(Facet.case_id.in_(_THESE))
    return wanted.where(Facet.name.in_([Name.KIND, Name.CLAIM]))


@cache
def _offices() -> Select[UUID, str, str]:
    return select(Office.id, Office.name, Office.country).where(Office.id.in_(_THESE)).order_by(Office.name)


@cache
def _lawyers() -> Select[UUID, str]:
    held = select(RoleHeld.user_id).where(RoleHeld.office_id.in_(_THESE), RoleHeld.role == Role.LAWYER)
    return select(User.id, User.name).where(User.id.in_(held)).order_by(User.name)


@cache
def _saved() -> Select[Any]:
    return select(SavedView.wanted).where(SavedView.user_id == bindparam("me")).order_by(SavedView.saved_at)
