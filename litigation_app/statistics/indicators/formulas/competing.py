"""How likely is one end by a certain time, when another end rules it out? (Aalen-Johansen, from exact times.)"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from litigation_app.statistics.indicators.formulas.survival import Moment, Point, Stay, log_log, moments


@dataclass(frozen=True)
class _Past:
    """One earlier moment as the variance needs it. `before`: the share that still waited; `reached`: the incidence after it."""

    moment: Moment
    before: float
    reached: float


def aalen_johansen(stays: Sequence[Stay], event: str) -> list[Point]:
    """The share that has ended by `event` after each end; whoever ended otherwise can no longer end by it.

    Source: O. O. Aalen and S. Johansen, Scand. J. Statist. 5 (1978), 141-150; variance: Pintilie (2006), 4.10.
    """
    waiting, reached, past, found = 1.0, 0.0, list[_Past](), list[Point]()
    for moment in moments(stays, event):
        if not moment.at_risk:
            continue
        reached += waiting * moment.events / moment.at_risk
        past.append(_Past(moment, waiting, reached))
        waiting *= 1 - moment.ended / moment.at_risk
        if moment.events:
            low, high = log_log(reached, math.sqrt(max(_variance(past, reached), 0.0)))
            found.append(Point(moment.at, reached, low, high))
    return found


def _variance(past: Sequence[_Past], reached: float) -> float:
    total = 0.0
    for one in past:
        n, ended, events = one.moment.at_risk, one.moment.ended, one.moment.events
        still = reached - one.reached
        total += still**2 * ended / (n * (n - ended)) if n > ended else 0.0
        total += one.before**2 * events * (n - events) / n**3
        total -= 2 * still * one.before * events / n**2
    return total
