"""How do the proceedings of a case look: as lanes of dots, as a timeline, as stages with names? Rows in, words out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from litigation_app.casework.proceedings import rules
from litigation_app.core.charts.lanes import Board, Dot, Lane, State, board
from litigation_app.core.language import _
from litigation_app.core.text import format_date
from litigation_app.law import loader, words
from litigation_app.law.graph import Procedure, Stage
from litigation_app.law.outline import Mark, MarkState, outline

_STATES = {
    MarkState.DONE: State.DONE,
    MarkState.NOW: State.NOW,
    MarkState.TURNED: State.BACK,
    MarkState.UNKNOWN: State.UNKNOWN,
}
_SIGNS = {
    "start": "flag",
    "active": "arrow-right",
    "paused": "hourglass-split",
    "hearing": "calendar-event",
    "milestone": "flag",
    "decision": "bank",
    "remedy": "send",
    "final": "check-all",
    "closed": "x-lg",
    "closed_reopenable": "x-lg",
}
_CHIPS = {"final": "ok", "closed": "info", "closed_reopenable": "info", "start": "info"}
_REFERRED = "referred_to_civil"  # a decision that sends the claim elsewhere


@dataclass(frozen=True)
class Step:
    """One recorded step, as its row has it."""

    id: UUID
    seq: int
    event: str | None
    from_stage: str
    to_stage: str
    on: date
    outcome: str | None
    is_outside: bool
    has_note: bool


@dataclass(frozen=True)
class Track:
    """One proceeding and its steps in the order of recording."""

    id: UUID
    country: str
    procedure: str
    steps: Sequence[Step]

    @property
    def graph(self) -> Procedure:
        return loader.load(self.country).procedure(self.procedure)

    @property
    def at(self) -> str:
        """The stage where it stands."""
        return self.steps[-1].to_stage if self.steps else self.graph.initial


@dataclass(frozen=True)
class Happened:
    """One line of the timeline; `text` only while the file is open."""

    label: str
    under: str
    shown: str
    sign: str
    on: date
    text: str | None = None
    ahead: bool = False


def lanes(tracks: Iterable[Track], language: str, links: Mapping[UUID, str]) -> Board:
    """Every proceeding on one board; `links` names the page to which a lane's title leads."""
    return board([_lane(track, language, links.get(track.id)) for track in tracks])


def _lane(track: Track, language: str, link: str | None) -> Lane:
    graph = track.graph
    here = rules.stage_of(graph, track.at)
    return Lane(
        title=graph.name(language),
        dots=_dots(track, graph, language),
        chip=here.name(language) if here else track.at,
        chip_kind=_CHIPS.get(here.kind if here else "", "warn"),
        link=link,
    )


def _dots(track: Track, graph: Procedure, language: str) -> list[Dot]:
    known = [step for step in track.steps if graph.has(step.to_stage)]
    if not known:
        return [Dot(State.UNKNOWN, graph.stage(graph.initial).name(language), None, "")]
    drawn = outline(graph, [step.to_stage for step in known])
    return [_dot(mark, known, graph, language) for mark in drawn.marks]


def _dot(mark: Mark, steps: Sequence[Step], graph: Procedure, language: str) -> Dot:
    if not mark.visits:
        return Dot(State.UNKNOWN, mark.label(language), None, _("not known"))
    visited = [steps[place] for place in mark.visits]
    step = next((one for one in visited if graph.stage(one.to_stage).names == mark.names), visited[-1])
    state = _STATES[mark.state]
    if state is State.DONE and step.to_stage == _REFERRED:
        state = State.TURNED
    return Dot(state, mark.label(language), step.on, format_date(step.on))


def timeline(tracks: Iterable[Track], language: str, texts: Mapping[UUID, str]) -> list[Happened]:
    """All steps of all proceedings, newest first; `texts` has the opened notes by step."""
    found = [(step.on, step.seq, _happened(track, step, language, texts)) for track in tracks for step in track.steps]
    return [line for _on, _seq, line in sorted(found, key=lambda one: one[:2], reverse=True)]


def _happened(track: Track, step: Step, language: str, texts: Mapping[UUID, str]) -> Happened:
    graph = track.graph
    stage = rules.stage_of(graph, step.to_stage)
    under = [graph.name(language), outcome_name(step.outcome, language)]
    if step.is_outside:
        under.append(_("recorded outside the usual order"))
    return Happened(
        label=step_name(graph, step.from_stage, step.event, step.to_stage, language),
        under=" · ".join(word for word in under if word),
        shown=format_date(step.on),
        sign=_SIGNS.get(stage.kind if stage else "", "arrow-right"),
        on=step.on,
        text=texts.get(step.id),
    )


def step_name(graph: Procedure, from_stage: str, event: str | None, to_stage: str, language: str) -> str:
    """What a step is called: as the graph says, else after the stage it led to."""
    taken = next((one for one in graph.leaving(from_stage) if one.event == event), None)
    if taken is not None:
        return taken.label(language)
    return stage_name(graph, to_stage, language)


def stage_name(graph: Procedure, stage_id: str, language: str) -> str:
    """What a stage is called; its code where a later version of the law no longer has it."""
    stage: Stage | None = rules.stage_of(graph, stage_id)
    return stage.name(language) if stage else stage_id


def outcome_name(outcome: str | None, language: str) -> str:
    """What an outcome is called; "" for none."""
    return words.say("outcome", outcome, language) if outcome else ""
