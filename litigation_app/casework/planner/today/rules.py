"""How do the things of a week stand under its days? Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

DAYS = 7


class Kind(StrEnum):
    """What a thing is, in the order in which those of one day stand."""

    HEARING = "hearing"
    DEADLINE = "deadline"
    DRAFT = "draft"  # the desk's own day before a deadline
    TASK = "task"
    INSTALMENT = "instalment"


@dataclass(frozen=True)
class Item:
    """One thing in words. `on` None: nobody has entered the day that starts it.

    `look`: of its state ("bad", "warn", "info" or ""); `task`: what is done with one press; `is_closed`: as of a Day.
    """

    on: date | None
    at: time | None
    kind: Kind
    what: str
    link: str
    case_id: UUID
    reference: str
    code_name: str
    lawyer: str
    state: str
    look: str
    task: object = None
    hour: str = ""
    is_closed: bool = False


class Stretch(NamedTuple):
    """Days that stand together: one with its things, or several on which nothing is; without days, what is over.

    `is_bare`: what has no day yet.
    """

    days: Sequence[date]
    items: Sequence[Item]
    is_bare: bool = False


def within(items: Iterable[Item], today: date) -> list[Item]:
    """Those that stand in the week: what is over and what has no day with them, nothing of later days."""
    return [one for one in items if one.on is None or one.on < today + timedelta(days=DAYS)]


def week(items: Iterable[Item], today: date) -> list[Stretch]:
    """What is overdue, what has no day yet, then each day from today; today stands alone though nothing is on it."""
    found = sorted(items, key=_order)
    late = [one for one in found if one.on is not None and one.on < today]
    bare = [one for one in found if one.on is None]
    stretches = [Stretch([], late)] if late else []
    stretches += [Stretch([], bare, is_bare=True)] if bare else []
    for day in (today + timedelta(days=after) for after in range(DAYS)):
        own, last = [one for one in found if one.on == day], stretches[-1] if stretches else None
        if last and last.days and last.days[-1] > today and not (own or last.items):
            stretches[-1] = Stretch([*last.days, day], [])
        else:
            stretches.append(Stretch([day], own))
    return stretches


def _order(one: Item) -> tuple[date, int, time, str]:
    return one.on or date.max, list(Kind).index(one.kind), one.at or time.max, one.reference


def counted(items: Iterable[Item]) -> dict[Kind, int]:
    """How many there are of each kind."""
    kinds = [one.kind for one in items]
    return {kind: kinds.count(kind) for kind in Kind}
