"""What became of the decisions on a claim?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import User
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.appeals.rules import Happened, offered
from litigation_app.casework.claims.corrections import queries as mistakes
from litigation_app.casework.claims.corrections.queries import OfDecision
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.core.access import Actor, or_not_found
from litigation_app.core.db import db

_IN_ORDER = (AppealOutcome.recorded_at, AppealOutcome.id)


class Told(NamedTuple):
    """A turn, who recorded it and, of a mistake, who struck it ("": it stands)."""

    appeal_outcome: AppealOutcome
    by: str
    entered_in_error_by: str


class OfAppealOutcome(NamedTuple):
    """A turn, and the decision that it happened to."""

    appeal_outcome: AppealOutcome
    of: OfDecision


def get(actor: Actor, turn_id: UUID) -> OfAppealOutcome:
    """A turn of a decision in one of her cases; raises NotFound for any other and for none alike."""
    appeal_outcome = or_not_found(db.session.scalar(select(AppealOutcome).where(AppealOutcome.id == turn_id)))
    return OfAppealOutcome(appeal_outcome, mistakes.decision(actor, appeal_outcome.decision_id))


def standing(decision_id: UUID) -> list[AppealOutcome]:
    """What happened to a decision and was no mistake, in the order of recording."""
    wanted = select(AppealOutcome).where(AppealOutcome.decision_id == decision_id, AppealOutcome.stands())
    return list(db.session.scalars(wanted.order_by(*_IN_ORDER)))


def happened(appeal_outcomes: list[AppealOutcome]) -> list[Happened]:
    """The same as the rules see it."""
    return [Happened(one.what, one.side or "", one.on) for one in appeal_outcomes]


def version(decision_id: UUID) -> int:
    """How often something was recorded of this decision or struck; 0: never."""
    wanted = select(func.count(AppealOutcome.id) + func.count(AppealOutcome.entered_in_error_at)).where(
        AppealOutcome.decision_id == decision_id
    )
    return int(db.session.scalar(wanted) or 0)


def that_made(decision_id: UUID) -> AppealOutcome | None:
    """The turn by which this decision took the place of another; None: it did not."""
    return db.session.scalar(select(AppealOutcome).where(AppealOutcome.next_id == decision_id, AppealOutcome.stands()))


def has_later(decision_id: UUID) -> bool:
    """Whether a decision that is no mistake took the place of this one."""
    wanted = select(AppealOutcome.id).join(CourtDecision, CourtDecision.id == AppealOutcome.next_id)
    taken = (
        AppealOutcome.decision_id == decision_id,
        AppealOutcome.stands(),
        CourtDecision.entered_in_error_at.is_(None),
    )
    return db.session.scalar(wanted.where(*taken).limit(1)) is not None


def may_become(decisions: Iterable[CourtDecision], appeal_outcomes: Mapping[UUID, list[Told]]) -> set[UUID]:
    """Of which of these decisions more can be recorded."""
    standing = [one for one in decisions if one.entered_in_error_at is None and one.quashed_on is None]
    return {
        one.id
        for one in standing
        if offered(
            happened(
                [
                    told.appeal_outcome
                    for told in appeal_outcomes.get(one.id, ())
                    if told.appeal_outcome.entered_in_error_at is None
                ]
            ),
            is_final=one.is_final,
        )
    }


def of_claim(claim: Claim) -> dict[UUID, list[Told]]:
    """What became of each decision on a claim that was found by `claims.queries.get`, mistakes with it."""
    found: dict[UUID, list[Told]] = defaultdict(list)
    for row in db.session.execute(_of_claim(), {"claim": claim.id}):
        found[row[0].decision_id].append(Told(*row))
    return found


@cache
def _of_claim() -> Select[Any]:
    """Written once: every page of a claim with a decision asks it."""
    entered_in_error_by = aliased(User)
    wanted: Any = select(AppealOutcome, User.name, func.coalesce(entered_in_error_by.name, ""))
    wanted = wanted.join(User, User.id == AppealOutcome.recorded_by)
    wanted = wanted.outerjoin(entered_in_error_by, entered_in_error_by.id == AppealOutcome.entered_in_error_by)
    found: Select[Any] = wanted.where(AppealOutcome.claim_id == bindparam("claim")).order_by(*_IN_ORDER)
    return found
