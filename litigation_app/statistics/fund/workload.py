"""How long would a run take for the amounts that it has to draw, and is that more than anybody should wait?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from litigation_app.statistics.fund import draws
from litigation_app.statistics.fund.depth import BESIDE_PATHS
from litigation_app.statistics.fund.inputs import CountSeries, CountsRefused
from litigation_app.statistics.fund.scenario import Scenario

DRAWN = 2.7e-8  # seconds of a core for an award that is drawn, measured on the Serbian scenario with 40 and 400 times its counts
OWN = 5.0  # how often the scenario's own awards are drawn on all futures: its run, the search of a cap, the map (measured)
WITHHELD = 2  # more runs where counts are withheld: lowest, highest, ranges
SECONDS_MOST = 300.0  # of a core
SIXTY = 60.0
FUTURES_LEAST = 10_000  # fewer count as so many: the amounts of one year of one future lie in memory together


class TooManyAwards(CountsRefused):
    """A run that would take hours, or more memory than there is."""

    code = "too_many_awards"


def require_bearable(scenario: Scenario, counts: Sequence[CountSeries], *, paths: int) -> None:
    """Raises TooManyAwards where the scenario with its options and shocks would take longer than anybody should wait."""
    found = seconds(scenario, counts, paths=max(paths, FUTURES_LEAST))
    if not found <= SECONDS_MOST:
        raise TooManyAwards(f"{found / SIXTY:,.0f} minutes are expected; at most {SECONDS_MOST / SIXTY:g} are taken")


def seconds(scenario: Scenario, counts: Sequence[CountSeries], *, paths: int) -> float:
    """Expected seconds of a core for the amounts alone; what a small run takes besides is some ten seconds."""
    ways = [*(replace(scenario, stress=one) for one in scenario.stresses), *(one.scenario for one in scenario.options)]
    own = OWN + WITHHELD * any(one.masked_share for one in counts)
    drawn = own * paths * draws_of_a_future(scenario, counts)
    drawn += min(paths, BESIDE_PATHS) * sum(draws_of_a_future(way, counts) for way in ways)
    return DRAWN * drawn


def draws_of_a_future(scenario: Scenario, counts: Sequence[CountSeries]) -> float:
    """Expected amounts of all years: awards, advances (on refused applications, too), lumps of income."""
    return float(draws.by_year(scenario, draws.victims_a_year(scenario, counts)).sum())
