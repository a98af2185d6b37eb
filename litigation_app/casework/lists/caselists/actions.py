"""Keep beside each case what its lists are read from, in a number of reads that does not grow; keep and forget views of a person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from litigation_app import ledger
from litigation_app.casework.cases import ports
from litigation_app.casework.cases import rules as ending
from litigation_app.casework.cases.actions import hold_case
from litigation_app.casework.cases.models import NEVER, Assignment, Case
from litigation_app.casework.cases.rules import Ended
from litigation_app.casework.claims.models import Claim, State
from litigation_app.casework.claims.portfolio import actions as portfolio
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.lists.caselists import rules
from litigation_app.casework.lists.caselists.models import Facet, SavedView
from litigation_app.casework.lists.caselists.rules import Dated, Known, Name, Running, Wanted
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import State as Hearings
from litigation_app.casework.proceedings.law_versions import queries as law_versions
from litigation_app.casework.proceedings.limitation import queries as limitation
from litigation_app.casework.proceedings.models import JOINED, Deadline, Move, Proceeding, TrackLink
from litigation_app.casework.proceedings.rules import CRIMINAL, stage_of
from litigation_app.casework.strategy.supervision.models import SupervisionDate
from litigation_app.casework.strategy.supervision.queries import is_open
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.rls import rowguard
from litigation_app.law.graph import DeadlineKind, Procedure, Side
from litigation_app.law.routes import damage_routes

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
        graph = law_versions.law_of(row.country, row.law_version).procedure(row.procedure, row.forum)
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
    wanted = select(Assignment.case_id, Assignment.user_id).where(Assignment.is_lead())
    return {row[0]: row[1] for row in db.session.execute(wanted.where(Assignment.case_id.in_(cases)))}


_AT_ONCE = 500  # cases that are made anew together
_REPEATED = ("is_over", "next_on")


class TooMany(Exception):
    """She keeps as many views as the desk keeps for one person."""


@ports.keep_lists.supply
def keep(case: Case) -> None:
    """Say anew until when the case has a date, what comes next, whether it has ended, and by what it is found.

    No change of its file, so its version stays.
    """
    hold_case(case)
    _keep([case.id])
    _keep_barred(case)


@ports.keep_claim_lists.supply
def keep_claims(case: Case) -> None:
    """The same of its claims alone; where its proceedings have ended, one that waits keeps the case from being over."""
    hold_case(case)
    _keep_barred(case)
    of_claims = (Facet.case_id == case.id, Facet.name == str(Name.CLAIM))
    were = set(db.session.scalars(select(Facet.value).where(*of_claims)))
    now = claims([case.id])[case.id]
    if were == now:
        return
    db.session.refresh(case, ("ended_on", *_REPEATED))  # it may have been read before she waited
    if case.ended_on is not None:
        _keep([case.id])
        return
    db.session.execute(delete(Facet).where(*of_claims))
    repeated = {"case_id": case.id, "office_id": case.office_id, "opened_on": case.opened_on}
    repeated |= {name: getattr(case, name) for name in _REPEATED}
    _insert_facets(repeated, {(str(Name.CLAIM), one) for one in now})


def _keep_barred(case: Case) -> None:
    """The days from which on something of it may be time-barred."""
    now = limitation.nearest(case, _are_filed, clock.today())
    changed = or_(
        Case.barred_on.is_distinct_from(now.outer), Case.barred_from_knowledge_on.is_distinct_from(now.from_knowledge)
    )
    days = {"barred_on": now.outer, "barred_from_knowledge_on": now.from_knowledge}
    db.session.execute(update(Case).where(Case.id == case.id, changed).values(**days))


def _are_filed(case: Case) -> bool:
    """Whether every client of it claims damages before a court, and on none of these claims it has decided."""
    of_damage = and_(Claim.victim_id == Victim.id, Claim.route.in_(damage_routes(case.country)))
    wanted = select(Claim.filed_on, Claim.state).select_from(Victim).outerjoin(Claim, of_damage)
    rows = db.session.execute(wanted.where(Victim.case_id == case.id, Victim.erased_at.is_(None))).all()
    return bool(rows) and all(filed_on and state != State.DECIDED for filed_on, state in rows)


def rebuild() -> None:
    """Make it anew for every case, and the sums of all claims: after an upgrade, a restore or a demonstration."""
    with rowguard.system("lists"):
        rebuild_all()


def rebuild_all() -> None:
    """The same, for whoever already acts for the whole desk."""
    begin_write()
    cases = db.session.scalars(select(Case.id).order_by(Case.id)).all()
    for place in range(0, len(cases), _AT_ONCE):
        _keep(cases[place : place + _AT_ONCE])
    was = or_(Case.barred_on.is_not(None), Case.barred_from_knowledge_on.is_not(None))  # or nobody is charged any more
    for case in db.session.scalars(select(Case).where(or_(was, Case.id.in_(limitation.with_a_day())))):
        _keep_barred(case)
    portfolio.rebuild_all()


def _keep(cases: Sequence[UUID]) -> None:
    """Only what differs is written."""
    for one in read(cases):
        if one.case != one.was:
            db.session.execute(update(Case).where(Case.id == one.id).values(**one.case))
            repeated = {name: one.case[name] for name in _REPEATED}
            db.session.execute(update(Assignment).where(Assignment.case_id == one.id).values(**repeated))
        if one.facets != one.were or any(one.case[name] != one.was[name] for name in _REPEATED):
            _put_facets(one)


def _put_facets(one: Stands) -> None:
    db.session.execute(delete(Facet).where(Facet.case_id == one.id))
    repeated = {"case_id": one.id, "office_id": one.office_id, "opened_on": one.opened_on}
    _insert_facets(repeated | {name: one.case[name] for name in _REPEATED}, one.facets)


def _insert_facets(repeated: Mapping[str, Any], facets: Iterable[tuple[str, str]]) -> None:
    rows = [{**repeated, "name": name, "value": value} for name, value in sorted(facets)]
    if rows:
        db.session.execute(insert(Facet), rows)


def save_view(actor: Actor, wanted: str, offered: Collection[str]) -> None:
    """Keep a list under its address; those of its kind that are `offered` no more give way to it. Raises TooMany."""
    begin_write()
    mine = SavedView.user_id == actor.id
    every = db.session.scalars(select(SavedView.wanted).where(mine))
    known = {one for one in every if (":" in one) == (":" in wanted)}
    if wanted in known:
        return
    if len(known) >= rules.MOST_SAVED:
        gone = known - set(offered)
        if not gone:
            raise TooMany
        db.session.execute(delete(SavedView).where(mine, SavedView.wanted.in_(gone)))
    db.session.add(SavedView(user_id=actor.id, wanted=wanted, saved_at=clock.now()))


def forget_view(actor: Actor, wanted: str) -> None:
    """Keep a list no longer."""
    begin_write()
    db.session.execute(delete(SavedView).where(SavedView.user_id == actor.id, SavedView.wanted == wanted))


def note_export(actor: Actor, wanted: Wanted, kind: str, cases: int) -> None:
    """That she takes a list out of the desk, which and of how many cases, stands in the access log before she has it."""
    facts: dict[str, str | int] = {"file": kind, "tab": str(wanted.tab), "cases": cases}
    facts |= rules.as_address(wanted)  # codes alone
    ledger.append_alone(act="export_cases", by=actor.id, of="cases:list", session_id=actor.session_id, facts=facts)
