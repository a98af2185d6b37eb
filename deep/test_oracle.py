"""Do we and τ-Argus agree on what is cheapest, what is safe and what can be worked out? Part of `make deep`."""

from dataclasses import replace

import pytest

from bench.linked_tables import linked
from deep import oracle
from litigation_app.disclosure import policy
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.suppression.protect import cost, protect

K5 = replace(policy.public(), cases_k=1)
NEAR = 1e-5


def spent(system, withheld):
    return sum(cost(system.by_key[key]) for key in withheld if not 0 < system.value(key) < K5.k)


def agree(system, withheld, tmp_path):
    """Both attacks give the same ends to every withheld number, and every small one stays open from 0 to k."""
    ours = audit.intervals(
        {c.key: c.value for c in system.cells if c.key not in withheld}, system.relations, sorted(withheld)
    )
    theirs, most = oracle.seen(system, withheld, K5.k, tmp_path), oracle.ceiling(system)
    assert theirs.keys() == ours.keys()
    for key, span in ours.items():
        assert theirs[key].low == pytest.approx(span.low, abs=NEAR)
        assert theirs[key].high == pytest.approx(min(span.high, most), abs=NEAR) or span.high > most
    small = [theirs[key] for key in withheld if 0 < system.value(key) < K5.k]
    assert all(one.low <= NEAR and one.high >= K5.k - NEAR for one in small)


@pytest.mark.parametrize("seed", range(1, 21))
def test_the_cheapest_pattern_of_48_cells_costs_the_same_and_both_attacks_see_the_same(seed, tmp_path):
    system = linked(48, seed)

    ours = protect(system, K5, budget=120)
    theirs = oracle.cheapest(system, K5.k, tmp_path)

    assert ours.optimal
    assert spent(system, ours.withheld) == pytest.approx(spent(system, theirs), abs=len(system.cells) / oracle.FINE)
    agree(system, ours.withheld, tmp_path)
    agree(system, theirs, tmp_path)


@pytest.mark.parametrize("seed", range(1, 11))
def test_525_cells_are_safe_before_the_other_attack_too(seed, tmp_path):
    system = linked(525, seed)

    ours = protect(system, K5, budget=120)

    assert ours.complete
    agree(system, ours.withheld, tmp_path)
