"""How long until it happens, when many cases still wait and some came under watch late? (Kaplan-Meier, from exact times.)"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Z = 1.959963984540054  # the standard normal's 97.5 % point: 95 % confidence


@dataclass(frozen=True)
class Stay:
    """One case under watch, in days (or months) since its start. `end`: what ended it; "": it still waits (censored).

    `entered` after 0: it came under watch late and counts at risk only from then on (left truncation).
    """

    left: float
    end: str = ""
    entered: float = 0.0


@dataclass(frozen=True)
class Moment:
    """What happened at one time: how many were at risk just before it, how many ended by the event asked about, how many at all."""

    at: float
    at_risk: int
    events: int
    ended: int


@dataclass(frozen=True)
class Point:
    """The value from this time on, until the next point. `low`..`high`: 95 percent, log(-log) scale."""

    at: float
    value: float
    low: float
    high: float


def moments(stays: Sequence[Stay], event: str) -> list[Moment]:
    """Every time at which something ended, in order. At risk at t: entered before t and not gone before t.

    ValueError: a stay that ends before it begins.
    """
    if any(stay.left < stay.entered or stay.entered < 0 for stay in stays):
        raise ValueError("a stay ends before it begins")
    times = sorted({stay.left for stay in stays if stay.end})
    return [_moment(stays, event, at) for at in times]


def _moment(stays: Sequence[Stay], event: str, at: float) -> Moment:
    at_risk = sum(stay.entered < at <= stay.left for stay in stays)
    ended = [stay.end for stay in stays if stay.end and stay.left == at]
    return Moment(at, at_risk, ended.count(event), len(ended))


def kaplan_meier(stays: Sequence[Stay], event: str) -> list[Point]:
    """The share that still waits after each event; every other end counts as censoring, so that 1 - S is too high where
    another end is final: use `competing.aalen_johansen` then.

    With late entry an early risk set can be so small that all of it ends: the curve then stays at 0.
    Sources: E. L. Kaplan and P. Meier, JASA 53 (1958), 457-481; interval: Kalbfleisch and Prentice (2002), 1.4.
    """
    value, spread, found = 1.0, 0.0, []
    for moment in moments(stays, event):
        if not moment.events or not moment.at_risk:
            continue
        left = moment.at_risk - moment.events
        value *= left / moment.at_risk
        spread += moment.events / (moment.at_risk * left) if left else math.inf
        low, high = log_log(value, math.sqrt(spread) * value)
        found.append(Point(moment.at, value, low, high))
    return found


def log_log(value: float, deviation: float) -> tuple[float, float]:
    """The 95 percent interval of a share on the scale log(-log): it never leaves 0 to 1. At 0 and 1 it is that point."""
    if not 0 < value < 1:
        return value, value
    width = Z * deviation / (value * abs(math.log(value)))
    return value ** math.exp(width), value ** math.exp(-width)


def at(points: Iterable[Point], when: float, start: float = 1.0) -> Point:
    """The curve at a time; before the first point it is `start`."""
    found = Point(0.0, start, start, start)
    for point in points:
        if point.at <= when:
            found = point
    return found


def quantile(points: Iterable[Point], share: float) -> float | None:
    """The first time at which at least this share (0 to 1) has ended; None: not reached. Not a mean of finished cases."""
    return next((point.at for point in points if 1 - point.value >= share - 1e-12), None)
