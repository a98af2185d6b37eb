"""Are cells together known where nothing else is possible, and as how many cases do hearings count, from tables made by hand?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

import pytest

from bundled import bundle
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import relations, shares
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, Cell
from litigation_app.statistics.indicators.relations import Cells
from litigation_app.statistics.releases import Release, RowOut, TableOut


def cell(value: int | None, low: int, high: int) -> Cell:
    return Cell(None if value is None else Decimal(value), Decimal(low), Decimal(high))


def seen(found: Mapping[tuple[str, str, str], Cell]) -> Cells:
    """Cells of no publication."""
    return Cells(cast(Release, None), found)


KNOWN_BY_SUBTRACTING = cell(None, 4, 4)


def test_one_cell_stays_as_it_was_printed() -> None:
    """What the desk withheld is not printed again because a reader could work it out; several together are a new number."""
    rows = {("t", "2021", "a"): KNOWN_BY_SUBTRACTING, ("t", "2021", "b"): cell(3, 3, 3)}

    assert seen(rows).sum("t", "2021", ["a"]) == KNOWN_BY_SUBTRACTING
    assert seen(rows).sum("t", "2021", ["a", "b"]) == cell(7, 7, 7)


def test_a_sum_is_known_only_where_its_bounds_leave_no_choice() -> None:
    rows = {("t", "2021", "a"): cell(None, 2, 5), ("t", "2021", "b"): cell(3, 3, 3)}

    assert seen(rows).sum("t", "2021", ["a", "b"]) == cell(None, 5, 8)
    assert seen(rows).sum("t", "2021", ["b", "nowhere"]) == Cell(None, Decimal(3), UNBOUNDED)
    assert seen(rows).sum("t", "2021", ["b", "b"]) == cell(6, 6, 6)


def test_a_rounded_sum_of_printed_cells_is_the_sum_of_what_is_printed() -> None:
    rows = {("t", "2021", "a"): cell(100, 95, 105), ("t", "2021", "b"): cell(20, 15, 25)}

    assert seen(rows).sum("t", "2021", ["a", "b"]) == cell(120, 110, 130)


def test_years_together_are_known_where_their_bounds_meet() -> None:
    rows = {("t", "2021", "a"): KNOWN_BY_SUBTRACTING, ("t", "2022", "a"): cell(6, 6, 6)}
    open_ = rows | {("t", "2022", "a"): cell(None, 0, 6)}

    assert shares.together(seen(rows), "t", ["2021", "2022"], ["a"]) == cell(10, 10, 10)
    assert shares.together(seen(open_), "t", ["2021", "2022"], ["a"]) == cell(None, 4, 10)
    assert shares.together(seen(rows), "t", ["2021"], ["a"]) == KNOWN_BY_SUBTRACTING


def hearings(name: str, by: str, total: Mapping[str, int]) -> TableOut:
    """Of two years, of which nothing is printed, together."""
    rows = [RowOut((year, code), None) for year in ("2020", "2021") for code in total]
    rows += [RowOut(("_T", code), number) for code, number in total.items()]
    return TableOut(name, "Invented", "HEARING", "hearing", ("YEAR", by), rows)


@pytest.mark.parametrize(("firsts", "trials"), [(10, 5), (11, 6), (12, 6), (13, 7)])
def test_firsts_of_two_years_are_of_half_as_many_trials_rounded_up(firsts: int, trials: int) -> None:
    """A trial has one first in each year: eleven are of six trials at least, for five have ten at most."""
    held = hearings("hearings_by_held", "HELD", {"_T": 40, "held": 30, "postponed": 10, "unseen": 0})
    turns = hearings("hearings_by_turn", "TURN", {"_T": 40, "first": firsts, "again": 40 - firsts})
    release = bundle(first=2020, last=2021, mode="observation", tables=[held, turns])

    found = shares.worth(indicators.get("DUR-07"), relations.cells(release))

    assert found is not None
    assert (found.hearings, found.trials) == (40, trials)
