"""How are a claim's codes, reasons and numbers said on a screen?"""

from datetime import date
from decimal import Decimal
from typing import Any

from litigation_app.casework.claims import amounts as sums
from litigation_app.casework.claims import rules
from litigation_app.casework.claims.corrections import rules as decisions
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.claims.reviews.periods import rules as periods
from litigation_app.casework.claims.rules import Blocker, ClaimView
from litigation_app.core import clock
from litigation_app.core.access import Actor, May
from litigation_app.core.language import _, _l, _n, current, format_date
from litigation_app.core.money import format_amount, format_number
from litigation_app.law import loader, rates
from litigation_app.law.citations import cited

STATES = {
    "draft": _l("Draft"),
    "submitted": _l("In review"),
    "returned": _l("Returned"),
    "approved": _l("Approved"),
    "filed": _l("Filed"),
    "decided": _l("Decided"),
    "appealed": _l("Appealed"),
    "final": _l("Final"),
}
VERDICTS = {
    "approved": _l("Approved"),
    "returned": _l("Returned"),
    "taken_back": _l("Approval taken back"),
    "withdrawn": _l("Taken back from review"),
}
INSTANCES = {"first": _l("First instance"), "final": _l("Later instance")}
OUTCOMES = {
    "awarded_full": _l("Awarded in full"),
    "awarded_part": _l("Awarded in part"),
    "referred": _l("Referred to a civil action"),
    "rejected": _l("Rejected"),
    "not_mentioned": _l("The judgment does not mention it"),
    "withdrawn": _l("Withdrawn"),
}
CHECKS = {
    "route_open": _l("The route exists in this country today"),
    "breakdown": _l("Heads of damage in rows"),
    "legal_basis": _l("Legal basis for each row"),
    "amounts": _l("An amount in each row"),
    "no_doubles": _l("No head of damage twice"),
    "currency": _l("In the currency of the country"),
    "material": _l("Material damage asked for"),
    "non_material": _l("Non-material damage asked for"),
}
WHY_NOT = {
    Blocker.OWN_CLAIM: _l("You wrote or sent this claim yourself. Another coordinator has to review it."),
    Blocker.NOT_SUBMITTED: _l("It is not in review."),
    Blocker.OUT: _l("It has been filed, so it can no longer be taken back."),
    Blocker.SAID_OUT: _l(
        "It was recorded as filed, which was a mistake. A coordinator reviews it all the same, so it can no longer be taken back."
    ),
    Blocker.NO_APPROVAL: _l("No approval of yours stands on it, so there is none to take back."),
    Blocker.FIRST_OF_TWO: _l(
        "Yours is the first of two approvals: it cannot be taken back. As long as the claim waits for the second you can return it."
    ),
    Blocker.JUDGED: _l("A coordinator has decided on it already."),
    Blocker.ALREADY_SUBMITTED: _l("A coordinator is reading it. It can be changed when it comes back."),
    Blocker.NOT_CHANGED: _l("It was returned: answer a reason, add evidence or change the claim, then send it again."),
    Blocker.NOT_APPROVED: _l("A coordinator has to approve it first."),
    Blocker.NOT_REVIEWED: _l("No coordinator has approved it. Say why it was filed all the same."),
    Blocker.APPROVED_ONCE: _l(
        "You have approved it. It is above the limit of your office: a second coordinator has to approve it too."
    ),
    Blocker.TOO_SOON: _l(
        "You wrote or sent this claim yourself, and nobody else reviews at your office: you may review it a day after it was sent."
    ),
    Blocker.ALREADY_APPROVED: _l("This version is approved already."),
    Blocker.ALREADY_DECIDED: _l(
        "It is decided already. What the court said cannot be changed here; draft a new claim."
    ),
    Blocker.ALREADY_FILED: _l("The day of filing is recorded already."),
    Blocker.NO_BREAKDOWN: _l("Add at least one head of damage with its amount."),
    Blocker.ZERO_AMOUNT: _l("Each row needs an amount above zero."),
    Blocker.HEAD_DOUBLED: _l("A head of damage stands in two rows. Put them together."),
    Blocker.NO_LEGAL_BASIS: _l("A row has no legal basis in the rules of this country."),
    Blocker.WRONG_CURRENCY: _l("The claim is not in the currency of this country."),
    Blocker.ROUTE_CLOSED: _l("This way to compensation does not exist in this country today."),
    Blocker.NO_REASON: _l("Choose a reason for the claim or for one row."),
    Blocker.AWARD_WITHOUT_AMOUNT: _l("Write the amount that was awarded."),
    Blocker.AMOUNT_WITHOUT_AWARD: _l(
        "Nothing is awarded with this outcome. Leave the amount empty or choose another outcome."
    ),
    Blocker.BEFORE_FILING: _l("This is before the claim was filed. Check both days."),
    Blocker.SAME_DECISION: _l("This decision is recorded already."),
    Blocker.AFTER_DECISION: _l("This is after the court decided on the claim. Check both days."),
    Blocker.LONG_BEFORE: _l(
        "This is long before the claim was approved. Check the day; if it was filed then, tick this and record it again."
    ),
    Blocker.NOTHING_PAID: _l("Write the amount that was paid."),
    Blocker.SAME_PAYMENT: _l(
        "A payment of this amount from this payer is recorded for this day already. If another one came, tick this and "
        "record it again."
    ),
    Blocker.NO_AUTHORITY: _l(
        "No power of attorney of hers covers this on that day. Record it first, or say below why the claim was filed all the same."
    ),
    Blocker.ERASED: _l("Her personal data were erased. Nothing is recorded about her any more."),
    Blocker.RECORD_CLOSED: _l(
        "The legal part of her record was closed while you were writing. Open it in another window, then save here again."
    ),
    Blocker.ALREADY_ENTERED_IN_ERROR: _l(
        "This was marked as entered in error already. It stands below with who did it and why."
    ),
    Blocker.CORRECTED_MEANWHILE: _l("The day of filing was corrected meanwhile. Below it stands as it is now."),
    Blocker.SAME_DAY: _l("This is the day that is recorded already."),
    Blocker.MORE_THAN_CLAIMED: _l(
        "This is more than was claimed. Check the amount; if the court did award it, tick this and record it again."
    ),
    Blocker.UNJUDGED: _l(
        "No judgment of the trial is recorded. Check claim and day; if it was decided all the same, tick this and record it again."
    ),
    Blocker.FINAL_TOO_SOON: _l(
        "A decision of the first instance is final once the period for the appeal has ended. If all who may appeal have "
        "waived it, tick this and record it again."
    ),
    Blocker.OUT_OF_ORDER: _l("This day is not between those recorded of the claim before and after it."),
    Blocker.LATER_RESTS: _l("Something later rests on it. Mark the last thing as entered in error first."),
    Blocker.NOTHING_BECOMES: _l(
        "Nothing more can be recorded of this decision: somebody recorded something meanwhile, or it is final or was set aside. See below."
    ),
    Blocker.NOT_OUT: _l("Nothing was asked of anybody yet. Record the filing first."),
    Blocker.RESTS_ON_FILING: _l(
        "A decision or a payment is recorded on this claim, so it was filed. Write the right day, or mark those as entered in error first."
    ),
}


