"""Which accesses in an emergency are open, which wait for review, and how much has happened that somebody should know?"""

from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, or_, select, true

from litigation_app import ledger
from litigation_app.accounts.integrity import queries as integrity
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.accounts.staff import queries as colleagues
from litigation_app.accounts.staff.cosigners.rules import REVIEW, Proposed
from litigation_app.casework.cases.emergencies.models import AlertsRead
from litigation_app.casework.cases.models import Case, Emergency
from litigation_app.casework.cases.notices.models import Notice
from litigation_app.casework.cases.notices.rules import SHOWN_FOR
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall, is_visible
from litigation_app.casework.cases.rules import as_reference
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor, May, Relation, Role, or_not_found, policy
from litigation_app.core.counts import Count, counted
from litigation_app.core.db import UtcDateTime, db
from litigation_app.ledger import LedgerEntry

MOST = 100
MOST_DONE = 10_000  # more than the limits of an hour leave room for
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
TRY = "try_emergency"
LIMIT = "limit_reached"
_EMERGENCIES, _CASES = Emergency.__table__.c, Case.__table__.c


class Live(NamedTuple):
    """An access that is open now."""

    id: UUID
    case_id: UUID
    reference: str
    until: datetime


class Line(NamedTuple):
    """An access of the last weeks, or an older one that waits for review."""

    id: UUID
    reference: str
    user_id: UUID
    user: str
    category: str
    started_at: datetime
    until: datetime
    reviewed_at: datetime | None
    verdict: str | None


class Done(NamedTuple):
    """What somebody did in a case that stood open to her in an emergency, in codes of the access log; how often on end."""

    at: datetime
    act: str
    purpose: str
    kind: str
    times: int = 1


class Reached(NamedTuple):
    """Somebody came to a limit: of refusals, of openings."""

    at: datetime
    user: str
    limit: str


# Written once: every page of those who may open a case so asks it.
LIVE = (
    select(_EMERGENCIES.id, _EMERGENCIES.case_id, _CASES.reference, _EMERGENCIES.until)
    .join(Case.__table__, _CASES.id == _EMERGENCIES.case_id)
    .where(
        _EMERGENCIES.user_id == bindparam("me"),
        _EMERGENCIES.until > bindparam("now"),
        is_behind_no_ethical_wall(bindparam("me"), _EMERGENCIES.case_id),
    )
)


def live(user_id: UUID) -> list[Live]:
    """Her open accesses: one at most, unless two began in the same moment."""
    rows = db.session.execute(LIVE, {"me": user_id, "now": clock.now()})
    return [Live(*row) for row in rows]


def find(actor: Actor, reference: str) -> Case | None:
    """The case with exactly this reference, if she may open it in an emergency and cannot open it anyway.

    One read, whatever the answer is: walled, missing, another office's and mistyped take the same way.
    """
    offices = _offices(actor)
    wanted = select(Case, Case.office_id.in_(offices), is_behind_no_ethical_wall(actor.id, Case.id), is_visible(actor))
    row = db.session.execute(wanted.where(Case.reference == as_reference(reference))).one_or_none()
    if row is None:
        return None
    case, is_here, is_open_to_her, is_hers = row
    return case if is_here and is_open_to_her and not is_hers else None


def _offices(actor: Actor) -> frozenset[UUID]:
    """Where a role of hers may begin such an access and open a case by it."""
    here = actor.reach(May.BREAK_GLASS).get(Relation.ANYWHERE, frozenset())
    return here & actor.reach(May.LIST_CASES).get(Relation.EMERGENCY, frozenset())


def tries(actor: Actor) -> list[datetime]:
    """When she tried lately."""
    rows = db.session.execute(ledger.entries(by=actor.id, act=TRY, limit=10)).all()
    return [row.at for row in rows]


def unreviewed(user_id: UUID) -> list[datetime]:
    """When those of her accesses began that nobody has reviewed."""
    wanted = select(Emergency.started_at).where(Emergency.user_id == user_id, Emergency.reviewed_at.is_(None))
    return list(db.session.scalars(wanted))


def get(actor: Actor, emergency_id: UUID) -> tuple[Emergency, Case]:
    """An access that she may know of; raises NotFound for any other and for none alike."""
    wanted = select(Emergency, Case).join(Case, Case.id == Emergency.case_id)
    row = or_not_found(db.session.execute(wanted.where(Emergency.id == emergency_id, _in_sight(actor))).one_or_none())
    return row[0], row[1]


