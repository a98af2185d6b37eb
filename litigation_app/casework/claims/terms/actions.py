"""Say of whom a claim is asked, whether it is quantified, what she was advised and what it is in euros."""

from collections.abc import Collection
from datetime import date

from litigation_app import ledger, vault
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import locks, queries
from litigation_app.casework.claims.actions import Changed, add_writer, note, require_record
from litigation_app.casework.claims.calculations.actions import CAPSULE
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import require
from litigation_app.casework.claims.terms.rules import Terms, blockers_of_fixed
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.core.access import Actor
from litigation_app.core.db import db

TABLE = "advice"


def say(actor: Actor, claim: Claim, case: Case, terms: Terms, *, row_version: int) -> None:
    """Replace what was said; the advice stays where nothing is written of it. Raises Changed, Blocked, victims.Erased."""
    victims.require_record(claim.victim_id)
    if claim.row_version != row_version:
        raise Changed
    put(claim, terms, [one.head for one in queries.view(claim, case).parts])
    add_writer(actor, claim)
    db.session.flush()
    note(actor, "change_claim", claim, case)


def put(claim: Claim, terms: Terms, heads: Collection[str]) -> None:
    """The same of a claim that is being saved whole, for these kinds of damage. Raises Blocked."""
    of_some = {head: sorted(those) for head, those in sorted(terms.of_some.items())}
    asked = (sorted(terms.debtors), of_some, terms.interest, terms.interest_from)
    if asked != (sorted(claim.debtors), of_these(claim, heads), claim.interest or "", claim.interest_from):
        require(blockers_of_fixed(claim.state))
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


def of_these(claim: Claim, heads: Collection[str]) -> dict[str, list[str]]:
    """Of these kinds of damage, which are asked of some of the accused alone: of one that is claimed no more nothing is said."""
    return {head: those for head, those in claim.asked_of_some.items() if head in heads}


def advise(actor: Actor, claim: Claim, case: Case, *, on: date | None) -> None:
    """Write down the day on which she was advised (None: she was not), and nothing else. Raises Blocked."""
    require_record(claim.victim_id)
    locks.refreshed(claim)
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
