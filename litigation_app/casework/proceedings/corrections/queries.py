"""Which step is corrected, between which days does it stand, and what did it say before?"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Subquery, and_, func, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible
from litigation_app.casework.proceedings.corrections.models import MoveChange
from litigation_app.casework.proceedings.effects.queries import together
from litigation_app.casework.proceedings.effects.rules import STEP, WAY, Row
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db


class Found(NamedTuple):
    """A step, its proceeding and its case."""

    move: Move
    proceeding: Proceeding
    case: Case


class Told(NamedTuple):
    """What a step said before, and who corrected it. `why`: a code of mistakes.toml; None: it came with a deadline."""

    id: UUID
    on: date
    served_on: date | None
    outcome: str | None
    has_note: bool
    why: str | None
    by: str
    changed_at: datetime


def get(actor: Actor, move_id: UUID) -> Found:
    """A step that stands in one of her cases, to be corrected; raises NotFound for any other and for none alike."""
    wanted = select(Move, Proceeding, Case).join(Proceeding, Proceeding.id == Move.proceeding_id)
    wanted = wanted.join(Case, Case.id == Proceeding.case_id)
    hers = wanted.where(Move.id == move_id, Move.stands(), is_visible(actor, May.RECORD_STEP))
    return Found(*or_not_found(db.session.execute(hers).one_or_none()))


def version(move_id: UUID) -> int:
    """How often a step was corrected."""
    return int(db.session.scalar(select(func.count(MoveChange.id)).where(MoveChange.move_id == move_id)) or 0)


def neighbours(move: Move) -> tuple[date | None, date | None]:
    """The days of the steps that stand before and after this one; None: there is none."""
    here = select(Move.on).where(Move.proceeding_id == move.proceeding_id, Move.stands())
    before = db.session.scalar(here.where(Move.seq < move.seq).order_by(Move.seq.desc()).limit(1))
    return before, db.session.scalar(here.where(Move.seq > move.seq).order_by(Move.seq).limit(1))


def twins(of: Found) -> list[Found]:
    """The steps of other lanes that one act recorded with this one and that say the same days."""
    move, one, case = of
    ids = [row.id for row in together(move.id) if row.kind == STEP]
    same = (Move.on == move.on, Move.served_on.is_not_distinct_from(move.served_on))
    rows = db.session.execute(_steps(ids).where(*same, Proceeding.id != one.id))
    return [Found(row[0], row[1], case) for row in rows]


def of_act(case: Case, rows: Iterable[Row]) -> list[Found]:
    """The steps among the rows of an act that stand, the last one of each lane first."""
    ids = [row.id for row in rows if row.kind in {STEP, WAY}]
    return [Found(row[0], row[1], case) for row in db.session.execute(_steps(ids))]


def _steps(ids: Collection[UUID]) -> Any:
    wanted = select(Move, Proceeding).join(Proceeding, Proceeding.id == Move.proceeding_id)
    wanted = wanted.where(Move.id.in_(ids), Move.stands())
    return wanted.order_by(Proceeding.position, Move.seq.desc())


def of_steps(moves: Collection[UUID]) -> dict[UUID, list[Told]]:
    """What these steps said before, by step, the newest first."""
    names = [name for name in Told._fields if name != "by"]
    columns: list[Any] = [getattr(MoveChange, name) for name in names]
    columns.insert(Told._fields.index("by"), User.name)
    wanted = select(MoveChange.move_id, *columns).join(User, User.id == MoveChange.changed_by)
    wanted = wanted.where(MoveChange.move_id.in_(moves)).order_by(MoveChange.changed_at.desc(), MoveChange.id)
    found: dict[UUID, list[Told]] = defaultdict(list)
    for move_id, *told in db.session.execute(wanted):
        found[move_id].append(Told(*told))
    return found


def as_of(at: datetime) -> Subquery:
    """What steps that were corrected after a moment said at that moment: `move_id`, `on`, `outcome`, `is_found`."""
    later = select(MoveChange.move_id, func.min(MoveChange.changed_at).label("at")).where(MoveChange.changed_at > at)
    first = later.group_by(MoveChange.move_id).subquery()
    is_it = and_(first.c.move_id == MoveChange.move_id, first.c.at == MoveChange.changed_at)
    said = (MoveChange.move_id, MoveChange.on, MoveChange.outcome, MoveChange.is_found)
    return select(*said).join(first, is_it).subquery()
