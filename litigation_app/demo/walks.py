"""What happens in an invented criminal proceeding, on which days? Lawful steps only, except where one is marked. Pure."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from litigation_app.core.toml_files import read_toml
from litigation_app.demo import published
from litigation_app.law import procedure as steps
from litigation_app.law.court_calendar import Calendar
from litigation_app.law.graph import DeadlineRule, Procedure

_MOST = 40
_REST = "rest"
_JUDGED = frozenset({"first_instance_judgment", "plea_judgment"})
_BACK_TO, _BACK_FROM = "investigation", frozenset({"indictment_confirmed", "main_hearing", "retrial"})
_ALIVE = ("first_instance_judgment", "report_dismissed", "investigation_discontinued", "appeal")
_MONTH = 30.44  # days


@dataclass(frozen=True)
class Step:
    """One step of an invented proceeding. `event` None: outside the graph; `served_on` None: nothing was served."""

    event: str | None
    from_stage: str
    to_stage: str
    on: date
    served_on: date | None = None
    outcome: str | None = None


class Leg(NamedTuple):
    """A step before it has a day."""

    event: str | None
    from_stage: str
    to_stage: str


@cache
def _walk() -> Mapping[str, Any]:
    return read_toml(__file__, "walk.toml")


class Roads:
    """The lawful steps of one graph with their weights, worked out once; `courts`: the days on which its courts work."""

    def __init__(self, graph: Procedure, courts: Calendar) -> None:
        self.graph, self.courts = graph, courts
        self._choices: dict[str, tuple[list[Leg | None], list[float]]] = {}
        self._starts: dict[str, tuple[DeadlineRule, ...]] = {}

    def choices(self, stage: str) -> tuple[list[Leg | None], list[float]]:
        """What may follow at a stage, and how often; None among them: the proceeding rests there."""
        if stage not in self._choices:
            weights = _walk()["next"].get(stage, {})
            legs: list[Leg | None] = [Leg(one.event, stage, one.to) for one in steps.lawful(self.graph, stage)]
            chances = [float(weights.get(leg.event, 0)) if leg else 0.0 for leg in legs]
            legs.append(None)
            chances.append(float(weights.get(_REST, 0)) if any(chances) else 1.0)
            self._choices[stage] = legs, chances
        return self._choices[stage]

    def starts(self, stage: str) -> tuple[DeadlineRule, ...]:
        """The periods that run at a stage."""
        if stage not in self._starts:
            self._starts[stage] = steps.deadlines_at(self.graph, stage)
        return self._starts[stage]


def legs(roads: Roads, rng: random.Random, *, leaves_law: bool) -> list[Leg]:
    """A walk from the initial stage to where the proceeding rests. `leaves_law`: once it goes back in no lawful way."""
    found: list[Leg] = []
    stage = roads.graph.initial
    while len(found) < _MOST:
        if leaves_law and stage in _BACK_FROM:
            leaves_law = False
            found.append(Leg(None, stage, _BACK_TO))
            stage = _BACK_TO
            continue
        options, chances = roads.choices(stage)
        chosen = rng.choices(options, chances)[0]
        if chosen is None:
            break
        found.append(chosen)
        stage = chosen.to_stage
    return found


def is_judged(path: list[Leg]) -> bool:
    """Whether the walk reaches a first judgment."""
    return any(leg.to_stage in _JUDGED for leg in path)


class Durations:
    """Months from report to first judgment, dealt in the published shares."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._cards: list[str] = []

    def months(self) -> float:
        """The next one: up to a year, to three years, or more (at most ten)."""
        if not self._cards:
            self._cards = published.deal(duration_shares(), 100, self._rng)
        low, high = {"up_to_1y": (2.0, 12.0), "1_to_3y": (12.1, 36.0)}.get(self._cards[-1], (36.1, 58.0))
        if self._cards.pop() == "over_3y" and self._rng.random() < 0.2:
            high = 113.0  # the longest of 2017
        return self._rng.uniform(low, high)


