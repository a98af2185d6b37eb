"""What is known of one proceeding, and what may begin from its steps? It is of a case that the person may see."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import due_list, lanes, rules
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.lanes import Step, Track
from litigation_app.casework.proceedings.models import JOINED, SEVERED, Deadline, Move, Proceeding, TrackLink
from litigation_app.casework.proceedings.presenters import Line, family_name
from litigation_app.core.db import db
from litigation_app.core.language import _, current
from litigation_app.law import loader
from litigation_app.law.country import Jurisdiction
from litigation_app.law.graph import Procedure


class Taken(NamedTuple):
    """A step with who recorded it. `is_entered_in_error`: it was a mistake."""

    id: UUID
    seq: int
    event: str | None
    from_stage: str
    to_stage: str
    on: date
    served_on: date | None
    outcome: str | None
    is_outside: bool
    is_found: bool
    has_note: bool
    episode: int
    by: str
    recorded_at: datetime
    entered_in_error_at: datetime | None

    @property
    def is_entered_in_error(self) -> bool:
        return self.entered_in_error_at is not None


class Planned(NamedTuple):
    """A hearing of the proceeding."""

    id: UUID
    kind: str
    on: date
    at: time | None
    state: str


def steps(one: Proceeding) -> list[Taken]:
    """Every step in the order of recording, with those entered in error."""
    columns = [getattr(Move, name) for name in Taken._fields if name not in {"by"}]
    place = Taken._fields.index("by")
    columns.insert(place, User.name)
    wanted = select(*columns).join(User, User.id == Move.recorded_by).where(Move.proceeding_id == one.id)
    return [Taken(*row) for row in db.session.execute(wanted.order_by(Move.seq))]


def hearings(one: Proceeding) -> list[Planned]:
    """The hearings of the proceeding, the latest first."""
    wanted = select(*(getattr(Hearing, name) for name in Planned._fields)).where(Hearing.proceeding_id == one.id)
    return [Planned(*row) for row in db.session.execute(wanted.order_by(Hearing.on.desc(), Hearing.id))]


def open_deadlines(one: Proceeding, language: str) -> list[Line]:
    """What runs in the proceeding, in words."""
    return due_list.lines(due_list.is_open() & (Deadline.proceeding_id == one.id), language, *due_list.order())


def others(case: Case, one: Proceeding) -> list[Proceeding]:
    """The other proceedings of the case with the same graph, into which this one could be joined."""
    wanted = select(Proceeding).where(Proceeding.case_id == case.id, Proceeding.procedure == one.procedure)
    return list(db.session.scalars(wanted.where(Proceeding.id != one.id).order_by(Proceeding.position)))


def accused_here(case: Case, one: Proceeding) -> list[defendants.Line]:
    """The accused of the case without those who were taken out of this proceeding and stand in one of their own."""
    rejoined = select(TrackLink.first_id).where(TrackLink.case_id == case.id, TrackLink.kind == JOINED)
    taken = select(TrackLink.accused).where(TrackLink.first_id == one.id, TrackLink.kind == SEVERED)
    lists = db.session.scalars(taken.where(TrackLink.second_id.not_in(rejoined)))
    gone = {UUID(id_) for accused in lists for id_ in accused}
    return [defendant for defendant in defendants.of_case(case) if defendant.id not in gone]


@dataclass(frozen=True)
class MayBegin:
    """What may begin in a case: `running` are the graphs that it has already, `forum` its system of courts."""

    law: Jurisdiction
    procedures: tuple[Procedure, ...]
    running: frozenset[str]
    forum: str | None

    def graph(self, id_: str) -> Procedure:
        return next(one for one in self.procedures if one.id == id_)


@dataclass(frozen=True)
class ArisingFrom:
    """A step that may bring other proceedings about, and which."""

    id: UUID
    on: date
    procedure: str


class Offered(NamedTuple):
    """Other proceedings that may begin from a step: their name, what brings them about, and the words of the address."""

    name: str
    because: str
    by: UUID
    to: str


def may_begin(case: Case) -> MayBegin:
    """What may begin in this case; raises nothing where the step that brings it about belongs elsewhere."""
    law = loader.load(case.country)
    tracks = proceedings.tracks(case)
    running = frozenset(one.procedure for one in tracks if one.joined is None)
    brought = {spawned for track in tracks for step in track.steps for spawned in _spawns(track, step)}
    here = [
        one
        for one in law.procedures
        if not one.forums or case.forum is None or case.forum in one.forums or {one.id, one.family} & brought
    ]
    return MayBegin(law, tuple(here), running, case.forum)


def arising_from(case: Case, step: str, wish: str) -> ArisingFrom | None:
    """The step of this case with this id, if it may bring about these proceedings (a family, or a graph by its id)."""
    for track in proceedings.tracks(case):
        for one in track.steps:
            if str(one.id) == step:
                return next((ArisingFrom(one.id, one.on, graph) for graph in _graphs(case, track, one, wish)), None)
    return None


def step_in_words(case: Case, found: ArisingFrom) -> str:
    """The step in words, with its day."""
    for track in proceedings.tracks(case):
        for one in track.steps:
            if one.id == found.id:
                return _because(track, one)
    return ""


def offered(case: Case, proceeding_id: UUID | None = None) -> list[Offered]:
    """What may begin from the steps of a case (of one proceeding), the last of each kind, and has not begun from it."""
    tracks = proceedings.tracks(case)
    begun = {(one.spawned_by, name) for one in tracks for name in (one.procedure, one.graph.family)}
    found: dict[str, Offered] = {}
    for track in tracks:
        for step in track.steps if proceeding_id in (None, track.id) else ():
            for wish in _spawns(track, step):
                offer = Offered(family_name(wish, case), _because(track, step), step.id, wish)
                found[wish] = offer
    return [one for one in found.values() if (one.by, one.to) not in begun]


def has_decided_claim(case: Case) -> bool:
    """Whether the decision on a property claim stands that would fall with the judgment."""
    return any(
        track.graph.family == rules.CLAIM and track.graph.has(track.at) and rules.falls_with(track.graph, track.at)
        for track in proceedings.tracks(case)
    )


def _spawns(track: Track, step: Step) -> tuple[str, ...]:
    stage = rules.stage_of(track.graph, step.to_stage)
    return stage.spawns if stage else ()


def _graphs(case: Case, track: Track, step: Step, wish: str) -> list[str]:
    """The graphs named by `wish` that the step may bring about."""
    law, spawns = loader.load(case.country), _spawns(track, step)
    named = [one for one in law.procedures if wish in (one.id, one.family)]
    return [one.id for one in named if one.id in spawns or one.family in spawns]


def _because(track: Track, step: Step) -> str:
    name = lanes.step_name(track.graph, step.from_stage, step.event, step.to_stage, current())
    return _("%(step)s, %(day)s", step=name, day=step.shown)
