"""Say of whom a claim is asked, whether it is quantified, what she was advised and what it is in euros."""

from datetime import date

from litigation_app import ledger, vault
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import held
from litigation_app.casework.claims.actions import Changed, add_writer, note, require_record
from litigation_app.casework.claims.calculations.actions import CAPSULE
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import require
from litigation_app.casework.claims.terms.rules import Terms, blockers_of_debtors
from litigation_app.casework.victims import actions as victims
from litigation_app.core.access import Actor
from litigation_app.core.db import db

TABLE = "advice"


def say(actor: Actor, claim: Claim, case: Case, terms: Terms, *, row_version: int) -> None:
    """Replace what was said; the advice stays where nothing is written of it. Raises Changed, Blocked, victims.Erased."""
    victims.require_record(claim.victim_id)
    if claim.row_version != row_version:
        raise Changed
    put(claim, terms)
    add_writer(actor, claim)
    db.session.flush()
    note(actor, "change_claim", claim, case)


def put(claim: Claim, terms: Terms) -> None:
    """The same of a claim that is being saved whole. Raises Blocked."""
    of_some = {head: sorted(those) for head, those in sorted(terms.of_some.items())}
    asked = (sorted(terms.debtors), of_some, terms.interest, terms.interest_from)
    if asked != (sorted(claim.debtors), claim.asked_of_some, claim.interest or "", claim.interest_from):
        require(blockers_of_debtors(claim.state))
    claim.asked_of_some = of_some
    claim.interest, claim.interest_from = terms.interest or None, terms.interest_from
    claim.is_quantified, claim.advised_on, claim.debtors = terms.is_quantified, terms.advised_on, sorted(terms.debtors)
    rate = terms.rate
    claim.eur_rate, claim.eur_rate_on = (rate.per_eur, rate.on) if rate else (None, None)
    claim.eur_rate_source = rate.source if rate else None
    if terms.advice is not None and (terms.advice or claim.has_advice):
        claim.has_advice = bool(terms.advice)
        content = {"text": terms.advice}
        vault.seal(subject=claim.victim_id, table=TABLE, row=claim.id, capsule=CAPSULE, content=content)


def advise(actor: Actor, claim: Claim, case: Case, *, on: date) -> None:
    """Write down the day on which she was advised, and nothing else. Raises Blocked."""
    require_record(claim.victim_id)
    held.refreshed(claim)
    claim.advised_on = on
    add_writer(actor, claim)
    db.session.flush()
    note(actor, "change_claim", claim, case)


def read_advice(ticket: ledger.Ticket, claim: Claim) -> str:
    """What she was advised, under the opening of the legal part of her record; "" for nothing. Raises vault.TicketRefused."""
    if not claim.has_advice:
        return ""
    said = vault.open(ticket, subject=claim.victim_id, table=TABLE, row=claim.id, capsule=CAPSULE)
    return str(said["text"])
