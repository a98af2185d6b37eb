"""What may be done with a claim now, is it ready, and how much is owed? Pure: values in, reasons out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from litigation_app.casework.claims.reviews.periods.rules import NOT_ALONE, Own, settings
from litigation_app.core.roles import Actor
from litigation_app.law import loader, routes
from litigation_app.law.country import Head, Jurisdiction, Route

ZERO = Decimal("0.00")
DRAFT, SUBMITTED, RETURNED, APPROVED, DECIDED = "draft", "submitted", "returned", "approved", "decided"
OPEN_TO_CHANGE = frozenset({DRAFT, RETURNED, APPROVED})
AGAINST_ACCUSED = frozenset({"property_claim", "civil_suit"})  # routes on which they are the debtors
ROUTES_IN_FORCE = frozenset({"available", "available_rarely", "in_force"})
FINAL = "final"
AWARDED_FULL = "awarded_full"
AWARDED = frozenset({AWARDED_FULL, "awarded_part"})
NOT_COMPENSATION = frozenset({"NGO_ADV"})  # an advance by the organisation is lent to the victim: nobody has paid yet


class Blocker(StrEnum):
    """Why something cannot be done with a claim now."""

    OWN_CLAIM = "own_claim"
    NOT_SUBMITTED = "not_submitted"
    OUT = "out"
    SAID_OUT = "said_out"
    NO_APPROVAL = "no_approval"
    FIRST_OF_TWO = "first_of_two"
    JUDGED = "judged"
    ALREADY_SUBMITTED = "already_submitted"
    NOT_CHANGED = "not_changed"
    NOT_APPROVED = "not_approved"
    NOT_REVIEWED = "not_reviewed"
    APPROVED_ONCE = "approved_once"
    TOO_SOON = "too_soon"
    ALREADY_APPROVED = "already_approved"
    ALREADY_DECIDED = "already_decided"
    ALREADY_FILED = "already_filed"
    NO_BREAKDOWN = "no_breakdown"
    ZERO_AMOUNT = "zero_amount"
    HEAD_DOUBLED = "head_doubled"
    NO_LEGAL_BASIS = "no_legal_basis"
    WRONG_CURRENCY = "wrong_currency"
    ROUTE_CLOSED = "route_closed"
    NO_REASON = "no_reason"
    AWARD_WITHOUT_AMOUNT = "award_without_amount"
    AMOUNT_WITHOUT_AWARD = "amount_without_award"
    BEFORE_FILING = "before_filing"
    SAME_DECISION = "same_decision"
    AFTER_DECISION = "after_decision"
    NOTHING_PAID = "nothing_paid"
    SAME_PAYMENT = "same_payment"
    NO_AUTHORITY = "no_authority"
    ERASED = "erased"
    RECORD_CLOSED = "record_closed"
    ALREADY_ENTERED_IN_ERROR = "already_struck"
    CORRECTED_MEANWHILE = "corrected_meanwhile"
    SAME_DAY = "same_day"
    RESTS_ON_FILING = "rests_on_filing"
    MORE_THAN_CLAIMED = "more_than_claimed"
    UNJUDGED = "unjudged"
    FINAL_TOO_SOON = "final_too_soon"
    OUT_OF_ORDER = "out_of_order"
    NOT_OUT = "not_out"
    LONG_BEFORE = "long_before"
    LATER_RESTS = "later_rests"
    NOTHING_BECOMES = "nothing_becomes"


class Blocked(Exception):
    """It cannot be done; `reasons` says why."""

    def __init__(self, reasons: Iterable[Blocker]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(", ".join(self.reasons))


@dataclass(frozen=True)
class Part:
    """A head of damage (id of the country file) and its amount in the claim's currency."""

    head: str
    amount: Decimal


@dataclass(frozen=True)
class Decided:
    """What a court or fund said; `amount` None: nothing was awarded."""

    on: date
    outcome: str
    amount: Decimal | None
    is_final: bool
    final_on: date | None = field(default=None, compare=False)  # None: on the day of the decision, or not final
    appealed_on: date | None = field(default=None, compare=False)  # None: no appeal is open


