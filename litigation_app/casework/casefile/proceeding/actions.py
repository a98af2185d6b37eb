"""Join two criminal proceedings, sever one, say since when we are in one. Appended; nothing is retyped and nothing counts twice."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from litigation_app import ledger
from litigation_app.casework.casefile.proceeding import queries, rules
from litigation_app.casework.casefile.proceeding.rules import Party, TieRefused
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import hold, log_act, texts
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.actions import Begun, Note, Said
from litigation_app.casework.proceedings.models import JOINED, SEVERED, Deadline, Proceeding, TrackLink
from litigation_app.casework.proceedings.rules import ENFORCEMENT
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.law import procedure


def join(actor: Actor, case: Case, first: Proceeding, second: Proceeding, *, on: date) -> TrackLink:
    """Let the first go on within the second. Its open deadlines of others end; ours stay until they are done. Raises TieRefused."""
    begin_write()
    fault = rules.fault_of_joining(party(first), party(second))
    if fault is not None:
        raise TieRefused(fault)
    link = _tie(actor, case, JOINED, (first, second), on)
    for period in db.session.scalars(_open_of_others(first)):
        period.lapsed_on = on
    proceedings.keep_case_current(case, first)
    ports.keep_lists(case)
    log_act(actor, case, "join_proceedings", of=f"proceeding:{first.id}")
    return link


def sever(actor: Actor, case: Case, one: Proceeding, *, accused: Sequence[UUID], on: date) -> Proceeding:
    """Take these accused out into a proceeding of their own, which stands where this one stands. Raises TieRefused."""
    begin_write()
    here = [defendant.id for defendant in queries.accused_here(case, one)]
    fault = rules.fault_of_severing(party(one), accused, here)
    if fault is not None:
        raise TieRefused(fault)
    last = proceedings.locked_last(one, None)
    new = proceedings.begin(
        actor, case, one.procedure, Begun(one.begun_on, None, one.entered_on, one.forum, one.court_id)
    )
    new.court_typed, new.law_version = one.court_typed, one.law_version
    _tie(actor, case, SEVERED, (one, new), on, accused)
    if last is not None:
        _law, graph = proceedings.graph_of(new)
        step = procedure.step_outside(graph, last.to_stage)
        proceedings.append(actor, new, step, None, Said(on, note=Note()), starts_periods=False)
    ports.keep_lists(case)
    log_act(actor, case, "sever_proceedings", of=f"proceeding:{one.id}")
    return new


def enter(actor: Actor, case: Case, one: Proceeding, *, on: date | None, row_version: int) -> None:
    """Say since when we are in this proceeding (None: from its start). Raises Changed."""
    hold(one, row_version)
    one.entered_on = on
    if one.family == ENFORCEMENT:
        ports.keep_sums(case)
    log_act(actor, case, "enter_proceeding", of=f"proceeding:{one.id}")


def read_reasons(ticket: ledger.Ticket, moves: Iterable[UUID]) -> dict[UUID, str]:
    """Why these steps were struck, under the ticket of the opened file. Raises vault.TicketRefused."""
    return texts(ticket, proceedings.TABLE, proceedings.ERROR_REASON, moves)


def party(one: Proceeding) -> Party:
    """The proceeding as the rules see it, read now."""
    joined = select(TrackLink.id).where(TrackLink.first_id == one.id, TrackLink.kind == JOINED)
    return Party(one.id, one.family, one.procedure, db.session.scalar(joined.limit(1)) is not None)


def _tie(
    actor: Actor, case: Case, kind: str, both: tuple[Proceeding, Proceeding], on: date, accused: Sequence[UUID] = ()
) -> TrackLink:
    link = TrackLink(
        case_id=case.id,
        kind=kind,
        first_id=both[0].id,
        second_id=both[1].id,
        on=on,
        accused=[str(one) for one in accused],
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(link)
    db.session.flush()
    return link


def _open_of_others(one: Proceeding) -> Select[Any]:
    wanted = select(Deadline).where(Deadline.proceeding_id == one.id, Deadline.side != "ours")
    return wanted.where(Deadline.met_on.is_(None), Deadline.lapsed_on.is_(None))
