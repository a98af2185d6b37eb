"""Which claims may this person see, and what was said of them?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases import presenters as frame
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible, permitted
from litigation_app.casework.claims import amounts, rules
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.awards.rules import Owed, together
from litigation_app.casework.claims.models import (
    Claim,
    ClaimPart,
    ClaimWriter,
    CourtDecision,
    MayBeMistake,
    Payment,
    Review,
)
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.powers_of_attorney import queries as authority
from litigation_app.casework.proceedings.powers_of_attorney.rules import Filing, Lack
from litigation_app.core import clock
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db
from litigation_app.law import loader, routes

frame.counts(frame.CLAIMS, Claim)
_CLAIMS = bindparam("claims", expanding=True, type_=Claim.id.type)


def lack_of_authority(claim: Claim, case: Case, on: date) -> Lack | None:
    """Why nobody can file this claim for her on this day; None: a power of attorney holds."""
    route = rules.route_of(loader.load(case.country), claim.route)
    return authority.lack_of(case, claim.victim_id, Filing((route and route.procedure) or "", on))


class Found(NamedTuple):
    """A claim, its case and its victim's code name."""

    claim: Claim
    case: Case
    victim: str


class Line(NamedTuple):
    """One claim of a case."""

    id: UUID
    victim: str
    victim_id: UUID
    route: str
    currency: str
    state: str
    version: int
    view: rules.ClaimView
    owed: Owed | None  # today; None: nothing is finally awarded


class Begun(NamedTuple):
    """What a claim begins with. `parts`: the rows of her last claim on another route, named by `of`, that this one is for too.

    `of` None: there are none.
    """

    victim: str
    route: str
    parts: tuple[rules.Part, ...] = ()
    of: Line | None = None


class Summary(NamedTuple):
    """The money of a case, in the currency of its country. `claimed` counts the same damage once, of what was filed or decided;
    `unfiled` the same of what is not out yet.

    `owed` None: nothing is finally awarded.
    """

    currency: str
    claimed: Decimal
    unfiled: Decimal
    awarded: Decimal
    final: Decimal
    paid: Decimal
    owed: Owed | None


def get(actor: Actor, claim_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A claim of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*or_not_found(db.session.execute(_hers(actor, to), {"claim": claim_id}).one_or_none()))


@lru_cache(maxsize=256)
def _hers(actor: Actor, to: May) -> Select[Claim, Case, str]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    wanted = select(Claim, Case, Victim.code_name).join(Case, Case.id == Claim.case_id)
    wanted = wanted.join(Victim, Victim.id == Claim.victim_id)
    return wanted.where(Claim.id == bindparam("claim"), is_visible(actor, to))


def victim_of(case: Case, victim_id: UUID) -> Victim:
    """A victim of a case that was found by `cases.queries.get`; raises NotFound for one of another case."""
    return or_not_found(db.session.scalar(select(Victim).where(Victim.id == victim_id, Victim.case_id == case.id)))


def permits(actor: Actor, case: Case) -> frozenset[May]:
    """What she may do with the claims of this case, by the role in which she sees it."""
    return permitted(actor, case, (May.DRAFT_CLAIM, May.REVIEW_CLAIM, May.RECORD_DECISION))


def view(claim: Claim, case: Case) -> rules.ClaimView:
    """The claim as the rules see it, read now."""
    return views([claim], {case.id: case.country})[claim.id]


def views(claims: Sequence[Claim], countries: dict[UUID, str]) -> dict[UUID, rules.ClaimView]:
    """Many claims as the rules see them, by id, in four reads however many there are; `countries` by case."""
    ids = [claim.id for claim in claims]
    parts = parts_of(claims)
    decided = _rows(ids, CourtDecision, "on", "outcome", "amount", "is_final", "final_on", "appealed_on")
    paid = _rows(ids, Payment, "on", "amount", "payer")
    writers = _rows(ids, ClaimWriter, "user_id")
    return {
        claim.id: rules.ClaimView(
            state=claim.state,
            country=countries[claim.case_id],
            route=claim.route,
            currency=claim.currency,
            authors=frozenset({claim.written_by, *(row[0] for row in writers[claim.id])}),
            parts=parts[claim.id],
            filed_on=claim.filed_on,
            submitted_at=claim.submitted_at,
            review_by=claim.review_by,
            is_approved=claim.approved_by is not None,
            first_approved_by=claim.first_approved_by,
            has_debtors=bool(claim.debtors),
            interest=claim.interest or "",
            decisions=tuple(rules.Decided(*row) for row in decided[claim.id]),
            payments=tuple(rules.Paid(*row) for row in paid[claim.id]),
        )
        for claim in claims
    }


def parts_of(claims: Sequence[Claim]) -> dict[UUID, tuple[rules.Part, ...]]:
    """The rows of the version in force of each claim."""
    version = {claim.id: claim.version for claim in claims}
    found: dict[UUID, list[rules.Part]] = defaultdict(list)
    for claim_id, its_version, head, amount in db.session.execute(_parts(), {"claims": list(version)}):
        if its_version == version[claim_id]:
            found[claim_id].append(rules.Part(head, amount))
    return {claim_id: tuple(found[claim_id]) for claim_id in version}


