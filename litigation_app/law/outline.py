"""Where does a proceeding stand on the main line of its family, and what was turned back or never recorded?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.law.graph import Procedure
from litigation_app.law.names import Names
from litigation_app.law.procedure import Refusal, StageRefused
from litigation_app.law.words import word_of

_OFF_LINE = -1


class MarkState(StrEnum):
    """Unknown: passed, but never recorded, so not asserted. Turned: undone by a return to an earlier point."""

    DONE = "done"
    NOW = "now"
    TURNED = "turned"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Mark:
    """One dot of the stepper. `visits` are places in the history (none: unknown); `episode` 2 is a first retrial."""

    names: Names
    state: MarkState
    episode: int
    visits: tuple[int, ...]

    def label(self, language: str) -> str:
        """Return the name of the dot in a language of the screens."""
        return self.names.read_in(language)


@dataclass(frozen=True)
class Outline:
    """The dots up to now, oldest first, and the names of the points that may still come (empty once closed)."""

    marks: tuple[Mark, ...]
    ahead: tuple[Names, ...]
    episode: int


@dataclass(frozen=True)
class _Point:
    title: str | Names
    stages: tuple[str, ...]


@dataclass
class _Pass:
    """One stay at a point of the main line, or off it."""

    point: int
    episode: int
    stages: list[str] = field(default_factory=list)
    visits: list[int] = field(default_factory=list)
    is_turned: bool = False


def outline(procedure: Procedure, visited: Sequence[str]) -> Outline:
    """Draw the main line from the history of stages, oldest first (none: the initial stage); raises StageRefused.

    A point that the history jumps over is unknown, unless the recorded steps between are all lawful: then the law lets
    one skip it (a plea agreement needs no main hearing). A family without a main line shows its history as it is.
    """
    history = tuple(visited) or (procedure.initial,)
    for stage_id in history:
        if not procedure.has(stage_id):
            raise StageRefused(Refusal.STAGE_UNKNOWN, stage_id)
    points = tuple(_point(row) for row in _main_lines().get(procedure.family, ()))
    if not points:
        return _plain(procedure, history)
    passes = _passes(procedure, points, history)
    marks = tuple(_mark(procedure, points, one, is_last=one is passes[-1]) for one in passes)
    return Outline(marks, _ahead(procedure, points, passes, history[-1]), passes[-1].episode)


def _passes(procedure: Procedure, points: tuple[_Point, ...], history: tuple[str, ...]) -> list[_Pass]:
    where = {stage_id: place for place, point in enumerate(points) for stage_id in point.stages}
    passes: list[_Pass] = []
    is_sure = False
    before = procedure.initial
    for visit, stage_id in enumerate(history):
        is_sure = is_sure and (before == stage_id or any(one.to == stage_id for one in procedure.leaving(before)))
        before = stage_id
        place = where.get(stage_id, _OFF_LINE)
        if place != _OFF_LINE:
            _arrive(passes, place, is_sure=is_sure)
            is_sure = True
        elif visit == len(history) - 1:
            passes.append(_Pass(_OFF_LINE, _episode(passes)))
        else:
            continue
        passes[-1].stages.append(stage_id)
        passes[-1].visits.append(visit)
    return passes


def _arrive(passes: list[_Pass], place: int, *, is_sure: bool) -> None:
    """Continue the stay at the same point, or begin a new one after what was jumped over or turned back."""
    position = passes[-1].point if passes else _OFF_LINE
    episode = _episode(passes)
    if place == position:
        return
    if place < position:
        for one in passes:
            one.is_turned = one.is_turned or one.point > place
        passes.append(_Pass(place, episode + 1))
        return
    if not is_sure:
        passes.extend(_Pass(missed, episode) for missed in range(position + 1, place))
    passes.append(_Pass(place, episode))


def _episode(passes: list[_Pass]) -> int:
    return passes[-1].episode if passes else 1


def _mark(procedure: Procedure, points: tuple[_Point, ...], stay: _Pass, *, is_last: bool) -> Mark:
    return Mark(
        names=_stay_names(procedure, points, stay, is_last=is_last),
        state=_state(stay, is_last=is_last),
        episode=stay.episode,
        visits=tuple(stay.visits),
    )


def _state(stay: _Pass, *, is_last: bool) -> MarkState:
    if is_last:
        return MarkState.NOW
    if not stay.visits:
        return MarkState.UNKNOWN
    return MarkState.TURNED if stay.is_turned else MarkState.DONE


def _stay_names(procedure: Procedure, points: tuple[_Point, ...], stay: _Pass, *, is_last: bool) -> Names:
    """A past stay is called after its point only if that very stage was recorded."""
    if not stay.visits:
        return _title(procedure, points[stay.point])
    title = points[stay.point].title if stay.point != _OFF_LINE and not is_last else None
    if isinstance(title, str) and title in stay.stages:
        return procedure.stage(title).names
    return procedure.stage(stay.stages[-1]).names


def _title(procedure: Procedure, point: _Point) -> Names:
    return point.title if isinstance(point.title, Names) else procedure.stage(point.title).names


def _ahead(procedure: Procedure, points: tuple[_Point, ...], passes: list[_Pass], at: str) -> tuple[Names, ...]:
    if procedure.stage(at).kind.startswith("closed"):
        return ()
    position = max((one.point for one in passes if not one.is_turned), default=_OFF_LINE)
    return tuple(_title(procedure, point) for point in points[position + 1 :])


def _plain(procedure: Procedure, history: tuple[str, ...]) -> Outline:
    marks: list[Mark] = []
    for visit, stage_id in enumerate(history):
        if visit and history[visit - 1] == stage_id:
            continue
        marks.append(Mark(procedure.stage(stage_id).names, MarkState.DONE, 1, (visit,)))
    last = marks.pop()
    return Outline((*marks, Mark(last.names, MarkState.NOW, 1, last.visits)), (), 1)


def _point(row: Mapping[str, Any]) -> _Point:
    title = row["title"]
    if isinstance(title, str):
        return _Point(title, tuple(row["stages"]))
    return _Point(Names(word_of(title), title["sr"]), tuple(row["stages"]))


@lru_cache(maxsize=1)
def _main_lines() -> Mapping[str, list[Mapping[str, Any]]]:
    return read_toml(__file__, "outlines.toml")
