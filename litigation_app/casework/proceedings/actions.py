"""Begin a proceeding, record what was done in it, and keep its periods. Everything is appended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy import func, select, update

from litigation_app import ledger, vault
from litigation_app.casework.calendar import actions as calendar
from litigation_app.casework.cases.actions import Changed, NotPrintable
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.law import court_calendar, loader, outline, procedure
from litigation_app.law.country import Jurisdiction
from litigation_app.law.court_calendar import Calendar
from litigation_app.law.graph import DeadlineRule, Procedure
from litigation_app.law.procedure import Step

TABLE = "move"
CAPSULE = "note"


class StageChanged(Exception):
    """Somebody recorded another step first; nothing was written."""


@dataclass(frozen=True)
class Note:
    """What is sealed beside a step: a note, and for a step outside the graph why it was recorded ("" if nothing)."""

    text: str = ""
    reason: str = ""

    def __repr__(self) -> NoReturn:
        raise NotPrintable

    __str__ = __repr__


@dataclass(frozen=True)
class Said:
    """What a lawyer says about a step. `seq`: the last step that she saw, 0 for none; None: she looked at no page."""

    on: date
    served_on: date | None = None
    outcome: str | None = None
    note: Note = field(default_factory=Note, repr=False)
    seq: int | None = None


def begin(actor: Actor, case: Case, procedure_id: str, *, on: date | None = None) -> Proceeding:
    """Begin a proceeding of the case's country. `procedure_id` may be a family ("criminal") where that is one graph here.

    Raises rules.ProcedureRefused.
    """
    law = loader.load(case.country)
    graph = rules.procedure_of(law, procedure_id, case.forum)
    begin_write()
    proceeding = Proceeding(
        case_id=case.id,
        procedure=graph.id,
        family=graph.family,
        forum=case.forum,
        court_id=case.court_id,
        court_typed=case.court_typed,
        law_version=law.version,
        begun_on=on,
        position=_count(case) + 1,
    )
    db.session.add(proceeding)
    db.session.flush()
    _start(case, proceeding, law, graph.initial, procedure.deadlines_at(graph, graph.initial), move=None)
    calendar.keep_dated(case)
    _write(actor, case, "begin_proceeding", f"proceeding:{proceeding.id}", procedure=graph.id)
    return proceeding


def move(
    actor: Actor,
    proceeding: Proceeding,
    *,
    event: str,
    on: date,
    served_on: date | None = None,
    outcome: str | None = None,
    note: str = "",
    seq: int | None = None,
) -> Move:
    """Record a lawful step. Raises StageChanged (somebody was faster), law.procedure.StageRefused (not lawful here)."""
    _law, graph = _graph(proceeding)
    last = _locked_last(proceeding, seq)
    step = procedure.step(graph, last.to_stage if last else graph.initial, event)
    said = Said(on, served_on, outcome, Note(text=note), seq)
    return _append(actor, proceeding, step, last, said)


def move_outside(
    actor: Actor,
    proceeding: Proceeding,
    *,
    to_stage: str,
    on: date,
    reason: str,
    note: str = "",
    served_on: date | None = None,
    outcome: str | None = None,
    seq: int | None = None,
) -> Move:
    """Record what the graph does not know. Raises StageChanged, law.procedure.StageRefused (no such stage)."""
    _law, graph = _graph(proceeding)
    last = _locked_last(proceeding, seq)
    step = procedure.step_outside(graph, to_stage)
    return _append(actor, proceeding, step, last, Said(on, served_on, outcome, Note(note, reason), seq))


def meet(actor: Actor, deadline: Deadline, *, on: date, row_version: int | None = None) -> None:
    """Mark a deadline as met. Raises Changed if somebody saved it after `row_version` was read."""
    case = _locked_case(deadline, row_version)
    deadline.met_on = on
    calendar.keep_dated(case)
    _write(actor, case, "met_deadline", f"deadline:{deadline.id}")


def serve(
    actor: Actor,
    deadline: Deadline,
    *,
    served_on: date,
    last_day: date | None = None,
    row_version: int | None = None,
) -> None:
    """Enter the day that starts a period; its end is computed (`last_day`: from the court's letter where it sets it).

    Raises Changed, law.deadlines.DueUnknown.
    """
    case = _locked_case(deadline, row_version)
    found = rules.due(deadline, served_on, _courts(case), last_day)
    deadline.served_on, deadline.expiry, deadline.act_by = served_on, found.expiry, found.act_by
    calendar.keep_dated(case)
    _write(actor, case, "serve_deadline", f"deadline:{deadline.id}")


def read_notes(ticket: ledger.Ticket, moves: Iterable[UUID]) -> dict[UUID, Note]:
    """The sealed notes of these moves, by move, under the ticket of the opened file. Raises vault.TicketRefused."""
    found = vault.open_many(ticket, table=TABLE, capsule=CAPSULE, rows=moves)
    return {row: Note(content["text"], content["reason"]) for row, content in found}


def _append(actor: Actor, proceeding: Proceeding, step: Step, last: Move | None, said: Said) -> Move:
    law, graph = _graph(proceeding)
    case = db.session.get_one(Case, proceeding.case_id)
    before = last.to_stage if last else graph.initial
    record = Move(
        proceeding_id=proceeding.id,
        seq=(last.seq if last else 0) + 1,
        event=step.transition.event if step.transition else None,
        from_stage=before,
        to_stage=step.to_stage.id,
        on=said.on,
        served_on=said.served_on,
        outcome=said.outcome,
        is_outside=step.is_outside,
        episode=_episode(proceeding, graph, step.to_stage.id),
        has_note=bool(said.note.text or said.note.reason),
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(record)
    db.session.flush()
    is_retried = last is not None and record.episode > last.episode
    _end_periods(proceeding, record, is_end=step.to_stage.is_end or is_retried)
    _start(case, proceeding, law, step.to_stage.id, step.starts, move=record)
    _keep_case_current(case, proceeding, record)
    calendar.keep_dated(case)
    _seal(case, record, said.note)
    _write(actor, case, "record_step", f"proceeding:{proceeding.id}", seq=record.seq, stage=record.to_stage)
    return record


def _graph(proceeding: Proceeding) -> tuple[Jurisdiction, Procedure]:
    country = db.session.scalars(select(Case.country).where(Case.id == proceeding.case_id)).one()
    law = loader.load(country)
    return law, law.procedure(proceeding.procedure)


def _locked_last(proceeding: Proceeding, seq: int | None) -> Move | None:
    """The last move as it is once nobody else can add one; raises StageChanged if it is not number `seq`."""
    begin_write()
    db.session.execute(select(Proceeding.id).where(Proceeding.id == proceeding.id).with_for_update())
    wanted = select(Move).where(Move.proceeding_id == proceeding.id).order_by(Move.seq.desc()).limit(1)
    last = db.session.scalar(wanted)
    if seq is not None and seq != (last.seq if last else 0):
        raise StageChanged
    return last


def _locked_case(deadline: Deadline, row_version: int | None) -> Case:
    begin_write()
    db.session.refresh(deadline)
    if row_version is not None and row_version != deadline.row_version:
        raise Changed
    return db.session.get_one(Case, deadline.case_id)


def _episode(proceeding: Proceeding, graph: Procedure, to_stage: str) -> int:
    wanted = select(Move.to_stage).where(Move.proceeding_id == proceeding.id).order_by(Move.seq)
    visited = [*db.session.scalars(wanted), to_stage]
    return outline.outline(graph, [one for one in visited if graph.has(one)]).episode


def _end_periods(proceeding: Proceeding, record: Move, *, is_end: bool) -> None:
    """Mark what this step kept, and what it left without object."""
    running = select(Deadline).where(
        Deadline.proceeding_id == proceeding.id, Deadline.met_on.is_(None), Deadline.lapsed_on.is_(None)
    )
    is_left = record.to_stage != record.from_stage
    for period in db.session.scalars(running):
        if rules.is_kept_by(period, from_stage=record.from_stage, event=record.event):
            period.met_on = record.on
        elif rules.lapses(period, on=record.on, is_left=is_left, is_end=is_end):
            period.lapsed_on = record.on


def _start(
    case: Case,
    proceeding: Proceeding,
    law: Jurisdiction,
    stage: str,
    starts: Iterable[DeadlineRule],
    *,
    move: Move | None,
) -> None:
    for rule in starts:
        period = Deadline(
            case_id=case.id,
            office_id=case.office_id,
            proceeding_id=proceeding.id,
            move_id=move.id if move else None,
            stage=stage,
            event=rule.event,
            kept_by=list(rule.events),
            kind=str(rule.kind),
            side=str(rule.side),
            runs_from=rule.runs_from,
            days=rule.days,
            months=rule.months,
            roll_over=str(rule.roll_over),
            legal_basis=rule.legal_basis,
            confidence=rule.confidence,
            is_reviewed=law.reviewed_by_lawyer,
        )
        if move is not None:
            _run(period, rules.start_of(rule.runs_from, on=move.on, served_on=move.served_on), _courts(case))
        db.session.add(period)
    db.session.flush()


def _courts(case: Case) -> Calendar:
    """The days on which the courts of the case work; in Bosnia and Herzegovina those of its own system."""
    return court_calendar.calendar_of(case.country, *([case.forum] if case.forum else []))


def _run(period: Deadline, start: date | None, courts: Calendar) -> None:
    period.served_on = start
    if start is None or rules.is_set_by_court(period):
        return
    found = rules.due(period, start, courts)
    period.expiry, period.act_by = found.expiry, found.act_by


def _keep_case_current(case: Case, proceeding: Proceeding, record: Move) -> None:
    """Repeat the criminal stage on the case, for its lists; not a change of its file, so its version stays."""
    if proceeding.family == rules.CRIMINAL:
        now = {"stage_now": record.to_stage, "moved_on": record.on}
        db.session.execute(update(Case).where(Case.id == case.id).values(**now))


def _seal(case: Case, record: Move, note: Note) -> None:
    if record.has_note:
        content = {"text": note.text, "reason": note.reason}
        vault.seal(subject=case.id, table=TABLE, row=record.id, capsule=CAPSULE, content=content)


def _count(case: Case) -> int:
    return int(db.session.scalars(select(func.count()).where(Proceeding.case_id == case.id)).one())


def _write(actor: Actor, case: Case, act: str, of: str, **facts: str | int) -> None:
    ledger.write(act=act, by=actor.id, of=of, case_id=case.id, facts={"ref": case.reference, **facts})
