"""Which hearings did an invented proceeding have, and which comes next?"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from litigation_app.casework.cases.rules import rests_at
from litigation_app.casework.proceedings.hearings.rules import State, options
from litigation_app.demo.walks import Roads, Step

_ADJOURNED = "adjourned"
_HEARING = "hearing"  # the kind of a stage
_KINDS = {"pretrial_hearing": "pretrial", "preparatory_hearing": "civil", "appellate_hearing": "appeal"}
_SOON, _LATE = 3, 70  # days until the next hearing
_SATURDAY = 5
_LATELY = timedelta(days=730)
_HEARD = frozenset({"criminal", "civil"})


@dataclass(frozen=True)
class Docketed:
    """A hearing before it is written; `reason`: why it was put off, None if it was not."""

    kind: str
    on: date
    at: time
    state: State
    reason: str | None


def hearings(roads: Roads, path: Sequence[Step], today: date, rng: random.Random) -> Iterator[Docketed]:
    """One for each step that opened or adjourned a hearing, and the next one where the proceeding stands at it."""
    reasons = [code for code, _words in options("reason", "en")]
    for step in path:
        if step.event is None or roads.graph.stage(step.to_stage).kind != _HEARING:
            continue  # a step outside the graph says where it stands, and opens no hearing
        if step.event == _ADJOURNED:
            yield Docketed(_kind(roads, step.to_stage), step.on, _hour(rng), State.ADJOURNED, rng.choice(reasons))
        elif step.from_stage != step.to_stage:
            yield Docketed(_kind(roads, step.to_stage), step.on, _hour(rng), State.HELD, None)
    if path and _goes_on(roads, path[-1], today):
        on = today + timedelta(days=rng.randrange(_SOON, _LATE))
        on += timedelta(days=max(0, 7 - on.weekday()) if on.weekday() >= _SATURDAY else 0)
        yield Docketed(_kind(roads, path[-1].to_stage), on, _hour(rng), State.SCHEDULED, None)


def _goes_on(roads: Roads, last: Step, today: date) -> bool:
    """Whether a court would call the parties again: at a hearing always, elsewhere while something has happened lately."""
    stage = roads.graph.stage(last.to_stage)
    if stage.kind == _HEARING:
        return True
    is_lately = last.on > today - _LATELY
    return roads.graph.family in _HEARD and is_lately and not rests_at(stage.id, is_end=stage.is_end)


def _kind(roads: Roads, stage: str) -> str:
    if roads.graph.family == "civil":
        return "civil"
    return _KINDS.get(stage, "main_hearing" if roads.graph.stage(stage).kind == _HEARING else "other")


def _hour(rng: random.Random) -> time:
    return time(rng.randrange(9, 14), rng.choice((0, 30)))
