"""What do finished cases alone say about durations that we know, and what do the estimators say? (Invented cases.)

Four hundred registers of forty cases that come in over five years: what came late is still waiting when we count.
"""

import math
import random
import statistics
from dataclasses import dataclass

from litigation_app.statistics.indicators.formulas.competing import aalen_johansen
from litigation_app.statistics.indicators.formulas.survival import Stay, at, kaplan_meier, quantile

RUNS, CASES = 400, 40
WINDOW = 5 * 365.25  # days
TRUE_MEDIAN = 485.0  # days from indictment to judgment
AWARD, REFERRAL = 0.077 / 365.25, 0.379 / 365.25  # a day: of the two ends of a claim
LATE, LATE_UNTIL = 0.3, 400.0  # so many come to the organisation late, up to so many days after the indictment
SEED = 20261126


@dataclass(frozen=True)
class Found:
    """Means over all runs. `naive`: of finished cases alone (or one minus Kaplan-Meier, where another end rules out)."""

    truth: float
    naive: float
    ours: float
    runs: int

    @property
    def naive_bias(self) -> float:
        return abs(self.naive / self.truth - 1)

    @property
    def bias(self) -> float:
        return abs(self.ours / self.truth - 1)


def medians(runs: int = RUNS, *, has_late: bool = False) -> Found:
    """The median of days to a judgment: finished cases alone, and Kaplan-Meier with those who wait and those who came late."""
    chance = random.Random(SEED)
    naive, ours = [], []
    for _ in range(runs):
        stays = [_case(chance, has_late=has_late) for _ in range(CASES)]
        seen = [stay for stay in stays if stay.left > stay.entered]
        naive.append(statistics.median(stay.left for stay in seen if stay.end))
        found = quantile(kaplan_meier(seen, "judged"), 0.5)
        if found is not None:
            ours.append(found)
    return Found(TRUE_MEDIAN, statistics.fmean(naive), statistics.fmean(ours), len(ours))


def _case(chance: random.Random, *, has_late: bool) -> Stay:
    watched, takes = chance.uniform(0, WINDOW), chance.expovariate(math.log(2) / TRUE_MEDIAN)
    entered = chance.uniform(0, LATE_UNTIL) if has_late and chance.random() < LATE else 0.0
    return Stay(takes, "judged", entered) if takes <= watched else Stay(watched, "", entered)


def incidences(runs: int = RUNS) -> Found:
    """The share of claims awarded within five years, where most are referred: one minus Kaplan-Meier, and Aalen-Johansen."""
    chance = random.Random(SEED)
    stays = [[_claim(chance) for _ in range(CASES)] for _ in range(runs)]
    naive = [1 - at(kaplan_meier(one, "awarded"), WINDOW).value for one in stays]
    ours = [at(aalen_johansen(one, "awarded"), WINDOW, 0.0).value for one in stays]
    both = AWARD + REFERRAL
    truth = AWARD / both * (1 - math.exp(-both * WINDOW))
    return Found(truth, statistics.fmean(naive), statistics.fmean(ours), runs)


def _claim(chance: random.Random) -> Stay:
    watched = chance.uniform(0, WINDOW)
    takes, end = min((chance.expovariate(AWARD), "awarded"), (chance.expovariate(REFERRAL), "referred"))
    return Stay(takes, end) if takes <= watched else Stay(watched)
