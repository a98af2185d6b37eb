"""What became of the decisions on a claim?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import User
from litigation_app.casework.claims.appeals.models import Turn
from litigation_app.casework.claims.appeals.rules import Happened, offered
from litigation_app.casework.claims.corrections import queries as mistakes
from litigation_app.casework.claims.corrections.queries import OfDecision
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.core.access import Actor
from litigation_app.core.db import db

_IN_ORDER = (Turn.recorded_at, Turn.id)


class Told(NamedTuple):
    """A turn, who recorded it and, of a mistake, who struck it ("": it stands)."""

    turn: Turn
    by: str
    entered_in_error_by: str


class OfTurn(NamedTuple):
    """A turn, and the decision that it happened to."""

    turn: Turn
    of: OfDecision


def get(actor: Actor, turn_id: UUID) -> OfTurn:
    """A turn of a decision in one of her cases; raises NotFound for any other and for none alike."""
    turn = db.session.scalar(select(Turn).where(Turn.id == turn_id))
    if turn is None:
        raise NotFound
    return OfTurn(turn, mistakes.decision(actor, turn.decision_id))


def standing(decision_id: UUID) -> list[Turn]:
    """What happened to a decision and was no mistake, in the order of recording."""
    wanted = select(Turn).where(Turn.decision_id == decision_id, Turn.stands())
    return list(db.session.scalars(wanted.order_by(*_IN_ORDER)))


def happened(turns: list[Turn]) -> list[Happened]:
    """The same as the rules see it."""
    return [Happened(one.what, one.side or "", one.on) for one in turns]


def version(decision_id: UUID) -> int:
    """How often something was recorded of this decision or struck; 0: never."""
    wanted = select(func.count(Turn.id) + func.count(Turn.entered_in_error_at)).where(Turn.decision_id == decision_id)
    return int(db.session.scalar(wanted) or 0)


def that_made(decision_id: UUID) -> Turn | None:
    """The turn by which this decision took the place of another; None: it did not."""
    return db.session.scalar(select(Turn).where(Turn.next_id == decision_id, Turn.stands()))


def has_later(decision_id: UUID) -> bool:
    """Whether a decision that is no mistake took the place of this one."""
    wanted = select(Turn.id).join(CourtDecision, CourtDecision.id == Turn.next_id)
    taken = (Turn.decision_id == decision_id, Turn.stands(), CourtDecision.entered_in_error_at.is_(None))
    return db.session.scalar(wanted.where(*taken).limit(1)) is not None


def may_become(decisions: Iterable[CourtDecision], turns: Mapping[UUID, list[Told]]) -> set[UUID]:
    """Of which of these decisions more can be recorded."""
    standing = [one for one in decisions if one.entered_in_error_at is None and one.quashed_on is None]
    return {
        one.id
        for one in standing
        if offered(
            happened([told.turn for told in turns.get(one.id, ()) if told.turn.entered_in_error_at is None]),
            is_final=one.is_final,
        )
    }


def of_claim(claim: Claim) -> dict[UUID, list[Told]]:
    """What became of each decision on a claim that was found by `claims.queries.get`, mistakes with it."""
    entered_in_error_by = aliased(User)
    wanted: Any = select(Turn, User.name, func.coalesce(entered_in_error_by.name, "")).join(
        User, User.id == Turn.recorded_by
    )
    wanted = wanted.outerjoin(entered_in_error_by, entered_in_error_by.id == Turn.entered_in_error_by).where(
        Turn.claim_id == claim.id
    )
    found: dict[UUID, list[Told]] = defaultdict(list)
    for row in db.session.execute(wanted.order_by(*_IN_ORDER)):
        found[row[0].decision_id].append(Told(*row))
    return found
