"""Which periods does a step start, keep and end, and which come back if it was a mistake? Rows alone; nothing is sealed here."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.law import court_calendar
from litigation_app.law.country import Jurisdiction
from litigation_app.law.court_calendar import Calendar
from litigation_app.law.graph import DeadlineRule


def start(
    case: Case,
    proceeding: Proceeding,
    law: Jurisdiction,
    stage: str,
    starts: Iterable[DeadlineRule],
    *,
    move: Move | None,
) -> None:
    """Write down the periods that arriving at a stage starts, and let those run whose first day is known."""
    for rule in rules.running(starts, move.served_on if move else None):
        period = Deadline(
            case_id=case.id,
            office_id=case.office_id,
            proceeding_id=proceeding.id,
            move_id=move.id if move else None,
            stage=stage,
            **rules.as_kept(rule),
            is_reviewed=law.reviewed_by_lawyer,
            law_version=law.version,
        )
        if move is not None:
            run(period, _start_of(rule, case, move), courts(case, proceeding))
        db.session.add(period)
    db.session.flush()


def run(period: Deadline, begins: date | None, calendar: Calendar, last_day: date | None = None) -> None:
    """Let a period run from this day (None: not known). Raises law.deadlines.DueUnknown where no end can be computed."""
    period.served_on = begins
    if begins is None or (rules.is_set_by_court(period) and last_day is None):
        return
    found = rules.due(period, begins, calendar, last_day)
    period.expiry, period.act_by, period.prepare_by = found.expiry, found.act_by, found.prepare_by


def courts(case: Case, proceeding: Proceeding) -> Calendar:
    """The days on which the courts of the proceeding work; in Bosnia and Herzegovina those of its own system."""
    forum = proceeding.forum or case.forum
    return court_calendar.calendar_of(case.country, *([forum] if forum else []))


def end(proceeding: Proceeding, record: Move, *, is_end: bool, is_back: bool) -> None:
    """Mark what this step kept, and what it left without object."""
    for period in _open(Deadline.proceeding_id == proceeding.id):
        end_one(period, record, is_end=is_end, is_back=is_back)


def end_one(period: Deadline, record: Move, *, is_end: bool, is_back: bool) -> None:
    """The same of one period that is open."""
    is_left = record.to_stage != record.from_stage
    if rules.is_kept_by(period, from_stage=record.from_stage, event=record.event):
        period.met_on, period.ended_by = record.on, record.id
    elif rules.lapses(period, on=record.on, is_left=is_left, is_end=is_end, is_back=is_back):
        period.lapsed_on, period.ended_by = record.on, record.id
        if rules.is_missed(period, on=record.on):
            period.missed_reason = rules.UNSAID


def leave(proceeding: Proceeding, record: Move, events: Iterable[str], *, on: date) -> None:
    """Leave periods for these steps that still run on this day without object, with the step by which the proceeding stands there."""
    is_running = Deadline.act_by.is_(None) | (Deadline.act_by >= on)
    for period in _open(Deadline.proceeding_id == proceeding.id, Deadline.event.in_(list(events)), is_running):
        period.lapsed_on, period.ended_by = record.on, record.id


def drop_outer(served: Deadline) -> None:
    """Once it is known when a decision was served, the outer period of whoever was not told of it is without object."""
    if served.runs_from not in rules.triggers()["service"]:
        return
    same = (Deadline.proceeding_id == served.proceeding_id, Deadline.move_id == served.move_id)
    for period in _open(*same, Deadline.runs_from.in_(rules.triggers()["unserved"])):
        period.lapsed_on, period.ended_by = served.served_on or clock.today(), served.move_id


def wake(case: Case, record: Move, family: str, *, is_end: bool) -> None:
    """What a step in one proceeding does to periods of another: finality lets them run, a civil action keeps the reminder."""
    is_final = family == rules.CRIMINAL and is_end and record.to_stage == rules.FINAL
    if is_final and rules.day_of(record) is not None:
        for period in _open(Deadline.case_id == case.id, Deadline.served_on.is_(None)):
            if period.runs_from in rules.triggers()["finality"]:
                proceeding = db.session.get_one(Proceeding, period.proceeding_id)
                run(period, record.on, courts(case, proceeding))
    if family == rules.CIVIL and record.event in rules.SUES:
        for period in _open(Deadline.case_id == case.id, Deadline.event == rules.TO_SUE):
            period.met_on, period.ended_by = record.on, record.id


def keep_clock(case: Case, proceeding: Proceeding, ceded: Move) -> None:
    """Let what ran before another jurisdiction took over run on from the day on which it began there."""
    began = select(Deadline.event, Deadline.served_on).where(Deadline.ended_by == ceded.id)
    days = {row.event: row.served_on for row in db.session.execute(began) if row.served_on is not None}
    for period in _open(Deadline.proceeding_id == proceeding.id, Deadline.event.in_(days)):
        run(period, days[period.event], courts(case, proceeding))


def bring_back(case: Case, record: Move) -> None:
    """Undo what a step did to periods, because it was recorded by mistake; those that it started run no more."""
    for period in db.session.scalars(select(Deadline).where(Deadline.ended_by == record.id)):
        if period.missed_reason in {None, rules.UNSAID}:
            reopen(period)
        else:  # somebody said why it was missed, and it stays under what was missed
            period.ended_by = None
    for period in _open(Deadline.move_id == record.id):
        period.lapsed_on, period.ended_by = clock.today(), record.id
    if record.to_stage != rules.FINAL:
        return
    for period in _open(Deadline.case_id == case.id, Deadline.served_on == record.on):
        if period.runs_from in rules.triggers()["finality"]:
            period.served_on = period.expiry = period.act_by = period.prepare_by = None


def reopen(period: Deadline) -> None:
    """Let a period run again that a step kept or ended."""
    period.met_on = period.lapsed_on = period.ended_by = None
    if period.missed_reason == rules.UNSAID:
        period.missed_reason = None


def has_open_reminder(proceeding: Proceeding) -> bool:
    """Whether the reminder to sue stands in this proceeding."""
    return bool(_open(Deadline.proceeding_id == proceeding.id, Deadline.event == rules.TO_SUE))


def _open(*conditions: ColumnElement[bool]) -> list[Deadline]:
    wanted = select(Deadline).where(Deadline.met_on.is_(None), Deadline.lapsed_on.is_(None), *conditions)
    return list(db.session.scalars(wanted))


def _start_of(rule: DeadlineRule, case: Case, move: Move) -> date | None:
    if rule.runs_from in rules.triggers()["finality"]:
        return final_on(case)
    return rules.start_of(rule.runs_from, on=rules.day_of(move), served_on=move.served_on)


def final_on(case: Case) -> date | None:
    """The day on which the criminal judgment became final, as the trial stands of which a step was recorded last.

    What follows on it (a sentence that is served, an extraordinary remedy) leaves it final; a retrial is another round.
    """
    columns: Sequence[Any] = (Move.to_stage, Move.on, Move.is_found, Move.proceeding_id, Move.episode)
    wanted: Select[Any] = select(*columns).join(Proceeding, Proceeding.id == Move.proceeding_id)
    wanted = wanted.where(Proceeding.case_id == case.id, Proceeding.family == rules.CRIMINAL, Move.stands())
    steps = db.session.execute(wanted.order_by(Move.recorded_at.desc(), Move.seq.desc())).all()
    now = [one for one in steps if one[-2:] == steps[0][-2:]]
    final = next((one for one in now if one.to_stage == rules.FINAL), None)
    return rules.day_of(final) if final else None
