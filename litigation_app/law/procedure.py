"""Which step may follow, where does it lead, and which periods does arriving there start?"""

from dataclasses import dataclass, replace
from enum import StrEnum

from litigation_app.law.graph import DeadlineRule, Procedure, Stage, Transition


class Refusal(StrEnum):
    """Why a step was not accepted; the screen finds the words."""

    STAGE_UNKNOWN = "stage_unknown"
    NOT_LAWFUL_HERE = "not_lawful_here"


class StageRefused(Exception):
    """The graph does not know the stage, or not this step from it; `reason` says which."""

    def __init__(self, reason: Refusal, where: str) -> None:
        super().__init__(f"{reason}: {where}")
        self.reason = reason


@dataclass(frozen=True)
class Step:
    """One step taken: where it leads and which periods start there. `transition` is None outside the graph."""

    transition: Transition | None
    to_stage: Stage
    starts: tuple[DeadlineRule, ...]

    @property
    def is_outside(self) -> bool:
        """True for a step that the graph does not know and a person recorded with a reason."""
        return self.transition is None


def lawful(procedure: Procedure, at: str) -> tuple[Transition, ...]:
    """Return the steps that may follow at a stage, in the order of the file; raises StageRefused."""
    _stage(procedure, at)
    return procedure.leaving(at)


def step(procedure: Procedure, at: str, event: str) -> Step:
    """Take a lawful step; raises StageRefused.

    A step that stays where it is (adjourned, reply to the appeal) starts nothing anew: its stage's periods already run.
    """
    for transition in lawful(procedure, at):
        if transition.event == event:
            starts = () if transition.stays else deadlines_at(procedure, transition.to)
            return Step(transition, procedure.stage(transition.to), starts)
    raise StageRefused(Refusal.NOT_LAWFUL_HERE, f"{event} at {at}")


def step_outside(procedure: Procedure, to: str) -> Step:
    """Record what a court did although the graph does not know it: any stage may be reached; raises StageRefused."""
    return Step(None, _stage(procedure, to), deadlines_at(procedure, to))


def deadlines_at(procedure: Procedure, stage_id: str) -> tuple[DeadlineRule, ...]:
    """Return the periods that run at a stage: those of the steps that leave it.

    One period kept by several steps (a complaint upheld or rejected) is one rule with all these events.
    """
    found: dict[DeadlineRule, DeadlineRule] = {}
    for rule in (rule for transition in procedure.leaving(stage_id) for rule in transition.rules):
        alike = replace(rule, events=())
        known = found.get(alike)
        found[alike] = rule if known is None else replace(known, events=(*known.events, rule.event))
    return tuple(found.values())


def _stage(procedure: Procedure, stage_id: str) -> Stage:
    if not procedure.has(stage_id):
        raise StageRefused(Refusal.STAGE_UNKNOWN, stage_id)
    return procedure.stage(stage_id)
