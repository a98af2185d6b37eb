"""Enter the day that starts a deadline, mark it as done, or say why it was missed."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.calendar import actions as calendar
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.deadlines import rules
from litigation_app.casework.deadlines.rules import NotMissed
from litigation_app.casework.proceedings import periods
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db

TABLE = "deadline"
CAPSULE = "note"


class Served(NamedTuple):
    """The day that starts a period; `last_day` from the court's letter, where that sets it."""

    on: date
    last_day: date | None = None


def meet(actor: Actor, deadline: Deadline, *, on: date, row_version: int | None = None) -> None:
    """Mark a deadline as met. Raises Changed if somebody saved it after `row_version` was read."""
    case = _locked_case(deadline, row_version)
    deadline.met_on, deadline.missed_reason = on, None
    calendar.keep_dated(case)
    _write(actor, case, "met_deadline", deadline)


def serve(actor: Actor, deadline: Deadline, *, served: Served, row_version: int | None = None) -> None:
    """Enter the day that starts a period; its end is computed. Raises Changed, law.deadlines.DueUnknown."""
    case = _locked_case(deadline, row_version)
    proceeding = db.session.get_one(Proceeding, deadline.proceeding_id)
    periods.run(deadline, served.on, periods.courts(case, proceeding), served.last_day)
    calendar.keep_dated(case)
    _write(actor, case, "serve_deadline", deadline)


def miss(actor: Actor, deadline: Deadline, reason: str, note: str, row_version: int | None) -> None:
    """Say why a deadline of ours was missed: it leaves the list of what is due and stays among the missed.

    Raises Changed, NotMissed.
    """
    case = _locked_case(deadline, row_version)
    if not rules.may_be_explained(deadline, met_on=deadline.met_on, today=clock.today()):
        raise NotMissed
    deadline.missed_reason = reason
    deadline.lapsed_on = deadline.lapsed_on or clock.today()
    if note:
        deadline.has_note = True
        vault.seal(subject=case.id, table=TABLE, row=deadline.id, capsule=CAPSULE, content={"text": note})
    calendar.keep_dated(case)
    _write(actor, case, "miss_deadline", deadline)


def read_notes(ticket: ledger.Ticket, rows: Iterable[UUID]) -> dict[UUID, str]:
    """Why these were missed, in words, under the ticket of the opened file. Raises vault.TicketRefused."""
    found = vault.open_many(ticket, table=TABLE, capsule=CAPSULE, rows=list(rows))
    return {row: content["text"] for row, content in found}


def _locked_case(deadline: Deadline, row_version: int | None) -> Case:
    begin_write()
    db.session.refresh(deadline)
    if row_version is not None and row_version != deadline.row_version:
        raise Changed
    return db.session.get_one(Case, deadline.case_id)


def _write(actor: Actor, case: Case, act: str, deadline: Deadline) -> None:
    of = f"deadline:{deadline.id}"
    ledger.write(act=act, by=actor.id, of=of, case_id=case.id, facts={"ref": case.reference})
