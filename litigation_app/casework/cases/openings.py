"""May she read the file of a case now? It is opened with a purpose and then stands open while she uses it."""

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app

from litigation_app import ledger
from litigation_app.accounts import traces
from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import Case
from litigation_app.core import clock
from litigation_app.core.access import Actor, May
from litigation_app.core.db import is_writing
from litigation_app.ledger.openings import live_opening

OPEN = "open_file"


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
    ledger.append_alone(
        act=OPEN,
        by=actor.id,
        of=_of(case),
        session_id=actor.session_id,
        case_id=case.id,
        purpose=purpose,
        facts={"ref": case.reference},
        opening=True,
    )


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
        traces.touch_opening(opening_id)
    return ticket


def minutes_left(ticket: ledger.Ticket) -> int:
    """For how many whole minutes the file stays open if nobody uses it from now on."""
    allowed = hours()
    return rules.minutes_left(ticket.at, clock.now(), idle=allowed.idle, spell=allowed.spell)


def _of(case: Case) -> str:
    return f"case:{case.id}"
