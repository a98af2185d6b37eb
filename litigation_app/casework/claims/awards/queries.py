"""Which decisions may this person break down, and what do their lines say?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible
from litigation_app.casework.claims import rules
from litigation_app.casework.claims.awards import rules as award_rules
from litigation_app.casework.claims.awards.models import AwardLine
from litigation_app.casework.claims.awards.rules import Line, Owed
from litigation_app.casework.claims.models import Claim, CourtDecision, Payment
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db
from litigation_app.law import loader
from litigation_app.law.debts import account
from litigation_app.law.debts.beginnings import Award

_DECIDED = frozenset({"decision", "final"})  # kinds of stages

_CLAIMS = bindparam("claims", expanding=True, type_=Claim.id.type)


class Found(NamedTuple):
    """A decision, its claim, its case and the code name of whose claim it is."""

    decision: CourtDecision
    claim: Claim
    case: Case
    victim: str


class Paid(NamedTuple):
    """A payment as the account reads it; `by`: the id of the accused who paid, "" where nobody is named."""

    on: date
    amount: Decimal
    payer: str
    by: str


@dataclass(frozen=True)
class Follows:
    """What a decision starts where the claim is heard. `proceeding`: None where none was begun.

    `is_recorded`: the decision stands there as a step, so that its periods run; `due`: those that are open.
    """

    proceeding: UUID | None
    name: str
    is_recorded: bool
    due: list[dues.Line]


def get(actor: Actor, decision_id: UUID, to: May) -> Found:
    """A decision that stands, on a claim of one of her cases; raises NotFound for any other and for none alike."""
    wanted = select(CourtDecision, Claim, Case, Victim.code_name).join(Claim, Claim.id == CourtDecision.claim_id)
    wanted = wanted.join(Case, Case.id == Claim.case_id).join(Victim, Victim.id == Claim.victim_id)
    stands = (CourtDecision.id == decision_id, CourtDecision.stands())
    return Found(*or_not_found(db.session.execute(wanted.where(*stands, is_visible(actor, to))).one_or_none()))


def in_force(claim: Claim) -> CourtDecision | None:
    """The decision in force on a claim that was found by `claims.queries.get`: the latest that stands; of one day
    the final one, then the one recorded last.
    """
    return _in_force([claim.id]).get(claim.id)


def _in_force(claims: Iterable[UUID]) -> dict[UUID, CourtDecision]:
    return {one.claim_id: one for one in db.session.scalars(_standing(), {"claims": list(claims)})}


@cache
def _standing() -> Select[CourtDecision]:
    """Written once, as are the two below: every case, claim and list asks them."""
    wanted = select(CourtDecision).where(CourtDecision.claim_id.in_(_CLAIMS), CourtDecision.stands())
    return wanted.order_by(CourtDecision.on, CourtDecision.is_final, CourtDecision.recorded_at)


def version(decision_id: UUID) -> int:
    """How often the lines of this decision were written down; 0: never."""
    return int(db.session.scalar(select(func.max(AwardLine.version)).where(AwardLine.decision_id == decision_id)) or 0)


def lines(decision_id: UUID) -> list[Line]:
    """The lines in force of a decision, in their order; none where it was not broken down."""
    return _lines([decision_id])[decision_id]


def _lines(decisions: Iterable[UUID]) -> dict[UUID, list[Line]]:
    found: dict[UUID, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for row in db.session.scalars(_broken_down(), {"decisions": list(decisions)}):
        said = (row.head, row.answer, row.amount, row.interest_from, frozenset(row.owed_by), row.reason or "")
        found[row.decision_id][row.version].append(Line(*said, row.bears_interest))
    newest = {decision: versions[max(versions)] for decision, versions in found.items()}
    return defaultdict(list, newest)


@cache
def _broken_down() -> Select[AwardLine]:
    decisions = bindparam("decisions", expanding=True, type_=AwardLine.decision_id.type)
    return select(AwardLine).where(AwardLine.decision_id.in_(decisions)).order_by(AwardLine.position)


def award(decision: CourtDecision, claim: Claim, case: Case) -> Award:
    """A decision as the law of interest asks for it."""
    quantified_on = claim.filed_on if claim.is_quantified else None
    return Award(case.country, case.forum or "", decision.on, quantified_on)


def payments(claim: Claim) -> list[Paid]:
    """What was paid on a claim, by its days."""
    return _payments([claim.id])[claim.id]


def _payments(claims: Iterable[UUID]) -> dict[UUID, list[Paid]]:
    found: dict[UUID, list[Paid]] = defaultdict(list)
    for claim, on, amount, payer, by in db.session.execute(_paid(), {"claims": list(claims)}):
        found[claim].append(Paid(on, amount, payer, str(by or "")))
    return found


@cache
def _paid() -> Select[UUID, date, Decimal, str, UUID | None]:
    wanted = select(Payment.claim_id, Payment.on, Payment.amount, Payment.payer, Payment.defendant_id)
    return wanted.where(Payment.claim_id.in_(_CLAIMS), Payment.stands()).order_by(Payment.on, Payment.recorded_at)


def owed(claims: Sequence[Claim], cases: Mapping[UUID, Case], on: date) -> dict[UUID, Owed]:
    """What is still owed on this day of each claim on which something is finally awarded, in three reads at most."""
    return {one.claim.id: _in_all(one, on) for one in _finally(claims, cases)}


class OwedByWhom(NamedTuple):
    """What is owed in all, and who can be asked for how much, by the id of the accused.

    "": nobody is named. Of a joint debt each debtor owes the whole rest.
    """

    in_all: Owed
    by_debtor: dict[str, Owed]


def owed_by_whom(claims: Sequence[Claim], cases: Mapping[UUID, Case], on: date) -> dict[UUID, OwedByWhom]:
    """The same with the debtors, in as many reads."""
    found = {}
    for one in _finally(claims, cases):
        asked = asked_of(one.claim)
        whom = award_rules.debtors(one.lines, asked) or one.claim.debtors or [""]
        by = award_rules.owing(one.lines, asked)
        by_debtor = award_rules.of_debtors(one.items, one.counted, on, whom, by, is_itemised=bool(one.lines))
        found[one.claim.id] = OwedByWhom(_in_all(one, on), by_debtor)
    return found


@dataclass(frozen=True)
class _Final:
    """A claim with its final award: the lines of it, the items that bear interest, and what was paid on it."""

    claim: Claim
    lines: list[Line]
    items: list[account.Item]
    counted: list[account.Paid]


def _in_all(one: _Final, on: date) -> Owed:
    return award_rules.owed(one.items, one.counted, on, is_itemised=bool(one.lines) or not one.items)


def _finally(claims: Sequence[Claim], cases: Mapping[UUID, Case]) -> Iterator[_Final]:
    """Those of these claims on which something is finally awarded, in three reads at most."""
    final = {claim: one for claim, one in _in_force([one.id for one in claims]).items() if one.is_final}
    if not final:
        return
    broken_down, came = _lines([one.id for one in final.values()]), _payments(final)
    for claim in (one for one in claims if one.id in final):
        decision = final[claim.id]
        lines, of = broken_down[decision.id], award(decision, claim, cases[claim.case_id])
        items = award_rules.items_of(lines, of, claim.currency, decision.amount)
        yield _Final(claim, lines, items, award_rules.paid(came[claim.id], rules.NOT_COMPENSATION))


def asked_of(claim: Claim) -> Callable[[str], Iterable[str]]:
    """Of whom a kind of damage was asked."""
    return lambda head: claim.asked_of_some.get(head) or claim.debtors


def follows(claim: Claim, case: Case, tracks: Iterable[Track], language: str) -> Follows:
    """The periods that a decision on this claim starts: to appeal, to sue after a referral. They are kept in the proceeding.

    `tracks`: the proceedings of the case.
    """
    route = rules.route_of(loader.load(case.country), claim.route)
    tracks = [one for one in tracks if route and one.procedure == route.procedure]
    if not tracks:
        return Follows(None, route.name(language) if route else claim.route, is_recorded=False, due=[])
    track = tracks[-1]
    stage = track.graph.stage(track.at) if track.graph.has(track.at) else None
    due = due_list.in_words(db.session.execute(_open_in(), {"proceeding": track.id}), language)
    return Follows(track.id, track.graph.name(language), stage is not None and stage.kind in _DECIDED, due)


@cache
def _open_in() -> Select[Any]:
    is_open = and_(Deadline.proceeding_id == bindparam("proceeding"), due_list.is_open())
    return due_list.periods(is_open).order_by(Deadline.act_by.asc(), Deadline.id.asc())
