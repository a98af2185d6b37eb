"""What do the pages of an erasure say: grounds, holds and refusals, the state of one person, and the certificate on the screen and on
paper?
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app

from litigation_app import ledger
from litigation_app.accounts import queries as people
from litigation_app.accounts.audit.words import REASONS
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents import actions as reading
from litigation_app.casework.documents import presenters as papers
from litigation_app.casework.documents import queries as documents
from litigation_app.casework.erasures import actions, queries, rules
from litigation_app.casework.erasures.destruction import actions as destruction
from litigation_app.casework.erasures.legal_holds import queries as holding
from litigation_app.casework.erasures.models import Erasure
from litigation_app.casework.erasures.queries import Found
from litigation_app.casework.erasures.rules import Bar, Caution, grounds
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.clock import local
from litigation_app.core.db import db
from litigation_app.core.language import _, _l, current, format_date, format_moment
from litigation_app.ledger import checkpoint


@dataclass(frozen=True)
class State:
    """Where the erasure of one person stands."""

    waiting: Erasure | None
    proposer: str
    past: list[Erasure]
    legal_holds: list[holding.Line]
    live: list[holding.Line]
    cautions: list[Any]
    bars: list[rules.Bar]
    able: list[str]
    bars_to_agreeing: list[rules.Bar]
    unsaved: Erasure | None  # agreed to, and still to be carried out
    papers: int  # that go with her: those chosen, and those entered as hers
    texts: int  # notes and tasks that are bound to nobody and go with her
    staying: int  # those that stay


def state_of(actor: Actor, victim: Victim, case: Case) -> State:
    """Everything that the page of a person says who was found by `victims.queries.get`."""
    every, now = queries.proposals(victim), clock.now()
    open_ones = [] if victim.erased_at else [one for one in every if rules.is_waiting(queries.as_waiting(one), now)]
    unsaved = _unsaved(victim, every)
    waiting = next((one for one in open_ones if one is not unsaved), None)
    legal_holds = holding.of_victim(victim)
    proposer = waiting.proposed_by if waiting else None
    loose = queries.ids(case)
    chosen = loose.intersection(waiting.papers if waiting else ())
    return State(
        waiting=waiting,
        proposer=people.names({proposer}).get(proposer, "") if proposer else "",
        past=[one for one in every if one not in (waiting, unsaved)],
        legal_holds=legal_holds,
        live=[one for one in legal_holds if one.is_live],
        cautions=[CAUTIONS[one] for one in queries.cautions(victim, case)],
        bars=actions.bars_to_proposing(victim),
        able=queries.who_could_agree(proposer, case) if proposer else [],
        bars_to_agreeing=actions.bars_to_agreeing(actor, Found(waiting, victim, case)) if waiting else [],
        unsaved=unsaved,
        papers=len(destruction.papers_of(waiting)) if waiting else 0,
        texts=len(chosen),
        staying=len(loose - chosen),
    )


def _unsaved(victim: Victim, proposals: list[Erasure]) -> Erasure | None:
    """The proposal that the register has as carried out while her data are still here."""
    if victim.erased_at is not None:
        return None
    agreed = {entry.certificate for entry in destruction.registered()}
    return next((one for one in proposals if one.certificate in agreed), None)


def documents_of(victim: Victim, case: Case, ticket: ledger.Ticket | None) -> list[tuple[str, str]]:
    """The papers of a case for a choice field, but those that are another client's: by name while the file stands open, by day and size
    while it is closed.
    """
    lines = [one for one in documents.of_case(case) if one.victim_id in {None, victim.id}]
    if ticket is not None:
        return [(str(one.line.id), one.name) for one in reading.list_of(ticket, lines)]
    return [(str(one.id), _document_words(one)) for one in lines]


def _document_words(line: documents.Line) -> str:
    day = format_date(local(line.added_at).date()).rstrip(".")
    return _("added on %(day)s by %(who)s, %(size)s", day=day, who=line.added_by, size=papers.size(line.size))


def certificate(found: Found) -> dict[str, Any]:
    """All words of the certificate. It never names the person: her name is written in by hand."""
    erasure, victim, case = found
    at = erasure.decided_at or clock.now()
    days = int(current_app.extensions["config"].keyring_days)
    entry = db.session.execute(ledger.entries(act=destruction.DESTROYED, of=f"victim:{victim.id}", limit=1)).first()
    named = people.names({one for one in (erasure.proposed_by, erasure.decided_by) if one})
    return {
        "language": current(),
        "title": _("Certificate of erasure"),
        "under": _("No. %(number)s", number=erasure.certificate),
        "pairs": [
            [_("Person"), _("%(code)s, case %(reference)s", code=victim.code_name, reference=case.reference)],
            [_("Office"), cases.office_of(case)],
            [_("Erased on"), format_moment(at)],
            [_("Proposed by"), _name(named, erasure.proposed_by)],
            [_("Agreed to by"), _name(named, erasure.decided_by)],
            [_("Legal basis"), f"{BASES[erasure.basis]} ({law_of(case.country, erasure.basis)})"],
            [_("Reviewed by a lawyer"), _("yes") if rules.grounds().is_reviewed else _("not yet")],
            [_("Unreadable in this system"), _since(erasure)],
            [_("What was sealed: unreadable in every backup"), _in_backups(erasure, days)],
            [_("Main keys destroyed"), _keys(erasure)],
            [_("Entry of the access log"), ledger.mark_of(entry.h) if entry else _("none")],
            [_("Root of the access log"), _root(entry.seq) if entry else _("none")],
        ],
        "destroyed_title": _("What was destroyed"),
        "destroyed": [[str(word), str(erasure.counts.get(kind, 0))] for kind, word in _counted(erasure)],
        "backups": _(
            "What was never sealed stays readable in an older backup of the data until that backup is thrown away: that "
            "there was a person under this code name, coded acts of courts and authorities about her (statements, "
            "protection, rights) with their days, and amounts. Her name and her story are not among it."
        ),
        "kept": _(
            "What stays: that there was a case, its steps and amounts, without any attribute of the person; published "
            "numbers, which single nobody out; and the access log, which holds no personal data."
        ),
        "by_hand": [_("Name of the person (by hand)"), _("Name and signature"), _("Place and date")],
    }


def _counted(erasure: Erasure) -> list[tuple[str, Any]]:
    """What is counted; of damaged texts only where there were any."""
    return [(kind, word) for kind, word in COUNTED.items() if kind != "unreadable" or erasure.counts.get(kind)]


def _name(named: dict[UUID, str], who: UUID | None) -> str:
    return named.get(who, "") if who else _("known from the register alone: see the first certificate")


def _since(erasure: Erasure) -> str:
    if erasure.finished_at is None:
        return _("The record itself is gone; the last steps are still being done.")
    return _("since %(when)s", when=format_moment(erasure.finished_at))


def _in_backups(erasure: Erasure, days: int) -> str:
    if erasure.finished_at is None:
        return _("not yet known")
    day = format_date(rules.unreadable_in_backups(erasure.finished_at, days)).rstrip(".")
    return _("from %(day)s on, %(days)s days later, when the last copy of the old keys is gone", day=day, days=days)


def _keys(erasure: Erasure) -> str:
    if erasure.finished_at is None:
        return _("not yet")
    return _("all up to number %(number)s", number=erasure.kek_ver)


def _root(seq: int) -> str:
    """The root of the first signed state at hand that covers the entry."""
    signed = [one for one in checkpoint.latest(_STATES) if one.stated.size >= seq]
    if not signed:
        return _("not signed yet")
    return str(signed[-1].stated.root.hex())


_STATES = 100  # signed states that are looked through


BASES, LEGAL_HOLDS, LIFTED = REASONS["agree_erasure"], REASONS["place_hold"], REASONS["ask_to_lift_hold"]
BARS = {
    Bar.ERASED: _l("Her personal data were erased already."),
    Bar.PROPOSED: _l("An erasure of this person is proposed already and waits for a second coordinator."),
    Bar.HELD: _l("Her data must be kept for now. Lift the legal hold first, or wait until it ends."),
    Bar.OWN: _l("You proposed this erasure yourself. Another coordinator of the office must answer it."),
    Bar.NOT_OWN: _l("Somebody else proposed this erasure. Only that person can withdraw it."),
    Bar.DECIDED: _l("This proposal was answered already."),
    Bar.EXPIRED: _l("This proposal is older than fourteen days and has run out. It must be proposed again."),
    Bar.AGREED: _l("This erasure was agreed to and is being finished. Nothing can stop it any more."),
    Bar.NOT_ALONE: _l(
        "Somebody else has a record in this case now, so its documents and notes cannot all be erased. Decline this proposal; then "
        "it can be proposed again."
    ),
    Bar.PROPOSER_GONE: _l(
        "Whoever proposed this can no longer sign in, or is no coordinator of this office now. Decline it; then it can be "
        "proposed again."
    ),
    Bar.NOT_HELD: _l("Nobody asks to lift this hold any more: it was kept or lifted already."),
    Bar.LIFT_ASKED: _l("Somebody asks to lift this hold already. Another coordinator agrees, or keeps it."),
    Bar.OWN_LIFT: _l("You asked to lift this hold yourself. Another coordinator of the office must agree."),
    Bar.ASKER_GONE: _l(
        "Whoever asked to lift this hold can no longer sign in, or is no coordinator of this office now. Keep it; then somebody can ask "
        "again."
    ),
}
CAUTIONS = {
    Caution.OPEN_CASE: _l("Her case is not over: a proceeding, a period of ours, a hearing or a claim still waits."),
    Caution.UNDECIDED_CLAIM: _l("A claim of hers is not decided yet."),
    Caution.UNPAID_CLAIM: _l("Money that was awarded to her is not paid yet."),
}
COUNTED = {
    "capsules": _l("Protected parts of her record"),
    "keys": _l("Keys of her own"),
    "marks": _l("Marks of her numbers"),
    "papers": _l("Documents"),
    "notes": _l("Notes and texts of the case"),
    "records": _l("Records of her statements, protection and rights"),
    "tasks": _l("Tasks and notes about her"),
    "unreadable": _l("Of the texts of the case: damaged before, and overwritten unread"),
}


def sentence(bars: Sequence[Bar]) -> str:
    """The weightiest of the refusals; "" without any."""
    return str(BARS[bars[0]]) if bars else ""


def law_of(country: str, basis: str) -> str:
    """The articles behind a ground: of the GDPR, and of the country's own law as far as it is verified."""
    known = grounds()
    paragraph = _("GDPR art. %(paragraph)s", paragraph=known.bases[basis])
    national = known.national.get(country)
    if national is None:
        return paragraph
    article = _("art. %(article)s", article=national.article) if national.article else _("article not verified")
    return f"{paragraph}; {national.law}, {article}"


def options() -> list[tuple[str, Any]]:
    """The grounds for a choice field, in the order of the file."""
    return [(code, BASES[code]) for code in grounds().bases]


def legal_hold_options() -> list[tuple[str, Any]]:
    """The reasons of a hold for a choice field."""
    return [(code, LEGAL_HOLDS[code]) for code in grounds().legal_holds]
