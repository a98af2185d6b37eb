"""What must hold of every table: more knowledge never widens, names do not matter, and nothing small is ever on its own."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drawing
from litigation_app.disclosure import policy
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.audit.feasible_set import Polytope
from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.model import Cell, Fact, Relation, System
from litigation_app.disclosure.sensitivity import demands
from litigation_app.disclosure.suppression.protect import cost, protect

K5 = replace(policy.public(), cases_k=1)
NEAR = 1e-6
draws = st.integers(0, 2**32).map(random.Random)


def drawn(draw):
    question = drawing.of_people(draw)
    cells = tuple(Cell(c["key"], *[c["value"]] * 4) for c in question["cells"])
    return System(cells, tuple(Relation(r["total"], tuple(r["parts"]), True) for r in question["relations"]))


@pytest.mark.thorough
@settings(max_examples=30, deadline=None)
@given(draw=draws)
def test_another_fact_never_widens_what_a_reader_can_say(draw):
    system = drawn(draw)
    pattern = protect(system, K5)
    hidden = sorted(pattern.withheld)
    if not hidden:
        return
    space = Polytope(
        pattern.visible(system), system.relations, [(key,) for key in hidden], frozenset(), Effort(math.inf)
    )
    before = {key: space.interval((key,)) for key in hidden}

    known = draw.sample(hidden, min(2, len(hidden)))
    space.narrow(space.bounds(Fact(key, draw.randint(0, int(system.value(key))), None) for key in known))
    after = {key: space.interval((key,)) for key in hidden}

    for key in hidden:
        assert before[key].low - NEAR <= after[key].low <= system.value(key) + NEAR
        assert system.value(key) - NEAR <= after[key].high <= before[key].high + NEAR


@pytest.mark.thorough
@settings(max_examples=15, deadline=None)
@given(draw=draws)
def test_other_names_for_the_codes_change_nothing_but_names(draw):
    system = drawn(draw)
    names = dict(
        zip(system.by_key, draw.sample([f"n{i}" for i in range(len(system.cells))], len(system.cells)), strict=True)
    )
    cells = tuple(replace(cell, key=names[cell.key]) for cell in system.cells)
    relations = tuple(Relation(names[r.total], tuple(names[p] for p in r.parts), r.harmless) for r in system.relations)
    renamed = System(cells, relations)

    first, second = protect(system, K5), protect(renamed, K5)

    spent = [sum(cost(one.by_key[k]) for k in p.withheld) for one, p in ((system, first), (renamed, second))]
    assert first.optimal
    assert second.optimal
    assert spent[0] == pytest.approx(spent[1])
    assert audit.audit_system(renamed, second.visible(renamed), demands(renamed, K5), K5).ok


@pytest.mark.thorough
@settings(max_examples=15, deadline=None)
@given(draw=draws)
def test_a_code_that_is_split_into_two_gives_nobody_away(draw):
    """Metamorphic: the halves are new cells under an old one; what was printed may be withheld, but nothing opens."""
    system = drawn(draw)
    split = draw.choice([cell for cell in system.cells if "T" not in cell.key])
    part = draw.randint(0, int(split.value))
    halves = [Cell(f"{split.key}/{n}", *[value] * 4) for n, value in enumerate((part, int(split.value) - part))]
    finer = Relation(split.key, tuple(half.key for half in halves), True)
    whole = System((*system.cells, *halves), (*system.relations, finer))

    pattern = protect(whole, K5)

    assert audit.audit_system(whole, pattern.visible(whole), demands(whole, K5), K5).ok
    seen = {key: value for key, value in pattern.visible(whole).items() if key in system.by_key}
    assert audit.audit_system(system, seen, demands(system, K5), K5).ok


@pytest.mark.parametrize("value", [0, 1, 4])
@pytest.mark.parametrize("shape", [(), (1, 1), (3, 3), (2, 2, 2)])
def test_empty_tables_and_those_of_zeros_or_small_numbers_alone_end_safely(shape, value):
    inner = dict.fromkeys(drawing.leaves(shape), value) if shape else {}
    full, relations = drawing.crossed(shape, inner) if shape else ({}, [])
    cells = tuple(Cell(key, *[n] * 4) for key, n in full.items())
    system = System(cells, tuple(Relation(r["total"], tuple(r["parts"]), harmless=False) for r in relations))

    pattern = protect(system, K5)

    assert pattern.complete
    assert audit.audit_system(system, pattern.visible(system), demands(system, K5), K5).ok
