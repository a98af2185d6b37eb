"""What are the coded facts of everybody? From columns sealed beside the database where they are of today, else from each capsule.

The columns save time and hold nothing that the capsules do not: whatever is wrong with them, the capsules are read. Every
change of a capsule of facts has a number (`capsules`), so that columns are brought up to date by what changed since. Erasing
somebody destroys the key of the facts, and with it every copy of the file.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, select

from litigation_app import ledger
from litigation_app.core.db import db
from litigation_app.vault.capsules import unsealing
from litigation_app.vault.ciphers.aead import SealBroken
from litigation_app.vault.fact_cache.columns import Columns, Opened, State, columns, opened, sealed
from litigation_app.vault.keys import holder, keyfile
from litigation_app.vault.models import Capsule, SketchCounter
from litigation_app.vault.sequence import CHANGED, FACTS, REMOVED

log = logging.getLogger("litigation")

TABLE = "victim"
_PURPOSE = "facts"
_FACTSS, _COUNTER = cast(Table, Capsule.__table__), cast(Table, SketchCounter.__table__)


def read(ticket: ledger.Ticket) -> Columns:
    """The coded facts of every victim as they are now, under a ticket for all of them. Comes before the first write of a request.

    They are sealed for the next time under the key of before they were read: if somebody is erased meanwhile, it is destroyed
    by then. Raises TicketRefused, SealBroken (of a capsule), VaultLocked.
    """
    unsealing.opener(ticket, table=TABLE, capsule=FACTS)  # refuses at once whoever may not
    vault = holder.current()
    now, stored = _state(ticket), _stored(vault)
    if stored is None or not _is_of_this_history(stored.state, now):
        return _kept(vault, columns(unsealing.open_many(ticket, table=TABLE, capsule=FACTS)), now)
    rows = list(_changed_since(stored.state.until))
    if not rows:
        return stored.columns
    fresh = dict(unsealing.open_many(ticket, table=TABLE, capsule=FACTS, rows=rows))
    return _kept(vault, stored.columns.changed(dict.fromkeys(rows) | fresh), now)


def path() -> Path:
    """Where the sealed columns lie."""
    return holder.holder().config.facts_columns


def _state(ticket: ledger.Ticket) -> State:
    counters = {row.id: row.last for row in db.session.execute(select(_COUNTER.c.id, _COUNTER.c.last))}
    return State(counters.get(CHANGED, 0), counters.get(REMOVED, 0), ticket.seq, ledger.hash_of(ticket.seq) or "")


def _is_of_this_history(then: State, now: State) -> bool:
    """Whether nobody was taken out since, and the database is the one that the columns were made of, not an older copy."""
    return then.removed == now.removed and then.until <= now.until and ledger.hash_of(then.seq) == then.hash


def _changed_since(number: int) -> Iterator[UUID]:
    here = _FACTSS.c
    wanted = select(here.row).where(here.change > number, here.table == TABLE, here.capsule == FACTS)
    yield from db.session.scalars(wanted)


def _stored(vault: holder.Vault) -> Opened | None:
    try:
        return opened(path().read_bytes(), vault.keyring.secret(_PURPOSE), vault.instance)
    except (FileNotFoundError, SealBroken):  # none yet, or sealed before somebody was erased
        return None


def _kept(vault: holder.Vault, found: Columns, now: State) -> Columns:
    """Sealed for the next time; a disk that is full takes nothing away from this one."""
    content: Any = sealed(found, now, vault.keyring.secret(_PURPOSE), vault.instance)
    try:
        keyfile.replace_file(path(), content)
    except OSError:
        log.warning("the columns of facts could not be kept; the next publication reads every record again")
    return found