@cache
def duration_shares() -> dict[str, float]:
    """Percent of proceedings by duration, mean of the published years."""
    rows = next(share for share in published.marginals()["share"] if "duration" in share["measure"])["rows"]
    shares: dict[str, float] = {}
    for row in rows:
        shares[row["breakdown"]] = shares.get(row["breakdown"], 0) + row["value"]
    return shares


def dated(path: list[Leg], start: date, months: float, rng: random.Random) -> list[Step]:
    """The walk with days: the first judgment `months` after `start`, everything after it by the usual times."""
    judged = next((place for place, leg in enumerate(path) if leg.to_stage in _JUDGED), len(path) - 1)
    relative = [_walk()["days"].get(leg.event, _walk()["days"]["other"]) for leg in path[: judged + 1]]
    gaps = [weight * rng.uniform(0.6, 1.4) for weight in relative]
    gaps[0] = 0.0
    unit = months * _MONTH / (sum(gaps) or 1.0)
    after = _walk()["days_after"]
    day, found = float(start.toordinal()), []
    for place, leg in enumerate(path):
        day += gaps[place] * unit if place <= judged else after.get(leg.event, after["other"]) * rng.uniform(0.5, 1.6)
        found.append(Step(leg.event, leg.from_stage, leg.to_stage, _workday(round(day))))
    return found


def _workday(ordinal: int) -> date:
    """The day itself, or the Monday after a weekend."""
    day = date.fromordinal(ordinal)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def told(roads: Roads, path: list[Step], convicted: float, rng: random.Random) -> list[Step]:
    """The steps with their outcomes and days of service. `convicted`: share of judgments that convict, 0 to 1."""
    found: list[Step] = []
    last: str | None = None
    for step in path:
        outcome = None
        if step.to_stage in _JUDGED:
            outcome = last = _judgment(roads.graph, step, convicted, rng)
        elif step.to_stage == "final_judgment":
            outcome = last if last in roads.graph.stage("final_judgment").outcomes else "convicted"
        is_served = any(rule.runs_from.startswith("service") for rule in roads.starts(step.to_stage))
        moved = step.event is None or step.from_stage != step.to_stage
        served = step.on + timedelta(days=rng.randrange(6, 45)) if is_served and moved else None
        found.append(replace(step, outcome=outcome, served_on=served))
    return found


def _judgment(graph: Procedure, step: Step, convicted: float, rng: random.Random) -> str:
    known = graph.stage(step.to_stage).outcomes
    if step.event == "plea_accepted" and "convicted_plea" in known:
        return "convicted_plea"
    if rng.random() < convicted:
        return "partly_convicted" if rng.random() * 100 < _walk()["outcomes"]["partly_percent"] else "convicted"
    return "acquitted" if rng.random() * 100 < _walk()["outcomes"]["acquitted"] else "charge_rejected"


@cache
def conviction_share() -> float:
    """Share of judgments that convict, mean of the published years, 0 to 1."""
    rows = next(share for share in published.marginals()["share"] if "conviction" in share["measure"])["rows"]
    return float(sum(row["value"] for row in rows)) / len(rows) / 100


def until(path: list[Step], today: date) -> list[Step]:
    """What has happened by today; a service that lies ahead is not known yet."""
    past = [step for step in path if step.on <= today]
    return [replace(one, served_on=None) if one.served_on and one.served_on > today else one for one in past]


def alive(roads: Roads, path: list[Step], today: date, rng: random.Random) -> list[Step] | None:
    """The same walk stopped where a period of ours ends within days of today; None where it has no such stage."""
    for place, step in enumerate(path):
        ours = [rule for rule in roads.starts(step.to_stage) if rule.side == "ours" and rule.days]
        if step.to_stage not in _ALIVE or not ours or (place and path[place - 1].on > today - timedelta(days=60)):
            continue
        served = today + timedelta(days=rng.randrange(-2, 13) - (ours[0].days or 0))
        served = min(served, today)
        on = served - timedelta(days=rng.randrange(1, 12))
        on -= timedelta(days=max(0, on.weekday() - 4))  # to a day of work
        return [*path[:place], replace(step, on=on, served_on=served)]
    return None
