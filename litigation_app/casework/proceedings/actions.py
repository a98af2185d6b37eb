"""Begin a proceeding, record what was done in it, say that the last step was a mistake. Everything is appended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from litigation_app import ledger, vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases import rules as ending
from litigation_app.casework.cases.actions import log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.law_versions import queries as law_versions
from litigation_app.casework.proceedings.models import JOINED, Move, Proceeding, TrackLink
from litigation_app.casework.proceedings.periods import actions as periods
from litigation_app.casework.proceedings.queries import lock_case
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.text import Unprintable
from litigation_app.law import kept, loader, outline, procedure
from litigation_app.law.country import Jurisdiction
from litigation_app.law.graph import DeadlineRule, Procedure
from litigation_app.law.procedure import Step

TABLE, CAPSULE, ERROR_REASON = "move", "note", "strike"
_WHERE = (Proceeding.forum, Proceeding.court_id, Proceeding.court_typed)


@dataclass(frozen=True)
class Begun:
    """What is known of a proceeding that begins. `by`: the step that brought it about; `entered_on`: we joined late."""

    on: date | None = None
    by: UUID | None = None
    entered_on: date | None = None
    forum: str | None = None  # another one than the case's, in Bosnia and Herzegovina
    court_id: str | None = None


class StageChanged(Exception):
    """Somebody recorded another step first; nothing was written."""


@dataclass(frozen=True, repr=False)
class Note(Unprintable):
    """What is sealed beside a step: a note, and for a step outside the graph why it was recorded ("" if nothing)."""

    text: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Said:
    """What a lawyer says about a step. `seq`: the last step that she saw, 0 for none; None: she looked at no page."""

    on: date
    served_on: date | None = None
    outcome: str | None = None
    note: Note = field(default_factory=Note, repr=False)
    seq: int | None = None
    is_found: bool = False  # it stands there, nobody knows since when: `on` is the day on which we came


def begin(actor: Actor, case: Case, procedure_id: str, begun: Begun | None = None) -> Proceeding:
    """Begin a proceeding of the case's country. `procedure_id` may be a family ("criminal") where that is one graph here.

    Raises rules.ProcedureRefused.
    """
    law, begun = loader.load(case.country), begun or Begun()
    forum = begun.forum or case.forum
    graph = rules.procedure_of(law, procedure_id, forum)
    keep_law(case.country)
    begin_write()
    proceeding = Proceeding(
        case_id=case.id,
        procedure=graph.id,
        family=graph.family,
        forum=forum,
        court_id=begun.court_id or case.court_id,
        court_typed=None if begun.court_id else case.court_typed,
        law_version=law.version,
        begun_on=begun.on,
        position=int(db.session.scalars(select(func.count()).where(Proceeding.case_id == case.id)).one()) + 1,
        spawned_by=begun.by,
        entered_on=begun.entered_on,
    )
    db.session.add(proceeding)
    db.session.flush()
    periods.start(case, proceeding, law, graph.initial, procedure.deadlines_at(graph, graph.initial), move=None)
    ports.keep_lists(case)
    if graph.family == rules.ENFORCEMENT:
        ports.keep_sums(case)
    log_act(actor, case, "begin_proceeding", of=f"proceeding:{proceeding.id}", procedure=graph.id)
    _receive(actor, case, proceeding, graph, begun)
    return proceeding


def keep_law(country: str) -> None:
    """Keep today's rules of a country, because something begins under them."""
    kept.keep(law_versions.folder(), country)


def _receive(actor: Actor, case: Case, proceeding: Proceeding, graph: Procedure, begun: Begun) -> None:
    """What another criminal jurisdiction ceded goes on where it stood there: nobody records that a second time."""
    ceded = db.session.get(Move, begun.by) if begun.by and graph.family == rules.CRIMINAL else None
    received = rules.received(graph, ceded.from_stage) if ceded else None
    if ceded is not None and received is not None:
        append(actor, proceeding, procedure.step(graph, graph.initial, received), None, Said(begun.on or ceded.on))
        periods.keep_clock(case, proceeding, ceded)
        _take_claim_along(case, proceeding)
        ports.keep_lists(case)


