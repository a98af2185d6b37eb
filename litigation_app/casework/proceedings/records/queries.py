"""Which records may this person see? Those of the cases that she may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_hers, thing
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.limitation.rules import CHANGED, CHARGE
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.proceedings.records.rules import Told
from litigation_app.core.access import Actor, May
from litigation_app.core.counts import Count
from litigation_app.core.db import db

PAGE = 100
_NEWEST = (Record.on.desc(), Record.recorded_at.desc(), Record.id)
_TOLD: tuple[Any, ...] = (
    Record.id,
    Record.kind,
    Record.on,
    Record.told,
    Record.proceeding_id,
    Record.victim_id,
    Record.defendant_id,
    Record.recorded_at,
    Record.claim_id,
)


class Found(NamedTuple):
    """A record and its case."""

    record: Record
    case: Case


class Line(NamedTuple):
    """A record as a list shows it."""

    told: Told
    has_note: bool
    asks: bool
    by: str
    is_entered_in_error: bool
    version: int

    def opened(self, told: Mapping[UUID, dict[str, Any]]) -> "Line":
        """The same with its answers, where they were sealed and are opened now."""
        return self._replace(told=replace(self.told, told=told.get(self.told.id, self.told.told)))


class Asking(NamedTuple):
    """A client who must be warned: of which case, since when."""

    id: UUID
    case_id: UUID
    reference: str
    code_name: str
    kind: str
    on: date
    told: dict[str, Any]
    recorded_at: datetime
    letter: str  # of the accused; "" where none is named
    defendant_id: UUID | None


def get(actor: Actor, record_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A record of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Record, record_id, to))


def of_case(case: Case) -> list[Line]:
    """All records of a case that was found by `cases.queries.get`, the newest day first, those entered in error with them."""
    rows = db.session.execute(_of_case(), {"case": case.id})
    return [
        Line(
            Told(*row[: len(_TOLD)]),
            row.has_note,
            row.asks,
            row.name,
            row.entered_in_error_at is not None,
            row.row_version,
        )
        for row in rows
    ]


@cache
def _of_case() -> Select[Any]:
    """Written once, as is the one below: every page of a case or a claim asks them."""
    columns = (Record.has_note, Record.asks, User.name, Record.entered_in_error_at, Record.row_version)
    wanted: Select[Any] = select(*_TOLD, *columns).join(User, User.id == Record.recorded_by)
    return wanted.where(Record.case_id == bindparam("case")).order_by(*_NEWEST)


def is_requalified(case: Case, on: date) -> bool:
    """Whether a charge was recorded as changed on this day."""
    charges = [one for one in told([case.id])[case.id] if one.kind == CHARGE and one.on == on]
    return any(one.told.get("step") in CHANGED for one in charges)


def told(cases: Collection[UUID]) -> dict[UUID, list[Told]]:
    """What stands in the records of these cases, by case, the newest day first."""
    found: dict[UUID, list[Told]] = defaultdict(list)
    for row in db.session.execute(_of_cases(), {"cases": list(cases)}):
        found[row[0]].append(Told(*row[1:]))
    return found


@cache
def _of_cases() -> Select[Any]:
    cases = bindparam("cases", expanding=True, type_=Record.case_id.type)
    wanted: Select[Any] = select(Record.case_id, *_TOLD)
    return wanted.where(Record.case_id.in_(cases), Record.entered_in_error_at.is_(None)).order_by(*_NEWEST)


def standing(lines: Iterable[Line]) -> list[Told]:
    """Those that were not entered in error."""
    return [line.told for line in lines if not line.is_entered_in_error]


def asking(actor: Actor) -> list[Asking]:
    """Of whom clients must still be warned, in her cases: the longest waiting first, at most PAGE."""
    return [Asking(*row) for row in db.session.execute(_asking(actor))]


@lru_cache(maxsize=256)
def _asking(actor: Actor) -> Select[Any]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    columns = (Record.id, Record.case_id, Case.reference, Case.code_name, Record.kind, Record.on, Record.told)
    letter = func.coalesce(Defendant.letter, "")
    wanted: Select[Any] = select(*columns, Record.recorded_at, letter, Record.defendant_id).join(
        Case, Case.id == Record.case_id
    )
    wanted = wanted.outerjoin(Defendant, Defendant.id == Record.defendant_id)
    return wanted.where(Record.waits(), is_hers(actor, Record)).order_by(Record.recorded_at, Record.id).limit(PAGE)


def waiting(actor: Actor) -> Count:
    """How many there are, for the navigation."""
    return Count(_count(actor))


@lru_cache(maxsize=256)
def _count(actor: Actor) -> Select[int]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it. Few records ask."""
    return select(func.count()).select_from(Record).where(Record.waits(), is_hers(actor, Record))


def waiting_in(case: Case) -> list[Record]:
    """The records of a case that ask for a warning."""
    return list(db.session.scalars(select(Record).where(Record.case_id == case.id, Record.waits())))


def answered_by(warning: Record, kind: str) -> list[Record]:
    """The records of this kind that stand and that this warning may have answered: from before it, of its accused or of all."""
    wanted = select(Record).where(Record.case_id == warning.case_id, Record.kind == kind)
    wanted = wanted.where(Record.entered_in_error_at.is_(None), Record.recorded_at <= warning.recorded_at)
    if warning.defendant_id is not None:
        wanted = wanted.where(Record.defendant_id == warning.defendant_id)
    return list(db.session.scalars(wanted))
