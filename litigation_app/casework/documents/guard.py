"""Which highly sensitive papers may she read now? Those of a client whose record stands open for her; a coordinator, all."""

from dataclasses import dataclass
from uuid import UUID

from flask import current_app

from litigation_app import ledger
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.victims import queries as victims
from litigation_app.casework.victims.actions import OPEN
from litigation_app.core.access import Actor, May
from litigation_app.ledger.openings import live_opening


@dataclass(frozen=True)
class Sight:
    """Whose papers she may read: all, or those about these people. One about nobody in particular: with any of their records open."""

    all: bool = False
    people: frozenset[UUID] = frozenset()

    def of(self, victim_id: UUID | None) -> bool:
        return self.all or (bool(self.people) if victim_id is None else victim_id in self.people)


NOTHING = Sight()


def sight(actor: Actor, case: Case) -> Sight:
    """What she may read of the highly sensitive papers of a case whose file stands open for her."""
    if cases.may(actor, case, May.READ_GUARDED):
        return Sight(all=True)
    return Sight(people=frozenset(one.id for one in victims.of_case(case) if ticket_of(actor, one.id) is not None))


def ticket_of(actor: Actor, victim_id: UUID) -> ledger.Ticket | None:
    """The ticket of her live opening of this person's record in this sign-in; None: it does not stand open."""
    of = f"victim:{victim_id}"
    opening = live_opening(OPEN, of, by=actor.id, session_id=actor.session_id) if actor.session_id else None
    if opening is None or actor.session_id is None:
        return None
    minutes = current_app.extensions["config"].opening_minutes
    try:
        ticket = ledger.redeem(opening, by=actor.id, session_id=actor.session_id, minutes=minutes)
    except ledger.OpeningOver:
        return None
    return ticket if ticket.object == of else None
