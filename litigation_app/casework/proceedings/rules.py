"""Which day starts a period, when is it over, what looks wrong about a step, and which steps may follow? Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, Protocol

from litigation_app.core.toml_files import read_toml
from litigation_app.law import deadlines
from litigation_app.law.country import Jurisdiction
from litigation_app.law.court_calendar import Calendar
from litigation_app.law.deadlines import Due
from litigation_app.law.graph import DeadlineKind, DeadlineRule, Procedure, RollOver, Side, Stage, Transition
from litigation_app.law.procedure import deadlines_at

NEAR_DAYS = 7
CRIMINAL, CIVIL, CLAIM, ENFORCEMENT = "criminal", "civil", "property_claim", "enforcement"
FINAL = "final_judgment"
JUDGMENT_QUASHED = "quashed_remanded"
QUASHED = "quashed_on_appeal"  # the step by which the decision on the property claim falls
SUES = frozenset({"filed"})  # the steps of a civil action that keep the reminder
TO_SUE = "sued"
UNSAID = "unsaid"  # missed, and nobody said why yet
_REMINDER = "referral_three_months"  # a limitation rule of every country file
SIDES = (Side.OURS, Side.THEIRS, Side.AUTHORITY)  # in the order in which a lawyer asks for them
SHAPES = (*(side.value for side in SIDES), *(kind.value for kind in DeadlineKind if kind is not DeadlineKind.STATUTORY))


class ToDo(NamedTuple):
    """What keeps a period: the step, the stage from which it is taken, and the rules that name both."""

    country: str
    law_version: str
    procedure: str
    stage: str
    event: str


class ProcedureRefused(Exception):
    """The country has no such proceeding, or two for which the forum must be named."""


class Doubt(StrEnum):
    """What looks wrong about a step. It is asked about once and never blocks: practice is messy."""

    BEFORE_LAST = "before_last"
    SERVED_BEFORE = "served_before"


class Recorded(Protocol):
    """A step as it is kept in a row."""

    on: date
    is_found: bool


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
    return law.procedure(found[0].id, forum)


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


def day_of(step: Recorded) -> date | None:
    """The day of a step. None: it says only where we found the proceedings; since when they stood there nobody knows."""
    return None if step.is_found else step.on


def start_of(runs_from: str, *, on: date | None, served_on: date | None) -> date | None:
    """The day that starts a period, as far as a step tells it; None: it is entered later."""
    if runs_from in triggers()["service"]:
        return served_on
    return on if runs_from in triggers()["step"] | triggers()["unserved"] else None


def running(starts: Iterable[DeadlineRule], served_on: date | None) -> list[DeadlineRule]:
    """The periods that a step starts: the outer one of whoever was not told of it only where nothing was served."""
    outer = triggers()["unserved"]
    return [one for one in starts if served_on is None or one.runs_from not in outer]


@cache
def triggers() -> dict[str, frozenset[str]]:
    return {key: frozenset(codes) for key, codes in read_toml(__file__, "triggers.toml").items()}


def is_set_by_court(period: Period) -> bool:
    """Whether only the court's letter gives the last day."""
    return period.days is None and period.months is None


def due(period: Period, start: date, calendar: Calendar, last_day: date | None = None) -> Due:
    """When the period ends that this day started, by the calendar of the courts; `last_day` is the one of the court's letter,
    or of its decision that made the period longer.

    Raises DueUnknown where the court sets the day and it was not given, or where the end lies beyond the calendar.
    """
    if last_day is not None:
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


def lapses(period: Period, *, on: date, is_left: bool, is_end: bool, is_back: bool = False) -> bool:
    """Whether a step leaves an open period without object.

    An authority's own limit ends with its stage; other people's periods with their last day or with the proceeding;
    ours only at an end (of the proceeding, or of a judgment that is tried again), and never while the calendar still
    gives us days. A limitation runs on whatever is decided; only what goes back to be tried again takes it away.
    """
    if period.kind == DeadlineKind.LIMITATION:
        return is_back
    is_past = period.act_by is not None and period.act_by < on
    if period.side == Side.OURS:
        return is_end and (period.act_by is None or is_past)
    if period.kind == DeadlineKind.INSTRUCTIVE and is_left:
        return True
    return is_end or is_past


def shape(kind: str, side: str) -> str:
    """How a deadline is drawn: by its kind where that says more than whose it is (a code of "deadline_shape")."""
    return side if kind == DeadlineKind.STATUTORY else kind


def is_missed(period: Period, *, on: date) -> bool:
    """Whether a period of ours, in which a right could be lost, had passed by this day."""
    is_ours = period.side == Side.OURS and period.kind != DeadlineKind.EARLIEST
    return is_ours and period.act_by is not None and period.act_by < on


def reminds(stage: Stage) -> bool:
    """Whether a claim that stands here was referred to a civil court."""
    return CIVIL in stage.spawns


def reminder(law: Jurisdiction) -> DeadlineRule | None:
    """The period within which a referred claim must be brought before a civil court; None: the country has no such rule."""
    found = next((one for one in law.limitation_rules if one.id == _REMINDER), None)
    if found is None:
        return None
    return DeadlineRule(
        events=(TO_SUE,),
        days=found.days,
        months=found.months,
        set_by_court=False,
        kind=DeadlineKind.LIMITATION,
        side=Side.OURS,
        runs_from="finality_of_criminal_judgment",
        roll_over=RollOver.NONE,
        legal_basis=found.law,
        confidence=found.confidence,
        note=found.note,
        sources=found.sources,
    )


def falls_with(claim: Procedure, at: str) -> bool:
    """Whether the decision on a claim that stands at this stage can be quashed with the judgment."""
    return any(one.event == QUASHED for one in claim.leaving(at))


def received(graph: Procedure, stood_at: str) -> str | None:
    """The step by which a graph takes over what another jurisdiction ceded at this stage; None: it has none."""
    firsts = (one for one in graph.leaving(graph.initial) if one.to == stood_at and one.event.startswith("received_"))
    return next((one.event for one in firsts), None)


def as_kept(rule: DeadlineRule) -> dict[str, Any]:
    """What a period keeps of the rule that started it, by the names of its columns, so that a later rule changes nothing of it."""
    return {
        "event": rule.event,
        "kept_by": list(rule.events),
        "kind": str(rule.kind),
        "side": str(rule.side),
        "runs_from": rule.runs_from,
        "days": rule.days,
        "months": rule.months,
        "roll_over": str(rule.roll_over),
        "legal_basis": rule.legal_basis,
        "confidence": rule.confidence,
    }


def days_left(act_by: date | None, today: date) -> int | None:
    """Days until the last working day of a period; below zero: it has passed; None: not known."""
    return None if act_by is None else (act_by - today).days


def is_overdue(side: str, kind: str, act_by: date | None, today: date) -> bool:
    """Whether our own day to act has passed; a day before which nothing may be done is never overdue."""
    left = days_left(act_by, today)
    return side == Side.OURS and kind != DeadlineKind.EARLIEST and left is not None and left < 0


def is_near(side: str, kind: str, act_by: date | None, today: date) -> bool:
    """Whether a deadline is shown in red: our own, within a week or missed."""
    left = days_left(act_by, today)
    return side == Side.OURS and kind != DeadlineKind.EARLIEST and left is not None and left <= NEAR_DAYS