def why_not(reasons: list[Blocker] | tuple[Blocker, ...]) -> str:
    """The reasons as one line of sentences; "" for none."""
    return " ".join(str(WHY_NOT[reason]) for reason in reasons)


def next_steps(
    view: ClaimView, actor: Actor, permits: frozenset[May], own: periods.Own, *, is_answered: bool
) -> dict[str, str | None]:
    """What can be done next: None: not hers to do; "": it can be done; else why it cannot be done now."""
    asked: dict[str, tuple[May, list[Blocker]]] = {
        "change": (May.DRAFT_CLAIM, rules.blockers_of_change(view)),
        "submit": (May.DRAFT_CLAIM, rules.blockers_of_submission(view, is_answered=is_answered)),
        "approve": (May.REVIEW_CLAIM, rules.blockers(view, actor, own)),
        "return": (May.REVIEW_CLAIM, rules.blockers_of_return(view, actor, own)),
        "file": (May.DRAFT_CLAIM, decisions.blockers_of_filing(view)),
        "decide": (May.RECORD_DECISION, rules.blockers_of_decision(view)),
        "pay": (May.RECORD_DECISION, rules.blockers_of_payment(view)),
    }
    return {name: why_not(reasons) if may in permits else None for name, (may, reasons) in asked.items()}


