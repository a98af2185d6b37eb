"""May she read what is sealed in the register of an office now? It is opened with a purpose and stands open while she uses it."""

from uuid import UUID

from flask import current_app

from litigation_app import ledger
from litigation_app.accounts import limits
from litigation_app.casework.cases import openings
from litigation_app.core.access import Actor

OPEN = "open_register"


def open_register(actor: Actor, office_id: UUID, *, purpose: str) -> None:
    """Note who opens the register and why; from then on it stands open for her in this sign-in."""
    limits.spend(actor, limits.OPENINGS, current_app.extensions["config"].openings_per_hour)
    session = actor.session_id
    ledger.append_alone(act=OPEN, by=actor.id, of=_of(office_id), session_id=session, purpose=purpose, opening=True)


def ticket_of(actor: Actor, office_id: UUID) -> ledger.Ticket | None:
    """The ticket of the open register, its use noted; None: it is closed to her. Comes before the first write."""
    return openings.use(actor, OPEN, _of(office_id))


def _of(office_id: UUID) -> str:
    return f"register:{office_id}"
