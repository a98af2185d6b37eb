"""In what state is the desk? Nothing of it is about a person."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from config import Config
from litigation_app import ledger, vault
from litigation_app.accounts.integrity import queries as integrity
from litigation_app.accounts.watching.rules import DATA, DRILL, KEYRING, LEAST_FREE, OLDEST, Measure
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.core.jobs import UNDER_WAY
from litigation_app.core.jobstore import Job
from litigation_app.ledger import LedgerEntry, tickets
from litigation_app.ledger.anchors import LedgerCheckpoint
from litigation_app.vault.keys import agent_client, root_source

BACKED_UP, DRILLED = "backup_done", "restore_drill"
_ENTRY = {DATA: (BACKED_UP, "backup:data"), KEYRING: (BACKED_UP, "backup:keyring"), DRILL: (DRILLED, "backup:data")}
_HOUR = timedelta(hours=1)


def last(of: str) -> datetime | None:
    """When the newest backup, copy of the keyring or drill ended well; None: never."""
    act, thing = _ENTRY[of]
    row = db.session.execute(ledger.entries(act=act, of=thing, outcome=tickets.DONE, limit=1)).first()
    found: datetime | None = row.at if row is not None else None
    return found


class Kept(NamedTuple):
    """When it was last done, and whether that is too long ago. `of`: what."""

    of: str
    at: datetime | None
    is_late: bool


def kept() -> list[Kept]:
    """The newest backup, copy of the keyring and drill, as a page shows them."""
    found = [(of, last(of)) for of in _ENTRY]
    return [Kept(of, at, at is None or clock.now() - at > OLDEST[of]) for of, at in found]


def why_not_ready(config: Config) -> str | None:
    """In one word what keeps an open desk, or one that is to be started beside it, from working; None: nothing."""
    if shutil.disk_usage(config.instance).free < LEAST_FREE:
        return "disk"
    return "agent" if _is_agent_missing(config) else None


def _is_agent_missing(config: Config) -> bool:
    return not root_source.opens_by_itself(config) and agent_client.status(config.agent_address) is None


def measures(config: Config) -> Iterator[Measure]:
    """What a monitor reads; of a locked desk what can be known without keys."""
    yield Measure("desk_locked", "1 while somebody has to unlock the desk.", vault.is_locked())
    yield Measure("desk_disk_free_bytes", "Room where the desk lies.", shutil.disk_usage(config.instance).free)
    yield Measure("desk_agent_missing", "1 where the key agent is needed and gone.", _is_agent_missing(config))
    for of in _ENTRY:
        if (at := last(of)) is not None:
            age = (clock.now() - at).total_seconds()
            yield Measure("desk_age_seconds", "Since the last good backup, copy of the keyring, drill.", age, of)
    for state in sorted(UNDER_WAY):
        waiting = db.session.scalar(select(func.count()).where(Job.state == state)) or 0
        yield Measure("desk_jobs", "Long work that waits or runs.", waiting, state)
    yield Measure("desk_unsigned_entries", "Entries since the last signed state of the access log.", _unsigned())
    found = len(integrity.failures())
    yield Measure(
        "desk_not_as_written", "What was found lately that was changed behind the desk: its alerts say it.", found
    )
    for outcome in ("sign_in", "sign_in_refused", "sign_in_delayed"):
        yield Measure("desk_sign_ins_last_hour", "Sign-ins and what was refused.", _in_last_hour(outcome), outcome)


def _unsigned() -> int:
    entries = db.session.scalar(select(func.max(LedgerEntry.seq))) or 0
    signed = select(func.max(LedgerCheckpoint.size)).where(LedgerCheckpoint.size <= entries)
    return entries - (db.session.scalar(signed) or 0)


def _in_last_hour(act: str) -> int:
    within = select(func.count()).where(LedgerEntry.act == act, LedgerEntry.at > clock.now() - _HOUR)
    return db.session.scalar(within) or 0