def to_end(actor: Actor, emergency_id: UUID) -> Emergency:
    """Her own access, or one that she reviews; raises NotFound for everybody else's and for none alike."""
    wanted = select(Emergency).join(Case, Case.id == Emergency.case_id).where(Emergency.id == emergency_id)
    return or_not_found(db.session.scalar(wanted.where(_may_end(actor))))


def may_end(actor: Actor, emergency: Emergency) -> bool:
    """Whether this access is hers to end."""
    wanted = select(Emergency.id).join(Case, Case.id == Emergency.case_id).where(Emergency.id == emergency.id)
    return db.session.scalar(wanted.where(_may_end(actor))) is not None


def _may_end(actor: Actor) -> ColumnElement[bool]:
    reviews = may_review(actor) if actor.may(May.REVIEW_BREAK_GLASS) else false()
    return or_(Emergency.user_id == actor.id, reviews)


def done_in(emergency: Emergency) -> list[Done]:
    """What the access log has of her in this case while it stood open to her, the first first, and all of it: nobody hides one
    opening behind a hundred pages that she turns afterwards.
    """
    entry = LedgerEntry.__table__.c
    of_hers = ledger.entries(by=emergency.user_id, case_id=emergency.case_id, limit=MOST_DONE)
    of_hers = of_hers.where(entry.at.between(emergency.started_at, emergency.until))
    rows = db.session.execute(of_hers.with_only_columns(entry.at, entry.act, entry.purpose, entry.object)).all()
    found = [Done(one.at, one.act, one.purpose or "", one.object.partition(":")[0]) for one in reversed(rows)]
    runs = [list(run) for _what, run in groupby(found, key=lambda one: one[1:])]
    return [run[0]._replace(times=len(run)) for run in runs]


def proposed(emergency: Emergency, verdict: str) -> Proposed:
    """What an outside co-signer is asked to confirm of her own access: why in a word, and how she judges it herself; not which case."""
    stands = stood.sum_of(emergency.id, emergency.case_id, emergency.user_id, emergency.started_at, emergency.category)
    about = (("category", emergency.category), ("verdict", verdict))
    return Proposed(REVIEW, f"emergency:{emergency.id}", stands, about)


def may_review(actor: Actor) -> ColumnElement[bool]:
    """The condition on `Emergency` and its `Case` that this actor is one of those who review it."""
    ways = [Emergency.user_id != actor.id, is_behind_no_ethical_wall(actor.id, Case.id)]
    if Relation.ANYWHERE not in actor.reach(May.REVIEW_BREAK_GLASS):
        ways.append(is_visible(actor, May.REVIEW_BREAK_GLASS))
    return and_(*ways)


def _in_sight(actor: Actor) -> ColumnElement[bool]:
    """Those who review it, those who may see the case anyway, and she who began it."""
    is_hers = and_(Emergency.user_id == actor.id, is_behind_no_ethical_wall(actor.id, Case.id))
    return or_(may_review(actor), is_visible(actor), is_hers)


def waits_for(actor: Actor, emergency: Emergency) -> bool:
    """Whether she is to review it."""
    wanted = select(Emergency.id).join(Case, Case.id == Emergency.case_id).where(Emergency.id == emergency.id)
    return db.session.scalar(wanted.where(Emergency.reviewed_at.is_(None), may_review(actor))) is not None


def asks_outside(actor: Actor, emergency: Emergency) -> bool:
    """Whether it is her own, waits for its review, and nobody else here could do it: then a co-signer of a partner may."""
    if emergency.user_id != actor.id or emergency.reviewed_at is not None:
        return False
    others = [may_review(one) for one in colleagues.others_who_may(May.REVIEW_BREAK_GLASS, actor.id)]
    wanted = select(Emergency.id).join(Case, Case.id == Emergency.case_id).where(Emergency.id == emergency.id)
    return db.session.scalar(wanted.where(or_(false(), *others))) is None


def may_read(actor: Actor, emergency: Emergency) -> bool:
    """Whether she may read why it was done: before the review who is to do it, afterwards whoever may know of it."""
    return emergency.reviewed_at is not None or waits_for(actor, emergency)


