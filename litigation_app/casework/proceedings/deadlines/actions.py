"""Enter the day that starts a deadline, mark it as done, or say why it was missed."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import Changed, hold, log_act, texts
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.corrections import actions as of_steps
from litigation_app.casework.proceedings.deadlines import queries, rules
from litigation_app.casework.proceedings.deadlines.rules import NotMissed
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.casework.proceedings.periods import actions as periods
from litigation_app.casework.proceedings.queries import lock_case
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db

TABLE = "deadline"
CAPSULE = "note"


class Served(NamedTuple):
    """The day that starts a period; `last_day` from the court's letter, where that sets it.

    `of_step`: it is the day on which the step was served that started the period, and so of its other periods.
    """

    on: date
    last_day: date | None = None
    of_step: bool = False


def meet(actor: Actor, deadline: Deadline, *, on: date, row_version: int | None = None) -> None:
    """Mark a deadline as met. Raises Changed if somebody saved it after `row_version` was read."""
    case = _locked_case(deadline, row_version)
    deadline.met_on, deadline.missed_reason = on, None
    deadline.lapsed_on = deadline.ended_by = None  # no correction of the step that ended it takes the day away
    ports.keep_lists(case)
    log_act(actor, case, "met_deadline", of=f"deadline:{deadline.id}")


def reopen(actor: Actor, deadline: Deadline, *, row_version: int | None) -> None:
    """It was marked as done by mistake: it runs again, as the steps since then leave it. Raises Changed."""
    lock_case(deadline.case_id)
    case = _locked_case(deadline, row_version)
    if not queries.may_reopen(deadline):
        raise Changed
    of_steps.resume(db.session.get_one(Proceeding, deadline.proceeding_id), deadline)
    ports.keep_lists(case)
    log_act(actor, case, "reopen_deadline", of=f"deadline:{deadline.id}")


def serve(actor: Actor, deadline: Deadline, *, served: Served, row_version: int | None = None) -> None:
    """Enter the day that starts a period; its end is computed. Raises Changed, law.deadlines.DueUnknown."""
    lock_case(deadline.case_id)
    case = _locked_case(deadline, row_version)
    proceeding = db.session.get_one(Proceeding, deadline.proceeding_id)
    periods.run(deadline, served.on, periods.courts(case, proceeding), served.last_day)
    periods.drop_outer(deadline)
    if served.of_step and rules.is_of_step(deadline):
        of_steps.serve(actor, case, proceeding, deadline, served.on)
    ports.keep_lists(case)
    log_act(actor, case, "serve_deadline", of=f"deadline:{deadline.id}")


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
    ports.keep_lists(case)
    log_act(actor, case, "miss_deadline", of=f"deadline:{deadline.id}")


def read_notes(ticket: ledger.Ticket, rows: Iterable[UUID]) -> dict[UUID, str]:
    """Why these were missed, in words, under the ticket of the opened file. Raises vault.TicketRefused."""
    return texts(ticket, TABLE, CAPSULE, rows)


def _locked_case(deadline: Deadline, row_version: int | None) -> Case:
    hold(deadline, row_version)
    return db.session.get_one(Case, deadline.case_id)
