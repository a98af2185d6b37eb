"""What does a reader's "what if" answer: the six figures with some values moved, beside the estimate, at a bounded pace?"""

import math
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from litigation_app.advocacy.figures import six, sliding
from litigation_app.advocacy.figures.grids import Result, amount, chance, share
from litigation_app.advocacy.figures.sliding import MoveRefused, Slider
from litigation_app.core.language import _, current
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund.whatif import Headline, base_line, beside_awards, kept, what_if

MOST_PEOPLE = 1000  # whoever asked longest ago is forgotten first


class Pace:
    """At most `most` asks of one person in `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._asked: dict[UUID, deque[float]] = {}
        self._lock = Lock()

    def allows(self, who: UUID, now: float) -> bool:
        """Whether she may ask at `now` (seconds of a clock that only goes on); an ask that is allowed is counted."""
        with self._lock:
            times = self._asked.pop(who, deque[float]())
            while times and times[0] <= now - self.seconds:
                times.popleft()
            may = len(times) < self.most
            if may:
                times.append(now)
            self._asked[who] = times
            while len(self._asked) > MOST_PEOPLE:
                del self._asked[next(iter(self._asked))]
            return may


PART = "what-if"
OK, REFUSED, TOO_SOON = 200, 422, 429
PACE = Pace(most=60, seconds=20)


@dataclass(frozen=True)
class Offer:
    """A slider as the page shows it: its words, unit and what stands in it."""

    slider: Slider
    label: str
    unit: str
    value: str
    is_wrong: bool


@dataclass(frozen=True)
class Compared:
    """One figure as words: the estimate's and the moved one's."""

    code: str
    label: str
    base: str
    moved: str


@dataclass(frozen=True)
class Answer:
    """`said`: why there are no figures, or ""; `futures` on which they rest."""

    status: int
    said: str
    offers: Sequence[Offer]
    figures: Sequence[Compared] = ()
    futures: int = 0


def answer(result: Result, typed: Mapping[str, str], who: UUID) -> Answer:
    """The figures with what was typed; refusals carry their sentence and no figures."""
    base = kept(result)
    if base is None:
        return Answer(REFUSED, _("This estimate was made by an older version and cannot be asked again."), [])
    offered = sliding.sliders(result)
    try:
        moves = sliding.moved(offered, typed, current())
    except MoveRefused as stop:
        offers = _offers(result, offered, typed, stop.code)
        return Answer(REFUSED, _why(next(one for one in offers if one.is_wrong), stop.meant), offers)
    offers = _offers(result, offered, typed, "")
    if not PACE.allows(who, time.monotonic()):
        return Answer(TOO_SOON, _("You asked very often just now. Wait a few seconds."), offers)
    beside = beside_awards(base.scenario, base.counts, moves)
    paths, seed = sliding.futures(result, moves, beside), int(result["seed"])
    if not paths:
        return Answer(REFUSED, _("So many awards cannot be drawn while you wait: make an estimate of them."), offers)
    now = base_line(base.scenario, base.counts, paths=paths, seed=seed)
    then = what_if(base.scenario, base.counts, moves, paths=paths, seed=seed) if moves else now
    return Answer(OK, "", offers, _compared(result, now, then), paths)


def _why(wrong: Offer, meant: str) -> str:
    if meant:
        return _(
            "%(what)s: this could be read two ways. If you mean %(meant)s, write it so.", what=wrong.label, meant=meant
        )
    ends = {
        "low": sliding.written(wrong.slider.least, current()),
        "high": sliding.written(wrong.slider.most, current()),
    }
    return _("%(what)s: write a number from %(low)s to %(high)s.", what=wrong.label, **ends)


def _offers(result: Result, offered: Sequence[Slider], typed: Mapping[str, str], wrong: str) -> list[Offer]:
    labels = {
        "cap": (_("Highest award"), str(result["currency"])),
        "budget": (_("Budget in a year"), str(result["currency"])),
        "application_rate": (_("Share of victims who apply"), "%"),
        "scope": (_("Victims in scope, relative to the scenario"), "%"),
    }
    return [
        Offer(one, *labels[one.code], _value(one, typed.get(one.code, "").strip()), one.code == wrong)
        for one in offered
    ]


def _value(one: Slider, typed: str) -> str:
    """What stands in the box: what was typed, else the estimate's own value."""
    if typed:
        return typed[: sliding.MOST_TYPED]
    return "" if one.base is None else sliding.written(one.base, current())


def _compared(result: Result, now: Headline, then: Headline) -> list[Compared]:
    asked: list[tuple[str, str, Callable[[float], str]]] = [
        ("settled_mean", "expected", amount),
        ("settled_q95", "year_95", amount),
        ("settled_q99", "year_99", amount),
        ("present_mean", "present_value", amount),
        ("dry", "dry", chance),
        ("office_share", "office", share),
    ]
    called = six.names(result)
    return [
        Compared(code, called[name], *(_said(getattr(one, code), say, result) for one in (now, then)))
        for code, name, say in asked
    ]


def _said(value: float, say: Callable[[float], str], result: Result) -> str:
    if math.isnan(value):
        return ""
    return f"{say(value)}{NBSP}{result['currency']}" if say is amount else say(value)
