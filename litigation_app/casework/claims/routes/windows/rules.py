"""Until when is a way open, by what decides it: the trial, a limitation, an award, a decision that was served? Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from uuid import UUID

from litigation_app.casework.claims.routes.status import Damage, Known, Lane, Look, State, Taken, Why
from litigation_app.law import routes
from litigation_app.law.counting import Length
from litigation_app.law.country import Jurisdiction, LimitationRule, Route
from litigation_app.law.court_calendar import Calendar
from litigation_app.law.deadlines import DueUnknown, due
from litigation_app.law.graph import DeadlineRule, Side
from litigation_app.law.limitation import Limit, TimeBar, time_bar
from litigation_app.law.procedure import deadlines_at

CRIMINAL, PLEA = "criminal", "plea_agreement"
ADJUDICATED, WAGES, FUND = "adjudicated_claim", "unpaid_wages", "fund_application"


def trial(_route: Route, known: Known) -> Look:
    """Claimed before the trial at first instance is over."""
    return _best([_before_judgment(one) for one in _trials(known)])


def _before_judgment(lane: Lane) -> Look:
    closed_on = _too_late_since(lane)
    if closed_on is not None:
        return Look(State.WAS, Why.TRIAL_OVER, until=closed_on, lane=lane.id)
    return Look(State.OPEN, Why.TRIAL_RUNS, lane=lane.id)


def plea(_route: Route, known: Known) -> Look:
    """While the trial stands where an agreement may be made."""
    return _best([_plea_in(one) for one in _trials(known)])


def _plea_in(lane: Lane) -> Look:
    if lane.at == PLEA:
        return Look(State.OPEN, Why.PLEA_LIES_THERE, lane=lane.id)
    if any(one.to == PLEA for one in lane.graph.leaving(lane.at)):
        return Look(State.OPEN, Why.PLEA_POSSIBLE, lane=lane.id)
    closed_on = _too_late_since(lane)
    if closed_on is not None:
        return Look(State.WAS, Why.TRIAL_OVER, until=closed_on, lane=lane.id)
    return Look(State.NOT_YET, Why.PLEA_NOT_HERE, lane=lane.id)


def _trials(known: Known) -> list[Lane]:
    return [one for one in known.lanes if one.graph.family == CRIMINAL]


def _too_late_since(lane: Lane) -> date | None:
    """The day on which the first instance ended for good as it stands now; None: it goes on."""
    late = routes.too_late_at()
    since = [one.on for one in takewhile(lambda one: one.to_stage in late, reversed(lane.steps))]
    return since[-1] if since else None


def is_retried_since(day: date, known: Known) -> bool:
    """Whether a first instance ended on or after this day and goes on all the same: its judgment fell."""
    late = routes.too_late_at()
    running = [one for one in _trials(known) if _too_late_since(one) is None]
    return any(step.to_stage in late and step.on >= day for lane in running for step in lane.steps)


def _best(looks: list[Look]) -> Look:
    """What is open in one trial is open to her; without any trial nothing is."""
    order = list(State)
    return min(looks, key=lambda one: order.index(one.state), default=Look(State.NOT_YET, Why.NO_TRIAL))


def damage(route: Route, known: Known) -> Look:
    """Until the claim for damages is time-barred."""
    state, why = {
        Damage.UNDATED: (State.OPEN, Why.DAMAGE_UNDATED),
        Damage.RUNS: (State.OPEN, Why.NOT_BARRED),
        Damage.MAY_BE_OVER: (State.OPEN, Why.MAY_BE_BARRED),
        Damage.OVER: (State.WAS, Why.BARRED),
    }[known.damage]
    return Look(state, why, until=known.sue_by, by=_arising_from(route, known), lane=_lane(route, known))


def wages(route: Route, known: Known) -> Look:
    """Each wage for itself."""
    return Look(State.OPEN, Why.EACH_WAGE, period=limitation(known, WAGES), lane=_lane(route, known))


def award(route: Route, known: Known) -> Look:
    """What was finally awarded and not paid, until it is time-barred."""
    is_of_others = route.procedure in known.of_others  # proceedings of the case may be those of another client
    lane, final = (
        None if is_of_others else _lane(route, known),
        [one for one in known.claims if one.final_on is not None],
    )
    owed = [one for one in final if one.owed]
    if not final:
        return Look(State.NOT_YET, Why.NOTHING_AWARDED, lane=lane)
    if not owed:
        return Look(State.TAKEN, Why.PAID, lane=lane)
    rule = limitation(known, ADJUDICATED)
    ends = collect_by(known.law, [one.final_on for one in owed if one.final_on is not None])
    found = Look(State.OPEN, Why.OWED, until=ends, period=rule, by=_arising_from(route, known), lane=lane)
    if ends is not None and ends < known.today and not _was_begun(route, known, ends, is_of_others=is_of_others):
        return replace(found, state=State.WAS, why=Why.BARRED)
    return replace(found, state=State.TAKEN, why=Why.RUNS) if lane else found


def collect_by(law: Jurisdiction, final_on: Sequence[date]) -> date | None:
    """The last day on which the first of what was finally awarded on these days can be enforced; None: there is no such rule."""
    rule = next((one for one in law.limitation_rules if one.id == ADJUDICATED), None)
    bar = bar_of(rule, min(final_on)) if final_on else None
    return bar.earliest if bar else None


def _was_begun(route: Route, known: Known, by: date, *, is_of_others: bool) -> bool:
    """Whether such proceedings of hers began by this day: they stop the limitation."""
    lanes = [one for one in known.lanes if one.graph.family == route.procedure]
    days = [day for one in lanes for day in (one.begun, *(step.on for step in one.steps))]
    return not is_of_others and any(day is not None and day <= by for day in days)


def fund(route: Route, known: Known) -> Look:
    """By the law of the fund, counted from the offence."""
    begun = _begun(route, known)
    if begun is not None and begun.state is not State.WAS:
        return begun
    lane = begun.lane if begun else None
    rule, outer = _first_period(route, known), limitation(known, FUND)
    if known.committed is None or rule is None:
        return Look(State.OPEN, Why.OFFENCE_UNDATED, period=rule, lane=lane)
    until = _last_day(rule, known.committed, known.calendar)
    bar = bar_of(outer, known.committed)
    outer_end = bar.absolute if bar else None
    found = Look(State.OPEN, Why.PERIOD_RUNS, until=until, outer=outer_end, period=rule, lane=lane)
    if outer_end is not None and outer_end < known.today:
        return replace(found, why=Why.ONLY_A_CHILD)  # her age is sealed: nobody is told that her right is lost
    return replace(found, why=Why.ONLY_IF_PREVENTED) if until is None or until < known.today else found


def remedy(route: Route, known: Known) -> Look:
    """So long after the service of a decision as the law gives."""
    begun = _begun(route, known)
    if begun is not None:
        return begun
    decision, rule = _last_spawning(route, known), _first_period(route, known)
    if decision is None:
        return Look(State.NOT_YET, Why.NO_DECISION, period=rule)
    found = Look(State.OPEN, Why.UNSERVED, period=rule, by=decision.id)
    if decision.served_on is None or rule is None:
        return found
    until = _last_day(rule, decision.served_on, known.calendar)
    if until is not None and until < known.today:
        return replace(found, state=State.WAS, why=Why.PERIOD_OVER, until=until)
    return replace(found, why=Why.PERIOD_RUNS, until=until)


def offered(route: Route, known: Known) -> Look:
    """A way that a stage of other proceedings offers (nothing could be collected) is open once they came there."""
    for lane in known.lanes:
        for step in lane.steps:
            if lane.graph.has(step.to_stage) and route.id in lane.graph.stage(step.to_stage).offers:
                return Look(State.OPEN, Why.NO_TIME_KNOWN, by=step.id, lane=_lane(route, known))
    return Look(State.NOT_YET, Why.NOT_OFFERED)


def always(route: Route, known: Known) -> Look:
    """No last day is written down."""
    return Look(State.OPEN, Why.NO_TIME_KNOWN, lane=_lane(route, known))


def _begun(route: Route, known: Known) -> Look | None:
    """How it stands where such proceedings were begun: they run, or their first step is still to be made in time.

    None where there are none, or where they may be those of another client, whose time is not hers.
    """
    lanes = [one for one in known.lanes if one.graph.family == route.procedure]
    if not lanes or route.procedure in known.of_others:
        return None
    lane = lanes[-1]
    if lane.steps:
        return Look(State.TAKEN, Why.RUNS, lane=lane.id)
    is_over = lane.act_by is not None and lane.act_by < known.today
    state = State.WAS if is_over else State.OPEN
    why = Why.PERIOD_OVER if is_over else Why.BEGUN
    return Look(state, why, until=lane.act_by, period=_first_period(route, known), lane=lane.id)


def _lane(route: Route, known: Known) -> UUID | None:
    return next((one.id for one in reversed(known.lanes) if one.graph.family == route.procedure), None)


def _arising_from(route: Route, known: Known) -> UUID | None:
    found = _last_spawning(route, known)
    return found.id if found else None


def _last_spawning(route: Route, known: Known) -> Taken | None:
    """The last step that may bring such proceedings about."""
    found = [
        step
        for lane in known.lanes
        for step in lane.steps
        if lane.graph.has(step.to_stage) and route.procedure in lane.graph.stage(step.to_stage).spawns
    ]
    return max(found, key=lambda one: one.on, default=None)


def _first_period(route: Route, known: Known) -> DeadlineRule | None:
    """Our period to make the first step of such proceedings."""
    graphs = known.law.family(route.procedure or "", known.forum)
    rules = (rule for graph in graphs[:1] for rule in deadlines_at(graph, graph.initial))
    return next((one for one in rules if one.side is Side.OURS), None)


def _last_day(rule: DeadlineRule, start: date, calendar: Calendar) -> date | None:
    try:
        return due(rule, start, calendar).act_by
    except DueUnknown:
        return None


def limitation(known: Known, id_: str) -> LimitationRule | None:
    """The limitation rule of the country with this id; None where it has none."""
    return next((one for one in known.law.limitation_rules if one.id == id_), None)


def bar_of(rule: LimitationRule | None, start: date) -> TimeBar | None:
    """When a limitation that nothing touches ends; None: the country has no such rule."""
    if rule is None:
        return None
    length = Length(months=12 * (rule.years or 0) + (rule.months or 0), days=rule.days or 0)
    outer = None if rule.outer_years is None else Length.of_years(rule.outer_years)
    return time_bar(Limit(length, outer), start, [])
