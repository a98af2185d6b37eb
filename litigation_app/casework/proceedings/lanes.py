"""How do the proceedings of a case look: as lanes of dots, as a timeline, as stages with names? Rows in, words out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.models import JOINED
from litigation_app.core.charts.lanes import Board, Dot, Lane, State, board
from litigation_app.core.charts.lanes import Tie as LaneTie
from litigation_app.core.language import _, format_date
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
_NONE: Mapping[UUID, str] = {}
_RETRIAL = "retrial"
_UNKNOWN = "unknown"  # a stage at which nothing is known of a claim yet, as its name says
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
    served_on: date | None = None
    is_found: bool = False  # its day is not known; `on` only says where it stands among the others

    @property
    def shown(self) -> str:
        """Its day in the reader's words."""
        return day_shown(self.on, is_found=self.is_found)


@dataclass(frozen=True)
class Tie:
    """How a proceeding was "joined" with another, or "severed"; `is_first`: it went on there, or it was taken out of this one."""

    kind: str
    is_first: bool
    other: UUID
    on: date
    accused: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Track:
    """One proceeding and its steps that stand, in the order of recording. `spawned_by`: a step of another proceeding."""

    id: UUID
    country: str
    procedure: str
    steps: Sequence[Step]
    law_version: str | None = None
    spawned_by: UUID | None = None
    entered_on: date | None = None
    ties: Sequence[Tie] = ()
    forum: str | None = None
    court_id: str | None = None
    court_typed: str | None = None
    begun_on: date | None = None

    @property
    def graph(self) -> Procedure:
        return loader.load(self.country, self.law_version).procedure(self.procedure, self.forum)

    @property
    def joined(self) -> Tie | None:
        """How it goes on within another proceeding; None: it stands by itself."""
        return next((tie for tie in self.ties if tie.kind == JOINED and tie.is_first), None)

    @property
    def unknown_before(self) -> date | None:
        """Before which day nothing is known of what we joined late; None: a step from the start of it is recorded."""
        earlier = [one for one in self.steps if not one.is_found and self.entered_on and one.on < self.entered_on]
        first = min(earlier, key=lambda one: one.on, default=None)
        is_whole = first is not None and not first.is_outside and first.from_stage == self.graph.initial
        return None if is_whole else first.on if first else self.entered_on

    @property
    def at(self) -> str:
        """The stage where it stands."""
        return self.steps[-1].to_stage if self.steps else self.graph.initial


@dataclass(frozen=True)
class Happened:
    """One line of the timeline; `where`: in what it happened; `text` only while the file is open."""

    label: str
    under: str
    where: str
    outcome: str
    shown: str
    sign: str
    on: date
    text: str | None = None
    link: str = ""
    proceeding_id: UUID | None = None


def lanes(
    tracks: Iterable[Track], language: str, links: Mapping[UUID, str], courts: Mapping[UUID, str] = _NONE
) -> Board:
    """Every proceeding with all its steps on one board; `links` names the page to which a lane's title leads."""
    return board(each_lane(tracks, language, links, courts))


def each_lane(
    tracks: Iterable[Track], language: str, links: Mapping[UUID, str], courts: Mapping[UUID, str] = _NONE
) -> list[Lane]:
    """The lane of each proceeding, in their order; `courts`: which court has it now, as it stands below its name."""
    known = Ties.among(list(tracks), language)
    return [_lane(track, known, links.get(track.id), courts.get(track.id, "")) for track in known.tracks]


@dataclass(frozen=True)
class Ties:
    """What ties the proceedings of a case to each other, in words. `marks`: a letter for each step that brought one about."""

    tracks: list[Track]
    language: str
    marks: Mapping[UUID, str]

    @classmethod
    def among(cls, tracks: list[Track], language: str) -> "Ties":
        steps = {step.id for track in tracks for step in track.steps}
        brought = dict.fromkeys(one.spawned_by for one in tracks if one.spawned_by in steps)
        return cls(tracks, language, {step: chr(ord("a") + place % 26) for place, step in enumerate(brought) if step})

    def of(self, track: Track) -> list[LaneTie]:
        """The sentences that stand below a lane."""
        found = [LaneTie(self._joined_or_severed(tie)) for tie in track.ties]
        if track.spawned_by is not None:
            found.insert(0, LaneTie(self.arising_from(track), self.marks.get(track.spawned_by, "")))
        if (unknown := track.unknown_before) is not None:
            first, day = format_date(unknown), format_date(track.entered_on).rstrip(".")
            at_once = _("What lies before %(day)s, when we joined, is not known.", day=first)
            later = _("What lies before %(first)s is not known; we joined on %(day)s.", first=first, day=day)
            found.append(LaneTie(at_once if unknown == track.entered_on else later))
        return found

    def arising_from(self, track: Track) -> str:
        """Which step of which proceeding brought this one about."""
        for one in self.tracks:
            for step in one.steps:
                if step.id == track.spawned_by:
                    name = step_name(one.graph, step.from_stage, step.event, step.to_stage, self.language)
                    return _("Arising from: %(step)s, %(day)s", step=name, day=step.shown)
        return _("Arising from a step that was entered in error")

    def brought(self, step: Step) -> str:
        """Which proceedings a step brought about; "" for none."""
        names = [one.graph.name(self.language) for one in self.tracks if one.spawned_by == step.id]
        return _("gave rise to: %(names)s", names=", ".join(names)) if names else ""

    def _joined_or_severed(self, tie: Tie) -> str:
        other, day = self.numbered(tie.other), format_date(tie.on)
        if tie.kind == JOINED and tie.is_first:
            return _("Joined into %(other)s on %(day)s; it goes on there.", other=other, day=day)
        if tie.kind == JOINED:
            return _("%(other)s was joined into this one on %(day)s", other=other, day=day)
        if tie.is_first:
            return _("%(other)s was severed from this one on %(day)s", other=other, day=day)
        return _("Severed from %(other)s on %(day)s", other=other, day=day)

    def numbered(self, proceeding: UUID) -> str:
        """What a proceeding is called beside others of its kind: "Criminal proceedings (2)"."""
        names = [(one.id, one.graph.name(self.language)) for one in self.tracks]
        name = next((name for id_, name in names if id_ == proceeding), "")
        alike = [id_ for id_, other in names if other == name]
        return name if len(alike) < 2 else f"{name} ({alike.index(proceeding) + 1})"


