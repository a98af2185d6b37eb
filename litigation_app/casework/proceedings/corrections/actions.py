"""What does a step say from now on, what did it say, and which periods begin, run and end otherwise? What was entered by hand stays."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.actions import graph_of
from litigation_app.casework.proceedings.corrections import queries
from litigation_app.casework.proceedings.corrections.models import MoveChange
from litigation_app.casework.proceedings.corrections.queries import Found
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.casework.proceedings.periods import actions as periods
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.law.court_calendar import Calendar
from litigation_app.law.graph import DeadlineRule, Procedure
from litigation_app.law.procedure import deadlines_at


def serve(actor: Actor, case: Case, one: Proceeding, period: Deadline, on: date) -> None:
    """The day of service that was entered with a deadline is that of the judgment which started it, and of its other periods."""
    of = Found(db.session.get_one(Move, period.move_id), one, case)
    for each in (of, *queries.twins(of)):
        before = was(each.move)
        if before.served_on != on:  # also the first one: whoever corrects the step meanwhile has not seen it
            db.session.add(as_it_stands(actor, case, each.move, None))
        each.move.served_on = on
        recount(case, each.proceeding, each.move, before)


def as_it_stands(actor: Actor, case: Case, move: Move, why: str | None) -> MoveChange:
    """What a step says until now, as it is kept when it is corrected. `why`: a code of mistakes.toml; None: it came with a deadline."""
    return MoveChange(
        move_id=move.id,
        case_id=case.id,
        on=move.on,
        served_on=move.served_on,
        outcome=move.outcome,
        is_found=move.is_found,
        has_note=False,
        why=why,
        changed_by=actor.id,
        changed_at=clock.now(),
    )


@dataclass
class Was:
    """The days of a step before it was corrected."""

    on: date
    served_on: date | None
    is_found: bool


def was(record: Move) -> Was:
    """The days of a step as they stand now."""
    return Was(record.on, record.served_on, record.is_found)


def recount(case: Case, proceeding: Proceeding, record: Move, before: Was) -> None:
    """Reckon anew what a corrected step starts, keeps and ends, in its own proceeding and in the others."""
    db.session.flush()
    law, graph = graph_of(proceeding)
    calendar = periods.courts(case, proceeding)
    here = (Deadline.proceeding_id == record.proceeding_id, Deadline.move_id == record.id)  # of which there is a key
    started = list(db.session.scalars(select(Deadline).where(*here)))
    for period in started:
        _begin_anew(period, record, before, calendar)
    if before.served_on is not None and record.served_on is None:
        missing = _missing(started, record, graph)
        periods.start(case, proceeding, law, record.to_stage, missing, move=record)
    _end_anew(proceeding, record, graph)
    for period in started:
        if period.served_on is not None:
            periods.drop_outer(period)
    _elsewhere(case, record, before)
    db.session.flush()


def _begin_anew(period: Deadline, record: Move, before: Was, calendar: Calendar) -> None:
    """Let a period run from the corrected day, unless it runs from another one, or the court gave its last day."""
    was, now = (
        rules.start_of(period.runs_from, on=rules.day_of(one), served_on=one.served_on) for one in (before, record)
    )
    if period.served_on == now or period.served_on != was or _is_by_hand(period, calendar):
        return
    period.expiry = period.act_by = period.prepare_by = None
    periods.run(period, now, calendar)


def _missing(started: list[Deadline], record: Move, graph: Procedure) -> list[DeadlineRule]:
    """The outer periods that the step did not start because it was served, which it was not."""
    if (record.event is not None and record.from_stage == record.to_stage) or not graph.has(record.to_stage):
        return []
    outer, known = rules.triggers()["unserved"], {(one.event, one.runs_from) for one in started}
    there = deadlines_at(graph, record.to_stage)
    return [one for one in there if one.runs_from in outer and (one.event, one.runs_from) not in known]


def _is_by_hand(period: Deadline, calendar: Calendar) -> bool:
    """Whether its last day is another one than the law's: the court's letter gave it."""
    if period.expiry is None or period.served_on is None:
        return False
    return rules.is_set_by_court(period) or rules.due(period, period.served_on, calendar).expiry != period.expiry


def _end_anew(proceeding: Proceeding, record: Move, graph: Procedure) -> None:
    """Let this step and the later ones keep and end again what they kept and ended, and what was open."""
    steps = _steps(proceeding)
    place = {one.id: one.seq for one in steps}
    of_it = select(Deadline).where(Deadline.proceeding_id == proceeding.id)
    later = [one.id for one in steps if one.seq >= record.seq]
    by_a_step = or_(Deadline.ended_by.in_(later), Deadline.met_on.is_(None) & Deadline.lapsed_on.is_(None))
    for period in db.session.scalars(of_it.where(by_a_step)):
        if period.missed_reason not in {None, rules.UNSAID}:
            continue  # somebody said why it was missed
        began = place.get(period.move_id, 0) if period.move_id else 0
        _walk(period, [one for one in steps if one.seq >= record.seq and one.seq > began], graph, steps)


def resume(proceeding: Proceeding, period: Deadline) -> None:
    """Let a period run again that was marked as done by mistake; the steps since it began keep and end it, if they do."""
    _law, graph = graph_of(proceeding)
    steps = _steps(proceeding)
    began = next((one.seq for one in steps if one.id == period.move_id), 0)
    _walk(period, [one for one in steps if one.seq > began], graph, steps)


def _steps(proceeding: Proceeding) -> list[Move]:
    wanted = select(Move).where(Move.proceeding_id == proceeding.id, Move.stands())
    return list(db.session.scalars(wanted.order_by(Move.seq)))


def _walk(period: Deadline, ahead: list[Move], graph: Procedure, steps: list[Move]) -> None:
    periods.reopen(period)
    rounds = {one.id: one.episode for one in steps}
    for one in ahead:
        earlier = [rounds[step.id] for step in steps if step.seq < one.seq]
        is_back = bool(earlier) and one.episode > earlier[-1]
        is_end = graph.has(one.to_stage) and graph.stage(one.to_stage).is_end
        periods.end_one(period, one, is_end=is_end or is_back, is_back=is_back)
        if period.ended_by is not None:
            return


def _elsewhere(case: Case, record: Move, before: Was) -> None:
    """What runs in other proceedings from the day on which the judgment became final, or was kept by suing, has the new day."""
    kept = (Deadline.case_id == case.id, Deadline.ended_by == record.id, Deadline.proceeding_id != record.proceeding_id)
    for period in db.session.scalars(select(Deadline).where(*kept, Deadline.met_on == before.on)):
        period.met_on = record.on
    day, now = rules.day_of(before), rules.day_of(record)
    if record.to_stage != rules.FINAL or day == now or (day is None and periods.final_on(case) != now):
        return
    from_it = or_(Deadline.served_on.is_not_distinct_from(day), Deadline.served_on == before.on)
    run = (Deadline.case_id == case.id, from_it, Deadline.met_on.is_(None), Deadline.lapsed_on.is_(None))
    for period in db.session.scalars(
        select(Deadline).where(*run, Deadline.runs_from.in_(rules.triggers()["finality"]))
    ):
        calendar = periods.courts(case, db.session.get_one(Proceeding, period.proceeding_id))
        if not _is_by_hand(period, calendar):
            periods.run(period, now, calendar)
