"""Which share is it in a year, or in years together, and how sure is it where what was counted comes in trials?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import ceil

from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas.clusters import Monitored, by_trial, cases
from litigation_app.statistics.indicators.formulas.estimates import Estimate
from litigation_app.statistics.indicators.formulas.lengths import limits
from litigation_app.statistics.indicators.formulas.proportions import proportion
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, Cell, less
from litigation_app.statistics.indicators.relations import Cells
from litigation_app.statistics.releases import TOTAL

_JUDGMENTS = "judgments_by_instance"


def share(indicator: Indicator, seen: Cells, years: Sequence[str]) -> Estimate:
    """The share in these years together; of hearings with its interval by trial, as wide as the printed counts make it."""
    table_id = indicator.tables[0]
    part, base = (together(seen, table_id, years, codes) for codes in (indicator.part, base_of(indicator)))
    found = proportion(part, base)
    if not indicator.by_trial:
        return found
    return by_trial(found, part, base, _worth(indicator, seen, years))


def _worth(indicator: Indicator, seen: Cells, years: Sequence[str]) -> float:
    """How many independent cases the hearings of these years are worth at the least."""
    return max(map(cases, _monitored(indicator, seen, years)), default=1.0)


def base_of(indicator: Indicator) -> tuple[str, ...]:
    return indicator.base or (indicator.total,)


def group(indicator: Indicator, seen: Cells, years: Sequence[str]) -> Cell:
    """All of the table in these years but those who are no part of the group."""
    table = seen.release.sheet(indicator.tables[0])
    left_out = [code for code in indicator.leave_out if code in table.codes_of(indicator.by)]
    everybody = together(seen, table.id, years, (indicator.total,))
    return less(everybody, together(seen, table.id, years, left_out)) if left_out else everybody


def trials(indicator: Indicator, seen: Cells, years: Iterable[str]) -> dict[str, int]:
    """By year of how many trials all its hearings are; without the years of which that is not printed."""
    found = {year: _turns(indicator, seen, year, "one").value for year in years} if indicator.by_trial else {}
    return {year: int(number) for year, number in found.items() if number is not None}


@dataclass(frozen=True)
class Worth:
    """So many hearings of at least so many trials (0: not printed) are worth about so many independent cases."""

    hearings: int
    trials: int
    cases: float


def worth(indicator: Indicator, seen: Cells) -> Worth | None:
    """Of all years together; None: nothing comes in trials, or how many hearings there were is hidden."""
    base = seen.sum(indicator.tables[0], TOTAL, base_of(indicator)).value if indicator.by_trial else None
    if not base:
        return None
    # of trials through all the years each has as many firsts as there are years
    firsts = [ceil(one.firsts / one.years) for found in _monitored(indicator, seen, (TOTAL,)) for one in found]
    cases_ = min(max(_worth(indicator, seen, (TOTAL,)), 1.0), float(base))
    return Worth(int(base), max([0, *firsts]), cases_)


def judgments(indicator: Indicator, seen: Cells) -> int | None:
    """Of how many first-instance judgments at most are all whom the table of an indicator counts; None: it is not printed."""
    years = [year for year in seen.release.sheet(indicator.tables[0]).codes_of("YEAR") if year != TOTAL]
    found = [together(seen, _JUDGMENTS, _printed(seen, _JUDGMENTS, year), ("first",)).value for year in years]
    known = [value for value in found if value is not None]
    return int(sum(known)) if len(known) == len(found) else None


def hides_trials(indicator: Indicator, seen: Cells, year: str) -> bool:
    """Whether nothing printed keeps all hearings of a year from being of one trial."""
    return bool(indicator.by_trial) and _worth(indicator, seen, (year,)) <= 1


def _turns(indicator: Indicator, seen: Cells, year: str, code: str) -> Cell:
    """`code`: "all" hearings, or "one" of each trial and year."""
    table = indicator.by_trial["table"]
    return together(seen, table, _printed(seen, table, year), (indicator.by_trial[code],))


def _printed(seen: Cells, table: str, year: str) -> list[str]:
    """By which years a table prints what is asked of years together: these, or each of them where all are there."""
    there = seen.release.sheet(table).codes_of("YEAR") if seen.release.has(table) else ()
    first, _rest, last = year.partition("_")
    apart = [] if year in there or not last.isdigit() else [str(one) for one in range(int(first), int(last) + 1)]
    return apart if apart and {*apart} <= {*there} else [year]


def _monitored(indicator: Indicator, seen: Cells, years: Sequence[str]) -> Iterator[list[Monitored]]:
    """What is known of the hearings of these years, in every way that the publication prints it: as they were asked for, and
    instead of all years together each of them.
    """
    every = [year for year in seen.release.sheet(indicator.tables[0]).codes_of("YEAR") if year != TOTAL]
    span = _length(f"{seen.release.first.year}_{seen.release.last.year}")
    for asked in [years, every] if tuple(years) == (TOTAL,) and every else [years]:
        found = [_of(indicator, seen, year, span if year == TOTAL else _length(year)) for year in asked]
        yield [one for one in found if one is not None] if None not in found else []


def _of(indicator: Indicator, seen: Cells, year: str, length: int) -> Monitored | None:
    """None: how many hearings the share is of is not printed."""
    base = seen.sum(indicator.tables[0], year, base_of(indicator)).value
    if base is None:
        return None
    limited = limits(*_order(indicator, seen, year))
    hearings, firsts = (_turns(indicator, seen, year, code) for code in ("all", "one"))
    if hearings.high == UNBOUNDED:
        return Monitored(int(base), 0, length, limited)
    return Monitored(int(hearings.high), int(firsts.low), length, limited).among(int(base))


def _order(indicator: Indicator, seen: Cells, year: str) -> tuple[Cell, dict[str, Cell]]:
    """All hearings that were not the first of their trial in that year, and by code which one they were; none: not printed."""
    table = indicator.by_trial["order"]
    codes = seen.release.sheet(table).codes_of("ORDER") if seen.release.has(table) else ()
    years = _printed(seen, table, year)
    said = {code: together(seen, table, years, (code,)) for code in (TOTAL, *codes)}
    return said.pop(TOTAL), said


def _length(code: str) -> int:
    """Of a year 1, of years together how many: "2021_2022"."""
    first, _rest, last = code.partition("_")
    return int(last or first) - int(first) + 1


def together(seen: Cells, table_id: str, years: Sequence[str], codes: Sequence[str]) -> Cell:
    """These codes of several years as one."""
    return reduce(both, (seen.sum(table_id, year, codes) for year in years))


def both(one: Cell, other: Cell) -> Cell:
    """Two cells as one."""
    value = None if one.value is None or other.value is None else one.value + other.value
    low, high = one.low + other.low, one.high + other.high
    return Cell(low if value is None and low == high else value, low, high)