def standing(view: ClaimView) -> list[tuple[str, str]]:
    """Where it stands: the kind of its chip and the word. What is out says so, and of its review only what is still open."""
    found = [] if view.state in {rules.APPROVED, rules.DECIDED} else [view.state]
    last = sums.last_decision(view)
    if last is not None:
        found.append("final" if last.is_final else "appealed" if last.appealed_on else rules.DECIDED)
    elif view.filed_on is not None:
        found.append("filed")
    return [(_KINDS.get(code, ""), str(STATES[code])) for code in found or [view.state]]


_KINDS = {
    "submitted": "info",
    "returned": "warn",
    "approved": "ok",
    "filed": "ok",
    "decided": "ok",
    "appealed": "info",
    "final": "ok",
}


def decision_facts(decision: CourtDecision, currency: str) -> list[tuple[str, Any]]:
    """When it was decided, what, and how much was awarded."""
    amount = decision.amount
    return [
        (_("Decided on"), format_date(decision.on)),
        (_("What was decided"), OUTCOMES[decision.outcome]),
        (_("Amount awarded"), _("nothing") if amount is None else format_amount(amount, currency, current())),
    ]


def decision_line(decision: CourtDecision, currency: str) -> str:
    """The same in one line, with the instance."""
    amount = _("nothing") if decision.amount is None else format_amount(decision.amount, currency, current())
    return _(
        "%(outcome)s, %(amount)s (%(instance)s, %(day)s)",
        day=format_date(decision.on),
        instance=INSTANCES[decision.instance],
        outcome=OUTCOMES[decision.outcome],
        amount=amount,
    )


def rows(view: ClaimView) -> list[tuple[str, str, Any]]:
    """Kind of damage, legal basis, amount."""
    law = loader.load(view.country)
    found = [(rules.head_of(law, one.head), one) for one in view.parts]
    return [
        (
            head.name(current()) if head else one.head,
            cited(head.legal_basis, current(), law.code) if head else "",
            one.amount,
        )
        for head, one in found
    ]


def amounts(view: ClaimView) -> dict[str, Any]:
    claimed = sums.total(view.parts)
    return {
        "claimed": claimed,
        "eur": rates.in_eur(claimed, view.currency),
        "awarded": sums.awarded(view),
        "final": sums.finally_awarded(view),
        "paid": sums.paid_so_far(view),
    }


def head(country: str, code: str) -> str:
    """A kind of damage by its name in this country."""
    found = rules.head_of(loader.load(country), code)
    return found.name(current()) if found else code


def route(view: ClaimView) -> str:
    return route_name(view.country, view.route)


def route_name(country: str, code: str) -> str:
    """A way to compensation by its name in this country."""
    found = rules.route_of(loader.load(country), code)
    return found.name(current()) if found else code


def late(view: ClaimView) -> str:
    """That it was filed before anybody approved it and by when it is to be reviewed; "": nothing is due."""
    is_decided = bool(view.decisions) and not view.is_approved and view.state == rules.DECIDED
    return unreviewed(view.review_by, is_decided=is_decided)


def unreviewed(review_by: date | None, *, is_decided: bool) -> str:
    """The same of a claim that is to be reviewed by this day. `is_decided`: before anybody had approved it."""
    if review_by is None:
        return ""
    day = format_date(review_by).rstrip(".")
    if is_decided:
        return _("Decided before a coordinator had approved it: to be reviewed by %(day)s.", day=day)
    if review_by < clock.today():
        return _("Filed without approval: the review was due by %(day)s.", day=day)
    return _("Filed without approval: to be reviewed by %(day)s.", day=day)


def rate_note(currency: str, day: date | None = None) -> str:
    """Where the euros come from that the desk counts on this day (None: today)."""
    rate = rates.rate(currency)
    day = rate.on if rate.is_fixed else day or clock.today()
    return rate_words(currency, rate.per_eur, rate.on, rate.source.read_in(current()), day)


def rate_words(currency: str, per_eur: Decimal, on: date, source: str, day: date) -> str:
    """A rate to the euro and who says so, with its age where it was old on that day."""
    said = _(
        "EUR at %(rate)s %(currency)s (%(day)s), %(source)s.",
        rate=format_number(per_eur, current(), 4),
        currency=currency,
        day=format_date(on),
        source=source,
    )
    days = rates.days_old(on, day)
    if not days:
        return said
    was = format_date(day)
    old = _n("On %(day)s this rate was %(num)s day old.", "On %(day)s this rate was %(num)s days old.", days, day=was)
    return f"{said} {old}"
