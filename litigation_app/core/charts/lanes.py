"""In which column of the board does each step of each proceeding stand?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

MOST_COLUMNS = 24  # desk.css knows the classes at-1 .. at-24


class State(StrEnum):
    """How a step ended, as its dot shows it."""

    DONE = "done"
    NOW = "now"
    TURNED = "turned"  # sent elsewhere: to a civil court, to another authority
    BACK = "back"  # quashed, sent back, put off
    REFUSED = "refused"  # refused, or granted and not applied
    UNKNOWN = "unknown"
    AHEAD = "ahead"  # to come: ours, or the court's
    NEAR = "near"  # a deadline of ours that is near or was not met
    THEIRS = "theirs"  # somebody else's


@dataclass(frozen=True)
class Dot:
    """One step; `on` None: the day is not known; `shown` is the day in the reader's words. `board` sets the rest.

    `round`: words where a new trial begins; `mark`: a letter that another lane repeats, `marks`: what that letter says;
    `sign`: an icon of its own, where the state alone does not say what it is.
    """

    state: State
    label: str
    on: date | None
    shown: str
    round: str = ""
    mark: str = ""
    marks: str = ""
    column: int = 0
    span: int = 0  # columns back to the step before it, 0 for the first
    after: str = ""  # the state of the step before it
    sign: str = ""
    is_said: bool = False  # the label says its state itself


@dataclass(frozen=True)
class Tie:
    """A sentence about how a lane is tied to another; `mark`: the letter that stands beside the step it speaks of."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Lane:
    """One proceeding, its steps in their order; `ties`: what brought it about, what it was joined to or severed from."""

    title: str
    dots: Sequence[Dot]
    under: str | None = None
    chip: str | None = None
    chip_kind: str = "warn"
    warning: str | None = None
    link: str | None = None
    ties: Sequence[Tie] = ()
    warning_column: int | None = None  # set by `board`; None: no room beside the steps, so below them


@dataclass(frozen=True)
class Year:
    """A year line at the left edge of a column; `skips`: a year without any step lies before it."""

    column: int
    text: str
    skips: bool


@dataclass(frozen=True)
class Board:
    """Lanes with their columns (1 .. columns); `earlier` steps were left off at the left edge."""

    lanes: Sequence[Lane]
    columns: int
    years: Sequence[Year]
    earlier: int = 0


@dataclass(frozen=True, order=True)
class _Place:
    """A column before it has a number: a day, and which step of that day (fractions: squeezed in between)."""

    on: date
    nth: float


def board(lanes: Sequence[Lane]) -> Board:
    """Give every step its column: the same day the same column in all lanes, in order of days, at most MOST_COLUMNS."""
    known = [_known(lane.dots) for lane in lanes]
    taken = sorted({place for places in known for place in places if place})
    placed = [_complete(places, taken) for places in known]
    order = sorted({place for places in placed for place in places})
    kept = order[-MOST_COLUMNS:]
    number = {place: column for column, place in enumerate(kept, start=1)}
    shown = [_arranged(lane, places, number) for lane, places in zip(lanes, placed, strict=True)]
    earlier = sum(len(before.dots) - len(after.dots) for before, after in zip(lanes, shown, strict=True))
    return Board(shown, max(len(kept), 1), years_of([place.on for place in kept]), earlier)


def _known(dots: Sequence[Dot]) -> list[_Place | None]:
    """The places of the steps that have a day; a step is never before the one it follows."""
    places: list[_Place | None] = []
    last = _Place(date.min, 0)
    for dot in dots:
        if dot.on is None:
            places.append(None)
            continue
        last = _Place(dot.on, 0) if dot.on > last.on else _Place(last.on, last.nth + 1)
        places.append(last)
    return places


def _complete(places: Sequence[_Place | None], taken: Sequence[_Place]) -> list[_Place]:
    """A step without a day takes the column left of the step that follows it, or a new one between its neighbours."""
    complete: list[_Place] = []
    last = next((place for place in reversed(places) if place), _Place(date.min, 0))
    following = _Place(last.on, last.nth + 2 ** len(places))
    step = 1.0
    for index in range(len(places) - 1, -1, -1):
        place = places[index]
        if place is None:
            before = next((one for one in reversed(places[:index]) if one), None)
            place, step = _squeezed(before, following, step, taken)
        else:
            step = 1.0
        complete.insert(0, place)
        following = place
    return complete


def _squeezed(before: _Place | None, following: _Place, step: float, taken: Sequence[_Place]) -> tuple[_Place, float]:
    left = [place for place in taken if place < following and (before is None or place > before)]
    if left:
        return left[-1], 1.0
    return _Place(following.on, following.nth - step / 2), step / 2


def _arranged(lane: Lane, places: Sequence[_Place], number: dict[_Place, int]) -> Lane:
    seen = [(dot, number[place]) for dot, place in zip(lane.dots, places, strict=True) if place in number]
    dots = [replace(dot, column=column) for dot, column in seen]
    joined = [replace(now, span=now.column - before.column, after=before.state) for before, now in pairwise(dots)]
    end = dots[-1].column if dots else 0
    free = len(number) - end
    return replace(lane, dots=[*dots[:1], *joined], warning_column=end + 1 if free >= 2 else None)


def years_of(days: Sequence[date]) -> list[Year]:
    """The year lines of columns with these days; `date.min`: of which no day is known."""
    years: list[Year] = []
    last = 0
    for column, day in enumerate(days, start=1):
        if day.year != last:
            text = "" if day == date.min else str(day.year)
            years.append(Year(column, text, bool(last) and day.year > last + 1))
            last = day.year
    return years
