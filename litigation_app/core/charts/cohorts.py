"""How many came in which years, lane below lane, where one lane counts single years and another several as one?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts.svg import (
    HALF,
    HALF_LARGE,
    HALF_LETTER,
    Canvas,
    Number,
    Span,
    Value,
    beside,
    most,
    name_of,
    plain,
    rect,
    rule,
    sentence,
    shown,
    text,
    told,
)

_LEFT, _LANE, _HIGH, _BELOW = 140.0, 72.0, 48.0, 26.0
_GAP, _YEAR = 2.0, 4  # px between bars; letters of a year


@dataclass(frozen=True)
class Block:
    """Those of the years `first` to `last` together."""

    first: int
    last: int
    value: Value

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class CohortLane:
    """What one country counts."""

    name: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class _Years:
    """Where a year stands, and how high a value: as an area, so that five years together are no tower."""

    first: int
    last: int
    densest: float

    @property
    def slot(self) -> float:
        return (HALF - _LEFT) / (self.last - self.first + 1)

    def at(self, year: int) -> float:
        return _LEFT + self.slot * (year - self.first)

    def width(self, block: Block) -> float:
        return self.at(block.last + 1) - self.at(block.first) - _GAP

    def high(self, block: Block, value: float) -> float:
        return value / (block.last - block.first + 1) / self.densest * _HIGH


def cohorts(lanes: Sequence[CohortLane], *, title: str, number: Number = plain) -> Markup:
    """A bar for each block, as wide as its years and as large as its number, which stands on it wherever it has room."""
    canvas = Canvas(name_of("cohorts", lanes, title), HALF, _LANE * len(lanes) + _BELOW, look="chart half")
    years = _years(lanes)
    for index, lane in enumerate(lanes):
        bottom = _LANE * (index + 1) - 1
        canvas.add(*beside(lane.name, bottom - _HIGH / 2, _LEFT - 12, large=HALF_LARGE))
        for block in lane.blocks:
            _draw(canvas, years, block, bottom)
        canvas.add(*_numbers(lane, years, bottom, number))
        canvas.add(rule(_LEFT, bottom, HALF, bottom, "base"))
    every = max(1, round(_YEAR * HALF_LETTER * 1.3 / years.slot))
    for year in range(years.first, years.last + 1, every):
        canvas.add(text(years.at(year) + years.slot / 2, canvas.height - 4, str(year), "tick middle"))
    return canvas.finish(title, ". ".join(_described(lane, number) for lane in lanes))


def _years(lanes: Sequence[CohortLane]) -> _Years:
    blocks = [block for lane in lanes for block in lane.blocks]
    densest = max(most(block.value) / (block.last - block.first + 1) for block in blocks)
    return _Years(min(block.first for block in blocks), max(block.last for block in blocks), densest or 1.0)


def _draw(canvas: Canvas, years: _Years, block: Block, bottom: float) -> None:
    left, width = years.at(block.first) + _GAP / 2, years.width(block)
    if block.value is None:
        canvas.hide(left, bottom - _HIGH, width, _HIGH)
        return
    full = block.value.low if isinstance(block.value, Span) else told(block.value) or 0.0
    if full:
        canvas.add(rect(left, bottom - years.high(block, full), width, years.high(block, full), "step"))
    if isinstance(block.value, Span):
        canvas.span(left, width, bottom - years.high(block, full), bottom - years.high(block, block.value.high))


def _numbers(lane: CohortLane, years: _Years, bottom: float, number: Number) -> Iterator[Markup]:
    """Ranges first, then the largest: a number that would lie over another is left to the table."""
    taken: list[tuple[float, float]] = []
    known = [block for block in lane.blocks if block.value is not None]
    for block in sorted(known, key=lambda one: (not isinstance(one.value, Span), -most(one.value))):
        words = shown(block.value, number)
        middle, half = years.at(block.first) + (years.width(block) + _GAP) / 2, len(words) * HALF_LETTER / 2
        middle = min(max(middle, _LEFT + half), HALF - half)
        if all(middle + half <= left or right <= middle - half for left, right in taken):
            taken.append((middle - half, middle + half))
            yield text(middle, bottom - years.high(block, most(block.value)) - 5, words, "middle strong halo")


def _described(lane: CohortLane, number: Number) -> str:
    return sentence(lane.name, [one.label for one in lane.blocks], [one.value for one in lane.blocks], number)
