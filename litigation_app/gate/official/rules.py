"""What is a line of figures that somebody types in, and what does the next vintage consist of? Pure decisions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from litigation_app.statistics.official import measures
from litigation_app.statistics.official.figures import CALENDAR, REPORTING, Figure, Key, Period
from litigation_app.statistics.releases import TOTAL
from litigation_app.statistics.releases.official import MEASURES

# what a part may say otherwise than its whole
_OF_A_PART: Mapping[str, Any] = {
    "breakdown": "",
    "value": "",
    "is_absent": False,
    "is_impossible": False,
    "confidence": "",
    "page": "",
    "note": "",
}


@dataclass(frozen=True)
class Line:
    """A figure that is looked for. `value` "": nothing is said of it; `is_absent`: the source does not print it; "0": none.

    `is_impossible`, of those that are absent: there can be none by the law of the country.
    """

    measure: str
    unit: str
    breakdown: str
    series: str
    kind: str
    start: str
    end: str
    source: str
    value: str = ""
    is_absent: bool = False
    confidence: str = ""
    page: str = ""
    note: str = ""
    is_impossible: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.value and not self.is_absent

    @property
    def period(self) -> Period:
        return Period(self.kind, *(date.fromisoformat(day) if day else None for day in (self.start, self.end)))

    @property
    def key(self) -> Key:
        return Key(self.measure, self.unit, self.breakdown, self.series, self.period)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def line_of(said: Mapping[str, Any]) -> Line:
    """The reverse of Line.as_json."""
    return Line(**said)


def of_figure(figure: Figure) -> Line:
    key = figure.key
    start, end = (day.isoformat() if day else "" for day in key.period[1:])
    value = "" if figure.value is None else format(figure.value, "f")
    of = (key.measure, key.unit, key.breakdown, key.series, key.period.kind, start, end, figure.source)
    more = figure.confidence, figure.page, figure.note, figure.is_impossible
    return Line(*of, value, figure.value is None, *more)


def figures(lines: Iterable[Line]) -> list[Figure]:
    """What the lines say; blank ones say nothing."""
    return [_figure(one) for one in lines if not one.is_blank]


def _figure(one: Line) -> Figure:
    value = None if one.is_absent else Decimal(one.value)
    return Figure(one.key, value, one.source, one.confidence, one.page, one.note, one.is_impossible)


def expected(before: Iterable[Figure], series: str, period: Period, source: str) -> list[Line]:
    """The lines of a new year: what this series printed in its latest single year, with empty fields."""
    mine = [one for one in before if one.key.series == series and one.value is not None and _single(one)]
    latest = max((int(one.key.period.year) for one in mine if _year(period) > int(one.key.period.year)), default=None)
    last = [one for one in mine if int(one.key.period.year) == latest]
    asked = dict.fromkeys((one.key.measure, one.key.unit, one.key.part) for one in last)
    return [blank(measure, unit, breakdown, series, period, source) for measure, unit, breakdown in asked]


def years_named(breakdown: str) -> set[str]:
    """The years that a part is called by, such as "reported in 2023"."""
    return set(re.findall(r"(?<!\d)20\d\d(?!\d)", breakdown))


def blank(measure: str, unit: str, breakdown: str, series: str, period: Period, source: str) -> Line:
    start, end = (day.isoformat() if day else "" for day in period[1:])
    return Line(measure, unit, breakdown, series, period.kind, start, end, source)


def of_source(lines: Iterable[Line], code: str, other: str) -> list[Line]:
    """The lines, with those of one source said to be of another."""
    return [replace(one, source=other) if one.source == code else one for one in lines]


def like(line: Line, measure: str, unit: str, breakdown: str) -> Line:
    """Another figure of the same source and time, still blank."""
    return Line(measure, unit, breakdown, line.series, line.kind, line.start, line.end, line.source)


def printed_before(before: Iterable[Figure], line: Line) -> Figure | None:
    """The latest single year of the same series before this line's."""
    found = [one for one in before if _goes_on(one.key, line.key) and one.value is not None and _single(one)]
    earlier = [one for one in found if int(one.key.period.year) < _year(line.period)]
    return max(earlier, key=lambda one: int(one.key.period.year), default=None)


