"""How is a table cleaned whose thousands of hidden numbers every question would go through?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from litigation_app.disclosure.suppression.aggregation import aggregate
from litigation_app.disclosure.suppression.blends import Blends
from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.feasible_moves import Inside

if TYPE_CHECKING:
    from litigation_app.disclosure.suppression.heuristic import Search


@contextmanager
def aggregated(search: Search) -> Iterator[None]:
    """Meanwhile nothing more is hidden, so that what moves together goes on to."""
    whole = search.inside
    search.inside = Inside(search.board, search.effort, aggregate(search.board, search.hidden))
    search.inside.asked = whole.asked
    search.inside.show(search.hidden)
    try:
        yield
    finally:
        whole.asked, search.inside = search.inside.asked, whole
        search.inside.show(search.hidden)


def serve_by_blends(search: Search, column: int, before: Mask) -> bool:
    """Asked first is what moves found before, two by two, leave furthest from being met; what they meet is not asked."""
    blends, reach = Blends(search.proofs, column, before), np.zeros(len(search.tasks))
    lost = np.array(search.proofs.unmet(), dtype=np.intp)
    reach[lost] = blends.reach(lost)
    with blends.supposed():
        is_met = search.serve_again(reach)
    if is_met:
        blends.add()
    return is_met and search.serve_again(reach)
