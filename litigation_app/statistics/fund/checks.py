"""Do the simulated answers of a run agree with what is computed without chance, and where can nothing be computed so?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from litigation_app.statistics.fund import without_chance
from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.means import Means
from litigation_app.statistics.fund.param import quantile
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.simulate import Progress

if TYPE_CHECKING:
    from litigation_app.statistics.fund.answers import Variant

AGREED = 3.0  # standard errors
MISSED = (
    0.015  # share of a computed figure that the average over sets of assumptions may miss: measured on the four files
)
SPAN = 4.0  # the lattice reaches so many times beyond the simulated 99 % as it lies beyond the 95 %
WORK_MOST = 400  # levels of prices x years x groups; some twenty seconds of a core (Serbia: 40)
TAILS = (0.95, 0.99)
SWITCHED_OFF = "switched_off"


@dataclass(frozen=True)
class Seen:
    """A simulated level, and the standard error that so many paths leave it."""

    value: float
    error: float


@dataclass(frozen=True)
class Agreement:
    """A simulated figure beside the computed one; `apart` in standard errors."""

    simulated: float
    error: float
    computed: float
    apart: float
    is_agreed: bool


@dataclass(frozen=True)
class Checks:
    """`awards`: 95 % and 99 % of today's value of all that is paid to victims (by FFT); `dry`: the chance of running dry by each
    year (by lattice). Either is empty where it cannot be computed, and `awards_why`, `dry_why` are the codes of the reasons."""

    awards: tuple[Agreement, ...]
    awards_why: tuple[str, ...]
    dry: tuple[Agreement, ...]
    dry_why: tuple[str, ...]


def seen(ordered: Array) -> tuple[Seen, ...]:
    """The levels of `TAILS` of a sorted sample; the error is half of what lies between the levels a standard error of their
    share to either side."""
    n, found = len(ordered), []
    for p in TAILS:
        aside = math.sqrt(p * (1 - p) / n)
        between = quantile(ordered, min(p + aside, 1.0)) - quantile(ordered, p - aside)
        found.append(Seen(quantile(ordered, p), between / 2))
    return tuple(found)


def checks(scenario: Scenario, groups: Sequence[Prepared], own: Variant, paths: int, progress: Progress) -> Checks:
    """All of it on these groups; `own`: what so many paths of the same scenario gave; `progress` hears the share done."""
    why, dry_why = awards_why(scenario, groups), dry_why_not(scenario, groups)
    first = 1.0 if dry_why else 0.5  # both take about as long: the same sets at the same levels of prices
    awards = () if why else tuple(_awards(scenario, groups, own, lambda share: progress(first * share)))
    dry: tuple[Agreement, ...] = ()
    if not dry_why:
        computed = without_chance.dry_by_year(
            scenario, groups, lambda index: means(scenario, index), lambda share: progress(first + first * share)
        )
        errors = [math.sqrt(p * (1 - p) / paths) for p in computed]
        dry = tuple(_agreement(*one) for one in zip(own.dry_by_year, errors, computed, strict=True))
    progress(1.0)
    return Checks(awards, why, dry, dry_why)


def _awards(scenario: Scenario, groups: Sequence[Prepared], own: Variant, progress: Progress) -> list[Agreement]:
    simulated = own.awards_today
    bad, worst = (one.value for one in simulated)
    law = without_chance.awards_today(scenario, groups, max(worst + SPAN * (worst - bad), 1.0), progress)
    return [_agreement(s.value, s.error, level(law, p)) for s, p in zip(simulated, TAILS, strict=True)]


def level(law: without_chance.OnLattice, p: float) -> float:
    """The amount that a share p does not exceed, between the points of the lattice."""
    if p <= law.pmf[0]:  # nothing at all is an amount of its own
        return 0.0
    reached = np.cumsum(law.pmf) - law.pmf / 2  # the mass of a point lies evenly about it
    return float(np.interp(p, reached, np.arange(len(reached)) * law.step))


def _agreement(simulated: float, error: float, computed: float) -> Agreement:
    difference = abs(simulated - computed)
    apart = difference / error if error > 0 else 0.0
    return Agreement(simulated, error, computed, apart, difference <= AGREED * error + MISSED * abs(computed))


def awards_why(scenario: Scenario, groups: Sequence[Prepared]) -> tuple[str, ...]:
    """Why today's value of the awards cannot be computed; () where it can."""
    found = {
        SWITCHED_OFF: not scenario.is_checked,
        "advances": scenario.advance.share > 0,
        "damages": any(len(g.laws) > 1 for g in groups),
        "long": without_chance.many_levels(scenario) * scenario.horizon * len(groups) > WORK_MOST,
    }
    return tuple(code for code, is_so in found.items() if is_so)


def dry_why_not(scenario: Scenario, groups: Sequence[Prepared]) -> tuple[str, ...]:
    """Why the chance of running dry cannot be computed; () where it can."""
    s, reasons = scenario, awards_why(scenario, groups)
    is_wavering = any(bool(np.any(g.posterior.phi > 0)) or bool(np.any(g.posterior.size > 1)) for g in groups)
    found = {
        "lag": is_wavering and sum(share > 0 for share in s.lag) > 1,
        "payment": sum(share > 0 for share in s.payment_lag) > 1 or s.payment_lag[0] == 0,
        "recovery": s.recovery_share.highest > 0,
        "handling": s.per_application.highest > 0,
        "office": not s.admin_fixed.is_certain,
        "receipts": any(x.cv > 0 or x.events > 0 or not x.collected.is_certain for x in s.sources),
        "lapsing": s.is_lapsing and bool(s.sources),
        "interest": s.interest > 0,
    }
    reasons += tuple(code for code, is_so in found.items() if is_so)
    return reasons or (("uncovered",) if not _is_covered(s) else ())


def _is_covered(scenario: Scenario) -> bool:
    """Whether the office alone never takes more than there is, at whatever prices."""
    every = [means(scenario, one.index) for one in without_chance.price_levels(scenario)]
    return all(min(x.incomes) >= 0 if x.is_lapsing else x.held.min() >= 0 for x in every)


def means(scenario: Scenario, index: Array) -> Means:
    """What the fund holds for awards where prices have this index: income of each year less its office."""
    s, unit = scenario, index if scenario.is_income_indexed else np.ones(len(index))
    incomes = s.budget * unit - (s.admin_fixed.mean + s.payroll) * index
    incomes[0] -= s.start_up * index[0]
    for one in s.sources:
        runs = np.asarray([one.runs_in(year) for year in range(s.horizon)])
        incomes += one.base * one.collected.mean * one.share * runs * (index if s.is_indexed(one) else 1.0)
    return Means(s.opening_reserve, tuple(float(x) for x in incomes), is_lapsing=s.is_lapsing)
