"""Which two persons share a number, and has anybody looked at it? Found by their marks; no number is read for it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, Table, and_, case, delete, func, literal, not_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app.core import clock, rowguard
from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.vault.models import DuplicateHit, IdentifierToken, SketchChange

_TOKENS, _HITS = cast(Table, IdentifierToken.__table__), cast(Table, DuplicateHit.__table__)
_CHANGES = cast(Table, SketchChange.__table__)
SAME_NAME, CONFLICT = (
    "name",
    "conflict",
)  # another client; a client in one case who is accused in another, or in this one
NAMES = (SAME_NAME, CONFLICT)
_MOST = 16
_COLUMNS = ("kind", "first", "second", "first_case", "second_case", "found_at")
_SHOWN = ("id", *_COLUMNS)


Sees = Callable[
    [ColumnElement[UUID]], ColumnElement[bool]
]  # from the column of a case's id to a condition on that case


class Pair(NamedTuple):
    """Two persons with the same number of this kind."""

    id: int
    kind: str
    first: UUID
    second: UUID
    first_case: UUID
    second_case: UUID
    found_at: datetime


def note(subject: UUID, case_id: UUID, kinds: Sequence[str]) -> None:
    """Forget what was noted and not yet settled of this person's numbers, and note what holds now.

    The same statements run whether or not anybody shares one.
    """
    put = (sqlite.insert if is_sqlite(db.engine) else postgresql.insert)(_HITS)
    with rowguard.system("duplicates"):
        db.session.execute(delete(_HITS).where(_about(subject), _HITS.c.kind.in_(kinds), _is_open()))
        db.session.execute(put.from_select(_COLUMNS, _others(subject, case_id, kinds)).on_conflict_do_nothing())


def note_names(subject: UUID, case_id: UUID, alike: Mapping[str, Sequence[UUID]]) -> None:
    """The same of names: `alike` by kind (NAMES), the persons with the very same name.

    One statement of the same shape notes none and many, and it finds their cases itself.
    """
    put = (sqlite.insert if is_sqlite(db.engine) else postgresql.insert)(_HITS)
    with rowguard.system("duplicates"):
        db.session.execute(delete(_HITS).where(_about(subject), _HITS.c.kind.in_(NAMES), _is_open()))
        for kind in NAMES:
            wanted = _padded(alike.get(kind, ()))
            found = _pairs_with(subject, case_id, kind, _CHANGES.c.subject, _CHANGES.c.case_id)
            found = found.where(_CHANGES.c.subject.in_(wanted), _CHANGES.c.subject != subject)
            db.session.execute(put.from_select(_COLUMNS, found).on_conflict_do_nothing())


def _padded(ids: Sequence[UUID]) -> list[UUID]:
    """Filled up with numbers that nobody has, so that the same statement runs for none and for many."""
    wanted = list(ids)[:_MOST]
    return wanted + [uuid4() for _ in range(_MOST - len(wanted))]


def _pairs_with(subject: UUID, case_id: UUID, kind: str, other: Any, other_case: Any) -> Select[Any]:
    """The columns of a hit between this person and each of these; the lesser id is the first."""
    is_less = other < subject
    me, my_case = literal(subject, other.type), literal(case_id, other_case.type)
    return select(
        literal(kind),
        case((is_less, other), else_=me),
        case((is_less, me), else_=other),
        case((is_less, other_case), else_=my_case),
        case((is_less, my_case), else_=other_case),
        literal(clock.now(), _HITS.c.found_at.type),
    )


def _others(subject: UUID, case_id: UUID, kinds: Sequence[str]) -> Select[Any]:
    mine, other = _TOKENS.alias(), _TOKENS.alias()
    of = other.c
    is_less = of.subject < subject
    me, my_case = literal(subject, of.subject.type), literal(case_id, of.case_id.type)
    wanted = select(
        of.kind,
        case((is_less, of.subject), else_=me),
        case((is_less, me), else_=of.subject),
        case((is_less, of.case_id), else_=my_case),
        case((is_less, my_case), else_=of.case_id),
        literal(clock.now(), _HITS.c.found_at.type),
    ).distinct()
    same = and_(of.kind == mine.c.kind, of.token == mine.c.token)
    return wanted.select_from(mine.join(other, same)).where(
        mine.c.subject == subject, mine.c.kind.in_(kinds), of.subject != subject
    )


def pairs(*, one: Sees, none: Sees | None = None, both: bool = False, subject: UUID | None = None) -> list[Pair]:
    """The open pairs with a case for which `one` holds (with `both`: for both), and `none` for neither; of one person, or of all."""
    wanted = select(*(_HITS.c[name] for name in _SHOWN)).where(_in_sight(one, none, both), _is_open())
    if subject is not None:
        wanted = wanted.where(_about(subject))
    return [Pair(*row) for row in db.session.execute(wanted.order_by(_HITS.c.found_at, _HITS.c.id))]


def counting(*, one: Sees, none: Sees, both: bool = False) -> Select[int]:
    """The statement that says how many these are, for whoever asks it again and again."""
    return select(func.count()).select_from(_HITS).where(_in_sight(one, none, both), _is_open())


def settle(pair_id: int, verdict: str, *, by: UUID) -> bool:
    """Write down what somebody found out about a pair; whether it was still open."""
    begin_write()
    said = {"verdict": verdict, "settled_by": by, "settled_at": clock.now()}
    saved = update(_HITS).where(_HITS.c.id == pair_id, _is_open()).values(**said).returning(_HITS.c.id)
    return db.session.execute(saved).one_or_none() is not None


def forget(subject: UUID) -> None:
    """Drop all that was noted of an erased person, in this request's transaction."""
    with rowguard.system("duplicates"):
        db.session.execute(delete(_HITS).where(_about(subject)))


def _in_sight(one: Sees, none: Sees | None, both: bool) -> ColumnElement[bool]:
    first, second = _HITS.c.first_case, _HITS.c.second_case
    seen = (and_ if both else or_)(one(first), one(second))
    return seen if none is None else and_(seen, not_(none(first)), not_(none(second)))


def _about(subject: UUID) -> ColumnElement[bool]:
    return or_(_HITS.c.first == subject, _HITS.c.second == subject)


def _is_open() -> ColumnElement[bool]:
    return _HITS.c.verdict.is_(None)
