"""Which share was over within so many months, of a group that was followed to the end of its window?

A closed cohort: everybody was under watch from the start and nobody was lost, so that the share is that of Aalen-Johansen
whatever the order of the ends. Whoever came under watch late is no part of it (left truncation).
"""

from collections.abc import Mapping, Sequence

from litigation_app.statistics.indicators.formulas.estimates import Estimate
from litigation_app.statistics.indicators.formulas.proportions import proportion
from litigation_app.statistics.indicators.formulas.quantiles import cumulated
from litigation_app.statistics.indicators.formulas.ranges import Cell


def within(
    parts: Mapping[str, Cell], group: Cell, edges: Mapping[str, int], others: Sequence[Cell] = ()
) -> dict[str, Estimate]:
    """The share over by the end of each band, in percent, by the code of its mark: no band's code, which counts that band alone.

    `parts`: the bands in order; `edges`: the upper end of each; `others`: what else divides the group.
    """
    sums = cumulated(list(parts.values()), group, others)
    return {mark(edges[code]): proportion(so_far, group) for code, so_far in zip(parts, sums, strict=True)}


def mark(months: int) -> str:
    """The code of everything up to so many months."""
    return f"within_{months}"
