"""What differs between two versions of a country's rules: stages, steps, deadlines, offences, limitation?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from litigation_app.law.country import Jurisdiction
from litigation_app.law.graph import DeadlineRule, Procedure, Transition
from litigation_app.law.names import Names
from litigation_app.law.words import everywhere


class How(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Part:
    """One thing said differently: `old` and `new` as the file has them, None where it says nothing."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Change:
    """A stage, step, deadline, offence or limitation that differs. `procedure` "": of the country as a whole.

    `id` is the thing's own; of a step and a deadline "stage.event".
    """

    what: str
    how: How
    procedure: str
    id: str
    names: Names
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class _Thing:
    names: Names
    said: Mapping[str, Any]


_STAGE = ("kind", "outcomes", "spawns")
_STEP = ("to", "actor", "legal_basis", "confidence")
_OFFENCE = (
    "law", "article", "paragraph", "category", "min_months", "max_months", "lesser_than", "lesser_confidence",
    "criminal_limitation_years", "absolute_years", "no_limitation", "confidence", "limitation_confidence",
)  # fmt: skip
_LIMIT = (
    "years",
    "months",
    "days",
    "years_from",
    "absolute_years",
    "counted_from",
    "applies_to",
    "runs_from",
    "law",
    "confidence",
)
_EVENT = ("effect", "applies_to", "lasts", "legal_basis", "confidence")
_NOT_OF_A_RULE = {"events", "note", "sources"}
_RULE = tuple(one.name for one in fields(DeadlineRule) if one.name not in _NOT_OF_A_RULE)


def changes(old: Jurisdiction, new: Jurisdiction, forum: str | None = None) -> list[Change]:
    """Everything that was added, removed or changed, in the order of the newer file; what was removed comes last.

    `forum`: the graphs as they are before these courts.
    """
    found: list[Change] = []
    for id_ in dict.fromkeys(one.id for law in (new, old) for one in law.procedures):
        found += _of_procedure(id_, _graph(old, id_, forum), _graph(new, id_, forum))
    of_country = {"offence": ("offences", _OFFENCE), "limitation": ("limitation_rules", _LIMIT)}
    for what, (listed, said) in of_country.items():
        both = ({one.id: _Thing(one.names, _said(one, said)) for one in getattr(law, listed)} for law in (old, new))
        found += _differences(what, "", *both)
    events = ({one.id: _Thing(_note(one), _said(one, _EVENT)) for one in law.limitation_events} for law in (old, new))
    return [*found, *_differences("limitation_event", "", *events)]


def rules_of(law: Jurisdiction, procedure: str, forum: str | None, step: tuple[str, str]) -> tuple[DeadlineRule, ...]:
    """The periods that a step (a stage and what happens there) must keep by these rules; empty: there are none."""
    stage, event = step
    graph = _graph(law, procedure, forum)
    steps = graph.leaving(stage) if graph else ()
    return tuple(rule for one in steps if one.event == event for rule in one.rules)


def _graph(law: Jurisdiction, id_: str, forum: str | None) -> Procedure | None:
    return law.procedure(id_, forum) if any(one.id == id_ for one in law.procedures) else None


def _of_procedure(id_: str, old: Procedure | None, new: Procedure | None) -> Iterator[Change]:
    if old is None or new is None:
        there = new or old
        if there is not None:
            yield Change("procedure", How.ADDED if old is None else How.REMOVED, id_, id_, there.names)
        return
    yield from _differences("stage", id_, _stages(old), _stages(new))
    yield from _differences("step", id_, _steps(old), _steps(new))
    yield from _differences("deadline", id_, _rules(old), _rules(new))


def _stages(graph: Procedure) -> dict[str, _Thing]:
    return {one.id: _Thing(one.names, {"name": one.names.read_in("en")} | _said(one, _STAGE)) for one in graph.stages}


def _steps(graph: Procedure) -> dict[str, _Thing]:
    return {f"{one.origin}.{one.event}": _Thing(one.labels, _said(one, _STEP)) for one in graph.transitions}


def _rules(graph: Procedure) -> dict[str, _Thing]:
    dated = ((one, one.rule) for one in graph.transitions if one.rule is not None)
    return {f"{one.origin}.{one.event}": _Thing(one.labels, _said(rule, _RULE) | _outer(one)) for one, rule in dated}


def _outer(step: Transition) -> dict[str, Any]:
    """The period of whoever was never told of the decision, where the step has one."""
    return {} if step.unserved is None else {"unserved_months": step.unserved.months}


def _note(one: Any) -> Names:
    return Names(everywhere(one.id), local=one.id)


def _said(thing: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(thing, name)) for name in names}


def _plain(value: Any) -> Any:
    """What JSON can hold."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, StrEnum) else value


def _differences(what: str, procedure: str, old: Mapping[str, _Thing], new: Mapping[str, _Thing]) -> Iterator[Change]:
    for id_, thing in new.items():
        if id_ not in old:
            yield Change(what, How.ADDED, procedure, id_, thing.names)
            continue
        parts = tuple(
            Part(name, old[id_].said.get(name), value)
            for name, value in thing.said.items()
            if old[id_].said.get(name) != value
        )
        if parts:
            yield Change(what, How.CHANGED, procedure, id_, thing.names, parts)
    for id_, thing in old.items():
        if id_ not in new:
            yield Change(what, How.REMOVED, procedure, id_, thing.names)
