"""Are linked tables of the usual sizes protected, cheaply and in time, before a judge who shares nothing with the desk?"""

from dataclasses import replace
from itertools import combinations

import pytest

from bench.linked_tables import linked
from judge_of_tables import judged
from litigation_app.disclosure import policy
from litigation_app.disclosure.suppression.protect import protect

K5 = replace(policy.public(), cases_k=1)
# The cheapest known pattern of the 525 cells of seed 1 by another method (which may hide zeros), and the room allowed.
COST_525, ROOM = 315.4, 1.02


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(1, 7))
def test_small_linked_tables_are_proved_cheapest(seed):
    system = linked(48, seed)

    pattern = protect(system, K5)
    found = judged(system, pattern.withheld)

    assert pattern.optimal
    assert (found.narrowed, found.zeros) == (0, 0)


@pytest.mark.thorough
def test_no_pattern_of_fewer_pairs_is_cheaper_than_the_proved_one():
    """Printing any one or two complements again exposes someone: seen by the judge, not by the desk."""
    system = linked(48, 2)
    pattern = protect(system, K5)
    extra = sorted(key for key in pattern.withheld if system.value(key) >= K5.k)

    for again in [*combinations(extra, 1), *list(combinations(extra, 2))[:10]]:
        assert judged(system, pattern.withheld - set(again)).narrowed


@pytest.mark.thorough
def test_525_cells_are_safe_and_cheaper_than_by_the_best_known_method():
    system = linked(525, 1)

    pattern = protect(system, K5, budget=60)
    found = judged(system, pattern.withheld)

    assert (found.small, found.narrowed, found.zeros) == (183, 0, 0)
    assert found.complements <= 87
    assert found.cost <= COST_525 * ROOM


@pytest.mark.thorough
def test_a_cut_short_search_is_safe():
    system = linked(525, 2)

    for seconds in (0.0, 0.8):
        pattern = protect(system, K5, budget=seconds)

        assert not pattern.complete
        assert judged(system, pattern.withheld, sample=9).narrowed == 0


@pytest.mark.thorough
def test_the_same_table_gives_the_same_pattern():
    system = linked(48, 3)

    assert protect(system, K5) == protect(system, K5)
