"""What was recorded of the cases and persons of some countries by a closing day?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.appeals.actions import became
from litigation_app.casework.claims.corrections.queries import days_as_of
from litigation_app.casework.claims.models import Claim, ClaimPart, CourtDecision, Payment
from litigation_app.casework.claims.rules import Decided, Paid
from litigation_app.casework.facts import rules
from litigation_app.casework.facts.rules import ClaimRecord, Reached, Ruling
from litigation_app.casework.proceedings.corrections.queries import as_of
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.proceedings.rules import CRIMINAL
from litigation_app.core.db import db
from litigation_app.law import routes


@dataclass(frozen=True)
class Closed:
    """Until when something must have happened, and until when it must have been written down, to be counted: what was recorded
    later is not read. `known_by`: for years of first contact whose people were counted before, until when they were added then.
    """

    reference_date: date
    at: datetime
    known_by: Mapping[int, datetime] = field(default_factory=dict)

    def is_recorded(self, recorded_at: Any, entered_in_error_at: Any) -> ColumnElement[bool]:
        """The condition that a row was there on the closing day, and was not marked as entered in error yet."""
        return and_(recorded_at <= self.at, or_(entered_in_error_at.is_(None), entered_in_error_at > self.at))


class Histories:
    """What was recorded of each case and person of these countries by the closing day."""

    def __init__(self, countries: Sequence[str], closed: Closed, counted: Mapping[UUID, UUID]) -> None:
        self._stages = _stages(countries, closed)
        self._claims, self._suits = _claims(countries, closed, counted), _suits(countries, closed, counted)
        self._asked = _asked_protection(countries, closed, counted)

    def of(self, victim_id: UUID, case_id: UUID) -> rules.History:
        claims, suits = self._claims.get(victim_id, ()), self._suits.get(victim_id, ())
        return rules.History(self._stages.get(case_id, ()), claims, suits, self._asked.get(victim_id, ()))


def _stages(countries: Sequence[str], closed: Closed) -> dict[UUID, list[Reached]]:
    """By case: when each stage of the criminal proceedings was first reached; before the day on which we found it so."""
    stood, here = as_of(closed.at), (Proceeding.family == CRIMINAL, Case.country.in_(countries))
    on = func.coalesce(stood.c.on, Move.on)
    outcome = case((stood.c.move_id.is_(None), Move.outcome), else_=stood.c.outcome).label("outcome")
    is_found = func.coalesce(stood.c.is_found, Move.is_found).label("is_found")
    what = (Proceeding.case_id, Move.to_stage, outcome, is_found)
    wanted = select(*what, func.min(on)).select_from(Move).join(Proceeding, Proceeding.id == Move.proceeding_id)
    wanted = wanted.join(Case, Case.id == Proceeding.case_id).outerjoin(stood, stood.c.move_id == Move.id)
    wanted = wanted.where(
        *here, on <= closed.reference_date, closed.is_recorded(Move.recorded_at, Move.entered_in_error_at)
    )
    reached: dict[UUID, list[Reached]] = defaultdict(list)
    for case_id, stage, came, was_found, day in db.session.execute(wanted.group_by(*what)):
        reached[case_id].append(Reached(stage, came, day - timedelta(days=1) if was_found else day))
    return reached


def _claims(countries: Sequence[str], closed: Closed, counted: Mapping[UUID, UUID]) -> dict[UUID, list[ClaimRecord]]:
    """By victim: her claims before criminal courts."""
    hers = (Claim.case_id == Case.id, Case.country.in_(countries), Claim.route.in_(routes.criminal_routes()))
    rulings, payments, filed, asked = (
        _rulings(hers, closed),
        _payments(hers, closed),
        days_as_of(closed.at),
        _asked(hers),
    )
    records: dict[UUID, list[ClaimRecord]] = defaultdict(list)
    wanted = select(Claim.victim_id, Claim.id, Claim.currency, Claim.filed_on).where(*hers).order_by(Claim.id)
    for victim_id, claim_id, currency, filed_on in db.session.execute(wanted):
        said = tuple(rulings[claim_id]), tuple(payments[claim_id])
        record = ClaimRecord(currency, filed.get(claim_id, filed_on), *said, asked.get(claim_id))
        records[counted.get(victim_id, victim_id)].append(record)
    return records


def _rulings(hers: Sequence[ColumnElement[bool]], closed: Closed) -> dict[UUID, list[Ruling]]:
    one, days = CourtDecision, days_as_of(closed.at)
    later = became(closed.at, closed.is_recorded, days)
    wanted = (
        select(one, Claim.case_id)
        .join(Claim, Claim.id == one.claim_id)
        .where(*hers, closed.is_recorded(one.recorded_at, one.entered_in_error_at))
        .order_by(one.recorded_at)
    )
    found: dict[UUID, list[Ruling]] = defaultdict(list)
    for row, case_id in db.session.execute(wanted):
        on, final = days.get(row.id, row.on), later.is_final(row)
        decided = Decided(on, row.outcome, row.amount, final, later.final_on(row))
        found[row.claim_id].append(Ruling(decided, later.set_aside_on(case_id, row)))
    return found


def _payments(hers: Sequence[ColumnElement[bool]], closed: Closed) -> dict[UUID, list[Paid]]:
    wanted = select(Payment.claim_id, Payment.on, Payment.amount, Payment.payer).join(Claim)
    wanted = wanted.where(*hers, closed.is_recorded(Payment.recorded_at, Payment.entered_in_error_at))
    found: dict[UUID, list[Paid]] = defaultdict(list)
    for claim_id, on, amount, payer in db.session.execute(wanted):
        found[claim_id].append(Paid(on, amount, payer))
    return found


def _asked(hers: Sequence[ColumnElement[bool]]) -> dict[UUID, Decimal]:
    """By claim the sum of the rows in force, in its currency; none of a claim that states no amount before the court."""
    in_force = and_(Claim.id == ClaimPart.claim_id, Claim.version == ClaimPart.version, Claim.is_quantified)
    wanted = select(ClaimPart.claim_id, ClaimPart.amount).join(Claim, in_force).where(*hers)
    found: dict[UUID, Decimal] = defaultdict(Decimal)
    for claim_id, amount in db.session.execute(wanted):
        found[claim_id] += amount
    return dict(found)


def _suits(countries: Sequence[str], closed: Closed, counted: Mapping[UUID, UUID]) -> dict[UUID, list[date]]:
    """By victim: the days on which claims of hers were filed before civil courts of these countries."""
    ways = (and_(Case.country == one, Claim.route.in_(routes.civil_routes(one))) for one in countries)
    wanted = select(Claim.victim_id, Claim.id, Claim.filed_on).join(Case, Case.id == Claim.case_id)
    filed = days_as_of(closed.at)
    found: dict[UUID, list[date]] = defaultdict(list)
    for victim_id, claim_id, filed_on in db.session.execute(wanted.where(or_(false(), *ways))):
        if (day := filed.get(claim_id, filed_on)) is not None:
            found[counted.get(victim_id, victim_id)].append(day)
    return found


def _asked_protection(
    countries: Sequence[str], closed: Closed, counted: Mapping[UUID, UUID]
) -> dict[UUID, list[tuple[date, str]]]:
    """By victim: the steps of her requests for protection."""
    asked = select(Record.victim_id, Record.on, Record.told).join(Case, Case.id == Record.case_id)
    asked = asked.where(Case.country.in_(countries), Record.kind == rules.protection_kind())
    steps: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    asked = asked.where(closed.is_recorded(Record.recorded_at, Record.entered_in_error_at))
    for victim_id, on, told in db.session.execute(asked):
        steps[counted.get(victim_id, victim_id)].append((on, told["step"]))
    return steps
