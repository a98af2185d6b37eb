"""Compute a row of a claim, and read under her opening how one was computed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims import locks, queries
from litigation_app.casework.claims.calculations import queries as computed
from litigation_app.casework.claims.calculations import rules
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.calculations.rows import rules as kept
from litigation_app.casework.claims.calculations.rows.rules import Kept
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import Part
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.documents import queries as access
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db

TABLE, CAPSULE = "calculation", "legal"


def compute(actor: Actor, claim: Claim, case: Case, *, head: str, said: Kept, row_version: int) -> None:
    """Give the row the amount that its computation came to; after a review this is a new version of the claim.

    Raises rules.Refused, and as `claims.actions.change` does: Changed, Blocked. Also victims.Erased.
    """
    victims.require_record(claim.victim_id)
    locks.hers(claim.victim_id)
    _put(actor, claim, head, said)
    parts = rules.with_amount(queries.view(claim, case).parts, head, said.reckoned.amount)
    claims.change(actor, claim, case, claims.Rows(claim.route, parts), row_version=row_version)


def _put(actor: Actor, claim: Claim, head: str, said: Kept) -> None:
    row = Computed(
        claim_id=claim.id,
        victim_id=claim.victim_id,
        head=head,
        amount=said.reckoned.amount,
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    vault.seal(subject=claim.victim_id, table=TABLE, row=row.id, capsule=CAPSULE, content=kept.content(said))


def opened(actor: Actor, claim: Claim, parts: Sequence[Part]) -> dict[str, Kept]:
    """How the rows stand computed, by kind of damage, as far as she may read it now."""
    return opened_of(actor, claim, computed.of_rows(claim, parts))


def opened_of(actor: Actor, claim: Claim, of_rows: Mapping[str, Sequence[UUID]]) -> dict[str, Kept]:
    """The same of computations whose ids were read already (`queries.of_rows`)."""
    ticket = ticket_of(actor, claim.victim_id) if of_rows else None
    if ticket is None:
        return {}
    found = read(ticket, [rows[0] for rows in of_rows.values()])
    return {
        head: _with_note(ticket, found[last], earlier) for head, (last, *earlier) in of_rows.items() if last in found
    }


def _with_note(ticket: ledger.Ticket, last: Kept, earlier: Sequence[UUID]) -> Kept:
    """With the note of before, where whoever computed it last could not read that one."""
    if not last.said.keeps_note:
        return last
    before = read(ticket, earlier)
    notes = (before[row].said for row in earlier if row in before)
    note = next((one.note for one in notes if not one.keeps_note), "")
    return Kept(replace(last.said, note=note, keeps_note=False), last.reckoned)


def explain(
    actor: Actor, claim: Claim, parts: Sequence[Part], bases: Mapping[str, str], before: Mapping[str, Kept]
) -> None:
    """Keep what the rows rest on: as the note of how they were computed, else of a stated sum.

    `bases`: of the rows of which anything was said. `before`: as `opened` before they were saved; what could not be read
    stays where nothing is written.
    """
    for part in parts:
        was, note = before.get(part.head), bases.get(part.head)
        if note is None:
            continue
        is_typed_over = was is not None and was.reckoned.amount != part.amount and bool(note)
        if is_typed_over or note != (was.said.note if was else ""):
            _put(actor, claim, part.head, kept.explained(was, part.amount, note))


def ticket_of(actor: Actor, victim_id: UUID) -> ledger.Ticket | None:
    """Her live opening of the legal part of this client's record; None: it does not stand open."""
    ticket = access.ticket_of(actor, victim_id)
    return ticket if ticket is not None and CAPSULE in victims.groups_of(ticket) else None


def read(ticket: ledger.Ticket, rows: Iterable[UUID]) -> dict[UUID, Kept]:
    """These computations, opened. Raises vault.TicketRefused."""
    opened = vault.open_many(ticket, table=TABLE, capsule=CAPSULE, rows=rows)
    return {row: kept.opened(content) for row, content in opened}
