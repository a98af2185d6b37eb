"""What may be counted about the people of the caseload? Coded and unnamed: all that the gate may read."""

import secrets
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from litigation_app import ledger, vault
from litigation_app.accounts.models import Office
from litigation_app.casework import rules
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.casework.claims.models import Claim, ClaimPart, CourtDecision, Payment
from litigation_app.casework.claims.rules import Decided, Paid
from litigation_app.casework.entries import queries as entries
from litigation_app.casework.entries.rules import counted_as
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.records.models import Record
from litigation_app.casework.records.rules import Protection, first_protection
from litigation_app.casework.rules import ClaimProgress, ClaimRecord, CriminalYears, Reached, TrialDays
from litigation_app.casework.victims.models import Victim
from litigation_app.core import rowguard
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db

CRIMINAL = "criminal"
Window = rules.Window
JUDGMENT_WINDOWS, ENDED, OPEN, LATE = rules.judgment_windows(), rules.ENDED, rules.OPEN, rules.LATE


class FactsRefused(Exception):
    """This person neither prepares nor agrees to publications."""


@dataclass(frozen=True)
class VictimFacts:
    """One person as she may be counted. The four numbers are drawn anew in each call; codes are of law/codes.toml.

    Years are None where the step was not reached by the reference date. Money is in EUR.
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
    reported: int | None
    investigated: int | None
    indicted: int | None
    judged: int | None
    convicted: int | None
    filed: int | None
    decided: int | None
    outcome: str | None  # awarded_full, awarded_part, referred, rejected, not_mentioned, withdrawn
    judged_claim: int | None  # year of the decision in force on the claim
    final_award_year: int | None
    awarded_eur: Decimal | None
    paid_eur: Decimal
    sued: bool | None = (
        None  # before a civil court within a year of a referral; None: not referred, or less than a year ago
    )
    claimed_eur: Decimal | None = None  # of whom awarded_eur is known; None: not known, or less than was awarded
    protection: str | None = None  # granted or refused: the first decision on a request for protection
    protection_year: int | None = None
    to_judgment: Mapping[int, str] = field(default_factory=dict)  # months of a window that is over: its code


class _Trial(NamedTuple):
    """What came of the criminal proceedings of a case."""

    years: CriminalYears = CriminalYears()
    days: TrialDays | None = None

    @classmethod
    def of(cls, stages: Sequence[Reached], by: date) -> "_Trial":
        return cls(rules.criminal_years(stages, by), rules.trial_days(stages, by))


class _Person(NamedTuple):
    """A victim's row and where it belongs; nothing of it leaves this file but numbers drawn for it."""

    case_id: UUID
    country: str
    lead: UUID | None
    organisation: str


def collect(
    actor: Actor, *, countries: Sequence[str], first_year: int, last_year: int, reference_date: date, draft_id: UUID
) -> list[VictimFacts]:
    """Everybody whose first contact lies in these years (both included), as she stood on the reference date.

    One ledger entry (act read_facts) comes before the first capsule is opened, and the number of statements does not
    grow with the caseload. Raises FactsRefused, WritePending, LedgerUnwritable, SealBroken.
    """
    if not (actor.may(May.DRAFT_RELEASE) or actor.may(May.APPROVE_RELEASE)):
        raise FactsRefused
    ticket = _note(actor, draft_id, countries, first_year, last_year)
    numbers, found = Numbers(), []
    with rowguard.system("facts"):
        people, counted = _people(countries), counted_as(entries.standing())
        trials = _trials(countries, reference_date)
        claims = _claims(countries, reference_date, counted)
        protected = _protected(countries, reference_date, counted)
        for victim_id, coded in _coded(ticket, first_year, last_year, reference_date):
            person = people.get(victim_id)
            if person is None or counted.get(victim_id) in people:  # another record of the same person counts
                continue
            contact = date.fromisoformat(coded["first_contact"])
            trial = trials.get(person.case_id, _Trial())
            waited = _waited(trial, contact, reference_date)
            progress = claims.get(victim_id, ClaimProgress())
            fact = _facts(victim_id, person, coded, contact, trial.years, progress, numbers)
            found.append(replace(fact, **vars(protected.get(victim_id, Protection())), to_judgment=waited))
    return sorted(found, key=_without_numbers)


def _waited(trial: _Trial, contact: date, by: date) -> dict[int, str]:
    """How each window that was over by this day came to its end, by its months."""
    ends = ((one.months, rules.to_judgment(trial.days, contact, by, one)) for one in JUDGMENT_WINDOWS)
    return {months: code for months, code in ends if code is not None}


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
        select(Victim.id, Victim.case_id, Case.country, Assignment.user_id, Office.organisation)
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


def _trials(countries: Sequence[str], by: date) -> dict[UUID, _Trial]:
    """By case: when each step of the criminal proceedings was first reached."""
    wanted = (
        select(Proceeding.case_id, Move.to_stage, Move.outcome, func.min(Move.on))
        .join(Proceeding, Proceeding.id == Move.proceeding_id)
        .join(Case, Case.id == Proceeding.case_id)
        .where(Proceeding.family == CRIMINAL, Case.country.in_(countries), Move.on <= by, Move.stands())
        .group_by(Proceeding.case_id, Move.to_stage, Move.outcome)
    )
    reached: dict[UUID, list[Reached]] = defaultdict(list)
    for case_id, stage, outcome, on in db.session.execute(wanted):
        reached[case_id].append(Reached(stage, outcome, on))
    return {case_id: _Trial.of(stages, by) for case_id, stages in reached.items()}


