"""How is it said of whom a claim is asked, what she was advised, and what the sum is in euros?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import amounts
from litigation_app.casework.claims import presenters as claims
from litigation_app.casework.claims.calculations import actions as calculations
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import ClaimView
from litigation_app.casework.claims.terms import actions, rules
from litigation_app.casework.claims.terms.rules import EuroRate, Interest
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.records.presenters import accused
from litigation_app.core.access import Actor
from litigation_app.core.clock import today
from litigation_app.core.language import _, _l, format_date
from litigation_app.law.rates import in_eur

INTEREST = {
    Interest.LAW: _l("From the days that the law says"),
    Interest.FILING: _l("From the day of filing"),
    Interest.DAY: _l("From a day"),
    Interest.NONE: _l("No interest is asked"),
}


@dataclass(frozen=True)
class Said:
    """In words. `advice` None: there is some, and it is closed; "": none. `eur` None: the claim is in euros."""

    debtors: list[str]
    of_some: list[tuple[str, str]]
    advised_on: str
    advice: str | None = field(repr=False)
    eur: Decimal | None
    rate: str
    interest: str


def of(actor: Actor, claim: Claim, case: Case, view: ClaimView) -> Said:
    """What the page of the claim says beside its rows."""
    names = dict(accused_of(case))
    eur, note = euros(claim, amounts.total(view.parts))
    fewer = claim.asked_of_some
    return Said(
        debtors=[name for one, name in names.items() if one in claim.debtors],
        of_some=[(name, _named(names, fewer[head])) for head, name in heads(view) if head in fewer],
        advised_on=format_date(claim.advised_on),
        advice=advice(actor, claim),
        eur=eur,
        rate=note,
        interest=interest(claim),
    )


def _named(names: Mapping[str, str], ids: Sequence[str]) -> str:
    return ", ".join(names[one] for one in ids if one in names)


def interest(claim: Claim) -> str:
    """From when default interest is asked."""
    if not claim.interest:
        return _("It is not said yet from when default interest is asked.")
    day = claim.filed_on if claim.interest == Interest.FILING else claim.interest_from
    if day is not None:
        return _("Default interest is asked from %(day)s until payment.", day=format_date(day).rstrip("."))
    return _("Default interest: %(from_when)s.", from_when=INTEREST[Interest(claim.interest)])


def heads(view: ClaimView) -> list[tuple[str, str]]:
    """The kinds of damage that are claimed, by id and name."""
    return [(part.head, claims.head(view.country, part.head)) for part in view.parts]


def accused_of(case: Case) -> list[tuple[str, str]]:
    """The accused of a case by their letters: nobody's name stands in the open."""
    return [(str(one.id), accused(one.letter)) for one in defendants.of_case(case)]


def advice(actor: Actor, claim: Claim) -> str | None:
    """What she was advised; None where it is there and her record does not stand open."""
    if not claim.has_advice:
        return ""
    ticket = calculations.ticket_of(actor, claim.victim_id)
    return None if ticket is None else actions.read_advice(ticket, claim)


def euros(claim: Claim, total: Decimal) -> tuple[Decimal | None, str]:
    """The sum in euros and where the rate comes from: hers where she wrote one, else the desk's."""
    if claim.currency == "EUR":
        return None, ""
    rate = typed_rate(claim)
    if rate is None:
        return in_eur(total, claim.currency), claims.rate_note(claim.currency, claim.filed_on)
    day = claim.filed_on or today()
    return rules.in_eur(total, rate), claims.rate_words(claim.currency, rate.per_eur, rate.on, rate.source, day)


def typed_rate(claim: Claim) -> EuroRate | None:
    """The rate that was written for this claim; None: none was."""
    if claim.eur_rate is None or claim.eur_rate_on is None:
        return None
    return EuroRate(claim.eur_rate, claim.eur_rate_on, claim.eur_rate_source or "")
