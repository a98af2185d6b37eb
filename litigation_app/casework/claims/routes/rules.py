"""Is a way to compensation open to one victim today, and until when? Of proceedings that took too long each is judged by itself. Pure:
what was recorded in, an answer out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from litigation_app.casework.claims.routes.status import Claimed, Known, Lane, Look, State, Taken, Why
from litigation_app.casework.claims.routes.windows import rules as windows
from litigation_app.casework.claims.routes.windows.rules import bar_of, limitation
from litigation_app.law import routes
from litigation_app.law.country import LimitationRule, Route
from litigation_app.law.deadlines import set_by_court

_BEFORE_A_COURT = frozenset({"criminal", "civil", "enforcement"})
_SERVICE = "service"


def ended(route: Route, known: Known) -> Look:
    """While proceedings go on, and for as long as the law says after they ended."""
    rule = limitation(known, route.id)
    return _of_all([_until(one, rule, known) for one in _recorded(known)])


def lasting(route: Route, known: Known) -> Look:
    """Only while proceedings go on; where the country has no rule of the time afterwards, no day closes it."""
    rule = limitation(known, route.id)
    return _of_all([_while(one, rule) for one in _recorded(known)])


def _recorded(known: Known) -> list[Lane]:
    return [one for one in known.lanes if one.graph.family in _BEFORE_A_COURT and one.steps]


def _of_all(looks: Sequence[Look]) -> Look:
    """What is open in one of them is open to her: the nearest day of those; else the day on which the last closed."""
    open_ = [one for one in looks if one.state is State.OPEN]
    if open_:
        return min(open_, key=lambda one: one.until or date.max)
    nothing = Look(State.NOT_YET, Why.NO_PROCEEDINGS)
    return max(looks, key=lambda one: one.until or date.min, default=nothing)


def _until(lane: Lane, rule: LimitationRule | None, known: Known) -> Look:
    end = _end(lane)
    if end is None:
        return Look(State.OPEN, Why.WHILE_IT_LASTS, period=rule, lane=lane.id)
    start = _start(end, rule)
    bar = bar_of(rule, start) if start else None
    if bar is None or bar.earliest is None:
        return Look(State.OPEN, Why.START_UNKNOWN, period=rule, lane=lane.id)
    act_by = set_by_court(bar.earliest, known.calendar).act_by
    if bar.earliest < known.today:
        return Look(State.WAS, Why.PERIOD_OVER, until=act_by, period=rule, lane=lane.id)
    until = bar.earliest if act_by < known.today else act_by  # past the last working day a free day is left
    return Look(State.OPEN, Why.PERIOD_RUNS, until=until, period=rule, lane=lane.id)


def _while(lane: Lane, rule: LimitationRule | None) -> Look:
    end = _end(lane)
    if rule is None:
        return Look(State.OPEN, Why.NO_DAY_AFTERWARDS, lane=lane.id)
    if end is None:
        return Look(State.OPEN, Why.ONLY_WHILE_IT_LASTS, period=rule, lane=lane.id)
    return Look(State.WAS, Why.ENDED, until=end.on, period=rule, lane=lane.id)


def _end(lane: Lane) -> Taken | None:
    """The first step after which nothing went on any more; None: the proceedings go on."""
    over = list(takewhile(lambda one: _is_over(lane, one.to_stage), reversed(lane.steps)))
    return over[-1] if over else None


def _is_over(lane: Lane, stage: str) -> bool:
    return stage in routes.after_the_end() or (lane.graph.has(stage) and lane.graph.stage(stage).is_end)


def _start(end: Taken, rule: LimitationRule | None) -> date | None:
    """The day that starts the period; None: it is not recorded, or only what came after the end is."""
    if end.to_stage in routes.after_the_end():
        return None
    return end.served_on if rule and rule.starts == _SERVICE else end.on


def look(route: Route, known: Known) -> Look:
    """How this way stands for her today."""
    found = _ABSENT.get(route.status) or BY_WINDOW[route.window](route, known)
    hers = [one for one in known.claims if one.route == route.id] if route.own_claim else []
    if not hers:
        return found
    out = [one for one in hers if one.is_out and not _is_tried_anew(route, one, known)]
    if out:
        return replace(found, state=State.TAKEN, why=Why.FILED, until=None, outer=None, claim=out[-1].id)
    return replace(found, claim=hers[-1].id)


def _is_tried_anew(route: Route, claim: Claimed, known: Known) -> bool:
    """Whether the judgment fell before which it was filed: until the retrial is over it can be put anew, or raised."""
    waits = claim.waits_since
    return route.window == "trial" and waits is not None and windows.is_retried_since(waits, known)


_ABSENT = {
    "not_established": Look(State.ABSENT, Why.NO_SUCH_WAY),
    "other_rights_only": Look(State.ABSENT, Why.OTHER_RIGHTS),
    "adopted_not_applied": Look(State.NOT_YET, Why.NOT_APPLIED),
}


BY_WINDOW: Mapping[str, Callable[[Route, Known], Look]] = {
    "trial": windows.trial,
    "plea": windows.plea,
    "damage": windows.damage,
    "wages": windows.wages,
    "award": windows.award,
    "fund": windows.fund,
    "remedy": windows.remedy,
    "offered": windows.offered,
    "ended": ended,
    "lasting": lasting,
    "always": windows.always,
}
