"""Which proceedings, steps and deadlines may this person see (those of her cases), and which does nobody else change meanwhile?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases import ports
from litigation_app.casework.cases import presenters as frame
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.proceedings import due_list, presenters, rules
from litigation_app.casework.proceedings.lanes import Step, Tie, Track
from litigation_app.casework.proceedings.law_versions import queries as law_versions
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding, TrackLink
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.law import changes
from litigation_app.law.country import Jurisdiction
from litigation_app.law.graph import DeadlineRule, Procedure

frame.counts(frame.HISTORY, Proceeding)


class Found(NamedTuple):
    """A proceeding and its case."""

    proceeding: Proceeding
    case: Case


class Standing(NamedTuple):
    """Where a proceeding stands: its graph, the stage, and the number and day of the last step (0 and None: none)."""

    graph: Procedure
    at: str
    seq: int
    on: date | None


class Recorded(NamedTuple):
    """Who recorded the last step, when, and what it was."""

    by: str
    at: datetime
    step: Step


class FoundDeadline(NamedTuple):
    """A deadline and its case."""

    deadline: Deadline
    case: Case


class Rule(NamedTuple):
    """The rule of a deadline, and the law that it stands in."""

    rule: DeadlineRule
    law: Jurisdiction


def get(actor: Actor, proceeding_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A proceeding of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Proceeding, proceeding_id, to))


def get_deadline(actor: Actor, deadline_id: UUID, to: May = May.LIST_CASES) -> FoundDeadline:
    """A deadline of one of her cases; raises NotFound for any other and for none alike."""
    return FoundDeadline(*thing(actor, Deadline, deadline_id, to))


def rule_of(found: FoundDeadline) -> Rule | None:
    """The rule by which this deadline runs, in the law that started it; None: that file is not there any more."""
    row, one = found.deadline, db.session.get_one(Proceeding, found.deadline.proceeding_id)
    law = law_versions.law_of(found.case.country, row.law_version)
    if row.event == rules.TO_SUE:
        reminder = rules.reminder(law)
        return Rule(reminder, law) if reminder else None
    periods = changes.rules_of(law, one.procedure, one.forum, (row.stage, row.event))
    return next((Rule(each, law) for each in periods if each.runs_from == row.runs_from), None)


def standing(found: Found) -> Standing:
    """Where a proceeding stands now."""
    one = found.proceeding
    graph = law_versions.law_of(found.case.country, one.law_version).procedure(one.procedure, one.forum)
    last = _last(found.proceeding.id)
    if last is None:
        return Standing(graph, graph.initial, 0, None)
    return Standing(graph, last.to_stage, last.seq, last.on)


def _last(proceeding_id: UUID) -> Any:
    wanted = select(Move.to_stage, Move.seq, Move.on).where(Move.proceeding_id == proceeding_id, Move.stands())
    return db.session.execute(wanted.order_by(Move.seq.desc()).limit(1)).one_or_none()


def last_recorded(found: Found) -> Recorded | None:
    """Who recorded the last step, to tell somebody who was slower."""
    wanted = select(User.name, Move.recorded_at, *_STEP).join(User, User.id == Move.recorded_by)
    wanted = wanted.where(Move.proceeding_id == found.proceeding.id, Move.stands()).order_by(Move.seq.desc()).limit(1)
    row = db.session.execute(wanted).one_or_none()
    return Recorded(row[0], row[1], Step(*row[2:])) if row else None


_STEP: tuple[Any, ...] = (
    Move.id,
    Move.seq,
    Move.event,
    Move.from_stage,
    Move.to_stage,
    Move.on,
    Move.outcome,
    Move.is_outside,
    Move.has_note,
    Move.served_on,
    Move.is_found,
)


_PLACE: tuple[Any, ...] = (
    Proceeding.id,
    Proceeding.procedure,
    Proceeding.law_version,
    Proceeding.spawned_by,
    Proceeding.entered_on,
    Proceeding.forum,
    Proceeding.court_id,
    Proceeding.court_typed,
    Proceeding.begun_on,
)
_CASES = bindparam("cases", expanding=True, type_=Case.id.type)


def tracks(held: Case) -> list[Track]:
    """The proceedings of a case with all their steps that stand."""
    return tracks_of([held])[held.id]


def tracks_of(held: Sequence[Case]) -> dict[UUID, list[Track]]:
    """The same of many cases, by case: two reads, however many there are."""
    ids, countries = [one.id for one in held], {one.id: one.country for one in held}
    rows, steps = dict[UUID, Any](), defaultdict[UUID, list[Step]](list)
    for row in db.session.execute(_taken(), {"cases": ids}):
        rows.setdefault(row.id, row)
        if row.seq is not None:  # None: no step of it stands
            steps[row.id].append(Step(*row[-len(_STEP) :]))
    ties, found = _ties(ids), defaultdict[UUID, list[Track]](list)
    for case_id, version in {(row.case_id, row.law_version) for row in rows.values()}:
        law_versions.law_of(countries[case_id], version)  # so that it is known wherever its words are asked for
    for row in rows.values():
        begun = (
            row.law_version,
            row.spawned_by,
            row.entered_on,
            ties[row.id],
            row.forum,
            row.court_id,
            row.court_typed,
            row.begun_on,
        )
        found[row.case_id].append(Track(row.id, countries[row.case_id], row.procedure, steps[row.id], *begun))
    return found


@cache
def _taken() -> Select[Any]:
    """Written once, as is the one below: every page of a case and every list of claims asks them."""
    taken = and_(Move.proceeding_id == Proceeding.id, Move.stands())
    wanted: Select[Any] = select(Proceeding.case_id, *_PLACE, *_STEP).outerjoin(Move, taken)
    return wanted.where(Proceeding.case_id.in_(_CASES)).order_by(Proceeding.position, Move.seq)


@cache
def _tied() -> Select[str, UUID, UUID, date, list[str]]:
    wanted = select(TrackLink.kind, TrackLink.first_id, TrackLink.second_id, TrackLink.on, TrackLink.accused)
    return wanted.where(TrackLink.case_id.in_(_CASES)).order_by(TrackLink.on, TrackLink.recorded_at)


def _ties(cases: Sequence[UUID]) -> Mapping[UUID, list[Tie]]:
    """How the proceedings of these cases were joined and severed, by each of the two."""
    found: dict[UUID, list[Tie]] = defaultdict(list)
    for kind, first, second, on, accused in db.session.execute(_tied(), {"cases": cases}):
        found[first].append(Tie(kind, is_first=True, other=second, on=on, accused=tuple(map(UUID, accused))))
        found[second].append(Tie(kind, is_first=False, other=first, on=on, accused=tuple(map(UUID, accused))))
    return found


def due(held: Case, language: str) -> list[presenters.Line]:
    """What is open in a case: ours first, the nearest first."""
    return due_list.in_words(db.session.execute(_due(), {"case": held.id}), language)


@cache
def _due() -> Select[Any]:
    of_case = due_list.is_open() & (Deadline.case_id == bindparam("case"))
    return due_list.periods(of_case).order_by(*due_list.order())


def deadline_line(found: FoundDeadline, language: str) -> presenters.Line:
    """One deadline in words."""
    return due_list.lines(Deadline.id == found.deadline.id, language)[0]


def lock_case(case_id: UUID) -> None:
    """Its claims first, then its proceedings, then the case itself, in this order everywhere: two who write on several of
    them never wait in a ring.
    """
    ports.hold_claims(case_id)
    every = select(Proceeding.id).where(Proceeding.case_id == case_id)
    db.session.execute(every.order_by(Proceeding.id).with_for_update())
