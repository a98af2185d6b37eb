"""Which share of a year's victims is known how many years later, as a scenario file states it (shares, or a triangle)?"""

from __future__ import annotations

from typing import Any

from litigation_app.statistics.fund.inputs import CountSeries
from litigation_app.statistics.fund.scenario import ScenarioRefused, Tree
from litigation_app.statistics.fund.scenario_values import COUNT_MOST, Values
from litigation_app.statistics.fund.triangles import TriangleRefused, chain_ladder

ROWS_MOST = 50  # years of reports; more than any register here is old
ALL_KNOWN = (1.0,)


def reported(v: Values, table: Tree, where: str, series: CountSeries) -> tuple[float, ...]:
    """Cumulative share (0 to 1) of a year's victims that is known after 0, 1, 2, ... years. Raises ScenarioRefused."""
    if "reporting" not in table:
        return ALL_KNOWN
    name = f"{where}.reporting"
    delay = v.known("reporting", table["reporting"], name)
    if "triangle" in delay:
        name = f"{name}.triangle"
        shares = _by_triangle(v, delay["triangle"], name)
    else:
        shares = v.shares(delay, "shares", name, is_whole=True)
    known = tuple(min(sum(shares[: i + 1]), 1.0) for i in range(len(shares)))
    if known[0] <= 0:
        raise ScenarioRefused(name, "some victims must be known in the first year")
    _require_few(series, known, name)
    return known


def _by_triangle(v: Values, given: Any, where: str) -> tuple[float, ...]:
    rows = _rows(v, given, where)
    try:
        return tuple(chain_ladder(rows).shares)
    except TriangleRefused as stop:
        raise ScenarioRefused(where, str(stop)) from stop


def _rows(v: Values, given: Any, where: str) -> list[list[float]]:
    """A year a row, the newest last: each row has one number less than the one before it, the last has one."""
    if not isinstance(given, list) or not given or not all(isinstance(row, list) for row in given):
        raise ScenarioRefused(where, "must be a list of rows")
    if len(given) > ROWS_MOST:
        raise ScenarioRefused(where, f"must have at most {ROWS_MOST} rows")
    if any(len(row) != len(given) - i for i, row in enumerate(given)):
        raise ScenarioRefused(where, "must be a triangle: each row one number less, the last row one")
    rows = [[v.number({"x": x}, "x", where) for x in row] for row in given]
    if max(sum(row) for row in rows) > COUNT_MOST:
        raise ScenarioRefused(where, f"must be at most {COUNT_MOST:,} in a row")
    return rows


def _require_few(series: CountSeries, known: tuple[float, ...], where: str) -> None:
    """What is foretold of a year is bounded like what is counted."""
    counted = zip(series.years.values(), series.known(known), strict=True)
    foretold = [c.hi / c.years / share for c, share in counted]
    if max(foretold, default=0.0) > COUNT_MOST:
        raise ScenarioRefused(where, f"must foretell at most {COUNT_MOST:,} victims in a year")
