"""Which proceedings may a step bring about, which begin twice, and does a claim stand decided in the judgment?"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import lanes, queries, rules
from litigation_app.casework.proceedings.lanes import Step, Track
from litigation_app.casework.proceedings.presenters import family_name
from litigation_app.core.language import _, current
from litigation_app.law import loader
from litigation_app.law.country import Jurisdiction
from litigation_app.law.graph import Procedure


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
    tracks = queries.tracks(case)
    running = frozenset(one.procedure for one in tracks if one.joined is None)
    brought = {spawned for track in tracks for step in track.steps for spawned in _spawns(track, step)}
    here = [
        one
        for one in law.procedures
        if not one.forums or case.forum is None or case.forum in one.forums or {one.id, one.family} & brought
    ]
    return MayBegin(law, tuple(here), running, case.forum)


def by(case: Case, step: str, wish: str) -> ArisingFrom | None:
    """The step of this case with this id, if it may bring about these proceedings (a family, or a graph by its id)."""
    for track in queries.tracks(case):
        for one in track.steps:
            if str(one.id) == step:
                return next((ArisingFrom(one.id, one.on, graph) for graph in _graphs(case, track, one, wish)), None)
    return None


def said(case: Case, found: ArisingFrom) -> str:
    """The step in words, with its day."""
    for track in queries.tracks(case):
        for one in track.steps:
            if one.id == found.id:
                return _because(track, one)
    return ""


def offered(case: Case, proceeding_id: UUID | None = None) -> list[Offered]:
    """What may begin from the steps of a case (of one proceeding), the last of each kind, and has not begun from it."""
    tracks = queries.tracks(case)
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
        for track in queries.tracks(case)
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
