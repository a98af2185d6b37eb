"""Keep what was done about the reasons of a return, and read it in the opened file."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import texts
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims import locks
from litigation_app.casework.claims.models import Answer, Claim, Review
from litigation_app.casework.claims.reviews.answers import queries
from litigation_app.casework.claims.reviews.answers.rules import Asked, Said
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db

TABLE, WORDS = "answer", "note"


def save(actor: Actor, claim: Claim, case: Case, back: Review, said: Mapping[Asked, Said], *, row_version: int) -> None:
    """Keep the answers to a return that is open (`queries.open_return`). Raises Changed, Blocked."""
    claims.require_record(claim.victim_id)
    locks.hers(claim.victim_id)
    claims.require_seen(claim, row_version)
    known = queries.of([back.id])[back.id]
    for asked in queries.asked(back):
        _keep(actor, case, back, asked, said.get(asked, Said("")), known.get(asked))
    claims.add_writer(actor, claim)
    db.session.flush()
    claims.note(actor, "answer_return", claim, case)


def _keep(actor: Actor, case: Case, back: Review, asked: Asked, said: Said, known: Answer | None) -> None:
    if known is None and not (said.standing or said.words):
        return
    row = known or Answer(claim_id=back.claim_id, review_id=back.id, head=asked.head, reason=asked.reason, standing="")
    had_words = known is not None and known.has_words
    row.standing, row.by, row.at = said.standing or row.standing, actor.id, clock.now()
    row.has_words = had_words if said.words is None else bool(said.words)
    db.session.add(row)
    db.session.flush()
    if said.words or (had_words and said.words is not None):
        vault.seal(subject=case.id, table=TABLE, row=row.id, capsule=WORDS, content={"text": said.words})


def read(ticket: ledger.Ticket, answers: Iterable[Answer]) -> dict[UUID, str]:
    """Their words, by answer, under the ticket of the opened file. Raises vault.TicketRefused."""
    rows = [one.id for one in answers if one.has_words]
    return texts(ticket, TABLE, WORDS, rows) if rows else {}
