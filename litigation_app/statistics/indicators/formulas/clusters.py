"""How sure is a share of hearings, where those of one trial are alike? By trial, not by hearing.

How alike the hearings of a trial are (rho) and how many each trial has (m) cannot be known from published counts. Both are
taken at their most cautious: rho = 1, and the sizes that leave the fewest independent cases of all that the counts allow.
Source of the number of cases: L. Kish, Journal of Official Statistics 8 (1992), 183-200: (sum of m)^2 / (sum of m^2), each
trial weighing as much as it has hearings.
Source of the interval: E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998), 193-201: the exact binomial interval of
so many cases, which need not be whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import hypot, sqrt

from litigation_app.statistics.indicators.formulas.estimates import WITHHELD, Estimate, percent_down, percent_up
from litigation_app.statistics.indicators.formulas.lengths import Limit, squares
from litigation_app.statistics.indicators.formulas.proportions import CONFIDENCE, Bounds
from litigation_app.statistics.indicators.formulas.ranges import Cell

METHOD = "korn-graubard"


@dataclass(frozen=True)
class Monitored:
    """So many hearings of years that stand together (`years`: how many). `firsts`: at least so many of them are the first
    of their trial in a year; one trial has at most one of them a year. `limits`: at most so many were later ones.
    """

    hearings: int
    firsts: int
    years: int = 1
    limits: tuple[Limit, ...] = ()

    def among(self, fewer: int) -> "Monitored":
        """The same of some of these hearings: each that is left out takes at most one first with it."""
        return replace(self, hearings=fewer, firsts=self.firsts - (self.hearings - fewer))

    @property
    def norm(self) -> float:
        """The highest root of the sum of squares of what each trial can have.

        By the firsts alone one has all that is no other's first, the others one hearing in each year. By the limits of so
        many years together: the norm of a sum of years is at most the root of how many they are times their squares.
        """
        by_firsts = self._by_firsts
        return min(by_firsts, sqrt(self.years * squares(self.hearings, self.limits))) if self.limits else by_firsts

    @property
    def _by_firsts(self) -> float:
        if self.firsts <= self.years:
            return float(self.hearings)
        others = self.firsts - self.years
        return hypot(self.hearings - others, sqrt(self.years * others))


def cases(monitored: Sequence[Monitored]) -> float:
    """How many independent cases these hearings are worth at the least, whatever trials they share from year to year.

    A trial can go through all the years: the norm of sizes that are added up is at most the sum of their norms (Minkowski).
    0: there are no hearings.
    """
    norms = sum(one.norm for one in monitored)
    return (sum(one.hearings for one in monitored) / norms) ** 2 if norms else 0.0


def korn_graubard(share: float, n: float) -> Bounds:
    """The exact interval of a share (0 to 1) of so many cases, which need not be whole. Raises ValueError."""
    from scipy.special import betaincinv

    if not (0 <= share <= 1 and n > 0):
        raise ValueError(f"{share} of {n} is no share")
    x, tail = share * n, (1 - CONFIDENCE) / 2
    low = 0.0 if x <= 0 else float(betaincinv(x, n - x + 1, tail))
    high = 1.0 if x >= n else float(betaincinv(x + 1, n - x, 1 - tail))
    return Bounds(low, high)


def needed(share: float, points: float) -> int:
    """How many independent cases make the interval of this share (0 to 1) reach no further than so many points (0 to 1) from it.

    So many trials with one hearing each, or all with two, are worth as much; a few long ones among them are not.
    """
    return next(n for n in count(1) if _reach(share, n) <= points)


def _reach(share: float, n: int) -> float:
    bounds = korn_graubard(share, n)
    return max(share - bounds.low, bounds.high - share)


def by_trial(found: Estimate, part: Cell, base: Cell, worth: float) -> Estimate:
    """The same share with the interval of so many independent cases; as it was where it is not printed."""
    if found.status == WITHHELD or part.value is None or not base.value:
        return found
    bounds = korn_graubard(float(part.value / base.value), min(max(worth, 1.0), float(base.value)))
    return replace(found, low=percent_down(bounds.low), high=percent_up(bounds.high), method=METHOD)
