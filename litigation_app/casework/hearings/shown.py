"""How is a hearing said: what, when, how it stands? Rows in, words out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from litigation_app.casework.hearings import rules
from litigation_app.casework.hearings.queries import Line
from litigation_app.casework.hearings.rules import State
from litigation_app.casework.proceedings.board import Track
from litigation_app.core.language import _, format_date
from litigation_app.core.text import NBSP, format_time
from litigation_app.law import loader

_CHIPS = {
    State.SCHEDULED: "info",
    State.HELD: "ok",
    State.ADJOURNED: "warn",
    State.MOVED: "warn",
    State.CANCELLED: "info",
}


class Step(NamedTuple):
    """What a hearing that was reported is as a step of its proceedings."""

    proceeding_id: UUID
    event: str
    on: date


@dataclass(frozen=True)
class Row:
    """One hearing in words. `is_silent`: its day is over and nobody has said what came of it; `step`: what is still to be recorded."""

    id: UUID
    what: str
    where: str
    when: str
    state: str
    chip: str
    is_silent: bool
    step: Step | None


def rows(lines: Iterable[Line], country: str, language: str, today: date, tracks: Iterable[Track] = ()) -> list[Row]:
    """The hearings of a case in words, as they were given; `tracks`: where their proceedings stand, to offer the step."""
    standing = {track.id: track for track in tracks if track.joined is None}
    return [_row(line, country, language, today, _step(line, standing.get(line.proceeding_id))) for line in lines]


def _step(line: Line, track: Track | None) -> Step | None:
    """The step that this hearing was, where none was recorded since its day."""
    if track is None or any(one.on >= line.on for one in track.steps):
        return None
    event = rules.step_of(track.graph, track.at, line.state)
    return Step(line.proceeding_id, event, line.on) if event else None


def _row(line: Line, country: str, language: str, today: date, step: Step | None) -> Row:
    is_silent = line.state == State.SCHEDULED and line.on < today
    words = [rules.say("state", line.state, language)]
    if line.reason:
        words.append(rules.say("reason", line.reason, language))
    return Row(
        id=line.id,
        what=rules.say("kind", line.kind, language),
        where=loader.load(country).procedure(line.procedure).name(language),
        when=moment(line.on, line.at),
        state=_("What came of it?") if is_silent else ": ".join(words),
        chip="bad" if is_silent else chip(line.state),
        is_silent=is_silent,
        step=step,
    )


def chip(state: str) -> str:
    """Which look the chip of a state has."""
    return _CHIPS.get(State(state), "info")


def moment(on: date, at: time | None) -> str:
    """ "4. 12. 2026. 9.30", or the day alone."""
    return f"{format_date(on)}{NBSP}{format_time(at)}".strip(NBSP)
