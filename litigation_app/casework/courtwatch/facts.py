"""What may be counted about judgments and monitored hearings? Coded and unnamed: all that the gate may read of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import extract, select

from litigation_app import ledger, vault
from litigation_app.casework.courtwatch import courts
from litigation_app.casework.courtwatch.judgments import rules
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment, State
from litigation_app.casework.courtwatch.observations import rules as sheets
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.casework.facts.facts import FactsRefused, Numbers
from litigation_app.casework.facts.queries import Closed
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.law import loader
from litigation_app.law.country import Jurisdiction

_NO_CLAIM = "no_claim"


@dataclass(frozen=True, order=True)
class AccusedFacts:
    """One accused of a judgment. `offence`: what became of a charge of trafficking (kept, lesser, other, not_known; none:
    it was no such charge); `minimum`: the prison sentence beside the statutory minimum (below, not_below, not_known).
    """

    verdict: str
    sentence: str
    offence: str = "none"
    minimum: str = "not_known"
    confiscated: str = "unknown"


@dataclass(frozen=True, order=True)
class InjuredFacts:
    """One injured party of a judgment. `claim`: the decision, or "not_filed"; `statements`: 1, 2, 3, 4_more, not_said;
    `vulnerable`: whether she was given the status of an especially vulnerable witness (yes, no, unknown).
    """

    claim: str
    lawyer: str = "unknown"
    statements: str = "not_said"
    vulnerable: str = "unknown"


@dataclass(frozen=True)
class JudgmentFacts:
    """One settled judgment as it may be counted. The three numbers are drawn anew in each call.

    `appeal`: what a decision on an appeal did (upheld, modified, quashed); not_appeal: it is none.
    """

    number: int
    trial: int  # alike for decisions about one trial
    court: int
    year: int
    instance: str
    procedure: str
    duration: str | None  # None: the day of the indictment is not known
    accused: tuple[AccusedFacts, ...]
    injured: tuple[InjuredFacts, ...]
    appeal: str = "not_appeal"
    finality: str = "unknown"  # final, not_final: as it was registered


@dataclass(frozen=True)
class HearingFacts:
    """One watched hearing as it may be counted; the three numbers are drawn anew in each call."""

    number: int
    trial: int
    court: int
    year: int
    held: str  # held, postponed, unseen
    public: str
    conduct: str
    presence: str
    told: str
    measure: str = "none"  # of protection: applied, none


def judgments(
    actor: Actor, *, countries: Sequence[str], first_year: int, last_year: int, closed: Closed, draft_id: UUID
) -> list[JudgmentFacts]:
    """Every judgment of these years of decision that was settled by the closing day, once, whoever registered it. Only its codes
    are opened.

    One ledger entry (act read_codings) comes first. Raises FactsRefused, WritePending, LedgerUnwritable, SealBroken.
    """
    ticket = _note(actor, "read_codings", draft_id, countries, first_year, last_year)
    wanted = (
        select(Judgment, Coding)
        .join(Coding, Coding.judgment_id == Judgment.id)
        .where(Judgment.state == State.SETTLED, Judgment.country.in_(countries), Coding.coded_at <= closed.at)
        .where(Judgment.decided_on <= closed.reference_date)
        .where(extract("year", Judgment.decided_on).between(first_year, last_year))
        .order_by(Judgment.registered_at, Judgment.id, Coding.place)
    )
    with rowguard.system("facts"):
        read = _settled((row, coding) for row, coding in db.session.execute(wanted))
        once = {(row.mark, _court(row)): (row, coding) for row, coding in reversed(read)}
        codes = _opened(ticket, "coding", "coding", [coding for _row, coding in once.values()])
        numbers = Numbers()
        found = [_judgment(row, codes[coding]["codes"], numbers) for row, coding in once.values()]
    return sorted(found, key=_without_numbers)


def _settled(codings: Iterable[tuple[Judgment, Coding]]) -> list[tuple[Judgment, UUID]]:
    """Each judgment that these codings settle, with the one in force: of two that differ a third, else the last."""
    of: dict[UUID, list[tuple[Judgment, Coding]]] = {}
    for row, coding in codings:
        of.setdefault(row.id, []).append((row, coding))
    found = []
    for (row, first), *more in of.values():
        last = more[-1][1] if more else first
        are_alike = bool(more) and first.mark == more[0][1].mark
        if not row.is_double or are_alike or len(more) > 1:
            found.append((row, last.id))
    return found


def hearings(
    actor: Actor, *, countries: Sequence[str], first_year: int, last_year: int, closed: Closed, draft_id: UUID
) -> list[HearingFacts]:
    """Every watched hearing of these years whose sheet was handed in by the closing day; one that two people watched counts once.

    One ledger entry (act read_sheets) comes first. Raises as `judgments` does.
    """
    ticket = _note(actor, "read_sheets", draft_id, countries, first_year, last_year)
    wanted = (
        select(Observation)
        .where(Observation.handed_in_at <= closed.at, Observation.country.in_(countries))
        .where(extract("year", Observation.heard_on).between(first_year, last_year))
        .where(Observation.heard_on <= closed.reference_date)
        .order_by(Observation.handed_in_at, Observation.id)
    )
    with rowguard.system("facts"):
        seen = reversed(db.session.scalars(wanted).all())
        once = {(one.trial_mark, _court(one), one.heard_on): one for one in seen}
        said = _opened(ticket, "observation", "sheet", [one.id for one in once.values()])
        numbers = Numbers()
        found = [_hearing(one, said[one.id]["codes"], numbers) for one in once.values()]
    return sorted(found, key=_without_numbers)


def years_of_judgments(country: str) -> set[int]:
    """In which years a settled judgment was given: nothing is opened, nothing counted."""
    settled = select(extract("year", Judgment.decided_on)).where(Judgment.state == State.SETTLED)
    with rowguard.system("facts"):
        return {int(year) for year in db.session.scalars(settled.where(Judgment.country == country).distinct())}


def years_of_hearings(country: str) -> set[int]:
    """In which years a hearing was watched whose sheet was handed in."""
    given = select(extract("year", Observation.heard_on)).where(Observation.handed_in_at.is_not(None))
    with rowguard.system("facts"):
        return {int(year) for year in db.session.scalars(given.where(Observation.country == country).distinct())}


def _note(actor: Actor, act: str, draft_id: UUID, countries: Sequence[str], first: int, last: int) -> ledger.Ticket:
    if not (actor.may(May.DRAFT_RELEASE) or actor.may(May.APPROVE_RELEASE)):
        raise FactsRefused
    facts: dict[str, str | int] = {"countries": "+".join(sorted(countries)), "first_year": first, "last_year": last}
    of, session = f"release-draft:{draft_id}", actor.session_id
    return ledger.append_alone(act=act, by=actor.id, of=of, session_id=session, facts=facts)


def _opened(ticket: ledger.Ticket, table: str, capsule: str, rows: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    return dict(vault.open_many(ticket, table=table, capsule=capsule, rows=list(rows)))


def _judgment(row: Judgment, codes: dict[str, Any], numbers: Numbers) -> JudgmentFacts:
    accused = [rules.of_person(codes, "a", number) for number in range(1, row.accused + 1)]
    injured = [rules.of_person(codes, "i", number) for number in range(1, row.injured + 1)]
    law = loader.load(row.country)
    return JudgmentFacts(
        number=numbers.of("judgment", row.id),
        trial=numbers.of("trial", row.trial_mark),
        court=numbers.of("court", _court(row)),
        year=row.decided_on.year,
        instance=row.instance,
        procedure=codes["procedure"],
        duration=rules.duration_band(codes.get("indicted_on"), row.decided_on),
        accused=tuple(sorted(_accused(one, law) for one in accused)),
        injured=tuple(sorted(map(_injured, injured))),
        appeal=codes.get("appeal", "not_appeal"),
        finality=row.finality,
    )


def _accused(one: dict[str, Any], law: Jurisdiction) -> AccusedFacts:
    below = rules.is_below_minimum(one, law)
    return AccusedFacts(
        verdict=one["verdict"],
        sentence=rules.sentence_band(one),
        offence=rules.offence_kept(one, law),
        minimum={True: "below", False: "not_below", None: "not_known"}[below],
        confiscated=one.get("confiscated", "unknown"),
    )


def _injured(one: dict[str, Any]) -> InjuredFacts:
    claim = "not_filed" if one["claim"] == _NO_CLAIM else one["claim"]
    represented, vulnerable = (one.get(name) or "unknown" for name in ("represented", "vulnerable"))
    return InjuredFacts(claim, represented, rules.statements_band(one), vulnerable)


def _hearing(row: Observation, said: dict[str, dict[str, Any]], numbers: Numbers) -> HearingFacts:
    codes = {name: value for section in said.values() for name, value in section.items()}
    return HearingFacts(
        number=numbers.of("hearing", row.id),
        trial=numbers.of("trial", row.trial_mark),
        court=numbers.of("court", _court(row)),
        year=row.heard_on.year,
        held={"yes": "held", "no": "postponed"}.get(codes.get("held", ""), "unseen"),
        public=codes.get("public_excluded", "unseen"),
        conduct=sheets.conduct(codes),
        presence=sheets.presence(codes) or "no_statement",
        told=codes.get("told_of_claim", "unseen"),
        measure="applied" if codes.get("measures") else "none",
    )


def _court(row: Judgment | Observation) -> tuple[str, str]:
    """The court, alike for all its spellings."""
    return row.country, courts.key(row.country, row.court)


def _without_numbers(fact: JudgmentFacts | HearingFacts) -> tuple[str, ...]:
    """An order that comes from the facts alone, so that the same records give the same list."""
    return tuple(str(value) for name, value in vars(fact).items() if name not in {"number", "trial", "court"})
