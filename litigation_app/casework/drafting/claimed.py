"""What does a paper say of a claim: its rows, their sum, how each was computed, of whom it is asked?"""

from dataclasses import dataclass, field
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import amounts, queries, rules
from litigation_app.casework.claims.calculations import actions as calculations
from litigation_app.casework.claims.calculations import filing
from litigation_app.casework.claims.calculations import queries as computed
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.queries import Line
from litigation_app.casework.proceedings.defendants import actions as identities
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.core.money import format_amount
from litigation_app.law import loader
from litigation_app.law.citations import cited
from litigation_app.law.script import in_script


@dataclass(frozen=True)
class Claimed:
    """In the language of the paper. `rows`: kind, legal basis, amount; `below`: the lines that follow them."""

    rows: list[tuple[str, str, str]] = field(default_factory=list, repr=False)
    total: str = ""
    below: list[str] = field(default_factory=list, repr=False)


def of(
    actor: Actor, case: Case, claim_id: UUID | None, language: str, *, victim: UUID | None, file: ledger.Ticket
) -> Claimed:
    """The claim; nothing where none was chosen. How it was computed stands there in a paper for her while her record is open."""
    line = next((one for one in queries.of_case(case) if one.id == claim_id), None)
    if line is None:
        return Claimed()
    total = amounts.total(line.view.parts)
    claim = db.session.get_one(Claim, line.id)
    asked = _asked(case, claim, line, language, file)
    steps = _computed(actor, case, claim, line, language) if victim == line.victim_id else []
    interest = filing.interest(claim.interest or "", claim.interest_from, language)
    below = [filing.in_words(total, line.currency, language), *([interest] if interest else []), *asked, *steps]
    return Claimed(_rows(case, line, language), format_amount(total, line.currency, language), below)


def _rows(case: Case, line: Line, language: str) -> list[tuple[str, str, str]]:
    law, rows = loader.load(case.country), []
    for part in line.view.parts:
        head = rules.head_of(law, part.head)
        words = (head.name(language), cited(head.legal_basis, language, law.code)) if head else (part.head, "")
        rows.append((*words, format_amount(part.amount, line.currency, language)))
    return rows


def _asked(case: Case, claim: Claim, line: Line, language: str, file: ledger.Ticket) -> list[str]:
    """Of whom the claim is asked, and what of it of some of them alone."""
    names, law = _debtors(case, claim, language, file), loader.load(case.country)
    together = filing.owed_by(list(names.values()), language)
    found = [together] if together else []
    for part in line.view.parts:
        alone = [names[one] for one in claim.asked_of_some.get(part.head, []) if one in names]
        head = rules.head_of(law, part.head)
        if alone and head:
            found.append(filing.owed_by_some(head.name(language), alone, language))
    return found


def _debtors(case: Case, claim: Claim, language: str, file: ledger.Ticket) -> dict[str, str]:
    """Their names as the paper writes them, by id; who has none yet is left out."""
    asked = [one.id for one in defendants.of_case(case) if str(one.id) in claim.debtors]
    known = identities.read(file, asked)
    return {str(one): in_script(known[one].name, language) for one in asked if known[one].name}


def _computed(actor: Actor, case: Case, claim: Claim, line: Line, language: str) -> list[str]:
    standing = computed.standing(claim, line.view.parts)
    ticket = calculations.ticket_of(actor, claim.victim_id) if standing else None
    if ticket is None:
        return []
    opened, law = calculations.read(ticket, standing.values()), loader.load(case.country)
    found = []
    for part in line.view.parts:
        head = rules.head_of(law, part.head)
        reckoned = opened[standing[part.head]].reckoned if part.head in standing else None
        if head and reckoned and reckoned.amount == part.amount:
            found.append(filing.computed(head.name(language), reckoned, claim.currency, language))
    lines = [one for one in found if one]
    return [f"{filing.heading(language)}:", *lines] if lines else []
