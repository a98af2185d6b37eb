"""Which proceedings, steps and deadlines may this person see? Those of the cases that she may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, literal, select, tuple_
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible, visible_to
from litigation_app.casework.proceedings import board, dues, rules
from litigation_app.casework.proceedings.board import Happened, Step, Track
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.core.access import Actor, May
from litigation_app.core.charts.lanes import Board
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.law import loader
from litigation_app.law.graph import Procedure

PAGE = 30
_NEVER = date(9999, 12, 31)  # a deadline without a day stands after those that have one
_LAST_RANK = len(rules.SIDES)


class Found(NamedTuple):
    """A proceeding and its case."""

    proceeding: Proceeding
    case: Case


class Standing(NamedTuple):
    """Where a proceeding stands: its graph, the stage, and the number and day of the last step (0 and None: none)."""

    graph: Procedure
    at: str
    seq: int
    on: date | None


class Recorded(NamedTuple):
    """Who recorded the last step, when, and what it was."""

    by: str
    at: datetime
    step: Step


class FoundDeadline(NamedTuple):
    """A deadline and its case."""

    deadline: Deadline
    case: Case


class Mark(NamedTuple):
    """Where a page of deadlines ended."""

    rank: int
    act_by: date
    id: UUID


@dataclass(frozen=True)
class Page:
    """A page of deadlines; `next` is None on the last one."""

    rows: list[dues.Line]
    next: Mark | None


def get(actor: Actor, proceeding_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A proceeding of one of her cases; raises NotFound for any other and for none alike."""
    wanted = select(Proceeding, Case).join(Case, Case.id == Proceeding.case_id)
    row = db.session.execute(wanted.where(Proceeding.id == proceeding_id, is_visible(actor, to))).one_or_none()
    if row is None:
        raise NotFound
    return Found(*row)


def get_deadline(actor: Actor, deadline_id: UUID, to: May = May.LIST_CASES) -> FoundDeadline:
    """A deadline of one of her cases; raises NotFound for any other and for none alike."""
    wanted = select(Deadline, Case).join(Case, Case.id == Deadline.case_id)
    row = db.session.execute(wanted.where(Deadline.id == deadline_id, is_visible(actor, to))).one_or_none()
    if row is None:
        raise NotFound
    return FoundDeadline(*row)


def standing(found: Found) -> Standing:
    """Where a proceeding stands now."""
    graph = loader.load(found.case.country).procedure(found.proceeding.procedure)
    last = _last(found.proceeding.id)
    if last is None:
        return Standing(graph, graph.initial, 0, None)
    return Standing(graph, last.to_stage, last.seq, last.on)


def _last(proceeding_id: UUID) -> Any:
    wanted = select(Move.to_stage, Move.seq, Move.on).where(Move.proceeding_id == proceeding_id)
    return db.session.execute(wanted.order_by(Move.seq.desc()).limit(1)).one_or_none()


def last_recorded(found: Found) -> Recorded | None:
    """Who recorded the last step, to tell somebody who was slower."""
    wanted = select(User.name, Move.recorded_at, *_STEP).join(User, User.id == Move.recorded_by)
    wanted = wanted.where(Move.proceeding_id == found.proceeding.id).order_by(Move.seq.desc()).limit(1)
    row = db.session.execute(wanted).one_or_none()
    return Recorded(row[0], row[1], Step(*row[2:])) if row else None


_STEP = (
    Move.id,
    Move.seq,
    Move.event,
    Move.from_stage,
    Move.to_stage,
    Move.on,
    Move.outcome,
    Move.is_outside,
    Move.has_note,
)