def _lane(track: Track, known: Ties, link: str | None, court: str) -> Lane:
    graph, language = track.graph, known.language
    here = rules.stage_of(graph, track.at)
    is_elsewhere = track.joined is not None
    return Lane(
        title=known.numbered(track.id),
        under=court or None,
        dots=_dots(track, graph, known),
        chip=_("joined") if is_elsewhere else here.name(language) if here else track.at,
        chip_kind="info" if is_elsewhere else _CHIPS.get(here.kind if here else "", "warn"),
        link=link,
        ties=known.of(track),
    )


def _dots(track: Track, graph: Procedure, known: Ties) -> list[Dot]:
    steps = [step for step in track.steps if graph.has(step.to_stage)]
    if not steps:
        name, is_said = graph.stage(graph.initial).name(known.language), graph.initial == _UNKNOWN
        return [Dot(State.UNKNOWN, name, None, "", is_said=is_said)]
    found: list[Dot] = []
    marks = outline(graph, [step.to_stage for step in steps]).marks
    for place, mark in enumerate(marks):
        is_again = place > 0 and mark.episode > marks[place - 1].episode
        found.append(_dot(mark, steps, graph, known, is_again=is_again))
    if (unknown := track.unknown_before) is not None and found[0].state is not State.UNKNOWN:
        name = _("Before we joined") if unknown == track.entered_on else _("Before these steps")
        found.insert(0, Dot(State.UNKNOWN, name, None, _("not known")))
    return found


def round_name(number: int, stage: str) -> str:
    """How a round is headed that begins at this stage: not every one is a retrial."""
    again = _("Retrial") if stage == _RETRIAL else _("Repeated proceedings")
    return _("Original proceedings") if number == 1 else again


def _dot(mark: Mark, steps: Sequence[Step], graph: Procedure, known: Ties, *, is_again: bool) -> Dot:
    again = round_name(mark.episode, steps[mark.visits[0]].to_stage) if is_again else ""
    if not mark.visits:
        return Dot(State.UNKNOWN, mark.label(known.language), None, _("not known"), again)
    visited = [steps[place] for place in mark.visits]
    step = next((one for one in visited if graph.stage(one.to_stage).names == mark.names), visited[-1])
    state = _STATES[mark.state]
    if state is State.DONE and step.to_stage == _REFERRED:
        state = State.TURNED
    tied = next((one for one in visited if one.id in known.marks), None)
    letter, says = (known.marks[tied.id], known.brought(tied)) if tied else ("", "")
    on = None if step.is_found else step.on
    return Dot(state, mark.label(known.language), on, step.shown, again, letter, says)


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
        where=under[0],
        outcome=under[1],
        shown=step.shown,
        sign=_SIGNS.get(stage.kind if stage else "", "arrow-right"),
        on=step.on,
        text=texts.get(step.id),
        proceeding_id=track.id,
    )


def day_shown(on: date, *, is_found: bool) -> str:
    """The day of a step in the reader's words; `is_found`: nobody knows it."""
    return _("not known") if is_found else format_date(on)


def step_name(graph: Procedure, from_stage: str, event: str | None, to_stage: str, language: str) -> str:
    """What a step is called: as the graph says, else after the stage it led to."""
    taken = next((one for one in graph.leaving(from_stage) if one.event == event), None)
    return taken.label(language) if taken else stage_name(graph, to_stage, language)


def stage_name(graph: Procedure, stage_id: str, language: str) -> str:
    """What a stage is called; its code where a later version of the law no longer has it."""
    stage: Stage | None = rules.stage_of(graph, stage_id)
    return stage.name(language) if stage else stage_id


def outcome_name(outcome: str | None, language: str) -> str:
    """What an outcome is called; "" for none."""
    return words.say("outcome", outcome, language) if outcome else ""
