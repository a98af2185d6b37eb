"""Give a client the next code name of her case, count two records as one person, part them again."""

from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases.actions import Changed, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.identity import queries, rules
from litigation_app.casework.clients.identity.models import FormerName, Joined
from litigation_app.casework.clients.identity.rules import Bar, Refused
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.queries import Found
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db


def rename(actor: Actor, victim: Victim, case: Case, *, seen: str) -> None:
    """Give her the next code name of the case; the old one finds her as before.

    Raises Changed if it is not `seen` any more, victims.Erased.
    """
    begin_write()
    db.session.execute(
        select(Victim.id).where(Victim.id == victim.id).with_for_update()
    )  # before the shared lock below
    victims.require_record(victim.id)
    db.session.refresh(victim)
    if victim.code_name != seen:
        raise Changed
    victim.code_name, now = victims.next_name(case), clock.now()
    before = FormerName(case_id=case.id, victim_id=victim.id, code_name=seen, changed_by=actor.id, changed_at=now)
    db.session.add(before)
    db.session.flush()
    log_act(actor, case, "rename_victim", of=f"victim:{victim.id}")


def join(actor: Actor, kept: Found, other: Found | None) -> None:
    """Count both records as one person, the first for both. Nothing moves. Raises Refused."""
    if other is None:
        raise Refused([Bar.NOT_FOUND])
    begin_write()
    both = (kept.victim.id, other.victim.id)
    db.session.execute(select(Victim.id).where(Victim.id.in_(both)).order_by(Victim.id).with_for_update())
    erased = [one.victim.id for one in (kept, other) if one.victim.erased_at is not None]
    seen, every = queries.joins_seen(actor, *both), queries.joins_of(*both)
    rules.require(rules.told(*(rules.bars_to_joining(*both, erased=erased, joins=joins) for joins in (seen, every))))
    row = Joined(
        kept_id=kept.victim.id,
        other_id=other.victim.id,
        first_case=kept.case.id,
        second_case=other.case.id,
        joined_by=actor.id,
        joined_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    for found in (kept, other):
        log_act(actor, found.case, "join_victims", of=f"victim:{found.victim.id}")


def part(actor: Actor, found: Found, join_id: UUID) -> None:
    """They are two people after all: both are exactly as they were.

    Raises Changed for a join that does not stand, and for one with a record that she may not see.
    """
    begin_write()
    row = queries.get_join(actor, found.victim, join_id)
    if row is None:
        raise Changed
    row.parted_by, row.parted_at = actor.id, clock.now()
    db.session.flush()
    for victim_id, case_id in ((row.kept_id, row.first_case), (row.other_id, row.second_case)):
        log_act(actor, db.session.get_one(Case, case_id), "part_victims", of=f"victim:{victim_id}")