def tracks(held: Case) -> list[Track]:
    """The proceedings of a case with all their steps: two reads, however many there are."""
    wanted = select(Proceeding.id, Proceeding.procedure).where(Proceeding.case_id == held.id)
    rows = db.session.execute(wanted.order_by(Proceeding.position)).all()
    steps: dict[UUID, list[Step]] = {row.id: [] for row in rows}
    taken = select(Move.proceeding_id, *_STEP).join(Proceeding, Proceeding.id == Move.proceeding_id)
    for proceeding_id, *step in db.session.execute(taken.where(Proceeding.case_id == held.id).order_by(Move.seq)):
        steps[proceeding_id].append(Step(*step))
    return [Track(row.id, held.country, row.procedure, steps[row.id]) for row in rows]


def moves(found: Found) -> list[Step]:
    """The steps of one proceeding in the order of recording."""
    wanted = select(*_STEP).where(Move.proceeding_id == found.proceeding.id).order_by(Move.seq)
    return [Step(*row) for row in db.session.execute(wanted)]


def lanes(held: Case, language: str, *, links: Mapping[UUID, str] | None = None) -> Board:
    """The proceedings of a case for the `stepper` macro; `links`: where the title of each leads, by proceeding."""
    return board.lanes(tracks(held), language, links or {})


def timeline(held: Case, language: str, *, texts: Mapping[UUID, str] | None = None) -> list[Happened]:
    """What happened in a case, newest first, for the `timeline` macro; `texts`: opened notes by step."""
    return board.timeline(tracks(held), language, texts or {})


def due(held: Case, language: str) -> list[dues.Line]:
    """What is open in a case: ours first, the nearest first."""
    rank = _rank()
    wanted = _periods(_is_open()).where(Deadline.case_id == held.id)
    rows = db.session.execute(wanted.order_by(rank, _day(), Deadline.id))
    return [dues.line(dues.Period(*row), language, today()) for row in rows]


def due_page(
    actor: Actor, language: str, *, side: str = "", case_id: UUID | None = None, before: Mark | None = None
) -> Page:
    """Thirty open deadlines of her cases after the mark `before`: ours first, the nearest first."""
    key = (_rank(), _day(), Deadline.id)
    wanted = _periods(_is_open()).where(Deadline.case_id.in_(visible_to(actor))).add_columns(key[0], key[1])
    if side:
        wanted = wanted.where(Deadline.side == side)
    if case_id is not None:
        wanted = wanted.where(Deadline.case_id == case_id)
    if before is not None:
        wanted = wanted.where(tuple_(*key) > tuple_(*(literal(value) for value in before)))
    rows = db.session.execute(wanted.order_by(*key).limit(PAGE + 1)).all()
    shown = [dues.Period(*row[:-2]) for row in rows[:PAGE]]
    end = Mark(rows[PAGE - 1][-2], rows[PAGE - 1][-1], shown[-1].id) if len(rows) > PAGE else None
    return Page([dues.line(period, language, today()) for period in shown], end)


def deadline_line(found: FoundDeadline, language: str) -> dues.Line:
    """One deadline in words."""
    row = db.session.execute(_periods(Deadline.id == found.deadline.id)).one()
    return dues.line(dues.Period(*row), language, today())


def _periods(condition: ColumnElement[bool]) -> Select[Any]:
    named = {
        "country": Case.country,
        "reference": Case.reference,
        "code_name": Case.code_name,
        "procedure": Proceeding.procedure,
    }
    names = dues.Period.__dataclass_fields__
    columns: Sequence[Any] = [named[name] if name in named else getattr(Deadline, name) for name in names]
    wanted: Select[Any] = select(*columns)
    joined = wanted.join(Proceeding, Proceeding.id == Deadline.proceeding_id).join(Case, Case.id == Deadline.case_id)
    return joined.where(condition)


def _is_open() -> ColumnElement[bool]:
    return Deadline.met_on.is_(None) & Deadline.lapsed_on.is_(None)


def _rank() -> ColumnElement[int]:
    ranks: Iterable[tuple[Any, int]] = [(Deadline.side == str(side), place) for place, side in enumerate(rules.SIDES)]
    return case(*ranks, else_=_LAST_RANK)


def _day() -> ColumnElement[date]:
    return func.coalesce(Deadline.act_by, _NEVER)
