"""What is the law of a sum of awards on a lattice of money (FFT; no randomness)?"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Atoms
from litigation_app.statistics.fund.counting import Complex, Counting

POINTS = 2**17  # lattice points kept; the transform is twice as long
TILT = 10.0  # wrapped mass is damped by exp(-2 * TILT), rounding grows by exp(TILT): 2e-9 and 2e-12


@dataclass(frozen=True)
class Part:
    """One group: how many awards, and the law of one award on the common lattice."""

    number: Counting
    award: Array


def discretise(excess: Callable[[Array], Array], step: float, points: int) -> Array:
    """Award law on 0, step, 2 step, ... (shape: `points`): `excess(y)` is E[(award - y)+], an amount for each of an array of
    amounts; keeps the mean (local moment matching).

    The excess, not the mean below y: where it is small its own digits are small too, and the tail is no rounding noise.
    """
    above = excess(np.asarray(np.arange(points + 1) * step, dtype=np.float64))
    pmf = np.empty(points)
    pmf[0] = 1 - (above[0] - above[1]) / step
    pmf[1:] = (above[:-2] - 2 * above[1:-1] + above[2:]) / step
    return np.maximum(pmf, 0.0)


def common_step(amounts: Sequence[float], points: int) -> float | None:
    """Largest step of which every amount is a multiple; None when no step fits `points` or the amounts are not decimal."""
    parts = [Fraction(repr(float(a))) for a in amounts if a > 0]
    if not parts:
        return 1.0
    below = math.lcm(*(p.denominator for p in parts))
    step = Fraction(math.gcd(*(int(p * below) for p in parts)), below)
    return float(step) if max(parts) / step <= points / 4 else None


def nice_step(span: float, points: int) -> float:
    """Smallest of 1, 2, 5 times a power of ten with which `points` steps cover `span`."""
    raw = max(span, 1e-9) / points
    power = 10.0 ** math.floor(math.log10(raw))
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= raw * (1 - 1e-12))


def compound(parts: Sequence[Part], points: int) -> Array:
    """pmf of the total of all parts, shape (`points`,): chances of 0, step, 2 step, ... (padded to twice the length, and tilted)."""
    spectrum = np.ones(points + 1, dtype=np.complex128)
    for part in parts:
        spectrum *= part.number.pgf(_tilted(part.award, points))
    return _untilted(spectrum, points)


def compound_rows(numbers: Sequence[Counting], award: Array, points: int) -> Array:
    """A row for each law of the number of awards, all of one law: the pmf of their total, as `compound` gives it."""
    spectrum = _tilted(award, points)
    return np.stack([_untilted(number.pgf(spectrum), points) for number in numbers])


def _tilted(award: Array, points: int) -> Complex:
    law = np.zeros(points)
    law[: min(points, len(award))] = award[:points]
    return np.asarray(np.fft.rfft(law * np.exp(-TILT * np.arange(points) / points), 2 * points))


def _untilted(spectrum: Complex, points: int) -> Array:
    found = np.fft.irfft(spectrum, 2 * points)[:points] * np.exp(TILT * np.arange(points) / points)
    return np.asarray(np.maximum(found, 0.0))


def atoms_on(law: Atoms, step: float, points: int) -> Array:
    """Lattice law of atoms that are all multiples of `step`, of at most `points` chances; what lies above is left out."""
    amounts, probs = np.asarray(law.amounts), np.asarray(law.probs)
    held = amounts < (points - 0.5) * step
    places = np.rint(amounts[held] / step).astype(int)
    return np.asarray(np.bincount(places, weights=probs[held]), dtype=np.float64)
