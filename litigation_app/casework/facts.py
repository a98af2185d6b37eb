"""What may be counted about the people of the caseload? Coded and unnamed: all that the gate may read."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select

from litigation_app import ledger, vault
from litigation_app.accounts.models import Office
from litigation_app.casework import rules
from litigation_app.casework.casefile.corrections.queries import as_of, fallen
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.casework.claims.models import Claim, ClaimPart, CourtDecision, FilingChange, Payment
from litigation_app.casework.claims.rules import Decided, Paid
from litigation_app.casework.clients.identity import queries as entries
from litigation_app.casework.clients.identity.rules import counted_as
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.proceedings.rules import CRIMINAL
from litigation_app.casework.rules import ClaimRecord, Reached, Ruling
from litigation_app.core import rowguard
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db


class FactsRefused(Exception):
    """This person neither prepares nor agrees to publications."""


@dataclass(frozen=True)
class VictimFacts:
    """One person as she may be counted. The four numbers are drawn anew in each call; codes are of law/codes.toml.

    `at`: how she stood so many months after her first contact, where these are over by the reference date. Money is in EUR.
    """

    victim: int
    case: int
    holder: int  # the lead lawyer
    organisation: int
    country: str
    first_contact_year: int
    sex: str
    age_band: str  # at first contact
    form: str
    status: str
    citizenship_group: str
    at: Mapping[int, rules.Stood] = field(default_factory=dict)


@dataclass(frozen=True)
class Closed:
    """Until when something must have happened, and until when it must have been written down, to be counted: what was recorded
    later is not read. `known_by`: for years of first contact whose people were counted before, until when they were added then.
    """

    reference_date: date
    at: datetime
    known_by: Mapping[int, datetime] = field(default_factory=dict)

    def is_recorded(self, recorded_at: Any, struck_at: Any) -> ColumnElement[bool]:
        """The condition that a row was there on the closing day, and was not struck as a mistake yet."""
        return and_(recorded_at <= self.at, or_(struck_at.is_(None), struck_at > self.at))


class _Person(NamedTuple):
    """A victim's row and where it belongs; nothing of it leaves this file but numbers drawn for it."""

    case_id: UUID
    country: str
    lead: UUID | None
    organisation: str
    added_at: datetime


def collect(
    actor: Actor,
    *,
    countries: Sequence[str],
    first_year: int,
    last_year: int,
    closed: Closed,
    months: Collection[int],
    draft_id: UUID,
) -> list[VictimFacts]:
    """Everybody whose first contact lies in these years (both included), as the records stood on the closing day.

    One ledger entry (act read_facts) comes before the first capsule is opened, and the number of statements does not
    grow with the caseload. Raises FactsRefused, WritePending, LedgerUnwritable, SealBroken.
    """
    if not (actor.may(May.DRAFT_RELEASE) or actor.may(May.APPROVE_RELEASE)):
        raise FactsRefused
    ticket = _note(actor, draft_id, countries, first_year, last_year)
    numbers, found = Numbers(), []
    with rowguard.system("facts"):
        people, counted = _people(countries), counted_as(entries.standing(closed.at))
        histories = _Histories(countries, closed, counted)
        for victim_id, coded in _coded(ticket, first_year, last_year, closed.reference_date):
            person = people.get(victim_id)
            if person is None or counted.get(victim_id) in people:  # another record of the same person counts
                continue
            contact = date.fromisoformat(coded["first_contact"])
            if person.added_at > closed.known_by.get(contact.year, closed.at):
                continue
            history = histories.of(victim_id, person.case_id)
            over = [one for one in months if rules.months_after(contact, one) <= closed.reference_date]
            at = {one: rules.stood(history, contact, one) for one in over}
            found.append(_facts(victim_id, person, coded, contact.year, at, numbers))
    return sorted(found, key=_without_numbers)


def _note(actor: Actor, draft_id: UUID, countries: Sequence[str], first: int, last: int) -> ledger.Ticket:
    return ledger.append_alone(
        act="read_facts",
        by=actor.id,
        of=f"release-draft:{draft_id}",
        session_id=actor.session_id,
        facts={"countries": "+".join(sorted(countries)), "first_year": first, "last_year": last},
    )


def _people(countries: Sequence[str]) -> dict[UUID, _Person]:
    lead = and_(Assignment.case_id == Case.id, Assignment.kind == LEAD)
    wanted = (
        select(Victim.id, Victim.case_id, Case.country, Assignment.user_id, Office.organisation, Victim.added_at)
        .join(Case, Case.id == Victim.case_id)
        .join(Office, Office.id == Case.office_id)
        .outerjoin(Assignment, lead)
        .where(Case.country.in_(countries))
    )
    return {row[0]: _Person(*row[1:]) for row in db.session.execute(wanted)}


def _coded(ticket: ledger.Ticket, first: int, last: int, by: date) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """The coded facts of everybody whose first contact lies in these years, on that day at the latest."""
    found = vault.facts(ticket)
    if "first_contact" not in found.values:
        return iter(())
    known = found.values["first_contact"]
    years = [day and first <= date.fromisoformat(day).year <= last and day <= by.isoformat() for day in known]
    return found.people(found.where("first_contact", map(bool, years)))