def offered() -> list[tuple[str, str, str]]:
    """Measure, unit and breakdown of all that GRETA, the EU or GLOTIP ask for, printed yet or not."""
    return [one for measure in measures.measures().values() for one in measures.asked(measure)]


def offered_apart() -> list[tuple[str, str, str]]:
    """The same of persons by sex, age, citizenship and form."""
    return [one for measure in measures.measures().values() for one in measures.asked_apart(measure)]


def period_of_year(year: int, first: date | None, last: date | None) -> Period:
    """The calendar year, or the source's own period."""
    if first is None or last is None:
        return Period(CALENDAR, date(year, 1, 1), date(year, 12, 31))
    return Period(REPORTING, first, last)


def objection(lines: Sequence[Line]) -> str | None:
    """Why lines cannot be handed over, as a code: "nothing" is said, "undated", "twice" the same figure; None: they can."""
    said = [(one.key, one.source) for one in lines if not one.is_blank]
    if not said:
        return "nothing"
    if all(key.period.end is None for key, _source in said):
        return "undated"
    return "twice" if len(set(said)) != len(said) else None


def _goes_on(one: Key, other: Key) -> bool:
    """Whether they are of one series, of whatever time."""
    return (one.measure, one.unit, one.part, one.series) == (other.measure, other.unit, other.part, other.series)


@dataclass(frozen=True)
class Misfit:
    """Parts that do not fit their whole: one that is larger, or all that it is divided into, with another sum."""

    whole: Line
    parts: tuple[Line, ...]

    @property
    def total(self) -> Decimal:
        return sum((Decimal(one.value) for one in self.parts), Decimal(0))


def misfits(lines: Iterable[Line]) -> list[Misfit]:
    """Of whole numbers of the same source and time, in the order of the lines. A hint: a source may know no more of some."""
    said = [one for one in lines if one.value and one.unit not in MEASURES]
    wholes = [one for one in said if one.breakdown == TOTAL]
    within = [
        Misfit(whole, parts) for whole in wholes for parts in _unfit(whole, [one for one in said if _is_of(one, whole)])
    ]
    return within + [Misfit(whole, parts) for whole in wholes for parts in _unfit_across(whole, said)]


def _unfit(whole: Line, parts: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    for one in parts:
        if Decimal(one.value) > Decimal(whole.value):
            yield (one,)
    for codes in measures.halves().values():
        halves = tuple(one for one in parts if one.breakdown in codes)
        if len(halves) == len(codes) and Misfit(whole, halves).total != Decimal(whole.value):
            yield halves


def _unfit_across(whole: Line, said: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Of what other measures count of it."""
    for rule in measures.across():
        beside = [one for one in said if f"{one.measure};{one.key.part}" in rule.parts and _is_beside(one, whole)]
        parts = tuple(beside) if rule.whole == whole.measure else ()
        total, is_whole = Misfit(whole, parts).total, rule.is_all and len(parts) == len(rule.parts)
        if total > Decimal(whole.value) or (is_whole and total != Decimal(whole.value)):
            yield parts


def _is_beside(part: Line, whole: Line) -> bool:
    """Whether another measure is of the same source, time and unit."""
    return replace(part, measure=whole.measure, **_OF_A_PART) == replace(whole, **_OF_A_PART)


def _is_of(part: Line, whole: Line) -> bool:
    return part.breakdown != TOTAL and replace(part, **_OF_A_PART) == replace(whole, **_OF_A_PART)


def _single(figure: Figure) -> bool:
    return figure.key.period.year.isdigit()


def _year(period: Period) -> int:
    return period.start.year if period.start else 0
