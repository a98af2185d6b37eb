"""What becomes of the property claim while the trial goes on, and which periods did the steps start? Pure."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from litigation_app.casework.proceedings import rules
from litigation_app.demo import published
from litigation_app.demo.walks import Roads, Step
from litigation_app.law.court_calendar import Calendar
from litigation_app.law.graph import DeadlineRule

_GRANTED = frozenset({"granted_full", "granted_part"})
_DECIDED = {"granted_full": "awarded_full", "granted_part": "awarded_part", "referred_to_civil": "referred"}
_EVENT = {"referred": "referred", "granted_part": "granted_part", "granted_full": "granted_full"}
BEGINNING = -1
_OVERDUE = timedelta(days=10)  # so long a missed period still stands in the list
_FORGOTTEN = timedelta(days=400)
NOT_MENTIONED = "not_mentioned"
_CONVICTING = frozenset({"convicted", "partly_convicted", "convicted_plea"})
_JUDGED = frozenset({"first_instance_judgment", "plea_judgment"})


@dataclass
class Period:
    """A period that a step started, as the desk keeps it."""

    place: int  # of the step in its proceeding, from 0; BEGINNING: none
    stage: str
    event: str
    kept_by: list[str]
    kind: str
    side: str
    runs_from: str
    days: int | None
    months: int | None
    roll_over: str
    legal_basis: str
    confidence: str
    served_on: date | None = None
    expiry: date | None = None
    act_by: date | None = None
    prepare_by: date | None = None
    met_on: date | None = None
    lapsed_on: date | None = None


@dataclass(frozen=True)
class Decision:
    """What a court said about the claim; the codes are those of the desk."""

    on: date
    instance: str
    outcome: str
    is_final: bool


@dataclass(frozen=True)
class ClaimLane:
    """The steps of the property claim, the day it was filed (None: it never is), and the decisions."""

    steps: list[Step]
    filed_on: date | None
    decisions: list[Decision]


class _Lane:
    """The steps so far; a step that the graph does not allow is not taken."""

    def __init__(self, roads: Roads) -> None:
        self._lawful = {(one.origin, one.event): one.to for one in roads.graph.transitions}
        self.stage = roads.graph.initial
        self.steps: list[Step] = []

    def go(self, event: str, on: date, served_on: date | None = None) -> bool:
        to = self._lawful.get((self.stage, event))
        if to is None:
            return False
        day = max(on, self.steps[-1].on) if self.steps else on
        self.steps.append(Step(event, self.stage, to, day, served_on))
        self.stage = to
        return True


def claim_lane(roads: Roads, trial: list[Step], country: str, rng: random.Random) -> ClaimLane:
    """The claim beside the whole trial, past and future: advised, filed in a minority, mostly referred."""
    shares = published.assumed("claim")
    lane = _Lane(roads)
    advised = next((step.on for step in trial if step.to_stage == "investigation"), None)
    if advised is not None and rng.random() < 0.75:
        lane.go("advised" if rng.random() < 0.72 else "not_advised", advised + timedelta(days=7))
    filing = next((one.on for one in trial if one.to_stage in {"indictment_confirmed", "plea_agreement"}), None)
    if filing is None or rng.randrange(100) >= shares["filed_percent"]:
        return ClaimLane(lane.steps, None, [])
    filing += timedelta(days=rng.randrange(2, 20))
    lane.go("filed", filing)
    if rng.randrange(100) < shares["quantified_percent"]:
        lane.go("quantified", filing + timedelta(days=rng.randrange(0, 40)))
    elif rng.randrange(25) == 0:
        lane.go("withdrawn", filing + timedelta(days=60))
    return ClaimLane(lane.steps, filing, _decide(lane, [one for one in trial if one.on >= filing], country, rng))


def _decide(lane: _Lane, trial: list[Step], country: str, rng: random.Random) -> list[Decision]:
    found: list[Decision] = []
    for step in trial:
        on = step.on
        if step.to_stage in _JUDGED:
            outcome = _outcome(step, country, rng)
            if outcome == NOT_MENTIONED or lane.go(_EVENT[outcome], on, step.served_on) or lane.go("referred", on):
                said = NOT_MENTIONED if outcome == NOT_MENTIONED else _DECIDED[lane.stage]
                found.append(Decision(max(on, lane.steps[-1].on), "first", said, is_final=False))
        elif step.event == "quashed_remanded" and step.to_stage == "retrial":
            lane.go("quashed_on_appeal", on)
        elif step.to_stage == "final_judgment" and found and not found[-1].is_final:
            found += _finish(lane, step, country, rng, found[-1])
    return found


def _outcome(step: Step, country: str, rng: random.Random) -> str:
    """Who is not convicted pays nothing: the claim is referred."""
    shares = published.assumed("claim")
    if step.outcome not in _CONVICTING or step.on.year <= shares["none_granted_until"].get(country, 0):
        return "referred"
    words: dict[str, float] = dict(shares["outcomes"])
    return rng.choices(list(words), list(words.values()))[0]


def _finish(lane: _Lane, step: Step, country: str, rng: random.Random, last: Decision) -> list[Decision]:
    shares = published.assumed("claim")
    may_grant = step.outcome in _CONVICTING and step.on.year > shares["none_granted_until"].get(country, 0)
    if may_grant and lane.stage == "referred_to_civil" and rng.randrange(100) < shares["modified_on_appeal_percent"]:
        lane.go("modified_on_appeal", step.on)
    if last.outcome == NOT_MENTIONED:
        return []
    said = _DECIDED.get(lane.stage, last.outcome)
    if lane.stage in _GRANTED:
        lane.go("became_final", step.on)
    return [Decision(step.on, "final", said, is_final=True)]


def periods(roads: Roads, path: list[Step]) -> list[Period]:
    """The periods that these steps started, kept, or left without object: as the desk would have written them."""
    found: list[Period] = []
    running: list[Period] = []
    for place, step in enumerate(path):
        running = [one for one in running if not _ends(one, step, roads)]
        if step.event is not None and step.from_stage == step.to_stage:
            continue
        started = [
            _period(place, step.to_stage, rule) for rule in rules.running(roads.starts(step.to_stage), step.served_on)
        ]
        for period in started:
            start(period, rules.start_of(period.runs_from, on=step.on, served_on=step.served_on), roads.courts)
        found += started
        running += started
    return found


def first_periods(roads: Roads, served_on: date) -> list[Period]:
    """The periods that began with the proceeding itself, run from this day."""
    found = [_period(BEGINNING, roads.graph.initial, rule) for rule in roads.starts(roads.graph.initial)]
    for period in found:
        start(period, served_on, roads.courts)
    return found


def _ends(period: Period, step: Step, roads: Roads) -> bool:
    is_end = roads.graph.stage(step.to_stage).is_end or step.to_stage == "retrial"
    if rules.is_kept_by(period, from_stage=step.from_stage, event=step.event):
        period.met_on = step.on
    elif rules.lapses(period, on=step.on, is_left=step.from_stage != step.to_stage, is_end=is_end):
        period.lapsed_on = step.on
    return period.met_on is not None or period.lapsed_on is not None


def _period(place: int, stage: str, rule: DeadlineRule) -> Period:
    return Period(place=place, stage=stage, **rules.as_kept(rule))


def start(period: Period, day: date | None, courts: Calendar) -> None:
    """Let a period run from this day; None: the day is not known."""
    period.served_on = day
    if day is not None and not rules.is_set_by_court(period):
        found = rules.due(period, day, courts)
        period.expiry, period.act_by, period.prepare_by = found.expiry, found.act_by, found.prepare_by


def let_pass(found: list[Period], path: list[Step], today: date) -> list[Period]:
    """What nobody used and nobody marked, long ago, was left alone on purpose: a real desk would have said so."""
    for period in found:
        ended = period.act_by or path[period.place].on + _FORGOTTEN
        if period.met_on is None and period.lapsed_on is None and ended < today - _OVERDUE:
            period.lapsed_on = ended
    return found
