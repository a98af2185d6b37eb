"""What may be counted about the people of the caseload? Coded and unnamed: all that the gate may read."""

import secrets
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, select

from litigation_app import ledger, vault
from litigation_app.accounts.models import Office
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.clients.identity import queries as entries
from litigation_app.casework.clients.identity.rules import counted_as
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.facts import rules
from litigation_app.casework.facts.queries import Closed, Histories
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard


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
    ticket = ledger.append_alone(
        act="read_facts",
        by=actor.id,
        of=f"release-draft:{draft_id}",
        session_id=actor.session_id,
        facts={"countries": "+".join(sorted(countries)), "first_year": first_year, "last_year": last_year},
    )
    numbers, found = Numbers(), []
    with rowguard.system("facts"):
        people, counted = _people(countries), counted_as(entries.standing(closed.at))
        histories = Histories(countries, closed, counted)
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


def _people(countries: Sequence[str]) -> dict[UUID, _Person]:
    lead = and_(Assignment.case_id == Case.id, Assignment.is_lead())
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