@dataclass(frozen=True)
class Paid:
    """Money that came, and from whom (code of the list "payer")."""

    on: date
    amount: Decimal
    payer: str


@dataclass(frozen=True)
class ClaimView:
    """A claim as the rules see it. `authors`: everybody who wrote in any version. `country`: ISO 3166."""

    state: str
    country: str
    route: str
    currency: str
    authors: frozenset[UUID]
    parts: tuple[Part, ...] = ()
    filed_on: date | None = None
    decisions: tuple[Decided, ...] = ()
    payments: tuple[Paid, ...] = ()
    submitted_at: datetime | None = None
    review_by: date | None = None  # it went out before anybody approved it, and is to be reviewed by this day
    is_approved: bool = False  # its rows as they are now
    first_approved_by: UUID | None = None  # the first of two who have to approve it; None: nobody yet, or one is enough
    has_debtors: bool = False  # it is said of whom it is asked
    interest: str = ""  # from when it is asked, an Interest of the terms; "": nobody said


@dataclass(frozen=True)
class Check:
    """A point of the checklist."""

    code: str
    is_done: bool


def require(reasons: list[Blocker]) -> None:
    """Raise Blocked if there are any."""
    if reasons:
        raise Blocked(reasons)


def readiness(claim: ClaimView) -> tuple[Check, ...]:
    """What a reviewer looks for and the records can tell: one point a line, on one route always the same ones in the same order.

    A kind of damage that the route is not for is not looked for.
    """
    law = loader.load(claim.country)
    heads = [one.head for one in claim.parts]
    return (
        Check("route_open", _is_open(law, claim.route)),
        Check("breakdown", bool(claim.parts)),
        Check("legal_basis", bool(heads) and all(has_basis(law, head) for head in heads)),
        Check("amounts", bool(claim.parts) and all(one.amount > 0 for one in claim.parts)),
        Check("no_doubles", bool(heads) and not doubled(heads)),
        Check("currency", claim.currency == law.currency),
        *(Check(kind, any(_kind(law, head) == kind for head in heads)) for kind in _kinds_of(law, claim.route)),
    )


_BLOCKING = {
    "route_open": Blocker.ROUTE_CLOSED,
    "breakdown": Blocker.NO_BREAKDOWN,
    "legal_basis": Blocker.NO_LEGAL_BASIS,
    "amounts": Blocker.ZERO_AMOUNT,
    "no_doubles": Blocker.HEAD_DOUBLED,
    "currency": Blocker.WRONG_CURRENCY,
}  # one kind of damage alone is unusual, not wrong: it stays a point of the list
_ABOUT_ROWS = {"legal_basis", "amounts", "no_doubles"}  # without any row "no breakdown" says it all


def faults(claim: ClaimView) -> list[Blocker]:
    """What is wrong with the claim itself, whoever looks at it."""
    missing = {point.code for point in readiness(claim) if not point.is_done} - (set() if claim.parts else _ABOUT_ROWS)
    return [blocker for code, blocker in _BLOCKING.items() if code in missing]


def blockers(claim: ClaimView, actor: Actor, own: Own = NOT_ALONE) -> list[Blocker]:
    """Why this person cannot approve it now. Nobody reviews what she wrote, whatever roles she holds, unless she is alone."""
    once = [Blocker.APPROVED_ONCE] if own.needs_two and claim.first_approved_by == actor.id else []
    return [*blockers_of_return(claim, actor, own), *once, *faults(claim)]


def blockers_of_return(claim: ClaimView, actor: Actor, own: Own = NOT_ALONE) -> list[Blocker]:
    """Why this person cannot give it back now."""
    found = _blockers_of_own(claim, own) if actor.id in claim.authors else []
    return found if awaits_review(claim) else [*found, Blocker.NOT_SUBMITTED]


