"""Which day starts a period, when is it over, what looks wrong about a step, and which steps may follow? Pure."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Protocol

from litigation_app.law import deadlines
from litigation_app.law.country import Jurisdiction
from litigation_app.law.court_calendar import Calendar
from litigation_app.law.deadlines import Due
from litigation_app.law.graph import DeadlineKind, DeadlineRule, Procedure, RollOver, Side, Stage, Transition
from litigation_app.law.procedure import deadlines_at

_FILE = Path(__file__).with_name("triggers.toml")
NEAR_DAYS = 7
CRIMINAL = "criminal"
SIDES = (Side.OURS, Side.THEIRS, Side.AUTHORITY)  # in the order in which a lawyer asks for them


class ProcedureRefused(Exception):
    """The country has no such proceeding, or two for which the forum must be named."""


class Doubt(StrEnum):
    """What looks wrong about a step. It is asked about once and never blocks: practice is messy."""

    BEFORE_LAST = "before_last"
    SERVED_BEFORE = "served_before"


class Period(Protocol):
    """A period as it is kept in a row."""

    days: int | None
    months: int | None
    kind: str
    side: str
    roll_over: str
    event: str
    kept_by: list[str]
    runs_from: str
    legal_basis: str
    confidence: str
    stage: str
    act_by: date | None


@dataclass(frozen=True)
class Offer:
    """A lawful next step, the outcomes that it may have, and the periods that it would start."""

    step: Transition
    outcomes: tuple[str, ...]
    starts: tuple[DeadlineRule, ...]


def procedure_of(law: Jurisdiction, wish: str, forum: str | None) -> Procedure:
    """The graph with this id, or the only one of this family at this forum; raises ProcedureRefused."""
    found = [one for one in law.procedures if one.id == wish] or list(law.family(wish, forum))
    if len(found) != 1:
        raise ProcedureRefused(f"{wish} {forum or ''}".strip())
    return found[0]


def offers(procedure: Procedure, at: str) -> tuple[Offer, ...]:
    """The steps that may follow at a stage (none: an end, or a stage that a later law no longer knows)."""
    return tuple(
        Offer(one, procedure.stage(one.to).outcomes, () if one.stays else deadlines_at(procedure, one.to))
        for one in procedure.leaving(at)
    )


def stage_of(procedure: Procedure, stage_id: str) -> Stage | None:
    """The stage, or None where a later version of the law no longer has it."""
    return procedure.stage(stage_id) if procedure.has(stage_id) else None


def doubts(*, on: date, last_on: date | None, served_on: date | None) -> list[Doubt]:
    """What to ask about once: a step before the last one, a service before the step that was served."""
    found = []
    if last_on is not None and on < last_on:
        found.append(Doubt.BEFORE_LAST)
    if served_on is not None and served_on < on:
        found.append(Doubt.SERVED_BEFORE)
    return found


def start_of(runs_from: str, *, on: date, served_on: date | None) -> date | None:
    """The day that starts a period, as far as a step tells it; None: it is entered later."""
    if runs_from in _triggers()["service"]:
        return served_on
    return on if runs_from in _triggers()["step"] else None


@cache
def _triggers() -> dict[str, frozenset[str]]:
    return {key: frozenset(codes) for key, codes in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}


def is_set_by_court(period: Period) -> bool:
    """Whether only the court's letter gives the last day."""
    return period.days is None and period.months is None


def due(period: Period, start: date, calendar: Calendar, last_day: date | None = None) -> Due:
    """When the period ends that this day started, by the calendar of the courts; `last_day` is the one of the court's letter.

    Raises DueUnknown where the court sets the day and it was not given, or where the end lies beyond the calendar.
    """
    if is_set_by_court(period) and last_day is not None:
        return deadlines.set_by_court(last_day, calendar)
    return deadlines.due(_rule(period), start, calendar)


def _rule(period: Period) -> DeadlineRule:
    return DeadlineRule(
        events=tuple(period.kept_by),
        days=period.days,
        months=period.months,
        set_by_court=is_set_by_court(period),
        kind=DeadlineKind(period.kind),
        side=Side(period.side),
        runs_from=period.runs_from,
        roll_over=RollOver(period.roll_over),
        legal_basis=period.legal_basis,
        confidence=period.confidence,
        note=None,
        sources=(),
    )


def is_kept_by(period: Period, *, from_stage: str, event: str | None) -> bool:
    """Whether this step is the act for which the period was given."""
    return period.stage == from_stage and event in period.kept_by


def lapses(period: Period, *, on: date, is_left: bool, is_end: bool) -> bool:
    """Whether a step leaves an open period without object.

    An authority's own limit ends with its stage; other people's periods with their last day or with the proceeding;
    ours only at an end (of the proceeding, or of a judgment that is tried again), and never while the calendar still
    gives us days.
    """
    is_past = period.act_by is not None and period.act_by < on
    if period.side == Side.OURS:
        return is_end and (period.act_by is None or is_past)
    if period.kind == DeadlineKind.INSTRUCTIVE and is_left:
        return True
    return is_end or is_past


def days_left(act_by: date | None, today: date) -> int | None:
    """Days until the last working day of a period; below zero: it has passed; None: not known."""
    return None if act_by is None else (act_by - today).days


def is_near(side: str, kind: str, act_by: date | None, today: date) -> bool:
    """Whether a deadline is shown in red: our own, within a week or missed."""
    left = days_left(act_by, today)
    return side == Side.OURS and kind != DeadlineKind.EARLIEST and left is not None and left <= NEAR_DAYS