def _take_claim_along(case: Case, criminal: Proceeding) -> None:
    """The property claim is heard with the trial: by the court, and by its holidays, to which the case was ceded."""
    claims = update(Proceeding).where(Proceeding.case_id == case.id, Proceeding.family == rules.CLAIM)
    there = {"forum": criminal.forum, "court_id": criminal.court_id, "court_typed": criminal.court_typed}
    db.session.execute(claims.values(**there))


def move(actor: Actor, proceeding: Proceeding, event: str, said: Said) -> Move:
    """Record a lawful step. Raises StageChanged (somebody was faster), law.procedure.StageRefused (not lawful here)."""
    _law, graph = graph_of(proceeding)
    if event == rules.QUASHED:
        lock_case(proceeding.case_id)
    last = locked_last(proceeding, said.seq)
    step = procedure.step(graph, last.to_stage if last else graph.initial, event)
    return append(actor, proceeding, step, last, said)


def move_outside(actor: Actor, proceeding: Proceeding, to_stage: str, said: Said) -> Move:
    """Record what the graph does not know; its note says why. Raises StageChanged, law.procedure.StageRefused (no such stage)."""
    _law, graph = graph_of(proceeding)
    last = locked_last(proceeding, said.seq)
    return append(actor, proceeding, procedure.step_outside(graph, to_stage), last, said)


def mark_entered_in_error(actor: Actor, proceeding: Proceeding, *, seq: int, reason: str = "") -> None:
    """Say that the last step was recorded by mistake: it remains visible, and what it did to periods is undone.

    Raises StageChanged if step number `seq` is not the last one that stands.
    """
    lock_case(proceeding.case_id)
    last = locked_last(proceeding, seq)
    if last is None:
        raise StageChanged
    case = db.session.get_one(Case, proceeding.case_id)
    last.entered_in_error_by, last.entered_in_error_at = actor.id, clock.now()
    db.session.flush()
    periods.bring_back(case, last)
    if last.event == rules.QUASHED:
        ports.quashing_entered_in_error(actor, case, last.on)
    keep_case_current(case, proceeding)
    ports.keep_lists(case)
    if reason:
        vault.seal(subject=case.id, table=TABLE, row=last.id, capsule=ERROR_REASON, content={"text": reason})
    log_act(actor, case, "strike_step", of=f"proceeding:{proceeding.id}", seq=last.seq, stage=last.to_stage)


def read_notes(ticket: ledger.Ticket, moves: Iterable[UUID]) -> dict[UUID, Note]:
    """The sealed notes of these moves, by move, under the ticket of the opened file. Raises vault.TicketRefused."""
    found = vault.open_many(ticket, table=TABLE, capsule=CAPSULE, rows=moves)
    return {row: Note(content["text"], content["reason"]) for row, content in found}


