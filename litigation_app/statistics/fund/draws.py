"""How many amounts does one future look up in each of its years: awards, advances (on what is refused, too), lumps of income?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.inputs import CountSeries
from litigation_app.statistics.fund.prepared import rate, unseen
from litigation_app.statistics.fund.scenario import NO_ADVANCE, Scenario

HIGH_GROWTH = 0.999  # the level of growth at which a far year is counted


def victims_a_year(scenario: Scenario, counts: Sequence[CountSeries]) -> float:
    """Expected victims in scope, also those whom the counts do not see."""
    given = {one.group: one for one in counts}
    return sum(
        rate(g, given.get(g.name, g.counts)).mean * g.share_in_scope * unseen(g.coverage) for g in scenario.groups
    )


def by_year(scenario: Scenario, victims: float) -> Array:
    """Expected amounts of each year, with growth near its highest, old cases and the mass case of the scenario's shock."""
    growth = max(1.0 + float(scenario.growth.quantile(np.asarray([HIGH_GROWTH]))[0]), 0.0)
    return np.asarray(
        [
            (victims * scenario.ramp_in(t) * growth**t + scenario.old_in(t) + _at_once(scenario, t))
            * _amounts_of_a_victim(scenario)
            + sum(one.events for one in scenario.sources if one.runs_in(t))
            for t in range(scenario.horizon)
        ]
    )


def beside_awards(scenario: Scenario, victims: float) -> float:
    """Expected amounts of all years that are no awards: advances and lumps of income."""
    bare = replace(scenario, sources=(), advance=NO_ADVANCE)
    return float((by_year(scenario, victims) - by_year(bare, victims)).sum())


def _at_once(scenario: Scenario, year: int) -> float:
    stress = scenario.stress
    return stress.victims * scenario.ramp_in(year) if stress and stress.victims_year == year else 0.0


def _amounts_of_a_victim(scenario: Scenario) -> float:
    """An award if it is granted; an advance on every application, where there are advances."""
    applying = scenario.application_rate.mean * scenario.eligible.mean
    return applying * (scenario.grant_rate.mean + (1.0 if scenario.advance.share > 0 else 0.0))
