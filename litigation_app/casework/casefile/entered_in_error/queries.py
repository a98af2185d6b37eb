"""What was recorded together with the last step, and what of it can be taken back with it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.appeals import queries as appeal_outcomes
from litigation_app.casework.claims.corrections import queries as mistakes
from litigation_app.casework.claims.effects import queries as lanes
from litigation_app.casework.claims.effects.queries import NEEDS, ClaimEntry
from litigation_app.casework.proceedings.corrections import queries as steps
from litigation_app.casework.proceedings.corrections.queries import Found as OfStep
from litigation_app.casework.proceedings.effects.queries import together
from litigation_app.casework.proceedings.effects.rules import HEARING, Kind
from litigation_app.casework.proceedings.hearings import queries as hearings
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.core.access import Actor
from litigation_app.core.db import db


class CancelledHearing(NamedTuple):
    """A hearing that an act called off, and the report that says so."""

    report_id: UUID
    hearing: Hearing


@dataclass(frozen=True)
class Written:
    """What was recorded together with a step and still stands as it was recorded."""

    steps: tuple[OfStep, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()
    hearings: tuple[CancelledHearing, ...] = ()


def last(one: Proceeding) -> Move | None:
    """The last step that stands; None: none does."""
    wanted = select(Move).where(Move.proceeding_id == one.id, Move.stands()).order_by(Move.seq.desc())
    return db.session.scalar(wanted.limit(1))


def written(case: Case, move: Move) -> Written:
    """What was recorded together with a step of this case."""
    rows = together(move.id)
    entries = (one for one in lanes.on_claims(case, rows) if _stands(one, move))
    off = hearings.cancelled_by([row.id for row in rows if row.kind == HEARING])
    return Written(tuple(steps.of_act(case, rows)), tuple(entries), tuple(CancelledHearing(*one) for one in off))


def _stands(entry: ClaimEntry, move: Move) -> bool:
    """Whether it says what it was to say; a day of a claim that was corrected apart is no work of the step any more."""
    return entry.on is not None and (entry.decision is not None or entry.on == move.on)


def staying(actor: Actor, case: Case, move: Move, there: Written) -> Iterator[UUID]:
    """What of it is not taken back with the step: something later rests on it, or she may not write there."""
    gone = {move.id, *(step.move.id for step in there.steps)}
    for step in there.steps:
        later = select(Move.id).where(Move.proceeding_id == step.proceeding.id, Move.seq > step.move.seq, Move.stands())
        if not gone >= set(db.session.scalars(later)):
            yield step.move.id
    permits = claims.permits(actor, case)
    yield from (one.row.id for one in there.claims if NEEDS[one.kind] not in permits or _is_rested_on(one))


def _is_rested_on(entry: ClaimEntry) -> bool:
    claim, case, _victim = entry.found
    if entry.kind is Kind.FILING:
        return mistakes.first_decided(claim) is not None or bool(claims.view(claim, case).payments)
    if entry.appeal_outcome is not None:
        return (
            entry.appeal_outcome.next_id is not None
            or appeal_outcomes.standing(entry.appeal_outcome.decision_id)[-1].id != entry.appeal_outcome.id
        )
    return entry.decision is not None and appeal_outcomes.has_later(entry.decision.id)
