"""What is new in a vintage, where do sources disagree, and what follows from the figures? Pure decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from litigation_app.statistics.official.figures import CUMULATIVE, REPORTING, Figure, Key, Period
from litigation_app.statistics.releases.official import MEASURES

Cell = tuple[Key, str]  # a figure and its source


@dataclass(frozen=True)
class Change:
    """What a vintage says otherwise than the one before. `kind`: new, other_source (the same figure is known from another
    source, with another number), changed, unprinted (a number was known, now the source is said not to print it), impossible
    (now there is said to be none by law), possible (the reverse, of what is not printed).
    """

    kind: str
    figure: Figure
    before: Figure | None


@dataclass(frozen=True)
class Disagreement:
    """Figures of the same thing and year that cannot both be right; each with its source."""

    measure: str
    breakdown: str
    year: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class OtherSum:
    """A figure of several years together beside the sum of the single years of another series."""

    figure: Figure
    series: str
    total: Decimal
    years: tuple[int, ...]

    @property
    def is_of_the_same_days(self) -> bool:
        """Whether the figure is of whole years too."""
        start, end = self.figure.key.period.start, self.figure.key.period.end
        return (start, end) == (date(self.years[0], 1, 1), date(self.years[-1], 12, 31))


def cell(figure: Figure) -> Cell:
    return figure.key, figure.source


def changes(before: Iterable[Figure], said: Iterable[Figure]) -> list[Change]:
    """What the figures that were typed in say otherwise than the last vintage; what is as before is left out."""
    held = list(before)
    by_cell = {cell(one): one for one in held}
    found = []
    for one in said:
        old = by_cell.get(cell(one))
        others = [other for other in held if other.key == one.key and other.value not in (None, one.value)]
        if old is None:
            found.append(Change("other_source" if others else "new", one, others[0] if others else None))
        elif (old.value, old.is_impossible) != (one.value, one.is_impossible):
            found.append(Change(_kind(old, one), one, old))
    return found


def _kind(old: Figure, one: Figure) -> str:
    if one.is_impossible:
        return "impossible"
    if one.value is None:
        return "possible" if old.is_impossible else "unprinted"
    return "changed"


def merged(before: Iterable[Figure], said: Iterable[Figure]) -> list[Figure]:
    """The next vintage: all that was known, with what was typed in for the same figure and source in its place."""
    together = {cell(one): one for one in before}
    together.update((cell(one), one) for one in said)
    return list(together.values())


def disagreements(figures: Iterable[Figure]) -> list[Disagreement]:
    """Where two series or sources contradict each other on the same measure, breakdown and year; the latest first."""
    groups: dict[tuple[str, str, str, str], list[Figure]] = {}
    for one in figures:
        if one.value is not None:
            groups.setdefault((one.key.measure, one.key.unit, one.key.breakdown, one.key.period.year), []).append(one)
    found = []
    for (measure, _unit, breakdown, year), rows in groups.items():
        if apart := [one for one in rows if any(_contradict(one, other) for other in rows)]:
            ordered = sorted(apart, key=lambda one: (one.key.series, one.codes))
            found.append(Disagreement(measure, breakdown, year, tuple(ordered)))
    return sorted(found, key=lambda one: (one.year, one.measure, one.breakdown), reverse=True)


def _contradict(one: Figure, other: Figure) -> bool:
    """Other numbers for the same days; or, of what is counted, more in a part of these days than in all of them."""
    if one.value is None or other.value is None or one.value == other.value:
        return False
    if one.key.period[1:] == other.key.period[1:]:
        return True
    less, more = sorted((one, other), key=lambda figure: figure.value or Decimal(0))
    return one.key.unit not in MEASURES and _is_within(more.key.period, less.key.period)


def _is_within(part: Period, whole: Period) -> bool:
    if part.start is None or part.end is None or whole.start is None or whole.end is None:
        return False
    return whole.start <= part.start and part.end <= whole.end


def other_sums(figures: Iterable[Figure]) -> list[OtherSum]:
    """Figures of several years whose single years another series prints, every one of them, to another sum."""
    held = [one for one in figures if one.value is not None]
    found = []
    for one in held:
        start, end = one.key.period.start, one.key.period.end
        if one.key.period.kind != CUMULATIVE or start is None or end is None:
            continue
        years = tuple(range(start.year, end.year + 1))
        for series in sorted({other.key.series for other in held if _is_same(one, other)}):
            parts = by_year([other for other in held if _is_same(one, other) and other.key.series == series])
            total = sum((parts[year] for year in years if year in parts), Decimal(0))
            if all(year in parts for year in years) and total != one.value:
                found.append(OtherSum(one, series, total, years))
    return found


def by_year(figures: Iterable[Figure]) -> dict[int, Decimal]:
    """The numbers of single years; a report's own twelve months stand for the year in which they begin, a part of a year for none."""
    return {
        int(one.key.period.year): one.value for one in figures if one.value is not None and one.key.period.is_of_a_year
    }


def runs(years: Sequence[int], breaks: Iterable[int]) -> list[list[int]]:
    """Years that may be joined by a line: without a gap, and not over a year from which on it is counted otherwise."""
    broken = set(breaks)
    found: list[list[int]] = []
    for year in sorted(years):
        if found and year == found[-1][-1] + 1 and year not in broken:
            found[-1].append(year)
        else:
            found.append([year])
    return found


def _is_same(one: Figure, other: Figure) -> bool:
    """The same measure and breakdown of a single year; of the same body or of another."""
    key, theirs = one.key, other.key
    is_single = theirs.period.kind not in {CUMULATIVE, REPORTING} and theirs.period.year.isdigit()
    return is_single and (key.measure, key.unit, key.breakdown) == (theirs.measure, theirs.unit, theirs.breakdown)
