"""Which two persons share a number, and has anybody looked at it? Found by their marks; no number is read for it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, cast
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
    update,
)  # fmt: skip
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app.core import clock
from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.core.plans import bare
from litigation_app.core.rls import rowguard
from litigation_app.vault.models import DuplicateHit, IdentifierToken, SketchChange

_TOKENS, _HITS = cast(Table, IdentifierToken.__table__), cast(Table, DuplicateHit.__table__)
_CHANGES = cast(Table, SketchChange.__table__)
# Another client; a client in one case who is accused in another, or in this one; somebody who is accused in both.
SAME_NAME, CONFLICT, SAME_ACCUSED = "name", "conflict", "accused"
NAMES = (SAME_NAME, CONFLICT, SAME_ACCUSED)
CHECKED = (
    "checked"  # whoever checked this person's name for a conflict: no second person, and told to coordinators alone
)
QUIET = timedelta(days=1)  # so long nobody is told of a record that she may not see
_AT_LEAST = 64  # namesakes that one statement has room for: it has the same shape for fewer
_PAIR = ("kind", "first", "second")
_COLUMNS = ("id", *_PAIR, "first_case", "second_case", "found_at", "later")


Sees = Callable[
    [ColumnElement[UUID]], ColumnElement[bool]
]  # from the column of a case's id to a condition on that case


class Pair(NamedTuple):
    """Two persons with the same number of this kind; of which the office may be named to the other; who answered what, None: nobody."""

    id: UUID
    kind: str
    first: UUID
    second: UUID
    first_case: UUID
    second_case: UUID
    found_at: datetime
    first_agreed_by: UUID | None
    second_agreed_by: UUID | None
    verdict: str | None
    settled_by: UUID | None
    settled_at: datetime | None


class Answered(NamedTuple):
    """A check for a conflict that was answered. `case_id`: of the person whom it was about, whom the asker does not see."""

    id: UUID
    case_id: UUID
    asked_at: datetime
    answer: str
    by: UUID
    at: datetime


def note(subject: UUID, case_id: UUID, kinds: Sequence[str]) -> None:
    """Note whose numbers are the same as this person's now, and forget what was noted, not yet settled and holds no more.

    The same statements run whether or not anybody shares one.
    """
    with rowguard.system("duplicates"):
        _keep(_others(subject, case_id, kinds), subject, kinds)


def note_names(subject: UUID, case_id: UUID, alike: Mapping[str, Sequence[UUID]]) -> None:
    """The same of names: `alike` by kind (NAMES), the persons with the very same name.

    One statement of the same shape notes none and many, and it finds their cases itself.
    """
    with rowguard.system("duplicates"):
        for kind in NAMES:
            wanted = _padded(alike.get(kind, ()))
            found = _pairs_with(subject, case_id, literal(kind), _CHANGES.c.subject, _CHANGES.c.case_id)
            _keep(found.where(_CHANGES.c.subject.in_(wanted), _CHANGES.c.subject != subject), subject, [kind])


def note_check(asker: UUID, alike: Sequence[UUID], *, sees: Sees) -> None:
    """She has checked a name for a conflict: note those persons with the very same name whose case she does not see.

    The pair stands in their case on both sides, so that whoever settles pairs of that case is told, also where a check was
    settled before. The same statement notes none and many; begins to write.
    """
    begin_write()
    found = _pairs_with(asker, _CHANGES.c.case_id, literal(CHECKED), _CHANGES.c.subject, _CHANGES.c.case_id)
    with rowguard.system("duplicates"):
        _put(found.where(_CHANGES.c.subject.in_(_padded(alike)), not_(sees(_CHANGES.c.case_id))), is_asked_again=True)


def _keep(found: Select[Any], subject: UUID, kinds: Sequence[str]) -> None:
    """What was noted before stays as it is, with its day and what was agreed."""
    holds = tuple_(*(_HITS.c[name] for name in _PAIR)).in_(found.with_only_columns(*list(found.selected_columns)[1:4]))
    db.session.execute(delete(_HITS).where(_about(subject), _HITS.c.kind.in_(kinds), _is_open(), not_(holds)))
    _put(found)


def _put(found: Select[Any], *, is_asked_again: bool = False) -> None:
    """`is_asked_again`: what was settled before is open again, as of now."""
    put = (sqlite.insert if is_sqlite(db.engine) else postgresql.insert)(_HITS)
    new = put.from_select(_COLUMNS, found, include_defaults=False)
    if is_asked_again:
        opened = {"verdict": None, "settled_by": None, "settled_at": None, "found_at": new.excluded.found_at}
        new = new.on_conflict_do_update(index_elements=_PAIR, set_=opened, where=_HITS.c.verdict.is_not(None))
    else:
        new = new.on_conflict_do_nothing(index_elements=_PAIR)
    db.session.execute(new)


def _padded(ids: Sequence[UUID]) -> list[UUID]:
    """Filled up with numbers that nobody has, so that the same statement runs for none and for many; nobody is left out."""
    wanted = list(ids)
    return wanted + [uuid4() for _ in range(-len(wanted) % _AT_LEAST or (0 if wanted else _AT_LEAST))]


def _pairs_with(subject: UUID, case_id: Any, kind: Any, other: Any, other_case: Any) -> Select[Any]:
    """The columns of a hit between this person, whose record is saved, and each of these; the lesser id is the first."""
    is_less = other < subject
    me = literal(subject, other.type)
    my_case = literal(case_id, other_case.type) if isinstance(case_id, UUID) else case_id
    new_id = func.lower(func.hex(func.randomblob(16))) if is_sqlite(db.engine) else func.gen_random_uuid()
    return select(
        new_id,
        kind,
        case((is_less, other), else_=me),
        case((is_less, me), else_=other),
        case((is_less, other_case), else_=my_case),
        case((is_less, my_case), else_=other_case),
        literal(clock.now(), _HITS.c.found_at.type),
        me,
    )


def _others(subject: UUID, case_id: UUID, kinds: Sequence[str]) -> Select[Any]:
    mine, other = _TOKENS.alias(), _TOKENS.alias()
    wanted = _pairs_with(subject, case_id, other.c.kind, other.c.subject, other.c.case_id)
    same = and_(other.c.kind == mine.c.kind, other.c.token == mine.c.token)
    return wanted.select_from(mine.join(other, same)).where(
        mine.c.subject == subject, bare(mine.c.kind).in_(kinds), other.c.subject != subject
    )


def seen(sees: Sees, *, none: Sees | None = None) -> ColumnElement[bool]:
    """The condition that she sees both cases, and that `none` holds of neither. Of a check only coordinators are told."""
    both = and_(sees(_HITS.c.first_case), sees(_HITS.c.second_case), _HITS.c.kind != CHECKED)
    return both if none is None else and_(both, _apart(none))


def told(settles: Sees, sees: Sees, *, none: Sees) -> ColumnElement[bool]:
    """The condition that a coordinator of one of them may know of the pair: she sees both, or is told of the other.

    She is told a day later, and if hers was the later record only after the office of the other has agreed: so that nobody
    who types a name into a record of her own learns whether anybody else works for that person.
    """
    first, second = settles(_HITS.c.first_case), settles(_HITS.c.second_case)
    both = and_(or_(first, second), sees(_HITS.c.first_case), sees(_HITS.c.second_case))
    asked = or_(
        and_(first, _may_know(_HITS.c.first, _HITS.c.second_agreed_by)),
        and_(second, _may_know(_HITS.c.second, _HITS.c.first_agreed_by)),
    )
    is_old = _HITS.c.found_at <= bindparam("quiet_until", type_=_HITS.c.found_at.type)
    return and_(or_(both, and_(asked, is_old)), _apart(none))


def _may_know(mine: ColumnElement[UUID], agreed_by: ColumnElement[UUID | None]) -> ColumnElement[bool]:
    return or_(_HITS.c.later.is_(None), _HITS.c.later != mine, agreed_by.is_not(None))


def _apart(none: Sees) -> ColumnElement[bool]:
    return and_(not_(none(_HITS.c.first_case)), not_(none(_HITS.c.second_case)))


def pairs(condition: ColumnElement[bool], *, of: Collection[UUID] = (), case_id: UUID | None = None) -> list[Pair]:
    """The open pairs for which this holds; `of` these persons, or of a case, or all."""
    wanted = _pairs(condition, case_id).where(_is_open()).order_by(_HITS.c.found_at, _HITS.c.id)
    wanted = wanted.where(or_(_HITS.c.first.in_(of), _HITS.c.second.in_(of))) if of else wanted
    return [Pair(*row) for row in db.session.execute(wanted, quiet())]


def settled(condition: ColumnElement[bool], *, case_id: UUID | None = None, most: int | None = None) -> list[Pair]:
    """Those that were answered, the last one first; not what a check for a conflict was answered."""
    wanted = _pairs(condition, case_id).where(not_(_is_open()), _HITS.c.kind != CHECKED)
    rows = db.session.execute(wanted.order_by(_HITS.c.settled_at.desc(), _HITS.c.id).limit(most), quiet())
    return [Pair(*row) for row in rows]


def _pairs(condition: ColumnElement[bool], case_id: UUID | None) -> Select[Any]:
    wanted: Select[Any] = select(*(_HITS.c[name] for name in Pair._fields)).where(condition)
    return (
        wanted if case_id is None else wanted.where(or_(_HITS.c.first_case == case_id, _HITS.c.second_case == case_id))
    )


def conflicts(sees: Sees) -> Select[Any]:
    """The statement that gives both cases of each conflict of interest of these `cases` whose sides she sees, and the answer."""
    cases = bindparam("cases", expanding=True, type_=_HITS.c.first_case.type)
    is_theirs = or_(_HITS.c.first_case.in_(cases), _HITS.c.second_case.in_(cases))
    columns = (_HITS.c.first_case, _HITS.c.second_case, _HITS.c.verdict)
    return select(*columns).where(_HITS.c.kind == CONFLICT, is_theirs, seen(sees))


def counting(condition: ColumnElement[bool]) -> Select[int]:
    """The statement that says how many these are, for whoever asks it again and again; `quiet` is bound to it."""
    return select(func.count()).select_from(_HITS).where(condition, _is_open())


def quiet() -> dict[str, datetime]:
    """Until when a pair must have been found for whoever sees one side of it alone to be told, as it is bound."""
    return {"quiet_until": clock.now() - QUIET}


def agree(pair_id: UUID, *, is_first: bool, by: UUID) -> bool:
    """Let the office of one of the two be named to the other; whether it was not yet."""
    begin_write()
    mine = _HITS.c.first_agreed_by if is_first else _HITS.c.second_agreed_by
    saved = update(_HITS).where(_HITS.c.id == pair_id, _is_open(), mine.is_(None)).values({mine: by})
    return db.session.execute(saved.returning(_HITS.c.id)).one_or_none() is not None


def settle(pair_id: UUID, verdict: str, *, by: UUID) -> Row[UUID, UUID | None] | None:
    """Write down what somebody found out about a pair, or answered to a check; None: it was no longer open."""
    begin_write()
    said = {"verdict": verdict, "settled_by": by, "settled_at": clock.now()}
    saved = update(_HITS).where(_HITS.c.id == pair_id, _is_open()).values(**said)
    return db.session.execute(saved.returning(_HITS.c.id, _HITS.c.later)).one_or_none()


def answered(asker: UUID, answers: Sequence[str], *, since: datetime) -> list[Answered]:
    """Her checks that got one of these answers since then, the newest first."""
    rows = db.session.execute(_answered(tuple(answers)), {"asker": asker, "answered_since": since})
    return [Answered(*row) for row in rows]


@cache
def _answered(answers: tuple[str, ...]) -> Select[Any]:
    columns = (
        _HITS.c.id,
        _HITS.c.first_case,
        _HITS.c.found_at,
        _HITS.c.verdict,
        _HITS.c.settled_by,
        _HITS.c.settled_at,
    )
    asker, since = (
        bindparam(name, type_=of.type)
        for name, of in (("asker", _HITS.c.later), ("answered_since", _HITS.c.settled_at))
    )
    hers = and_(_HITS.c.kind == CHECKED, _HITS.c.later == asker, or_(_HITS.c.first == asker, _HITS.c.second == asker))
    wanted: Select[Any] = select(*columns).where(hers, _HITS.c.verdict.in_(answers), _HITS.c.settled_at > since)
    return wanted.order_by(_HITS.c.settled_at.desc(), _HITS.c.id)


def checks_of(subject: UUID) -> list[UUID]:
    """The checks for a conflict that were about this person."""
    return list(db.session.scalars(select(_HITS.c.id).where(_HITS.c.kind == CHECKED, _about(subject))))


def forget(subject: UUID) -> None:
    """Drop all that was noted of an erased person, in this request's transaction."""
    with rowguard.system("duplicates"):
        db.session.execute(delete(_HITS).where(_about(subject)))


def _about(subject: UUID) -> ColumnElement[bool]:
    return or_(_HITS.c.first == subject, _HITS.c.second == subject)


def _is_open() -> ColumnElement[bool]:
    return _HITS.c.verdict.is_(None)