def _claims(countries: Sequence[str], by: date, counted: Mapping[UUID, UUID]) -> dict[UUID, ClaimProgress]:
    """By victim: the fate of her claim before a criminal court."""
    hers = (Claim.case_id == Case.id, Case.country.in_(countries), Claim.route.in_(rules.criminal_routes()))
    decided = select(
        CourtDecision.claim_id,
        CourtDecision.on,
        CourtDecision.outcome,
        CourtDecision.amount,
        CourtDecision.is_final,
        CourtDecision.final_on,
    ).join(Claim, Claim.id == CourtDecision.claim_id)
    paid = select(Payment.claim_id, Payment.on, Payment.amount, Payment.payer).join(Claim, Claim.id == Payment.claim_id)
    stood = and_(
        or_(CourtDecision.quashed_on.is_(None), CourtDecision.quashed_on > by), CourtDecision.struck_at.is_(None)
    )
    decisions: dict[UUID, list[Decided]] = defaultdict(list)
    in_order = decided.where(*hers, stood).order_by(CourtDecision.recorded_at)
    for claim_id, on, outcome, amount, is_final, final_on in db.session.execute(in_order):
        decisions[claim_id].append(Decided(on, outcome, amount, is_final, final_on))
    payments: dict[UUID, list[Paid]] = defaultdict(list)
    for claim_id, on, amount, payer in db.session.execute(paid.where(*hers, Payment.stands())):
        payments[claim_id].append(Paid(on, amount, payer))
    records: dict[UUID, list[ClaimRecord]] = defaultdict(list)
    asked = _asked(hers)
    wanted = select(Claim.victim_id, Claim.id, Claim.currency, Claim.filed_on).where(*hers).order_by(Claim.id)
    for victim_id, claim_id, currency, filed_on in db.session.execute(wanted):
        said = tuple(decisions[claim_id]), tuple(payments[claim_id])
        record = ClaimRecord(currency, filed_on, *said, asked.get(claim_id))
        records[counted.get(victim_id, victim_id)].append(record)
    suits = _suits(countries, counted)
    return {one: rules.claim_progress(found, by, suits.get(one, ())) for one, found in records.items()}


def _asked(hers: Sequence[ColumnElement[bool]]) -> dict[UUID, Decimal]:
    """By claim the sum of the rows in force, in its currency; none of a claim that states no amount before the court."""
    in_force = and_(Claim.id == ClaimPart.claim_id, Claim.version == ClaimPart.version, Claim.is_quantified)
    wanted = select(ClaimPart.claim_id, ClaimPart.amount).join(Claim, in_force).where(*hers)
    found: dict[UUID, Decimal] = defaultdict(Decimal)
    for claim_id, amount in db.session.execute(wanted):
        found[claim_id] += amount
    return dict(found)


def _suits(countries: Sequence[str], counted: Mapping[UUID, UUID]) -> dict[UUID, list[date]]:
    """By victim: the days on which claims of hers were filed before civil courts of these countries."""
    ways = (and_(Case.country == one, Claim.route.in_(rules.civil_routes(one))) for one in countries)
    wanted = select(Claim.victim_id, Claim.filed_on).join(Case, Case.id == Claim.case_id).where(or_(false(), *ways))
    found: dict[UUID, list[date]] = defaultdict(list)
    for victim_id, filed_on in db.session.execute(wanted):
        if filed_on is not None:
            found[counted.get(victim_id, victim_id)].append(filed_on)
    return found


def _protected(countries: Sequence[str], by: date, counted: Mapping[UUID, UUID]) -> dict[UUID, Protection]:
    """By victim: the first decision on her requests for protection."""
    asked = select(Record.victim_id, Record.on, Record.told).join(Case, Case.id == Record.case_id)
    asked = asked.where(Case.country.in_(countries), Record.kind == rules.protection_kind(), Record.struck_at.is_(None))
    steps: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    for victim_id, on, told in db.session.execute(asked):
        steps[counted.get(victim_id, victim_id)].append((on, told["step"]))
    said = rules.protection_steps()
    return {victim_id: first_protection(found, said, by) for victim_id, found in steps.items()}


class Numbers:
    """Numbers that stand for ids in one call: drawn at random, so that no order of the tables shines through."""

    def __init__(self) -> None:
        self._given: dict[Hashable, int] = {}
        self._taken: set[int] = set()

    def of(self, kind: str, key: Hashable) -> int:
        if (kind, key) not in self._given:
            number = secrets.randbits(48)
            while number in self._taken:
                number = secrets.randbits(48)
            self._taken.add(number)
            self._given[kind, key] = number
        return self._given[kind, key]


def _facts(
    victim_id: UUID,
    person: _Person,
    coded: dict[str, Any],
    contact: date,
    steps: CriminalYears,
    progress: ClaimProgress,
    numbers: Numbers,
) -> VictimFacts:
    return VictimFacts(
        victim=numbers.of("victim", victim_id),
        case=numbers.of("case", person.case_id),
        holder=numbers.of("holder", person.lead or person.case_id),
        organisation=numbers.of("organisation", person.organisation),
        country=person.country,
        first_contact_year=contact.year,
        sex=rules.one_code("sex", coded.get("sex")),
        age_band=rules.age_band(coded.get("age")),
        form=rules.one_form(coded.get("forms") or ()),
        status=rules.one_code("status", coded.get("status")),
        citizenship_group=rules.one_code("citizenship_group", coded.get("citizenship_group")),
        **vars(steps),
        **vars(progress),
    )


def _without_numbers(fact: VictimFacts) -> tuple[str, ...]:
    """An order that comes from the facts alone, so that the same records give the same list."""
    return tuple(str(value) for value in astuple(fact)[4:])
