"""Strike the last step of proceedings, and with it what was recorded together with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from litigation_app.casework.casefile.entered_in_error import queries
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.appeals.rules import Fault
from litigation_app.casework.claims.corrections.rules import Correction
from litigation_app.casework.claims.effects import actions as effects
from litigation_app.casework.claims.effects.actions import RefusedOnClaim
from litigation_app.casework.claims.effects.queries import NEEDS, ClaimEntry
from litigation_app.casework.claims.rules import Blocker
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.actions import StageChanged
from litigation_app.casework.proceedings.corrections.queries import Found as OfStep
from litigation_app.casework.proceedings.effects.rules import Kind
from litigation_app.casework.proceedings.hearings import actions as hearings
from litigation_app.casework.proceedings.queries import Found, lock_case
from litigation_app.core.access import Actor

_ORDER = (Kind.APPEAL_OUTCOME, Kind.DECISION, Kind.FILING, Kind.ADVICE)  # what rests on something goes before it


class Refused(Exception):
    """What was recorded together with it cannot be taken back so: of which row, and why."""

    def __init__(self, row: UUID | None, reasons: Sequence[Blocker | Fault]) -> None:
        self.row, self.reasons = row, tuple(reasons)
        super().__init__(", ".join(reasons))


@dataclass(frozen=True)
class LastStepInError:
    """What a lawyer says of the last step. `seq`: the step that she saw; `back`: which rows are taken back with it.

    `why`: a code of mistakes.toml, for what is written on claims.
    """

    seq: int
    back: frozenset[UUID] = frozenset()
    why: str = ""
    reason: str = field(default="", repr=False)


def mark_entered_in_error(actor: Actor, of: Found, said: LastStepInError) -> None:
    """Say that the last step was a mistake, and what she names of what was recorded together with it.

    Raises StageChanged, Refused, NotFound (of a claim on which she may not write), cases.actions.Changed (of a hearing).
    """
    one, case = of
    lock_case(case.id)
    last = proceedings.locked_last(one, said.seq)
    if last is None:
        raise StageChanged
    there = queries.written(case, last)
    proceedings.mark_entered_in_error(actor, one, seq=said.seq, reason=said.reason)
    for step in there.steps:
        if step.move.id in said.back:
            _mark_entered_in_error(actor, step, said.reason)
    for entry in sorted(there.claims, key=lambda one: _ORDER.index(one.kind)):
        if entry.row.id in said.back:
            _take_back(actor, entry, said.why)
    for off in there.hearings:
        if off.report_id in said.back:
            hearings.schedule_again(actor, case, off.hearing)


def _mark_entered_in_error(actor: Actor, step: OfStep, reason: str) -> None:
    try:
        proceedings.mark_entered_in_error(actor, step.proceeding, seq=step.move.seq, reason=reason)
    except StageChanged:
        raise Refused(step.move.id, [Blocker.LATER_RESTS]) from None


def _take_back(actor: Actor, entry: ClaimEntry, why: str) -> None:
    claims.get(actor, entry.found.claim.id, NEEDS[entry.kind])
    try:
        effects.correct(actor, entry, Correction(entry.on, None, why))
    except RefusedOnClaim as refused:
        raise Refused(refused.row, refused.reasons) from None
