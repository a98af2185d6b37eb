"""What happened at an office in these days, what comes, and who carries how much? Counts and codes, no person.

Each question is one read, whatever the caseload; lists end at MOST.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import Office, User
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.casework.cases.queries import is_not_walled
from litigation_app.casework.claims.models import Claim, CourtDecision, Payment
from litigation_app.casework.claims.models import State as ClaimState
from litigation_app.casework.digest.rules import Period
from litigation_app.casework.hearings.models import Hearing, HearingReport
from litigation_app.casework.hearings.rules import State
from litigation_app.casework.paying import queries as paying
from litigation_app.casework.paying.models import Instalment
from litigation_app.casework.proceedings import due_list, dues
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.casework.records.models import Record
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.db import db
from litigation_app.core.plans import bare
from litigation_app.law.graph import Side

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
        return is_not_walled(self.actor.id, case_id)


class Steps(NamedTuple):
    """So many steps of one kind."""

    country: str
    procedure: str
    from_stage: str
    event: str | None
    to_stage: str
    number: int


class Heard(NamedTuple):
    """So many hearings that stand so, for this reason."""

    state: str
    reason: str | None
    number: int


class Money(NamedTuple):
    """So many decisions or payments with this code, and their sum."""

    code: str
    currency: str
    number: int
    amount: Decimal


class Ref(NamedTuple):
    """A case, as it is named in the open."""

    case_id: UUID
    reference: str
    code_name: str


class Waits(NamedTuple):
    """A claim in review since a moment."""

    case_id: UUID
    reference: str
    code_name: str
    since: datetime


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


class Ahead(NamedTuple):
    """A hearing to come."""

    case_id: UUID
    on: date
    kind: str
    reference: str
    code_name: str
    lawyer: str


def offices(actor: Actor) -> list[Named]:
    """The offices of which she sees every case, by name."""
    hers = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    wanted = select(Office.id, Office.name, Office.country).where(Office.id.in_(hers)).order_by(Office.name)
    return [Named(*row) for row in db.session.execute(wanted)]


def steps(asked: Asked) -> list[Steps]:
    """The steps of these days by kind, the most frequent first."""
    kind = (Case.country, Proceeding.procedure, Move.from_stage, Move.event, Move.to_stage)
    count = func.count()
    wanted = select(*kind, count).join(Proceeding, Proceeding.id == Move.proceeding_id)
    wanted = wanted.join(Case, Case.id == Proceeding.case_id)
    wanted = wanted.where(_during(asked.period, Move.on), bare(Case.office_id) == asked.office, asked.may(Case.id))
    return [Steps(*row) for row in db.session.execute(wanted.group_by(*kind).order_by(count.desc(), *kind))]


def heard(asked: Asked) -> list[Heard]:
    """The hearings of these days by how they stand, and why."""
    later = aliased(HearingReport)
    newest = select(func.max(later.reported_at)).where(later.hearing_id == Hearing.id).scalar_subquery()
    last = and_(HearingReport.hearing_id == Hearing.id, HearingReport.reported_at == newest)
    kind, count = (Hearing.state, HearingReport.reason), func.count()
    wanted = select(*kind, count).outerjoin(HearingReport, last).where(Hearing.office_id == asked.office)
    wanted = wanted.where(_during(asked.period, Hearing.on), Hearing.stands(), asked.may(Hearing.case_id))
    return [Heard(*row) for row in db.session.execute(wanted.group_by(*kind).order_by(count.desc(), *kind))]


def decided(asked: Asked) -> list[Money]:
    """What courts and funds decided on claims in these days."""
    amount = func.coalesce(func.sum(CourtDecision.amount), 0)
    columns: list[Any] = [CourtDecision.outcome, Claim.currency, func.count(), amount]
    wanted = select(*columns).where(CourtDecision.stands())
    return _money(
        asked, wanted.join(Claim, Claim.id == CourtDecision.claim_id), CourtDecision.on, CourtDecision.outcome
    )


def paid(asked: Asked) -> list[Money]:
    """What was paid to clients in these days."""
    columns: list[Any] = [Payment.payer, Claim.currency, func.count(), func.sum(Payment.amount)]
    wanted = select(*columns).where(Payment.stands())
    return _money(asked, wanted.join(Claim, Claim.id == Payment.claim_id), Payment.on, Payment.payer)


def _money(asked: Asked, wanted: Select[Any], day: Any, code: Any) -> list[Money]:
    ours = (_during(asked.period, day), bare(Claim.office_id) == asked.office, asked.may(Claim.case_id))
    wanted = wanted.where(*ours).group_by(code, Claim.currency).order_by(code, Claim.currency)
    return [Money(row[0], row[1], row[2], Decimal(str(row[3]))) for row in db.session.execute(wanted)]


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


def closed(asked: Asked, today: date) -> list[Ref]:
    """The cases whose last proceeding ended in these days, and in which nothing of ours runs any more."""
    return _cases(asked, Case.ended_on, ~_runs_on(today))


def over(asked: Asked, today: date) -> list[Ref]:
    """The cases whose last proceeding ended in these days while a period of ours still runs, of an appeal or a complaint."""
    return _cases(asked, Case.ended_on, _runs_on(today))


def _runs_on(today: date) -> ColumnElement[bool]:
    is_ahead = or_(Deadline.act_by.is_(None), Deadline.act_by >= today)
    return exists().where(Deadline.case_id == Case.id, Deadline.side == str(Side.OURS), due_list.is_open(), is_ahead)


def _cases(asked: Asked, day: Any, *which: ColumnElement[bool]) -> list[Ref]:
    wanted = select(Case.id, Case.reference, Case.code_name).where(Case.office_id == asked.office, *which)
    wanted = wanted.where(_during(asked.period, day), asked.may(Case.id)).order_by(day, Case.id).limit(MOST)
    return [Ref(*row) for row in db.session.execute(wanted)]


def missed(asked: Asked, language: str, today: date) -> list[dues.Line]:
    """Our deadlines of these days that nobody kept: explained, or still open past their day."""
    is_late, is_explained = due_list.is_open() & (Deadline.act_by < today), Deadline.missed_reason.is_not(None)
    found = {one.id: one for which in (is_late, is_explained) for one in _dated(asked, which)}  # each by its own key
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


def ahead(asked: Asked) -> list[Ahead]:
    """The hearings planned for these days."""
    lead = aliased(Assignment)
    columns = (Hearing.case_id, Hearing.on, Hearing.kind, Case.reference, Case.code_name, func.coalesce(User.name, ""))
    wanted = select(*columns).join(Case, Case.id == Hearing.case_id)
    wanted = wanted.outerjoin(lead, and_(lead.case_id == Hearing.case_id, lead.kind == LEAD))
    wanted = wanted.outerjoin(User, User.id == lead.user_id).where(Hearing.office_id == asked.office)
    wanted = wanted.where(
        _during(asked.period, Hearing.on), Hearing.state == State.SCHEDULED, asked.may(Hearing.case_id)
    )
    rows = db.session.execute(wanted.order_by(Hearing.on, Hearing.at.nulls_last(), Hearing.id).limit(MOST))
    return [Ahead(*row) for row in rows]


def waiting(asked: Asked) -> list[Waits]:
    """The claims in review, the longest wait first."""
    columns: list[Any] = [Claim.case_id, Case.reference, Case.code_name, Claim.submitted_at]
    wanted = select(*columns).join(Case, Case.id == Claim.case_id)
    waits = or_(Claim.state == ClaimState.SUBMITTED, Claim.review_by.is_not(None))
    is_ours = (Claim.office_id == asked.office, waits, asked.may(Claim.case_id))
    wanted = wanted.where(*is_ours, Claim.submitted_at.is_not(None)).order_by(Claim.submitted_at, Claim.id)
    return [Waits(*row) for row in db.session.execute(wanted.limit(MOST))]


def to_warn(asked: Asked) -> list[Ref]:
    """The cases in which a client must still be warned."""
    wanted = select(Case.id, Case.reference, Case.code_name).join(Record, Record.case_id == Case.id)
    wanted = wanted.where(Record.waits(), Record.office_id == asked.office, asked.may(Case.id)).distinct()
    return [Ref(*row) for row in db.session.execute(wanted.order_by(Case.reference).limit(MOST))]


def undated(asked: Asked, today: date) -> int:
    """How many running cases have no next date."""
    is_bare = Case.dated_until.is_(None) | (Case.dated_until < today)
    wanted = select(func.count()).select_from(Case).where(Case.office_id == asked.office, Case.ended_on.is_(None))
    return db.session.scalar(wanted.where(is_bare, asked.may(Case.id))) or 0


def _during(period: Period, day: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = day.between(period.first, period.last)
    return found