class _Histories:
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
    wanted = wanted.where(*here, on <= closed.reference_date, closed.is_recorded(Move.recorded_at, Move.struck_at))
    reached: dict[UUID, list[Reached]] = defaultdict(list)
    for case_id, stage, came, was_found, day in db.session.execute(wanted.group_by(*what)):
        reached[case_id].append(Reached(stage, came, day - timedelta(days=1) if was_found else day))
    return reached


def _claims(countries: Sequence[str], closed: Closed, counted: Mapping[UUID, UUID]) -> dict[UUID, list[ClaimRecord]]:
    """By victim: her claims before criminal courts."""
    hers = (Claim.case_id == Case.id, Case.country.in_(countries), Claim.route.in_(rules.criminal_routes()))
    rulings, payments, filed, asked = _rulings(hers, closed), _payments(hers, closed), _filed(closed), _asked(hers)
    records: dict[UUID, list[ClaimRecord]] = defaultdict(list)
    wanted = select(Claim.victim_id, Claim.id, Claim.currency, Claim.filed_on).where(*hers).order_by(Claim.id)
    for victim_id, claim_id, currency, filed_on in db.session.execute(wanted):
        said = tuple(rulings[claim_id]), tuple(payments[claim_id])
        record = ClaimRecord(currency, filed.get(claim_id, filed_on), *said, asked.get(claim_id))
        records[counted.get(victim_id, victim_id)].append(record)
    return records


def _rulings(hers: Sequence[ColumnElement[bool]], closed: Closed) -> dict[UUID, list[Ruling]]:
    one, fell = CourtDecision, fallen(closed.at, closed.is_recorded)
    wanted = (
        select(one, Claim.case_id)
        .join(Claim, Claim.id == one.claim_id)
        .where(*hers, closed.is_recorded(one.recorded_at, one.struck_at))
        .order_by(one.recorded_at)
    )
    found: dict[UUID, list[Ruling]] = defaultdict(list)
    for row, case_id in db.session.execute(wanted):
        decided = Decided(row.on, row.outcome, row.amount, row.is_final, row.final_on)
        found[row.claim_id].append(Ruling(decided, fell.on(case_id, row)))
    return found


def _payments(hers: Sequence[ColumnElement[bool]], closed: Closed) -> dict[UUID, list[Paid]]:
    wanted = select(Payment.claim_id, Payment.on, Payment.amount, Payment.payer).join(Claim)
    wanted = wanted.where(*hers, closed.is_recorded(Payment.recorded_at, Payment.struck_at))
    found: dict[UUID, list[Paid]] = defaultdict(list)
    for claim_id, on, amount, payer in db.session.execute(wanted):
        found[claim_id].append(Paid(on, amount, payer))
    return found


def _filed(closed: Closed) -> dict[UUID, date]:
    """By claim the day of filing as it stood on the closing day, where it was put right since."""
    since = select(FilingChange.claim_id, FilingChange.was).where(FilingChange.at > closed.at)
    return dict(reversed([row.tuple() for row in db.session.execute(since.order_by(FilingChange.at))]))


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
    ways = (and_(Case.country == one, Claim.route.in_(rules.civil_routes(one))) for one in countries)
    wanted = select(Claim.victim_id, Claim.id, Claim.filed_on).join(Case, Case.id == Claim.case_id)
    filed = _filed(closed)
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
    asked = asked.where(closed.is_recorded(Record.recorded_at, Record.struck_at))
    for victim_id, on, told in db.session.execute(asked):
        steps[counted.get(victim_id, victim_id)].append((on, told["step"]))
    return steps


class Numbers:
    """Numbers that stand for ids in one call: drawn at random, so that no order of the tables shines through."""

    def __init__(self) -> None:
        self._given: dict[Hashable, int] = {}
        self._taken: set[int] = set()

    def of(self, kind: str, key: Hashable) -> int:
        if (kind, key) not in self._given:
            while (number := secrets.randbits(48)) in self._taken:
                continue
            self._taken.add(number)
            self._given[kind, key] = number
        return self._given[kind, key]


def _facts(
    victim_id: UUID,
    person: _Person,
    coded: dict[str, Any],
    contact_year: int,
    at: Mapping[int, rules.Stood],
    numbers: Numbers,
) -> VictimFacts:
    return VictimFacts(
        victim=numbers.of("victim", victim_id),
        case=numbers.of("case", person.case_id),
        holder=numbers.of("holder", person.lead or person.case_id),
        organisation=numbers.of("organisation", person.organisation),
        country=person.country,
        first_contact_year=contact_year,
        sex=rules.one_code("sex", coded.get("sex")),
        age_band=rules.age_band(coded.get("age")),
        form=rules.one_form(coded.get("forms") or ()),
        status=rules.one_code("status", coded.get("status")),
        citizenship_group=rules.one_code("citizenship_group", coded.get("citizenship_group")),
        at=at,
    )


def _without_numbers(fact: VictimFacts) -> tuple[str, ...]:
    """An order that comes from the facts alone, so that the same records give the same list."""
    return tuple(str(value) for value in astuple(fact)[4:])