def append(
    actor: Actor, proceeding: Proceeding, step: Step, last: Move | None, said: Said, *, starts_periods: bool = True
) -> Move:
    """Add a step after the last one that stands, with all that follows from it."""
    law, graph = graph_of(proceeding)
    case = db.session.get_one(Case, proceeding.case_id)
    record = Move(
        proceeding_id=proceeding.id,
        seq=(int(db.session.scalar(select(func.max(Move.seq)).where(Move.proceeding_id == proceeding.id)) or 0) + 1),
        event=step.transition.event if step.transition else None,
        from_stage=last.to_stage if last else graph.initial,
        to_stage=step.to_stage.id,
        on=said.on,
        served_on=said.served_on,
        outcome=said.outcome,
        is_outside=step.is_outside,
        is_found=said.is_found,
        episode=_episode(proceeding, graph, step.to_stage.id),
        has_note=bool(said.note.text or said.note.reason),
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(record)
    db.session.flush()
    is_back = last is not None and record.episode > last.episode
    periods.end(proceeding, record, is_end=step.to_stage.is_end or is_back, is_back=is_back)
    if starts_periods:
        periods.start(case, proceeding, law, step.to_stage.id, _starts(proceeding, law, step), move=record)
    periods.wake(case, record, proceeding.family, is_end=step.to_stage.is_end)
    if record.event == rules.QUASHED:
        ports.judgment_quashed(actor, case, record.on)
    keep_case_current(case, proceeding)
    ports.keep_lists(case)
    _seal(case, record, said.note)
    log_act(actor, case, "record_step", of=f"proceeding:{proceeding.id}", seq=record.seq, stage=record.to_stage)
    return record


def _starts(proceeding: Proceeding, law: Jurisdiction, step: Step) -> tuple[DeadlineRule, ...]:
    """The periods of the stage reached, and for a referred claim the reminder to sue, unless it stands already."""
    reminder = rules.reminder(law) if proceeding.family == rules.CLAIM and rules.reminds(step.to_stage) else None
    if reminder is None or periods.has_open_reminder(proceeding):
        return step.starts
    return (*step.starts, reminder)


def graph_of(proceeding: Proceeding) -> tuple[Jurisdiction, Procedure]:
    """The rules by which the proceeding runs, and its graph in them."""
    country = db.session.scalars(select(Case.country).where(Case.id == proceeding.case_id)).one()
    law = law_versions.law_of(country, proceeding.law_version)
    return law, law.procedure(proceeding.procedure, proceeding.forum)


def locked_last(proceeding: Proceeding, seq: int | None) -> Move | None:
    """The last step that stands, once nobody else can add one; raises StageChanged if it is not number `seq`."""
    begin_write()
    db.session.execute(select(Proceeding.id).where(Proceeding.id == proceeding.id).with_for_update())
    wanted = select(Move).where(Move.proceeding_id == proceeding.id, Move.stands())
    last = db.session.scalar(wanted.order_by(Move.seq.desc()).limit(1))
    if seq is not None and seq != (last.seq if last else 0):
        raise StageChanged
    return last


def _episode(proceeding: Proceeding, graph: Procedure, to_stage: str) -> int:
    wanted = select(Move.to_stage).where(Move.proceeding_id == proceeding.id, Move.stands()).order_by(Move.seq)
    visited = [*db.session.scalars(wanted), to_stage]
    return outline.outline(graph, [one for one in visited if graph.has(one)]).episode


def keep_case_current(case: Case, proceeding: Proceeding) -> None:
    """Repeat on the case, for its lists, how far the trial is and before which court; not a change of its file.

    Of several, the one of which a step was recorded last; one that is over or was joined only where none goes on.
    """
    if proceeding.family == rules.ENFORCEMENT:
        ports.keep_sums(case)  # by its first step it was begun
    if proceeding.family != rules.CRIMINAL:
        return
    joined = select(TrackLink.first_id).where(TrackLink.case_id == case.id, TrackLink.kind == JOINED)
    columns: list[Any] = [Proceeding.id, Proceeding.procedure, Proceeding.law_version, Move.to_stage, Move.on, *_WHERE]
    wanted = select(*columns, Proceeding.id.in_(joined).label("is_elsewhere"))
    wanted = wanted.select_from(Move).join(Proceeding, Proceeding.id == Move.proceeding_id)
    wanted = wanted.where(Proceeding.case_id == case.id, Proceeding.family == rules.CRIMINAL, Move.stands())
    lasts: dict[UUID, Any] = {}
    for step in db.session.execute(wanted.order_by(Move.recorded_at.desc(), Move.seq.desc())):
        lasts.setdefault(step.id, step)
    running = (one for one in lasts.values() if not (one.is_elsewhere or _is_over(case, one)))
    last = next(running, next(iter(lasts.values()), None))
    now = {"stage_now": last.to_stage if last else None, "moved_on": last.on if last else None}
    now |= {column.key: getattr(last, column.key) for column in _WHERE} if last else {}
    db.session.execute(update(Case).where(Case.id == case.id).values(**now))


def _is_over(case: Case, last: Any) -> bool:
    graph = law_versions.law_of(case.country, last.law_version).procedure(last.procedure, last.forum)
    stage = rules.stage_of(graph, last.to_stage)
    return stage is not None and ending.rests_at(stage.id, is_end=stage.is_end)


def _seal(case: Case, record: Move, note: Note) -> None:
    if record.has_note:
        content = {"text": note.text, "reason": note.reason}
        vault.seal(subject=case.id, table=TABLE, row=record.id, capsule=CAPSULE, content=content)
