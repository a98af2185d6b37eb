"""Take a client in; record something of her as a person, strike what is no longer so, read it under her opening."""

from collections.abc import Iterable
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import hold, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.personal_records import rules
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db

TABLE = "particular"


def add(actor: Actor, victim: Victim, case: Case, said: rules.Particular) -> Particular:
    """Record this of her, sealed under her own key. Raises victims.Erased."""
    victims.require_record(victim.id)
    row = Particular(
        case_id=case.id,
        office_id=case.office_id,
        victim_id=victim.id,
        group=said.kind.capsule,
        is_first=said.kind.is_first,
        remind_on=rules.reminds_on(said.kind, said.told),
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    vault.seal(subject=victim.id, table=TABLE, row=row.id, capsule=row.group, content=rules.content(said))
    _write(actor, case, "add_particular", row)
    return row


def take_in(actor: Actor, case: Case, client: rules.Newcomer, alike: victims.Alike) -> Victim:
    """Add a client to the case with all that is known of her on the first day. `alike`: as `victims.alike` found it."""
    victim = victims.add(actor, case, client.record, alike)
    for one in client.known:
        add(actor, victim, case, one)
    return victim


def mark_entered_in_error(actor: Actor, case: Case, row: Particular, *, row_version: int) -> None:
    """Say that it was a mistake, or is so no longer: it stays readable and no longer counts. Raises Changed, victims.Erased."""
    victims.require_record(row.victim_id)
    hold(row, row_version)
    row.entered_in_error_by, row.entered_in_error_at = actor.id, clock.now()
    db.session.flush()
    _write(actor, case, "strike_particular", row)


def read(ticket: ledger.Ticket, rows: Iterable[tuple[UUID, Group]]) -> dict[UUID, rules.Particular]:
    """Those of these records whose group this opening is of. Raises vault.TicketRefused."""
    found: dict[UUID, rules.Particular] = {}
    wanted = list(rows)
    for group in victims.groups_of(ticket):
        ids = [id_ for id_, of in wanted if of is group]
        if ids:
            opened = vault.open_many(ticket, table=TABLE, capsule=group.value, rows=ids)
            found |= {row: rules.opened(content) for row, content in opened}
    return found


def _write(actor: Actor, case: Case, act: str, row: Particular) -> None:
    """The entry names her and the group, not what was recorded."""
    log_act(actor, case, act, of=f"victim:{row.victim_id}", group=row.group)