@cache
def _parts() -> Select[UUID, int, str, Decimal]:
    """Written once, as are the two below: every case, claim and list asks them."""
    wanted = select(ClaimPart.claim_id, ClaimPart.version, ClaimPart.head, ClaimPart.amount)
    return wanted.where(ClaimPart.claim_id.in_(_CLAIMS)).order_by(ClaimPart.position)


def _rows(ids: Sequence[UUID], table: Any, *columns: str) -> dict[UUID, list[tuple[Any, ...]]]:
    found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for row in db.session.execute(_of_claims(table, columns), {"claims": ids}):
        found[row[0]].append(tuple(row[1:]))
    return found


@cache
def _of_claims(table: Any, columns: tuple[str, ...]) -> Select[Any]:
    """Of what may be a mistake, what is none, in the order in which it was recorded."""
    wanted = select(table.claim_id, *(getattr(table, name) for name in columns)).where(table.claim_id.in_(_CLAIMS))
    return wanted.where(table.stands()).order_by(table.recorded_at) if issubclass(table, MayBeMistake) else wanted


def of_case(case: Case) -> list[Line]:
    """The claims of a case that was found by `cases.queries.get`, by victim."""
    rows = db.session.execute(_of_case(), {"case": case.id}).all()
    found = [row[0] for row in rows]
    seen = views(found, {case.id: case.country})
    final = [one for one in found if any(decided.is_final for decided in seen[one.id].decisions)]
    owed = awards.owed(final, {case.id: case}, clock.today()) if final else {}
    return [
        Line(
            one.id,
            victim,
            one.victim_id,
            one.route,
            one.currency,
            one.state,
            one.version,
            seen[one.id],
            owed.get(one.id),
        )
        for one, victim in rows
    ]


@cache
def _of_case() -> Select[Claim, str]:
    wanted = select(Claim, Victim.code_name).join(Victim, Victim.id == Claim.victim_id)
    return wanted.where(Claim.case_id == bindparam("case")).order_by(Victim.code_name, Claim.route, Claim.id)


def begun(case: Case, victim: str, route: str) -> Begun | None:
    """What a claim of this victim (her id) on this route begins with; None where either is not of this case.

    The same damage that was claimed elsewhere is not typed again.
    """
    known = db.session.scalars(select(Victim.id).where(Victim.case_id == case.id, Victim.erased_at.is_(None)))
    if victim not in map(str, known) or rules.route_of(loader.load(case.country), route) is None:
        return None
    before = [one for one in of_case(case) if str(one.victim_id) == victim and one.route != route and one.view.parts]
    last = max(before, key=lambda one: (one.view.filed_on or date.min, str(one.id)), default=None)
    parts = tuple(one for one in last.view.parts if routes.is_for(route, one.head)) if last else ()
    return Begun(victim, route, parts, last if parts else None)


def summary(lines: Sequence[Line]) -> Summary | None:
    """The money of a case whose claims these are (`of_case`); None without any.

    What one victim asks for by two ways (a civil action after a referral) is the same damage: her largest claim counts.
    """
    if not lines:
        return None
    largest: dict[tuple[str, bool], Decimal] = defaultdict(Decimal)
    for line in lines:
        key = (line.victim, line.view.filed_on is not None or bool(line.view.decisions))
        largest[key] = max(largest[key], amounts.total(line.view.parts))
    return Summary(
        lines[0].currency,
        sum((total for (_victim, is_out), total in largest.items() if is_out), rules.ZERO),
        sum((total for (_victim, is_out), total in largest.items() if not is_out), rules.ZERO),
        sum((amounts.awarded(line.view) for line in lines), rules.ZERO),
        sum((amounts.finally_awarded(line.view) for line in lines), rules.ZERO),
        sum((amounts.paid_so_far(line.view) for line in lines), rules.ZERO),
        together(line.owed for line in lines if line.owed is not None),
    )


def writers(view: rules.ClaimView) -> list[str]:
    """Who wrote in any version of a claim, by name."""
    return list(db.session.scalars(_names(), {"people": list(view.authors)}))


@cache
def _names() -> Select[str]:
    people = bindparam("people", expanding=True, type_=User.id.type)
    return select(User.name).where(User.id.in_(people)).order_by(User.name)


class Change(NamedTuple):
    """Who saved a claim last, and when."""

    by: str
    at: datetime | None


def approved_on(claim: Claim) -> date | None:
    """The day on which the rows as they are now were approved; None: they were not."""
    if claim.approved_by is None:
        return None
    approved = (Review.claim_id == claim.id, Review.version == claim.version, Review.verdict == "approved")
    at = db.session.scalar(select(func.max(Review.at)).where(*approved))
    return clock.local(at).date() if at else None


def last_change(claim: Claim) -> Change:
    """The last saving of its rows; `at` None: as it was first drafted."""
    name = db.session.scalar(select(User.name).where(User.id == (claim.changed_by or claim.written_by)))
    return Change(name or "", claim.changed_at)
