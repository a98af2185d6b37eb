"""Which highly sensitive documents may she read now? Those that fit a part of the client's record that stands open for her; a
coordinator, all.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from flask import current_app

from litigation_app import ledger
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import actions as records
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.core.access import Actor, May
from litigation_app.ledger.openings import live_opening


@dataclass(frozen=True)
class Sight:
    """Whose documents she may read: all, or those about these people, each with the parts of her record that stand open.

    One about nobody in particular: with that part of any of their records open.
    """

    all: bool = False
    people: Mapping[UUID, frozenset[Group]] = field(default_factory=dict)

    def of(self, victim_id: UUID | None, kind: str) -> bool:
        """Whether a document of this kind of types.toml about this person (None: about nobody in particular) may be read."""
        opened = self.people.values() if victim_id is None else [self.people.get(victim_id, frozenset())]
        return self.all or any(group_of(kind) in groups for groups in opened)


NOTHING = Sight()


@cache
def _groups() -> Mapping[str, Group]:
    said = tomllib.loads(Path(__file__).with_name("groups.toml").read_text(encoding="utf-8"))
    return {kind: Group(group) for kind, group in said.items()}


def group_of(kind: str) -> Group:
    """With which part of her record a document of this kind is read; raises KeyError for a kind that groups.toml lost."""
    return _groups()[kind]


def sight(actor: Actor, case: Case) -> Sight:
    """What she may read of the highly sensitive documents of a case whose file stands open for her."""
    if cases.may(actor, case, May.READ_GUARDED):
        return Sight(all=True)
    tickets = {one.id: ticket_of(actor, one.id) for one in victims.of_case(case)}
    return Sight(people={id_: records.groups_of(ticket) for id_, ticket in tickets.items() if ticket is not None})


def ticket_of(actor: Actor, victim_id: UUID) -> ledger.Ticket | None:
    """The ticket of her live opening of this person's record in this sign-in; None: it does not stand open."""
    of = f"victim:{victim_id}"
    opening = live_opening(records.OPEN, of, by=actor.id, session_id=actor.session_id) if actor.session_id else None
    if opening is None or actor.session_id is None:
        return None
    minutes = current_app.extensions["config"].opening_minutes
    try:
        ticket = ledger.redeem(opening, by=actor.id, session_id=actor.session_id, minutes=minutes)
    except ledger.OpeningOver:
        return None
    return ticket if ticket.object == of else None
