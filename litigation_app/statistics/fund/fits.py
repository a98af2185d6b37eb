"""How closely does each family of laws fit a published histogram of damages: what would it expect in each band?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.families import FAMILIES
from litigation_app.statistics.fund.histograms import from_histogram
from litigation_app.statistics.fund.scenario import Damage


@dataclass(frozen=True)
class FamilyFit:
    """The best law of a family: awards that it expects in each band, of `n` in all (where bands are ranges, the number under which
    they are likeliest), and -2 log likelihood as `histograms.likelihood` leaves out its constant: the same for all families."""

    family: str
    is_chosen: bool
    n: float
    minus2loglik: float
    expected: tuple[float, ...]


def fits(damage: Damage) -> tuple[FamilyFit, ...]:
    """All families on the bands of a damage; none where it has no histogram."""
    return tuple(_fit(family, damage) for family in FAMILIES) if damage.bounds else ()


def _fit(family: str, damage: Damage) -> FamilyFit:
    found = from_histogram(family, damage.bounds, damage.counts)
    expected = found.n * np.diff(found.law.cdf(np.asarray(damage.bounds)))
    return FamilyFit(family, family == damage.fit, found.n, found.minus2loglik, tuple(expected.tolist()))
