"""Which steps of each proceeding fit the page: the running round, today's line, and what is to come; what is older is one number.

Columns show order, not distance; the same day is the same column in every lane. Of more columns than fit, the newest past
and the nearest future win.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from litigation_app.core.charts.lanes import Dot, Lane, Year, years_of

MOST = 7  # columns beside the titles and the number of earlier steps
AHEAD_AT_LEAST = 3  # columns kept for what is to come, where there is so much


@dataclass(frozen=True)
class Fitted:
    """A lane as it fits. `earlier`: how many steps are folded, `since`: their years; `stands`: the step at which it
    stands, where that one is older than the columns."""

    lane: Lane
    dots: Sequence[Dot]
    earlier: int
    since: str
    stands: Dot | None


@dataclass(frozen=True)
class Board:
    """Lanes with their columns (1 .. columns); today's line is drawn after column `past`."""

    lanes: Sequence[Fitted]
    columns: int
    past: int
    years: Sequence[Year]
    later: int = 0  # to come after the last column


@dataclass(frozen=True, order=True)
class _Place:
    """A column before it has a number: a day, and which step of that day."""

    on: date
    nth: int


@dataclass(frozen=True)
class _Placed:
    """A step, or (`is_step` no) something to come, in its place."""

    place: _Place
    dot: Dot
    is_step: bool


def fit(lanes: Sequence[Lane], ahead: Sequence[Sequence[Dot]], today: date) -> Board:
    """Lay these lanes out. `ahead`: of each lane what is to come, or is overdue, with its day."""
    placed = [_placed(_recent(lane.dots, today), to_come) for lane, to_come in zip(lanes, ahead, strict=True)]
    every = sorted({one.place for of_lane in placed for one in of_lane})
    past = [one for one in every if one.on <= today]
    future = every[len(past) :]
    kept_past = past[max(len(past) - MOST + min(len(future), AHEAD_AT_LEAST), 0) :]
    kept = [*kept_past, *future[: MOST - len(kept_past)]]
    number = {place: column for column, place in enumerate(kept, start=1)}
    fitted = [_fitted(lane, of_lane, number) for lane, of_lane in zip(lanes, placed, strict=True)]
    later = len([one for of_lane in placed for one in of_lane if one.place.on > today and one.place not in number])
    return Board(fitted, max(len(kept), 1), len(kept_past), years_of([one.on for one in kept]), later)


def _recent(dots: Sequence[Dot], today: date) -> list[Dot]:
    """The steps of the running round that have a day; a proceeding whose last step has none stands at today."""
    first = max((place for place, dot in enumerate(dots) if dot.round), default=0)
    found = [dot for dot in dots[first:-1] if dot.on is not None]
    return [*found, *(replace(dot, on=dot.on or today) for dot in dots[-1:])]


def _placed(steps: Sequence[Dot], to_come: Sequence[Dot]) -> list[_Placed]:
    """Each with its place; two of one day stand one after the other."""
    both = [*((dot, True) for dot in steps), *((dot, False) for dot in to_come)]
    found: list[_Placed] = []
    for dot, is_step in sorted(both, key=lambda one: one[0].on or date.min):
        on = dot.on or date.min
        nth = found[-1].place.nth + 1 if found and found[-1].place.on == on else 0
        found.append(_Placed(_Place(on, nth), dot, is_step))
    return found


def _fitted(lane: Lane, placed: Sequence[_Placed], number: dict[_Place, int]) -> Fitted:
    shown = [replace(one.dot, column=number[one.place]) for one in placed if one.place in number]
    steps = len([one for one in placed if one.is_step and one.place in number])
    folded = lane.dots[: len(lane.dots) - steps]
    stands = folded[-1] if folded and not steps else None
    return Fitted(lane, _joined(shown, has_earlier=bool(folded)), len(folded) - bool(stands), _since(folded), stands)


def _joined(dots: Sequence[Dot], *, has_earlier: bool) -> list[Dot]:
    """Each with how many columns lie between it and the one before; the first reaches back to what is folded."""
    first = [replace(dot, span=dot.column if has_earlier else 0) for dot in dots[:1]]
    return [
        *first,
        *(replace(now, span=now.column - before.column, after=before.state) for before, now in pairwise(dots)),
    ]


def _since(dots: Sequence[Dot]) -> str:
    """The years of these steps: "2022" or "2022–2025"."""
    found = [dot.on.year for dot in dots if dot.on is not None]
    if not found:
        return ""
    return str(min(found)) if min(found) == max(found) else f"{min(found)}–{max(found)}"