def lines(actor: Actor) -> list[Line]:
    """What she should know of: those that wait for review first, then the last weeks', the newest first."""
    recent = or_(Emergency.reviewed_at.is_(None), Emergency.started_at > clock.now() - SHOWN_FOR)
    order = (Emergency.reviewed_at.is_not(None), Emergency.started_at.desc(), Emergency.id)
    wanted = _lines().where(recent, _in_sight(actor)).order_by(*order).limit(MOST)
    return [Line(*row) for row in db.session.execute(wanted)]


def line(emergency: Emergency) -> Line:
    """The same of one that was found by `get`."""
    return Line(*db.session.execute(_lines().where(Emergency.id == emergency.id)).one())


def _lines() -> Select[Any]:
    named = {"reference": Case.reference, "user": User.name}
    columns: list[Any] = [named[name] if name in named else getattr(Emergency, name) for name in Line._fields]
    wanted = select(*columns).select_from(Emergency).join(Case, Case.id == Emergency.case_id)
    return wanted.join(User, User.id == Emergency.user_id)


def limits(actor: Actor) -> list[Reached]:
    """Who came to a limit in the last weeks, among those whom she answers for; however many others did, they push none of hers out."""
    hers = LedgerEntry.actor.in_(select(User.id).where(_answers_for(actor)))
    entries = ledger.entries(act=LIMIT, since=clock.today() - SHOWN_FOR, limit=MOST).where(hers).subquery()
    wanted = select(entries.c.at, User.name, entries.c.purpose).join(User, User.id == entries.c.actor)
    rows = db.session.execute(wanted.order_by(entries.c.at.desc()))
    return [Reached(row.at, row.name, row.purpose or "") for row in rows]


def _answers_for(actor: Actor) -> ColumnElement[bool]:
    """The condition on `User`: an auditor for everybody, a coordinator for those who hold a role at her offices."""
    reach = actor.reach(May.REVIEW_BREAK_GLASS)
    if Relation.ANYWHERE in reach:
        return true()
    offices = reach.get(Relation.OFFICE, frozenset())
    of_hers = select(RoleHeld.user_id).where(RoleHeld.office_id.in_(offices))
    return and_(User.id.in_(of_hers), User.id != actor.id)


def count_alerts(actor: Actor) -> int:
    """What waits for her review, and what happened since she read her alerts."""
    return counted([waiting(actor)])[0]


def waiting(actor: Actor) -> Count:
    """The same, for the navigation."""
    return Count(_counts(actor), {"alerts_since": clock.now() - SHOWN_FOR, "never": _NEVER})


@lru_cache(maxsize=256)
def _counts(actor: Actor) -> Select[Any]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    read = select(AlertsRead.until).where(AlertsRead.user_id == actor.id).scalar_subquery()
    until = func.coalesce(read, bindparam("never", type_=UtcDateTime))
    since = bindparam("alerts_since", type_=UtcDateTime)
    happened = and_(Emergency.started_at > since, Emergency.started_at > until, Emergency.user_id != actor.id)
    to_know = or_(and_(Emergency.reviewed_at.is_(None), may_review(actor)), and_(happened, _in_sight(actor)))
    begun = select(func.count()).select_from(Emergency).join(Case, Case.id == Emergency.case_id).where(to_know)
    told = (
        select(func.count()).select_from(Notice).where(Notice.user_id == actor.id, Notice.at > since, Notice.at > until)
    )
    counts, entry = [begun, told], LedgerEntry.__table__.c
    noted = select(func.count()).select_from(LedgerEntry).where(entry.at > since, entry.at > until)
    if actor.reach(May.REVIEW_BREAK_GLASS):
        reached = noted.join(User, User.id == entry.actor).where(entry.act == LIMIT, _answers_for(actor))
        counts.append(reached)
    if actor.may(May.VERIFY_LEDGER):
        counts.append(noted.where(entry.act == integrity.FAILED))
    return select(sum((count.scalar_subquery() for count in counts[1:]), counts[0].scalar_subquery()))


def count_this_year(actor: Actor) -> int | None:
    """How often a case was opened so since the first of January, where she may know of it: a figure to be kept low. None: she may
    know of none; an administrator's alerts are of what was changed behind the desk alone."""
    if all(one.role is Role.ADMINISTRATOR for one in actor.held if May.READ_ALERTS in policy().of(one.role)):
        return None
    first = clock.local(clock.now()).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    counted: Select[Any] = select(func.count()).select_from(Emergency).join(Case, Case.id == Emergency.case_id)
    return db.session.scalar(counted.where(Emergency.started_at >= first, _in_sight(actor))) or 0
