"""How does a case stand for the lists, and how was it kept there? Read for many cases in a number of reads that does not grow."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from litigation_app.casework.cases.models import LEAD, NEVER, Assignment, Case
from litigation_app.casework.claims.models import Claim, State
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.lists.caselists import rules
from litigation_app.casework.lists.caselists.models import Facet
from litigation_app.casework.lists.caselists.rules import Dated, Known, Running
from litigation_app.casework.proceedings import due_list, ending, law_version
from litigation_app.casework.proceedings.ending import Ended
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import State as Hearings
from litigation_app.casework.proceedings.limitation import queries as limitation
from litigation_app.casework.proceedings.models import JOINED, Deadline, Move, Proceeding, TrackLink
from litigation_app.casework.proceedings.rules import CRIMINAL, stage_of
from litigation_app.casework.strategy.supervision.models import SupervisionDate
from litigation_app.casework.strategy.supervision.queries import is_open
from litigation_app.core.db import db
from litigation_app.law.graph import DeadlineKind, Procedure, Side

_KEPT = ("dated_until", "ended_on", "is_over", "next_on", "next_id")


@dataclass(frozen=True)
class Stands:
    """A case as its lists have it now (`case`, `facets`), and as they had it (`was`, `were`)."""

    id: UUID
    office_id: UUID
    opened_on: date
    case: Mapping[str, Any]
    was: Mapping[str, Any]
    facets: set[tuple[str, str]]
    were: set[tuple[str, str]]


@dataclass(frozen=True)
class _Track:
    """A proceeding: how it stands, and what its lists are asked for while it goes on."""

    ended: Ended
    running: Running


def read(cases: Sequence[UUID]) -> list[Stands]:
    """How these cases stand."""
    columns: list[Any] = [Case.id, Case.country, Case.office_id, Case.opened_on, Case.court_id, Case.closed_on]
    rows = db.session.execute(select(*columns, *(getattr(Case, name) for name in _KEPT)).where(Case.id.in_(cases)))
    planned, until = _planned(cases)
    tracks, of_claims, leads = _tracks(cases), claims(cases), _leads(cases)
    counted = limitation.counted(cases)
    were: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    for case_id, name, value in db.session.execute(
        select(Facet.case_id, Facet.name, Facet.value).where(Facet.case_id.in_(cases))
    ):
        were[case_id].add((name, value))
    found = []
    for row in rows:
        of_case = tracks[row.id]
        ended_on = ending.ended_on(one.ended for one in of_case) or row.closed_on
        running = tuple(one.running for one in of_case if one.ended.on is None)
        is_uncounted = any(one.ended.family == CRIMINAL for one in of_case) and row.id not in counted
        known = Known(running, row.court_id or "", frozenset(of_claims[row.id]), leads.get(row.id), is_uncounted)
        waits = bool(of_claims[row.id] & rules.WAITING)
        now = _now(planned[row.id], until.get(row.id), ended_on, is_closed=row.closed_on is not None, waits=waits)
        was = {name: getattr(row, name) for name in _KEPT}
        found.append(Stands(row.id, row.office_id, row.opened_on, now, was, rules.facets(known), were[row.id]))
    return found


def _now(
    planned: Sequence[Dated], until: date | None, ended_on: date | None, *, is_closed: bool, waits: bool
) -> dict[str, Any]:
    next_ = rules.nearest(planned)
    return {
        "dated_until": until,
        "ended_on": ended_on,
        "is_over": is_closed or ending.is_over(ended_on, is_ahead=next_ is not None, has_waiting_claim=waits),
        "next_on": next_.on if next_ else NEVER,
        "next_id": next_.id if next_ else None,
    }


def _planned(cases: Sequence[UUID]) -> tuple[dict[UUID, list[Dated]], dict[UUID, date]]:
    """What is planned or due by us in each case, with a day or not yet, and the last day that anything of it has."""
    planned: dict[UUID, list[Dated]] = defaultdict(list)
    until: dict[UUID, date] = {}
    hearings = select(Hearing.case_id, Hearing.on, Hearing.id).where(Hearing.state == Hearings.SCHEDULED)
    for case_id, on, id_ in db.session.execute(hearings.where(Hearing.case_id.in_(cases))):
        planned[case_id].append(Dated(on, id_))
        until[case_id] = max(on, until.get(case_id, on))
    due = select(Deadline.case_id, Deadline.act_by, Deadline.id, Deadline.side, Deadline.kind)
    rows: Sequence[Any] = db.session.execute(due.where(Deadline.case_id.in_(cases), due_list.is_open())).all()
    for case_id, act_by, id_, side, kind in rows:
        if side == Side.OURS and kind != DeadlineKind.EARLIEST:
            planned[case_id].append(Dated(act_by or NEVER, id_))
        if act_by is not None:
            until[case_id] = max(act_by, until.get(case_id, act_by))
    followed = select(SupervisionDate.case_id, func.max(SupervisionDate.on)).where(is_open())
    for case_id, on in db.session.execute(
        followed.where(SupervisionDate.case_id.in_(cases)).group_by(SupervisionDate.case_id)
    ):
        until[case_id] = max(on, until.get(case_id, on))
    return planned, until


def _tracks(cases: Sequence[UUID]) -> dict[UUID, list[_Track]]:
    """The proceedings of each case but those that go on within another."""
    later = aliased(Move)
    newest = select(func.max(later.seq)).where(
        later.proceeding_id == Proceeding.id, later.entered_in_error_at.is_(None)
    )
    last = and_(Move.proceeding_id == Proceeding.id, Move.seq == newest.scalar_subquery())
    of_it = (Proceeding.case_id, Proceeding.procedure, Proceeding.forum, Proceeding.family, Proceeding.court_id)
    columns: list[Any] = [*of_it, Proceeding.law_version, Case.country, Move.to_stage, Move.on]
    elsewhere = select(TrackLink.first_id).where(TrackLink.case_id.in_(cases), TrackLink.kind == JOINED)
    wanted = select(*columns).join(Case, Case.id == Proceeding.case_id).outerjoin(Move, last)
    wanted = wanted.where(Proceeding.case_id.in_(cases), Proceeding.id.not_in(elsewhere))
    found: dict[UUID, list[_Track]] = defaultdict(list)
    for row in db.session.execute(wanted.order_by(Proceeding.position)):
        graph = law_version.law_of(row.country, row.law_version).procedure(row.procedure, row.forum)
        ended = Ended(row.family, row.to_stage is not None, _end(graph, row))
        running = Running(row.family, row.procedure, row.to_stage or "", row.court_id or "")
        found[row.case_id].append(_Track(ended, running))
    return found


def _end(graph: Procedure, last: Any) -> date | None:
    stage = stage_of(graph, last.to_stage) if last.to_stage else None
    return last.on if stage is not None and ending.rests_at(stage.id, is_end=stage.is_end) else None


def claims(cases: Sequence[UUID]) -> dict[UUID, set[str]]:
    """How the claims of each case stand in the organisation; nothing waits of a client who was erased."""
    found: dict[UUID, set[str]] = defaultdict(set)
    wanted = select(Claim.case_id, Claim.state, Claim.filed_on).join(Victim, Victim.id == Claim.victim_id)
    for case_id, state, filed_on in db.session.execute(
        wanted.where(Claim.case_id.in_(cases), Victim.erased_at.is_(None))
    ):
        is_approved = state == State.APPROVED
        found[case_id].add(state if not is_approved else "filed" if filed_on else "unfiled")
    return found


def _leads(cases: Sequence[UUID]) -> dict[UUID, UUID]:
    wanted = select(Assignment.case_id, Assignment.user_id).where(Assignment.kind == LEAD)
    return {row[0]: row[1] for row in db.session.execute(wanted.where(Assignment.case_id.in_(cases)))}
