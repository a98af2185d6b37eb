"""What does a reader's "what if" answer: which values may be moved, the six figures then, beside the estimate, at a bounded pace?"""

import math
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from threading import Lock
from uuid import UUID

from litigation_app.advocacy.figures import six_figures
from litigation_app.advocacy.figures.grids import Result, amount, chance, share
from litigation_app.core.language import _, current
from litigation_app.core.money import AmountRefused, format_number, parse_amount
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund.whatif import DRAGGING, RESTING, Headline, base_line, beside_awards, kept, what_if

MOST_TYPED = 20  # letters of a number
DECIMALS = 6  # that a box shows


@dataclass(frozen=True)
class Slider:
    """One value that a reader may move, in the unit she sees: `per` of it are one of the engine's (100 for per cent).

    `base`: where the estimate stands; None: it has no such bound.
    """

    code: str
    base: float | None
    least: float
    most: float
    step: float
    per: float = 1.0


class MoveRefused(ValueError):
    """A slider's value cannot be read or lies outside its ends; `code` names the slider, `meant` a spelling that would be taken
    where what was typed can be read two ways, or ""."""

    def __init__(self, code: str, meant: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.meant = meant


BUDGET_STEP, CAP_STEP, ROOM = 5_000.0, 500.0, 3
LEAST_TOP = {"cap": 50_000.0, "budget": 300_000.0}
APPLYING_LEAST = 0.5  # per cent
SCOPE_MOST = 1000.0  # per cent of the victims counted
BUSY = 40  # awards a year from which a slider is answered on fewer futures
AWARDS_MOST = 4_000_000  # that an answer may draw: some 0.1 s of CPU time, beside as much for everything else
FUTURES_LEAST = 500  # fewer say nothing of one year in a hundred


def sliders(result: Result) -> list[Slider]:
    """Cap, budget, application rate and scope, with ends wide enough to turn the answer; the estimate's own value is within them."""
    found = {one["code"]: one for one in result["assumptions"]}
    floor, cap, budget = (found[c]["values"][0] if c in found else None for c in ("floor", "cap", "budget"))
    applying = round(100 * found["application_rate"]["mean"], 1)
    return [
        Slider("cap", cap, _least(_up(floor or 0.0, CAP_STEP), cap), _top("cap", cap, CAP_STEP), CAP_STEP),
        Slider("budget", budget, 0.0, _top("budget", budget, BUDGET_STEP), BUDGET_STEP),
        Slider("application_rate", applying, _least(APPLYING_LEAST, applying), 100.0, 0.1, per=100.0),
        Slider("scope", 100.0, 50.0, SCOPE_MOST, 10.0, per=100.0),
    ]


def _least(usual: float, base: float | None) -> float:
    return usual if base is None else min(usual, base)


def _top(code: str, base: float | None, step: float) -> float:
    return max(LEAST_TOP[code], _up(ROOM * (base or 0.0), step))


def _up(value: float, step: float) -> float:
    """The next step at or above a value."""
    return -(-value // step) * step


def written(value: float, language: str) -> str:
    """A slider's value or end as people of `language` write it: "80,000" or "80.000", with the decimals that it has (six at most)."""
    decimals = next((places for places in range(DECIMALS) if round(value, places) == value), DECIMALS)
    return format_number(Decimal(value), language, decimals)


def moved(offered: Sequence[Slider], typed: Mapping[str, str], language: str) -> dict[str, float]:
    """What was moved, in the engine's units: what stands at its base is left out, so that its uncertainty stays.

    Raises:
        MoveRefused: names the slider.
    """
    found = {}
    for one in offered:
        text = typed.get(one.code, "").strip()
        if not text or (one.base is not None and text == written(one.base, language)):
            continue
        value = _read(one, text, language)
        if one.base is None or abs(value - one.base) > 1e-9 * max(abs(one.base), 1.0):
            found[one.code] = value / one.per
    return found


def _read(one: Slider, text: str, language: str) -> float:
    """By the desk's one rule of amounts: "80.000" is eighty thousand in Serbian and refused in English."""
    try:
        value = float(parse_amount(text[: MOST_TYPED + 1], language))
    except AmountRefused as stop:
        raise MoveRefused(one.code, stop.meant) from None
    if len(text) > MOST_TYPED or not one.least <= value <= one.most:
        raise MoveRefused(one.code)
    return value


def futures(result: Result, moves: Mapping[str, float], beside: float = 0.0) -> int:
    """On how many futures a slider is answered: fewer where a scheme has many awards, so that the answer stays quick.

    `beside`: advances and lumps of income that one future draws, too. 0: so much cannot be drawn while somebody waits.
    """
    awards = result["high"]["awards_a_year"] * moves.get("scope", 1.0) * _more_apply(result, moves)
    drawn = awards * result["horizon"] + beside
    quick = min(RESTING if awards <= BUSY else DRAGGING, int(AWARDS_MOST / max(drawn, 1.0)))
    return quick if quick >= FUTURES_LEAST else 0


def _more_apply(result: Result, moves: Mapping[str, float]) -> float:
    """How many times as many of the victims apply; 1 where nobody moved that."""
    if "application_rate" not in moves:
        return 1.0
    usual = next(one["mean"] for one in result["assumptions"] if one["code"] == "application_rate")
    return moves["application_rate"] / usual if usual > 0 else 1.0


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
    offered = sliders(result)
    try:
        moves = moved(offered, typed, current())
    except MoveRefused as stop:
        offers = _offers(result, offered, typed, stop.code)
        return Answer(REFUSED, _why(next(one for one in offers if one.is_wrong), stop.meant), offers)
    offers = _offers(result, offered, typed, "")
    if not PACE.allows(who, time.monotonic()):
        return Answer(TOO_SOON, _("You asked very often just now. Wait a few seconds."), offers)
    beside = beside_awards(base.scenario, base.counts, moves)
    paths, seed = futures(result, moves, beside), int(result["seed"])
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
        "low": written(wrong.slider.least, current()),
        "high": written(wrong.slider.most, current()),
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
        return typed[:MOST_TYPED]
    return "" if one.base is None else written(one.base, current())


def _compared(result: Result, now: Headline, then: Headline) -> list[Compared]:
    asked: list[tuple[str, str, Callable[[float], str]]] = [
        ("settled_mean", "expected", amount),
        ("settled_q95", "year_95", amount),
        ("settled_q99", "year_99", amount),
        ("present_mean", "present_value", amount),
        ("dry", "dry", chance),
        ("office_share", "office", share),
    ]
    called = six_figures.names(result)
    return [
        Compared(code, called[name], *(_said(getattr(one, code), say, result) for one in (now, then)))
        for code, name, say in asked
    ]


def _said(value: float, say: Callable[[float], str], result: Result) -> str:
    if math.isnan(value):
        return ""
    return f"{say(value)}{NBSP}{result['currency']}" if say is amount else say(value)
