"""Where is a function of a few numbers least (Nelder and Mead's simplex; no derivative, no randomness)?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from litigation_app.statistics.fund.amounts import Array


def minimise(target: Callable[[Array], float], start: Array, rounds: int = 400) -> Array:
    """Nelder and Mead's simplex in a few dimensions, restarted once at its own answer."""
    for _ in range(2):
        points = [start, *(start + 0.3 * np.eye(len(start))[i] for i in range(len(start)))]
        simplex = sorted(((target(p), i, p) for i, p in enumerate(points)), key=lambda s: s[:2])
        for turn in range(len(points), rounds):
            if simplex[-1][0] - simplex[0][0] < 1e-13 * (1 + abs(simplex[0][0])):
                break
            simplex = _simplex_step(target, simplex, turn)
        start = simplex[0][2]
    return start


def _simplex_step(
    target: Callable[[Array], float], simplex: list[tuple[float, int, Array]], turn: int
) -> list[tuple[float, int, Array]]:
    centre = np.mean([s[2] for s in simplex[:-1]], axis=0)
    worst = simplex[-1]

    def at(factor: float) -> tuple[float, int, Array]:
        point = centre + factor * (worst[2] - centre)
        return target(point), turn, point

    tried = at(-1.0)
    if tried[0] < simplex[0][0]:
        further = at(-2.0)
        tried = further if further[0] < tried[0] else tried
    elif tried[0] >= simplex[-2][0]:
        inner = at(0.5 if tried[0] >= worst[0] else -0.5)
        if inner[0] >= min(tried[0], worst[0]):
            best = simplex[0][2]
            shrunk = [(s[2] + best) / 2 for s in simplex[1:]]
            simplex = [simplex[0], *((target(p), turn + i, p) for i, p in enumerate(shrunk))]
            return sorted(simplex, key=lambda s: s[:2])
        tried = inner
    return sorted([*simplex[:-1], tried], key=lambda s: s[:2])
