"""What does a paper say of a claim: its rows, their sum, how each was computed, of whom it is asked, why, and what was decided?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import amounts, queries, rules
from litigation_app.casework.claims.calculations import actions as calculations
from litigation_app.casework.claims.calculations import presenters as filing
from litigation_app.casework.claims.calculations.rows.rules import Kept
from litigation_app.casework.claims.evidence import presenters as evidence
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.queries import Line
from litigation_app.casework.proceedings.defendants import actions as identities
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.core.language import speaking
from litigation_app.core.money import format_amount
from litigation_app.core.text import day_in
from litigation_app.law import loader
from litigation_app.law.citations import cited
from litigation_app.law.script import in_script


@dataclass(frozen=True)
class Claimed:
    """In the language of the paper. `rows`: kind, legal basis, amount; `below`: the lines that follow them; `reasons`: what each rests
    on, and its evidence. `decided`: the last outcome, a code, of the day `judged_on` ("": of none). `debtors`: of whom it is asked;
    None: nobody said. `interest`: from when interest is asked, a code, and its day. `owing`: how
    its sum is owed, a code.
    """

    rows: list[tuple[str, str, str]] = field(default_factory=list, repr=False)
    total: str = ""
    below: list[str] = field(default_factory=list, repr=False)
    reasons: list[str] = field(default_factory=list, repr=False)
    decided: str = ""
    judged_on: str = ""
    awarded: str = ""
    debtors: Sequence[str] | None = None
    interest: str = ""
    interest_from: str = ""
    owing: str = ""


class Paper(NamedTuple):
    """Who writes a paper in which case, in which language, under the ticket of the open file. `names_in`: in the letters of which
    language debtors are written ("": as they were typed).
    """

    actor: Actor
    case: Case
    language: str
    file: ledger.Ticket
    names_in: str = ""


def of(paper: Paper, claim_id: UUID | None, *, victim: UUID | None) -> Claimed:
    """The claim; nothing where none was chosen. How it was computed, what it rests on and its evidence stand there in a paper for her
    while her record is open.
    """
    actor, case, language = paper.actor, paper.case, paper.language
    line = next((one for one in queries.of_case(case) if one.id == claim_id), None)
    if line is None:
        return Claimed()
    total = amounts.total(line.view.parts)
    claim = db.session.get_one(Claim, line.id)
    debtors = _debtors(case, claim, paper.names_in, paper.file)
    asked = _asked(case, claim, line, debtors, language)
    opened = _opened(actor, claim, line) if victim == line.victim_id else None
    steps = _computed(case, line, language, opened or {})
    interest = filing.interest(claim.interest or "", claim.interest_from, language)
    below = [filing.in_words(total, line.currency, language), *([interest] if interest else []), *asked, *steps]
    reasons = [] if opened is None else _reasons(paper, claim, line, opened)
    sums_up = (_rows(case, line, language), format_amount(total, line.currency, language), below, reasons)
    return Claimed(
        *sums_up,
        *_decided(line, language),
        debtors=[*debtors.values()] if claim.debtors else None,
        interest=claim.interest or "",
        interest_from=day_in(language, claim.interest_from),
        owing="apart" if claim.asked_of_some else "",
    )


def _decided(line: Line, language: str) -> tuple[str, str, str]:
    """The last outcome, its day, and what was awarded."""
    last = amounts.last_decision(line.view)
    if last is None:
        return "", "", ""
    awarded = format_amount(last.amount, line.currency, language) if last.amount else ""
    return last.outcome, day_in(language, last.on), awarded


def _rows(case: Case, line: Line, language: str) -> list[tuple[str, str, str]]:
    law, rows = loader.load(case.country), []
    for part in line.view.parts:
        head = rules.head_of(law, part.head)
        words = (head.name(language), cited(head.legal_basis, language, law.code)) if head else (part.head, "")
        rows.append((*words, format_amount(part.amount, line.currency, language)))
    return rows


def _asked(case: Case, claim: Claim, line: Line, names: Mapping[str, str], language: str) -> list[str]:
    """Of whom the claim is asked, and what of it of some of them alone."""
    law = loader.load(case.country)
    together = filing.owed_by(list(names.values()), language)
    found = [together] if together else []
    for part in line.view.parts:
        alone = [names[one] for one in claim.asked_of_some.get(part.head, []) if one in names]
        head = rules.head_of(law, part.head)
        if alone and head:
            found.append(filing.owed_by_some(head.name(language), alone, language))
    return found


def _debtors(case: Case, claim: Claim, names_in: str, file: ledger.Ticket) -> dict[str, str]:
    """Their names as the paper writes them, by id; who has none yet is left out."""
    asked = [one.id for one in defendants.of_case(case) if str(one.id) in claim.debtors]
    known = identities.read(file, asked)
    return {str(one): in_script(known[one].name, names_in) for one in asked if known[one].name}


def _opened(actor: Actor, claim: Claim, line: Line) -> dict[str, Kept] | None:
    """How the rows were computed and what they rest on, by kind of damage; None: the legal part of her record is closed."""
    if calculations.ticket_of(actor, claim.victim_id) is None:
        return None
    return calculations.opened(actor, claim, line.view.parts)


def _computed(case: Case, line: Line, language: str, opened: Mapping[str, Kept]) -> list[str]:
    law, found = loader.load(case.country), []
    for part in line.view.parts:
        head, kept = rules.head_of(law, part.head), opened.get(part.head)
        if head and kept and kept.reckoned.amount == part.amount:
            found.append(filing.computed(head.name(language), kept.reckoned, line.currency, language))
    lines = [one for one in found if one]
    return [f"{filing.heading(language)}:", *lines] if lines else []


def _reasons(paper: Paper, claim: Claim, line: Line, opened: Mapping[str, Kept]) -> list[str]:
    """Of each kind of damage what it rests on, and which exhibits prove it, on which pages."""
    language, law, found = paper.language, loader.load(paper.case.country), []
    with speaking(language):
        proof = evidence.of(paper.actor, paper.case, claim, [part.head for part in line.view.parts], paper.file)
    for part in line.view.parts:
        head, note = rules.head_of(law, part.head), opened[part.head].said.note if part.head in opened else ""
        if head and note:
            found.append(f"{head.name(language)}: {note}")
        exhibits = [(one.name, one.pages) for one in proof.of_heads.get(part.head, ())]
        if head and exhibits:
            found.append(filing.proved(head.name(language), exhibits, language))
    return found
