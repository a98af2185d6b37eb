"""Which claims wait for this person's review, what stood in their versions, and what was said of each?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import Office, RoleHeld, User
from litigation_app.casework.cases.models import Case, EthicalWall
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims import rules
from litigation_app.casework.claims.models import (
    Claim,
    ClaimPart,
    ClaimWriter,
    CourtDecision,
    DayChange,
    Payment,
    Review,
    ReviewLimit,
    State,
)
from litigation_app.casework.claims.reviews import rules as review_rules
from litigation_app.casework.claims.reviews.periods import rules as periods
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core import clock
from litigation_app.core.access import Actor, May, Relation, Role, or_not_found
from litigation_app.core.counts import Count, counted
from litigation_app.core.db import db

LATELY = timedelta(days=30)
QUEUE = 50  # rows on one screen; the oldest come first, so the rest follows as these are decided
Versions = dict[int, tuple[rules.Part, ...]]


class Waiting(NamedTuple):
    """One claim of the queue. `is_second`: one has approved it, and the limit in force asks for another."""

    found: claims.Found
    lawyer: str
    view: rules.ClaimView
    is_second: bool


class Happened(NamedTuple):
    """Everything that was said of a claim, with who wrote it down and, of a mistake, who struck it ("": it stands)."""

    reviews: list[tuple[Review, str]]
    decisions: list[tuple[CourtDecision, str, str]]
    payments: list[tuple[Payment, str, str]]
    days: list[tuple[DayChange, str]]


class Load(NamedTuple):
    """What waits for a coordinator, and what she reviewed lately."""

    user_id: UUID
    name: str
    waiting: int
    reviewed: int


def happened(claim: Claim) -> Happened:
    """Its reviews, decisions, payments and corrected days, each in the order of its days; mistakes with them."""
    return Happened(
        reviews(claim),
        _rows(_recorded(CourtDecision), claim),
        _rows(_recorded(Payment), claim),
        _rows(_noted(DayChange), claim),
    )


def reviews(claim: Claim) -> list[tuple[Review, str]]:
    """The reviews of a claim that was found by `claims.queries.get`, each with whose it is."""
    return _rows(_noted(Review), claim)


def _rows(wanted: Select[Any], claim: Claim) -> list[Any]:
    return [tuple(row) for row in db.session.execute(wanted, {"claim": claim.id})]


@cache
def _noted(table: Any) -> Select[Any]:
    """Written once, as are those below: every page of a claim asks them."""
    wanted = select(table, User.name).join(User, User.id == table.by)
    return wanted.where(table.claim_id == bindparam("claim")).order_by(table.at)


@cache
def _recorded(table: Any) -> Select[Any]:
    entered_in_error_by = aliased(User)
    wanted = select(table, User.name, func.coalesce(entered_in_error_by.name, ""))
    wanted = wanted.join(User, User.id == table.recorded_by)
    wanted = wanted.outerjoin(entered_in_error_by, entered_in_error_by.id == table.entered_in_error_by)
    return wanted.where(table.claim_id == bindparam("claim")).order_by(table.on, table.recorded_at)


def versions(claim: Claim) -> Versions:
    """The rows of every version of a claim that was found by `claims.queries.get`."""
    found: dict[int, list[rules.Part]] = defaultdict(list)
    for row in db.session.execute(_versions(), {"claim": claim.id}):
        found[row.version].append(rules.Part(row.head, row.amount))
    return {version: tuple(parts) for version, parts in found.items()}


@cache
def _versions() -> Select[int, str, Decimal]:
    wanted = select(ClaimPart.version, ClaimPart.head, ClaimPart.amount)
    return wanted.where(ClaimPart.claim_id == bindparam("claim")).order_by(ClaimPart.version, ClaimPart.position)


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """Sent, or filed without approval, at an office where she reviews; what she wrote herself only where nobody else could."""
    waits = _waits_at(actor.reach(May.REVIEW_CLAIM).get(Relation.OFFICE, frozenset()))
    is_hers = or_(~_wrote(actor.id), ~exists(_others(actor.id)))
    return and_(waits, is_behind_no_ethical_wall(actor.id, Claim.case_id), is_hers, _is_left_to(actor.id))


def _is_left_to(user_id: Any) -> ColumnElement[bool]:
    """That she has not approved it already as the first of the two whom the limit in force asks for."""
    return or_(Claim.first_approved_by.is_distinct_from(user_id), ~is_above())


def _waits_at(offices: frozenset[UUID]) -> ColumnElement[bool]:
    """Sent, or filed without approval; said twice, so that each half is answered from a key of its own."""
    is_ours = Claim.office_id.in_(offices)
    return or_(and_(is_ours, Claim.state == State.SUBMITTED), and_(is_ours, Claim.review_by.is_not(None)))


def _wrote(user: Any) -> ColumnElement[bool]:
    """Whether this person wrote a claim in some version. Of whatever statement it stands in, this very claim is meant."""
    later = exists().where(ClaimWriter.claim_id == Claim.id, ClaimWriter.user_id == user)
    return or_(Claim.written_by == user, later.correlate_except(ClaimWriter))


def _others(me: Any) -> Select[Any]:
    """Who else could review a claim: a coordinator of its office who is at work and did not write it.

    An ethical wall that whoever asks put up herself does not make her alone.
    """
    held = select(RoleHeld.user_id).join(User, User.id == RoleHeld.user_id)
    held = held.where(RoleHeld.office_id == Claim.office_id, RoleHeld.role == Role.COORDINATOR)
    is_at_work = and_(*_at_work(), User.id != me)
    ethical_wall = exists().where(
        EthicalWall.user_id == User.id,
        EthicalWall.case_id == Claim.case_id,
        EthicalWall.lifted_at.is_(None),
        EthicalWall.put_by != me,
    )
    return held.where(is_at_work, ~_wrote(User.id), ~ethical_wall.correlate_except(EthicalWall)).correlate(Claim)


def own(actor: Actor, claim: Claim, view: rules.ClaimView) -> periods.Own:
    """Whether she wrote this claim and is the only one who could review it; where two have to, nobody reviews her own.

    Asked only where it makes a difference.
    """
    is_own = actor.id in view.authors and actor.may(May.REVIEW_CLAIM)
    takes_two = (is_own or view.first_approved_by is not None) and asks_for_two(claim, view)
    is_alone = is_own and not takes_two and not db.session.scalar(_is_left(), {"claim": claim.id, "me": actor.id})
    return periods.Own(is_alone=is_alone, now=clock.now(), needs_two=view.first_approved_by is None or takes_two)


@cache
def _is_left() -> Select[bool]:
    """Whether anybody else could review a claim."""
    return select(exists(_others(bindparam("me")))).select_from(Claim).where(Claim.id == bindparam("claim"))


def count_awaiting(actor: Actor) -> int:
    """How many claims wait for her review."""
    return counted([waiting(actor)])[0]


def waiting(actor: Actor) -> Count:
    """The same, for the navigation."""
    return Count(_count(actor))


@lru_cache(maxsize=256)
def _count(actor: Actor) -> Select[int]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    return select(func.count()).select_from(Claim).where(_waits_for(actor))


def awaiting(actor: Actor) -> list[Waiting]:
    """The claims that wait for her review: those that were filed without one, then the longest wait first."""
    wanted = (
        select(Claim, Case, Victim.code_name, User.name, and_(Claim.first_approved_by.is_not(None), is_above()))
        .join(Case, Case.id == Claim.case_id)
        .join(Victim, Victim.id == Claim.victim_id)
        .join(User, User.id == Claim.written_by)
        .where(_waits_for(actor))
        .order_by(Claim.review_by.is_(None), Claim.review_by, Claim.submitted_at, Claim.id)
        .limit(QUEUE)
    )
    rows = db.session.execute(wanted).all()
    views = claims.views([row[0] for row in rows], {row[1].id: row[1].country for row in rows})
    return [
        Waiting(claims.Found(claim, case, victim), lawyer, views[claim.id], is_second)
        for claim, case, victim, lawyer, is_second in rows
    ]


def load(actor: Actor) -> list[Load]:
    """The coordinators at work at her offices: how many claims each could review now, and has reviewed LATELY, by name.

    What is walled off from either of them is not counted.
    """
    offices = actor.reach(May.REVIEW_CLAIM).get(Relation.OFFICE, frozenset())
    hers = select(RoleHeld.user_id, User.name).join(User, User.id == RoleHeld.user_id).distinct()
    hers = hers.where(RoleHeld.office_id.in_(offices), RoleHeld.role == Role.COORDINATOR, *_at_work())
    rows = db.session.execute(hers.order_by(User.name, RoleHeld.user_id)).all()
    waiting, reviewed = _waiting_for_each(actor, offices), _reviewed_by_each(actor, offices, [row[0] for row in rows])
    return [Load(user, name, waiting.get(user, 0), reviewed.get(user, 0)) for user, name in rows]


def _at_work() -> tuple[ColumnElement[bool], ...]:
    return User.disabled_at.is_(None), User.password_hash.is_not(None)


def _waiting_for_each(actor: Actor, offices: frozenset[UUID]) -> dict[UUID, int]:
    ethical_wall = exists().where(
        EthicalWall.user_id == RoleHeld.user_id, EthicalWall.case_id == Claim.case_id, EthicalWall.lifted_at.is_(None)
    )
    wanted = select(RoleHeld.user_id, func.count(Claim.id.distinct())).join(
        Claim, Claim.office_id == RoleHeld.office_id
    )
    wanted = wanted.where(
        RoleHeld.role == Role.COORDINATOR, _waits_at(offices), ~_wrote(RoleHeld.user_id), ~ethical_wall
    )
    wanted = wanted.where(is_behind_no_ethical_wall(actor.id, Claim.case_id))
    wanted = wanted.where(_is_left_to(RoleHeld.user_id)).group_by(RoleHeld.user_id)
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def _reviewed_by_each(actor: Actor, offices: frozenset[UUID], whom: Sequence[UUID]) -> dict[UUID, int]:
    """Read from the key of who reviewed when: of a hundred thousand claims few were reviewed lately."""
    ours = exists().where(
        Claim.id == Review.claim_id, Claim.office_id.in_(offices), is_behind_no_ethical_wall(actor.id, Claim.case_id)
    )
    lately = (Review.by.in_(whom), Review.at >= clock.now() - LATELY, Review.is_said())
    wanted = select(Review.by, func.count()).where(*lately, ours)
    return {row[0]: row[1] for row in db.session.execute(wanted.group_by(Review.by))}


class Limit(NamedTuple):
    """A limit as it was set."""

    limit: ReviewLimit
    by: str


def office(office_id: UUID) -> Office:
    """An office; raises NotFound."""
    return or_not_found(db.session.get(Office, office_id))


def history(office_id: UUID, currency: str) -> list[Limit]:
    """Every limit that was set, the one in force first."""
    wanted = select(ReviewLimit, User.name).join(User, User.id == ReviewLimit.set_by)
    wanted = wanted.where(ReviewLimit.office_id == office_id, ReviewLimit.currency == currency)
    return [Limit(*row) for row in db.session.execute(wanted.order_by(ReviewLimit.set_at.desc(), ReviewLimit.id))]


def in_force(office_id: UUID, currency: str) -> Decimal | None:
    """The limit of an office; None: one coordinator is enough for every claim."""
    return db.session.scalar(_in_force(), {"office": office_id, "currency": currency})


@cache
def _in_force() -> Select[Decimal | None]:
    here = (ReviewLimit.office_id == bindparam("office"), ReviewLimit.currency == bindparam("currency"))
    return select(ReviewLimit.amount).where(*here).order_by(ReviewLimit.set_at.desc(), ReviewLimit.id).limit(1)


def is_above() -> ColumnElement[bool]:
    """The same of a claim in a statement; rounded, since SQLite adds up binary fractions."""
    of_claim = (ReviewLimit.office_id == Claim.office_id, ReviewLimit.currency == Claim.currency)
    limit = select(ReviewLimit.amount).where(*of_claim).order_by(ReviewLimit.set_at.desc(), ReviewLimit.id).limit(1)
    in_force = (ClaimPart.claim_id == Claim.id, ClaimPart.version == Claim.version)
    total = select(func.round(func.sum(ClaimPart.amount), 2)).where(*in_force)
    is_more = total.correlate(Claim).scalar_subquery() > limit.correlate(Claim).scalar_subquery()
    return func.coalesce(is_more, false())


def asks_for_two(claim: Claim, view: rules.ClaimView) -> bool:
    """Whether two coordinators who did not write it have to approve this claim."""
    return review_rules.asks_for_two(view.parts, in_force(claim.office_id, claim.currency))
