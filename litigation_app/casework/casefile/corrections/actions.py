"""Correct what a step says, with all that follows from its days; what stood there is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import Changed, log_act, texts
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import queries as of_claims
from litigation_app.casework.claims.appeals import actions as quashings
from litigation_app.casework.claims.corrections.rules import Correction
from litigation_app.casework.claims.effects import actions as effects
from litigation_app.casework.claims.effects.queries import NEEDS, ClaimEntry
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.actions import Note
from litigation_app.casework.proceedings.corrections import queries
from litigation_app.casework.proceedings.corrections.actions import as_it_stands, recount, was
from litigation_app.casework.proceedings.corrections.queries import Found
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.proceedings.powers_of_attorney import actions as authority
from litigation_app.casework.proceedings.queries import lock_case
from litigation_app.core.access import Actor
from litigation_app.core.db import db

TABLE, CAPSULE = "move_change", "note"


@dataclass(frozen=True)
class Corrected:
    """What a step is to say. `note` None: it stays. `why`: a code of mistakes.toml; `unauthorised`: as of a step.

    `is_known`: it says more than where we found the proceedings, even if the day stays.
    """

    on: date
    served_on: date | None
    outcome: str | None
    why: str
    note: str | None = field(default=None, repr=False)
    unauthorised: str = ""
    is_known: bool = False


@dataclass(frozen=True)
class Elsewhere:
    """What was recorded together with the step, says its day, and is corrected with it: on claims, as steps of other lanes."""

    claims: tuple[ClaimEntry, ...] = ()
    twins: tuple[Found, ...] = ()


def correct(
    actor: Actor,
    of: Found,
    said: Corrected,
    *,
    version: int,
    stood: Note | None = None,
    there: Elsewhere = Elsewhere(),
) -> None:
    """Let a step say what it always should have said. `version`: how often she saw it corrected; `stood`: the note that stood there.

    Raises Changed (corrected or struck meanwhile), NotFound (of a claim that she may not draft), RefusedOnClaim, law.deadlines.DueUnknown.
    """
    move, one, case = of
    lock_case(case.id)
    _hold(move, one, version)
    before = was(move)
    _keep(actor, case, move, said, stood)
    move.on, move.served_on, move.outcome = said.on, said.served_on, said.outcome
    move.is_found = (
        move.is_found and before.on == move.on and not said.is_known
    )  # a day that somebody corrects is known
    recount(case, one, move, before)
    if move.event == rules.QUASHED and before.on != move.on:
        quashings.correct_day(actor, case, before=before.on, on=move.on)
    authority.correct_day(move.id, move.on)
    proceedings.keep_case_current(case, one)
    ports.keep_lists(case)
    log_act(actor, case, "correct_step", of=f"proceeding:{one.id}", seq=move.seq)
    authority.file_without(actor, case, said.unauthorised, on=said.on, move_id=move.id)
    for twin in there.twins:
        db.session.refresh(twin.move)
        if (twin.move.on, twin.move.served_on) != (before.on, before.served_on):
            raise Changed  # somebody corrected it while she was looking at this one
        same = Corrected(said.on, said.served_on, twin.move.outcome, said.why)
        correct(actor, twin, same, version=queries.version(twin.move.id))
    for entry in there.claims if before.on != said.on else ():
        of_claims.get(actor, entry.found.claim.id, NEEDS[entry.kind])
        effects.correct(actor, entry, Correction(before.on, said.on, said.why, said.unauthorised))


def read_notes(ticket: ledger.Ticket, changes: Iterable[UUID]) -> dict[UUID, str]:
    """The notes that stood there, under the ticket of the opened file. Raises vault.TicketRefused."""
    return texts(ticket, TABLE, CAPSULE, changes)


def _hold(move: Move, one: Proceeding, version: int) -> None:
    proceedings.locked_last(one, None)
    db.session.refresh(move)
    if move.entered_in_error_at is not None or queries.version(move.id) != version:
        raise Changed


def _keep(actor: Actor, case: Case, move: Move, said: Corrected, stood: Note | None) -> None:
    """What the step says until now; its note only where another one takes its place."""
    row = as_it_stands(actor, case, move, said.why)
    is_other = said.note is not None and stood is not None and said.note != stood.text
    row.has_note = is_other and bool(stood and stood.text)
    db.session.add(row)
    db.session.flush()
    if not is_other or stood is None or said.note is None:
        return
    if row.has_note:
        vault.seal(subject=case.id, table=TABLE, row=row.id, capsule=CAPSULE, content={"text": stood.text})
    move.has_note = bool(said.note or stood.reason)
    content = {"text": said.note, "reason": stood.reason}
    vault.seal(subject=case.id, table=proceedings.TABLE, row=move.id, capsule=proceedings.CAPSULE, content=content)
