"""What may rooms that never see a case know of it, and which of her cases have a reference or a code name that begins as was typed?"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, exists, func, select, union_all

from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.core import clock
from litigation_app.core.db import db, is_sqlite
from litigation_app.core.rls import rowguard
from litigation_app.law.loader import COUNTRIES

WHOLE = "references"  # of which any may be meant
FEW = 100  # more cases than these are sooner found in the list of whoever asks
NAMES = ("reference", "code_name")
_CASES, _ASSIGNMENTS = cast(Table, Case.__table__).c, cast(Table, Assignment.__table__).c
_LAST_LETTER = "\U0010ffff"
_OPENED = select(exists().where(Case.country == bindparam("country"), Case.year == bindparam("year")))


def count_held_by(user_id: UUID) -> int:
    """How many cases she leads: those that somebody must take over when she leaves."""
    led = select(func.count()).select_from(Assignment).where(Assignment.is_lead())
    with rowguard.system("references"):
        return db.session.scalar(led.where(Assignment.user_id == user_id)) or 0


def years_opened(country: str) -> set[int]:
    """In which years cases of this country were opened; how many is not said."""
    first, last = (
        select(Case.year).where(Case.country == country).order_by(way).limit(1).scalar_subquery()
        for way in (Case.year, Case.year.desc())
    )
    with rowguard.system("references"):
        ends = db.session.execute(select(first, last)).one()
        between = range(ends[0], ends[1] + 1) if ends[0] is not None else ()
        return {one for one in between if db.session.scalar(_OPENED, {"country": country, "year": one})}


def references(ids: set[UUID]) -> dict[UUID, str]:
    """The references of these cases, for the access log; never a code name."""
    if not ids:
        return {}
    named = select(Case.id, Case.reference).where(Case.id.in_(ids))
    with rowguard.system("references"):
        return {row.id: row.reference for row in db.session.execute(named)}


def id_of(reference: str) -> UUID | None:
    """The case with this reference, written in any case of letters."""
    with rowguard.system("references"):
        return db.session.scalar(select(Case.id).where(Case.reference == reference.strip().upper()))


class Keys(NamedTuple):
    """At how many offices she works on cases, of how many she sees all, and the condition that no ethical wall is before a case."""

    assigned: int
    offices: int
    is_behind_no_ethical_wall: Callable[[Any, Any], ColumnElement[bool]]


def few(q: str, keys: Keys, bound: dict[str, object]) -> list[UUID] | None:
    """Her cases that are named so; None: they are many, or no key can say. `bound`: as the list has it.

    No other case counts: how long this takes, and what follows from it, would tell of it.
    PostgreSQL asks of every row whether she may see it before it compares text, so that no key of a name helps there.
    """
    if not is_sqlite(db.engine):
        return None
    found = db.session.scalars(_by_key(keys), bound | named_so(q)).all()
    return list(set(found)) if len(found) < FEW else None


def named_so(q: str) -> dict[str, object]:
    """What was typed, as each name is written."""
    whole = rules.references(q, clock.today().year)
    padded = whole + [""] * (rules.YEARS * len(COUNTRIES) - len(whole))  # the same statement, whatever was typed
    return {"reference": rules.as_reference(q), "code_name": rules.as_code_name(q), WHOLE: padded}


@cache
def _by_key(keys: Keys) -> Select[Any]:
    ways = []
    for place in range(keys.assigned):
        mine = (_ASSIGNMENTS.user_id == bindparam("me"), _ASSIGNMENTS.office_id == bindparam(f"assigned_{place}"))
        every = select(_ASSIGNMENTS.case_id.label("id")).where(*mine)
        every = every.where(keys.is_behind_no_ethical_wall(bindparam("me"), _ASSIGNMENTS.case_id))
        ways += [every.where(one) for one in is_so(_ASSIGNMENTS)]
    for place in range(keys.offices):
        every = select(_CASES.id).where(_CASES.office_id == bindparam(f"office_{place}"))
        every = every.where(keys.is_behind_no_ethical_wall(bindparam("me"), _CASES.id))
        ways += [every.where(one) for one in is_so(_CASES)]
    found = union_all(*(select(way.limit(FEW).subquery()) for way in ways)).subquery()
    return select(found.c.id).limit(FEW)


def is_so(row: Any, *, is_collated: bool = False) -> list[ColumnElement[bool]]:
    """Of which any says that a row is named so: its reference is one of those that may be meant, or one of its names begins so.

    A range instead of LIKE: an index can answer it, and no letter of what was typed is a wildcard.
    """
    found: list[ColumnElement[bool]] = [row.reference.in_(bindparam(WHOLE, expanding=True))]
    for name in NAMES:
        ordered = row[name].collate("C") if is_collated else row[name]
        start = bindparam(name, type_=row[name].type)
        found.append(and_(ordered >= start, ordered < start + _LAST_LETTER))
    return found
