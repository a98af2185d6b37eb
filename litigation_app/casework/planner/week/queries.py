"""What happened at an office in these days, what comes, and who carries how much? Counts and codes, no person.

Each question is one read, whatever the caseload; lists end at MOST.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import Office
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall
from litigation_app.casework.claims.models import Claim, CourtDecision, Payment
from litigation_app.casework.claims.models import State as ClaimState
from litigation_app.casework.claims.payments import queries as paying
from litigation_app.casework.claims.payments.models import Instalment
from litigation_app.casework.planner.week.rules import Period
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings.hearings.models import Hearing, HearingReport
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.db import db
from litigation_app.core.plans import bare
from litigation_app.law.graph import DeadlineKind, Side

MOST = 50


class Named(NamedTuple):
    """An office, and the country whose law it works with."""

    id: UUID
    name: str
    country: str


class Asked(NamedTuple):
    """Who asks about which office and which days."""

    actor: Actor
    office: UUID
    period: Period

    def may(self, case_id: Any) -> ColumnElement[bool]:
        return is_behind_no_ethical_wall(self.actor.id, case_id)


class Told(NamedTuple):
    """Something of a case on a day; `said`: the codes of what it was."""

    on: date
    case_id: UUID
    reference: str
    code_name: str
    said: tuple[Any, ...]


class Ref(NamedTuple):
    """A case, as it is named in the open."""

    case_id: UUID
    reference: str
    code_name: str


class Waits(NamedTuple):
    """A claim in review since a moment; `first`: when some version of it was sent first."""

    case_id: UUID
    reference: str
    code_name: str
    since: datetime
    first: datetime


class ToCome(NamedTuple):
    """An instalment that is not paid: what is still missing of it."""

    on: date
    missing: Decimal
    currency: str
    case_id: UUID
    reference: str
    code_name: str


class BecameFinal(NamedTuple):
    """A decision on a claim that became final; `amount` None: nothing was awarded."""

    on: date
    outcome: str
    amount: Decimal | None
    currency: str
    case_id: UUID
    reference: str
    code_name: str


def offices(actor: Actor) -> list[Named]:
    """The offices of which she sees every case, by name."""
    hers = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    wanted = select(Office.id, Office.name, Office.country).where(Office.id.in_(hers)).order_by(Office.name)
    return [Named(*row) for row in db.session.execute(wanted)]


def steps(asked: Asked) -> list[Told]:
    """The steps of these days that stand; said: country, procedure, from which stage, event, to which stage."""
    said = (Case.country, Proceeding.procedure, Move.from_stage, Move.event, Move.to_stage)
    wanted = _told(asked, Move.on, said).join(Proceeding, Proceeding.id == Move.proceeding_id)
    wanted = wanted.join(Case, Case.id == Proceeding.case_id).where(Move.stands(), bare(Case.office_id) == asked.office)
    return _in_order(wanted, Move.on, Move.id)


def heard(asked: Asked) -> list[Told]:
    """The hearings of these days; said: kind, how each stands, why."""
    later = aliased(HearingReport)
    newest = select(func.max(later.reported_at)).where(later.hearing_id == Hearing.id).scalar_subquery()
    last = and_(HearingReport.hearing_id == Hearing.id, HearingReport.reported_at == newest)
    wanted = _told(asked, Hearing.on, (Hearing.kind, Hearing.state, HearingReport.reason))
    wanted = wanted.join(Case, Case.id == Hearing.case_id).outerjoin(HearingReport, last)
    return _in_order(wanted.where(Hearing.office_id == asked.office, Hearing.stands()), Hearing.on, Hearing.id)


def decided(asked: Asked) -> list[Told]:
    """What courts and funds decided on claims in these days; said: outcome, amount, currency."""
    said = (CourtDecision.outcome, CourtDecision.amount, Claim.currency)
    wanted = _told(asked, CourtDecision.on, said).join(Claim, Claim.id == CourtDecision.claim_id)
    wanted = wanted.join(Case, Case.id == Claim.case_id).where(CourtDecision.stands())
    return _in_order(wanted.where(bare(Claim.office_id) == asked.office), CourtDecision.on, CourtDecision.id)


def paid(asked: Asked) -> list[Told]:
    """What was paid to clients in these days; said: payer, amount, currency."""
    wanted = _told(asked, Payment.on, (Payment.payer, Payment.amount, Claim.currency))
    wanted = wanted.join(Claim, Claim.id == Payment.claim_id).join(Case, Case.id == Claim.case_id)
    wanted = wanted.where(Payment.stands(), bare(Claim.office_id) == asked.office)
    return _in_order(wanted, Payment.on, Payment.id)


def ahead(asked: Asked) -> list[Told]:
    """The hearings planned for these days; said: kind, hour."""
    wanted = _told(asked, Hearing.on, (Hearing.kind, Hearing.at)).join(Case, Case.id == Hearing.case_id)
    wanted = wanted.where(Hearing.office_id == asked.office, Hearing.state == State.SCHEDULED)
    return _in_order(wanted, Hearing.on, Hearing.at.nulls_last(), Hearing.id)


def _told(asked: Asked, day: Any, said: tuple[Any, ...]) -> Select[Any]:
    """What happened in her cases in these days, from the rows of the day; the case is joined by the caller."""
    columns: list[Any] = [day, Case.id, Case.reference, Case.code_name, *said]
    return select(*columns).select_from(day.class_).where(_during(asked.period, day), asked.may(Case.id))


def _in_order(wanted: Select[Any], *order: Any) -> list[Told]:
    rows = db.session.execute(wanted.order_by(*order).limit(MOST))
    return [Told(row[0], row[1], row[2], row[3], tuple(row[4:])) for row in rows]


def finals(asked: Asked) -> list[BecameFinal]:
    """The decisions on claims that became final in these days, by an appeal that ended or when they were given."""
    day = func.coalesce(CourtDecision.final_on, CourtDecision.on)
    decided: list[Any] = [day, CourtDecision.outcome, CourtDecision.amount, Claim.currency]
    columns = [*decided, Case.id, Case.reference, Case.code_name]
    wanted = select(*columns).join(Claim, Claim.id == CourtDecision.claim_id)
    at_once = and_(bare(CourtDecision.final_on).is_(None), _during(asked.period, CourtDecision.on))
    became = or_(_during(asked.period, CourtDecision.final_on), at_once)
    ours = (CourtDecision.is_final, CourtDecision.stands(), bare(Claim.office_id) == asked.office, asked.may(Case.id))
    wanted = wanted.join(Case, Case.id == Claim.case_id).where(became, *ours)
    return [BecameFinal(*row) for row in db.session.execute(wanted.order_by(day, CourtDecision.id).limit(MOST))]


def opened(asked: Asked) -> list[Ref]:
    """The cases that were opened in these days."""
    return _cases(asked, Case.opened_on)


def closed(asked: Asked) -> list[Ref]:
    """The cases that are over, and whose last proceeding ended in these days."""
    return _cases(asked, Case.ended_on, Case.is_over.is_(True))


def open_still(asked: Asked) -> list[Ref]:
    """The cases whose last proceeding ended in these days while a period of ours, a hearing or a claim still waits."""
    return _cases(asked, Case.ended_on, ~Case.is_over)


def _cases(asked: Asked, day: Any, *which: ColumnElement[bool]) -> list[Ref]:
    wanted = select(Case.id, Case.reference, Case.code_name).where(Case.office_id == asked.office, *which)
    wanted = wanted.where(_during(asked.period, day), asked.may(Case.id)).order_by(day, Case.id).limit(MOST)
    return [Ref(*row) for row in db.session.execute(wanted)]


def without_a_day(asked: Asked, language: str, today: date) -> list[dues.Line]:
    """Our open deadlines of which nobody has entered the day that starts them."""
    ours = (Deadline.office_id == asked.office, Deadline.side == str(Side.OURS), asked.may(Deadline.case_id))
    is_bare = and_(due_list.is_open(), Deadline.act_by.is_(None), Deadline.kind != str(DeadlineKind.EARLIEST))
    rows = db.session.execute(due_list.periods(and_(is_bare, *ours)).order_by(Deadline.id).limit(MOST))
    return [dues.line(dues.Period(*row), language, today) for row in rows]


def missed(asked: Asked, language: str, today: date) -> list[dues.Line]:
    """Our deadlines of these days that nobody kept: explained, or still open past their day, also in the seven days after."""
    is_late, is_explained = due_list.is_open() & (Deadline.act_by < today), Deadline.missed_reason.is_not(None)
    with_ahead = asked._replace(period=Period(asked.period.first, asked.period.ahead.last))
    rows = [*_dated(with_ahead, is_late), *_dated(asked, is_explained)]
    found = {one.id: one for one in rows}  # each by its own key
    nearest = sorted(found.values(), key=lambda one: (one.act_by, one.id))
    return [dues.line(one, language, today) for one in nearest[:MOST]]


def due(asked: Asked, language: str, today: date) -> list[dues.Line]:
    """Our open deadlines of these days, the nearest first."""
    return [dues.line(one, language, today) for one in _dated(asked, due_list.is_open())]


def _dated(asked: Asked, which: ColumnElement[bool]) -> list[dues.Period]:
    ours = (Deadline.office_id == asked.office, Deadline.side == str(Side.OURS), asked.may(Deadline.case_id))
    wanted = due_list.periods(and_(which, *ours, _during(asked.period, Deadline.act_by)))
    rows = db.session.execute(wanted.order_by(Deadline.act_by, Deadline.id).limit(MOST))
    return [dues.Period(*row) for row in rows]


def instalments(asked: Asked) -> list[ToCome]:
    """The instalments that fall due by the end of these days and are not paid, the oldest first."""
    columns: list[Any] = [
        Instalment.due_on,
        Instalment.missing,
        Claim.currency,
        Case.id,
        Case.reference,
        Case.code_name,
    ]
    wanted = select(*columns).join(Claim, Claim.id == Instalment.claim_id).join(Case, Case.id == Instalment.case_id)
    ours = (Instalment.office_id == asked.office, paying.is_awaited(), asked.may(Instalment.case_id))
    wanted = wanted.where(*ours, Instalment.due_on <= asked.period.last).order_by(Instalment.due_on, Instalment.id)
    return [ToCome(*row) for row in db.session.execute(wanted.limit(MOST))]


def waiting(asked: Asked) -> list[Waits]:
    """The claims in review, the longest wait first."""
    columns: list[Any] = [Claim.case_id, Case.reference, Case.code_name, Claim.submitted_at]
    columns.append(func.coalesce(Claim.first_sent_at, Claim.submitted_at))
    wanted = select(*columns).join(Case, Case.id == Claim.case_id)
    waits = or_(Claim.state == ClaimState.SUBMITTED, Claim.review_by.is_not(None))
    is_ours = (Claim.office_id == asked.office, waits, asked.may(Claim.case_id))
    wanted = wanted.where(*is_ours, Claim.submitted_at.is_not(None)).order_by(Claim.submitted_at, Claim.id)
    return [Waits(*row) for row in db.session.execute(wanted.limit(MOST))]


def to_notify(asked: Asked) -> list[Ref]:
    """The cases in which a client must still be warned."""
    wanted = select(Case.id, Case.reference, Case.code_name).join(Record, Record.case_id == Case.id)
    wanted = wanted.where(Record.waits(), Record.office_id == asked.office, asked.may(Case.id)).distinct()
    return [Ref(*row) for row in db.session.execute(wanted.order_by(Case.reference).limit(MOST))]


def undated(asked: Asked, today: date) -> int:
    """How many running cases have no next date."""
    is_bare = Case.dated_until.is_(None) | (Case.dated_until < today)
    wanted = select(func.count()).select_from(Case).where(Case.office_id == asked.office, ~Case.is_over)
    return db.session.scalar(wanted.where(is_bare, asked.may(Case.id))) or 0


def _during(period: Period, day: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = day.between(period.first, period.last)
    return found