def _blockers_of_own(claim: ClaimView, own: Own) -> list[Blocker]:
    if not own.is_alone:
        return [Blocker.OWN_CLAIM]
    wait = timedelta(hours=settings().own_after_hours)
    return [Blocker.TOO_SOON] if claim.submitted_at is None or own.now - claim.submitted_at < wait else []


def awaits_review(claim: ClaimView) -> bool:
    """Whether a coordinator has to look at it: it was sent to her, or filed without her."""
    return claim.state == SUBMITTED or claim.review_by is not None


def slips_past_review(claim: ClaimView) -> bool:
    """Whether a decision now would take the claim out of the queue although no coordinator has seen these rows."""
    return not claim.is_approved and claim.review_by is None and claim.state in {DRAFT, SUBMITTED}


def reopened(claim: ClaimView) -> str:
    """Where a claim stands when its decision falls: where it stood before."""
    if claim.is_approved:
        return APPROVED
    if claim.review_by is not None:
        return SUBMITTED
    return DRAFT if claim.submitted_at is None else RETURNED  # a change takes the day of sending away


def blockers_of_submission(claim: ClaimView, *, is_answered: bool = False) -> list[Blocker]:
    """Why it cannot be sent for review now. To what was returned something has been done first: answered, proved, changed."""
    if claim.state == RETURNED and is_answered:
        return faults(claim)
    states = {
        SUBMITTED: Blocker.ALREADY_SUBMITTED,
        RETURNED: Blocker.NOT_CHANGED,
        APPROVED: Blocker.ALREADY_APPROVED,
        DECIDED: Blocker.ALREADY_DECIDED,
    }
    return [states[claim.state]] if claim.state in states else faults(claim)


def blockers_of_change(claim: ClaimView) -> list[Blocker]:
    """Why it cannot be changed now: not while a coordinator reads it, not after a decision."""
    if claim.state in OPEN_TO_CHANGE and not claim.decisions:
        return []
    return [Blocker.ALREADY_SUBMITTED if claim.state == SUBMITTED else Blocker.ALREADY_DECIDED]


def opens_new_version(state: str) -> bool:
    """Whether a change makes a new version: what was reviewed stays as it was."""
    return state != DRAFT


def blockers_of_decision(claim: ClaimView) -> list[Blocker]:
    """Why no decision can be noted now. Once approved or filed, whatever the court says can be written down."""
    return [] if _is_out(claim) else [Blocker.NOT_APPROVED]


def blockers_of_payment(claim: ClaimView) -> list[Blocker]:
    """Why no payment can be noted now. Nobody pays what nobody was asked for."""
    return [] if _is_out(claim) or claim.decisions else [Blocker.NOT_OUT]


def _is_out(claim: ClaimView) -> bool:
    return claim.state in {APPROVED, DECIDED} or claim.filed_on is not None


def doubled(heads: Iterable[str]) -> list[str]:
    """The heads that stand in more than one row."""
    return [head for head, count in Counter(heads).items() if count > 1]


def has_basis(law: Jurisdiction, head: str) -> bool:
    return any(one.id == head and one.legal_basis for one in law.heads)


def route_of(law: Jurisdiction, route: str) -> Route | None:
    return next((one for one in law.routes if one.id == route), None)


def head_of(law: Jurisdiction, head: str) -> Head | None:
    return next((one for one in law.heads if one.id == head), None)


def routes_open(law: Jurisdiction) -> list[Route]:
    """The ways to compensation that exist today in this country and on which a claim of its own is made."""
    return [one for one in law.routes if one.status in ROUTES_IN_FORCE and one.own_claim]


def _kinds_of(law: Jurisdiction, route: str) -> list[str]:
    """Material and non-material damage, as far as the route is for it."""
    found = {one.kind for one in law.heads if routes.is_for(route, one.id)}
    return [kind for kind in ("material", "non_material") if kind in found]


def _is_open(law: Jurisdiction, route: str) -> bool:
    found = route_of(law, route)
    return found is not None and found.status in ROUTES_IN_FORCE


def _kind(law: Jurisdiction, head: str) -> str:
    found = head_of(law, head)
    return found.kind if found else ""
