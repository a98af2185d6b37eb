"""May she read the file of a case now? It is opened with a purpose and then stands open while she uses it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from flask import current_app
from sqlalchemy import Select, bindparam, select

from litigation_app import ledger
from litigation_app.accounts import limits, traces
from litigation_app.accounts.models import User
from litigation_app.casework.cases import queries, rules
from litigation_app.casework.cases.models import Case
from litigation_app.core import clock
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.db import db, is_writing
from litigation_app.ledger.openings import live_opening

OPEN, OPEN_TASKS = "open_file", "open_tasks"
SINCE = "since"  # fact of an opening: when its purpose was stated first in this spell of work


@dataclass(frozen=True)
class Hours:
    """How long a file may stand open: unused, and in all."""

    idle: timedelta
    spell: timedelta


def hours() -> Hours:
    """The hours of this desk."""
    config = current_app.extensions["config"]
    return Hours(timedelta(minutes=config.opening_minutes), timedelta(minutes=config.spell_minutes))


def open_file(actor: Actor, case: Case, *, purpose: str) -> None:
    """Note who opens the file and why; from then on it stands open for her in this sign-in."""
    _open(actor, OPEN, case, purpose, _said_first(actor, purpose))


def open_tasks(actor: Actor, cases: Iterable[Case], *, purpose: str) -> None:
    """Note of each of these cases that she reads what its tasks say, and why. Raises TooManyRequests where she opens too many."""
    since = _said_first(actor, purpose)
    for case in cases:
        limits.spend(actor, limits.TASKS, current_app.extensions["config"].openings_per_hour)
        _open(actor, OPEN_TASKS, case, purpose, since)


def _open(actor: Actor, act: str, case: Case, purpose: str, since: datetime) -> None:
    ledger.append_alone(
        act=act,
        by=actor.id,
        of=_of(case),
        session_id=actor.session_id,
        case_id=case.id,
        purpose=purpose,
        facts={"ref": case.reference, SINCE: since.isoformat()},
        opening=True,
    )


def opened(
    actor: Actor,
    act: str,
    of: str,
    case_id: UUID,
    *,
    purpose: str | None = None,
    facts: Mapping[str, str] | None = None,
) -> UUID:
    """Note who opens a record or words, and why, on disk before anything is decrypted; the id of this opening."""
    ticket = ledger.append_alone(
        act=act,
        by=actor.id,
        of=of,
        session_id=actor.session_id,
        case_id=case_id,
        purpose=purpose,
        facts=facts,
        opening=True,
    )
    if ticket.opening_id is None:
        raise ledger.OpeningOver
    return ticket.opening_id


def redeemed(actor: Actor, act: str, of: str, opening_id: UUID, *, minutes: int) -> ledger.Ticket:
    """The ticket of her live opening of this, by this act, in this sign-in; raises OpeningOver."""
    if actor.session_id is None:
        raise ledger.OpeningOver
    ticket = ledger.redeem(opening_id, by=actor.id, session_id=actor.session_id, minutes=minutes)
    if (ticket.act, ticket.object) != (act, of):
        raise ledger.OpeningOver
    return ticket


def stated(actor: Actor) -> str:
    """The purpose that she stated in this spell of work: of cases assigned to her it need not be said again till the spell ends.

    "": she has stated none, or works on none herself.
    """
    if not actor.reach(May.OPEN_FILE).get(Relation.ASSIGNED):
        return ""
    return _last(actor)[0]


def _last(actor: Actor) -> tuple[str, datetime]:
    """Why she opened a file or tasks last, and when she said so first: the same purpose again does not begin another spell."""
    said = ledger.last_opening((OPEN, OPEN_TASKS), by=actor.id, session_id=actor.session_id) if actor.session_id else {}
    first = datetime.fromisoformat(said["facts"].get(SINCE, said["at"])) if said else clock.now()
    return (str(said["purpose"]), first) if said and first >= clock.now() - hours().spell else ("", clock.now())


def _said_first(actor: Actor, purpose: str) -> datetime:
    last, first = _last(actor)
    return first if last == purpose else clock.now()


def stated_for(actor: Actor, case: Case) -> str:
    """The same for the door of this case; "" for one that is not assigned to her."""
    if case.office_id not in actor.reach(May.OPEN_FILE).get(Relation.ASSIGNED, ()):
        return ""
    why = stated(actor)
    return why if why and Relation.ASSIGNED in queries.stands(actor, case) else ""


def tickets_of_tasks(actor: Actor) -> list[ledger.Ticket]:
    """Of the cases whose tasks she has opened within the time that one access lasts. Using them does not make it longer."""
    if actor.session_id is None:
        return []
    idle = hours().idle
    most = current_app.extensions["config"].openings_per_hour * (2 + idle // timedelta(hours=1))  # more she cannot have
    ids = ledger.opened_since(OPEN_TASKS, by=actor.id, since=clock.now() - idle, most=most)
    minutes = int(idle.total_seconds() // 60)
    return ledger.redeem_all(ids, by=actor.id, session_id=actor.session_id, minutes=minutes) if ids else []


def ticket_of(actor: Actor, case: Case) -> ledger.Ticket | None:
    """The ticket of her open file, its use noted unless the request writes already; None: it is closed to her."""
    return use(actor, OPEN, _of(case)) if actor.may(May.OPEN_FILE) else None


def use(actor: Actor, act: str, of: str) -> ledger.Ticket | None:
    """The same of anything that is opened for a working spell: `act` and `of` as its entry has them."""
    if actor.session_id is None:
        return None
    opening_id = live_opening(act, of, by=actor.id, session_id=actor.session_id)
    if opening_id is None:
        return None
    allowed = hours()
    try:
        minutes = int(allowed.spell.total_seconds() // 60)
        ticket = ledger.redeem(opening_id, by=actor.id, session_id=actor.session_id, minutes=minutes)
    except ledger.OpeningOver:
        return None
    used_at = traces.last_use(opening_id)
    if not rules.stands_open(ticket.at, used_at, clock.now(), idle=allowed.idle, spell=allowed.spell):
        return None
    if not is_writing():  # else a page is shown again whose form was refused: the next one notes the use
        traces.touch_opening(opening_id, used_at)
    return ticket


def minutes_left(ticket: ledger.Ticket) -> int:
    """For how many whole minutes the file stays open if nobody uses it from now on."""
    allowed = hours()
    return rules.minutes_left(ticket.at, clock.now(), idle=allowed.idle, spell=allowed.spell)


def _of(case: Case) -> str:
    return f"case:{case.id}"


class Access(NamedTuple):
    """The last access to personal data: who, when, for which purpose (a code)."""

    by: str
    at: datetime
    purpose: str


def last_access(*acts: str, of: str | None = None, case_id: UUID | None = None) -> Access | None:
    """The newest entry of these acts about one thing, or about anything of a case; None: never."""
    wanted, bound = _newest("object" if of else "case_id"), {"of": of or case_id, "acts": acts}
    row = db.session.execute(wanted, bound).one_or_none()
    return Access(row.name, row.at, row.purpose or "") if row else None


@cache
def _newest(about: str) -> Select[Any]:
    """Written once: whoever stands before a closed file asks it. `about`: the column that names what was opened."""
    entry = ledger.LedgerEntry.__table__.c
    opened = (
        entry[about] == bindparam("of"),
        entry.act.in_(bindparam("acts", expanding=True)),
        entry.outcome == "done",
    )
    newest = select(entry.actor, entry.at, entry.purpose).where(*opened).order_by(entry.seq.desc()).limit(1).subquery()
    return select(User.name, newest.c.at, newest.c.purpose).join(User, User.id == newest.c.actor)
