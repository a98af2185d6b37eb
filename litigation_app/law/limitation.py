"""When does a claim or a prosecution become time-barred, after what interrupted it or let it stand still?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from litigation_app.law.counting import Length, after

_DAY = timedelta(days=1)


class Effect(StrEnum):
    """Interrupts: the period starts anew, in full. Suspends: it stands still and then goes on."""

    INTERRUPTS = "interrupts"
    SUSPENDS = "suspends"


@dataclass(frozen=True)
class Happening:
    """What touched a limitation period on one day, or from `on` to `until` (both included).

    `lasts`: it is of the kind that goes on for a time; `until` None then says that it is not over yet. `is_sure` is
    False where the law leaves doubt whether it has the effect.
    """

    effect: Effect
    on: date
    until: date | None = None
    lasts: bool = False
    is_sure: bool = True


@dataclass(frozen=True)
class Limit:
    """How long a period is; `absolute` is the length after which it ends whatever happened, None where there is none."""

    length: Length
    absolute: Length | None = None


@dataclass(frozen=True)
class TimeBar:
    """When a period ends. None: not while what stopped it goes on.

    `earliest` leaves out what is not sure, `ends` counts it; `absolute` is the end that nothing moves.
    """

    earliest: date | None
    ends: date | None
    absolute: date | None


def time_bar(limit: Limit, start: date, happenings: Iterable[Happening]) -> TimeBar:
    """Return the days on which a period ends; raises BeyondCalendar.

    The absolute end is not moved by a standstill: whether it should be is disputed, and the earlier day is the safe
    one. What happens after the end comes too late and changes nothing.
    """
    known = sorted(happenings, key=lambda one: one.on)
    absolute = None if limit.absolute is None else after(start, limit.absolute)
    sure = _runs_out(limit.length, start, [one for one in known if one.is_sure])
    told = _runs_out(limit.length, start, known)
    return TimeBar(earliest=_first(sure, absolute), ends=_first(told, absolute), absolute=absolute)


def _first(*days: date | None) -> date | None:
    return min((one for one in days if one is not None), default=None)


def _runs_out(length: Length, start: date, happenings: list[Happening]) -> date | None:
    begins, still = start, list[Happening]()
    end: date | None = after(start, length)
    for one in happenings:
        if end is None or one.on > end:
            break
        if one.effect is Effect.SUSPENDS:
            still.append(one)
        elif one.lasts and one.until is None:
            return None
        else:
            begins = max(begins, one.until or one.on)
        end = _end(length, begins, still)
    return end


def _end(length: Length, begins: date, still: list[Happening]) -> date | None:
    """Add the days of each standstill; one that holds the beginning moves it, so that the full length follows.

    `still` is in the order of its beginnings, so that no day counts twice where two overlap.
    """
    for one in still:
        if one.on <= begins:
            if one.until is None:
                return None
            begins = max(begins, one.until)
    end, counted = after(begins, length), begins
    for one in still:
        first = max(one.on, counted + _DAY)
        if first > end:
            continue
        if one.until is None:
            return None
        if one.until >= first:
            end, counted = end + (one.until - first + _DAY), one.until
    return end
