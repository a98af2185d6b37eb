"""Do the proposer and the attacker keep their promises on small tables that can be checked by counting everything?"""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.linked_tables import linked
from litigation_app.disclosure import policy
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.audit.feasible_set import SolverFailed
from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.links import Within, resolve
from litigation_app.disclosure.model import RULE_AWARE_READER, Attacker, Cell, Fact, Interval, Relation, System
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.disclosure.suppression import heuristic as search_of
from litigation_app.disclosure.suppression.heuristic import Search
from litigation_app.disclosure.suppression.problem import Board
from litigation_app.disclosure.suppression.protect import NotProtectable, cost, protect
from litigation_app.disclosure.tables import Row

K5 = replace(policy.public(), cases_k=1)


def count(key, value):
    return Cell(key, value, value, value, value)


def grid(rows, *, harmless=True):
    """A two-way table with margins as a system: keys "r|c", "T" for a total."""
    height, width = len(rows), len(rows[0])
    full = {(str(r), str(c)): rows[r][c] for r in range(height) for c in range(width)}
    for c in range(width):
        full["T", str(c)] = sum(row[c] for row in rows)
    for r in (*map(str, range(height)), "T"):
        full[r, "T"] = sum(full[r, str(c)] for c in range(width))
    tall, wide = [str(r) for r in range(height)], [str(c) for c in range(width)]
    relations = [Relation(f"T|{c}", tuple(f"{r}|{c}" for r in tall), harmless) for c in (*wide, "T")]
    relations += [Relation(f"{r}|T", tuple(f"{r}|{c}" for c in wide), harmless) for r in (*tall, "T")]
    return System(tuple(count(f"{r}|{c}", v) for (r, c), v in full.items()), tuple(relations))


tables = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 7), min_size=width, max_size=width), min_size=2, max_size=3)
)
tiny = st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=3)


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(rows=tables, harmless=st.booleans())
def test_no_sensitive_number_is_published_and_no_number_is_altered(rows, harmless):
    system = grid(rows, harmless=harmless)

    pattern = protect(system, K5)

    assert not primary(system, K5).keys() & pattern.published
    assert all(system.value(key) == value for key, value in pattern.visible(system).items())
    assert pattern.published | pattern.withheld == set(system.by_key)


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(rows=tables, harmless=st.booleans())
def test_what_protect_proposes_the_attacker_accepts(rows, harmless):
    system = grid(rows, harmless=harmless)

    pattern = protect(system, K5)

    assert audit.audit_system(system, pattern.visible(system), demands(system, K5), K5).failures == ()


@pytest.mark.thorough
@settings(max_examples=40, deadline=None)
@given(rows=tables, order=st.randoms(use_true_random=False))
def test_the_order_of_cells_and_relations_does_not_matter(rows, order):
    system = grid(rows)
    cells, relations = list(system.cells), list(system.relations)
    order.shuffle(cells)
    order.shuffle(relations)

    again = System(tuple(cells), tuple(relations))

    assert protect(again, K5) == protect(system, K5)


@pytest.mark.thorough
@settings(max_examples=40, deadline=None)
@given(rows=tables)
def test_the_cheapest_pattern_has_no_cell_to_spare(rows):
    system, wanted = grid(rows), demands(grid(rows), K5)

    pattern = protect(system, K5)

    assert pattern.optimal
    for key in pattern.withheld - primary(system, K5).keys():
        seen = {**pattern.visible(system), key: system.value(key)}
        assert not audit.audit_system(system, seen, wanted, K5).ok


@settings(max_examples=40, deadline=None)
@given(rows=tables, data=st.data())
def test_the_truth_lies_in_every_interval_and_knowing_less_never_narrows_one(rows, data):
    system = grid(rows)
    keys = [cell.key for cell in system.cells]
    more = frozenset(data.draw(st.sets(st.sampled_from(keys), min_size=1)))
    fewer = frozenset(data.draw(st.sets(st.sampled_from(sorted(more)))))
    seen = {key: system.value(key) for key in keys if key not in fewer}
    less = {key: value for key, value in seen.items() if key not in more}

    narrow = audit.intervals(seen, system.relations, sorted(fewer))
    wide = audit.intervals(less, system.relations, sorted(fewer))

    for key in fewer:
        assert wide[key].low - 1e-6 <= narrow[key].low <= system.value(key) + 1e-6
        assert system.value(key) - 1e-6 <= narrow[key].high <= wide[key].high + 1e-6


@pytest.mark.thorough
@settings(max_examples=25, deadline=None)
@given(rows=tiny, data=st.data())
def test_whole_number_intervals_equal_counting_every_table(rows, data):
    system, shape = grid(rows), (len(rows), 2)
    inner = [f"{r}|{c}" for r in range(shape[0]) for c in range(2)]
    hidden = data.draw(st.sets(st.sampled_from(inner), min_size=1, max_size=4))
    seen = {cell.key: cell.value for cell in system.cells if cell.key not in hidden}

    found = audit.intervals(seen, system.relations, sorted(hidden), whole=True)

    small = [grid([[0, 0]] * shape[0]), *_fillings(rows, hidden)]
    possible = [table for table in small if all(table.value(key) == value for key, value in seen.items())]
    for key in hidden:
        values = [table.value(key) for table in possible]
        assert found[key] == Interval(min(values), max(values))


def _fillings(rows, hidden):
    places = [tuple(map(int, key.split("|"))) for key in sorted(hidden)]
    for values in itertools.product(range(10), repeat=len(places)):
        filled = [list(row) for row in rows]
        for (r, c), value in zip(places, values, strict=True):
            filled[r][c] = value
        yield grid(filled)


def test_a_single_small_cell_needs_the_other_corners_of_a_rectangle():
    system = grid([[2, 14, 17], [23, 31, 12], [41, 8, 26]])
    margins = frozenset(key for key in system.by_key if "T" in key)

    pattern = protect(system, K5, always_published=margins)

    assert pattern.optimal
    assert "0|0" in pattern.withheld
    assert len(pattern.withheld) == 4


def test_a_zero_is_no_hiding_place():
    system = grid([[6, 6, 6], [3, 6, 6], [0, 6, 0]])
    leaking = {"1|0", "1|2", "2|0", "2|2"}
    seen = {cell.key: cell.value for cell in system.cells if cell.key not in leaking}

    found = audit.audit_system(system, seen, demands(system, K5), K5)

    assert not found.ok
    assert audit.recoverable(audit.intervals(seen, system.relations, sorted(leaking)))["1|0"] == 3
    assert not any(system.value(key) == 0 for key in protect(system, K5).withheld)


def test_who_knows_one_case_learns_of_no_other():
    system = grid([[3, 9], [9, 9]])
    insider = Attacker("one_case", tuple(Fact(key, 2, None) for key in ("0|0", "0|T", "T|0", "T|T")))
    known = System(system.cells, system.relations, (insider,))

    pattern = protect(known, K5)

    found = audit.audit_system(known, pattern.visible(known), demands(known, K5), K5)
    assert found.ok
    assert found.attackers == {"public_reader": 1, "one_case": 1}


def test_an_insider_can_undo_what_an_outsider_cannot():
    system = grid([[4, 4, 9], [9, 9, 9], [9, 9, 9]])
    hidden = {"0|0", "0|1", "1|0", "1|1"}
    seen = {cell.key: cell.value for cell in system.cells if cell.key not in hidden}
    insider = Attacker("sole_contributor", (Fact("0|0", 4, 4),))

    outside = audit.audit(seen, system.relations, demands(system, K5), K5)
    inside = audit.audit(seen, system.relations, demands(system, K5), K5, attackers=[insider])

    assert outside.ok
    assert {failure.keys for failure in inside.failures} == {("0|1",)}


def test_what_must_be_published_may_make_protection_impossible():
    system = grid([[2, 9], [9, 9]])

    with pytest.raises(NotProtectable):
        protect(system, K5, always_published=frozenset({"0|0"}))
    with pytest.raises(NotProtectable):
        protect(system, K5, always_published=frozenset(system.by_key) - {"0|0"})


def test_no_work_and_contradictions_are_never_a_pass():
    system = grid([[2, 9], [9, 9]])
    wanted, seen = demands(system, K5), protect(system, K5).visible(system)

    late = audit.audit_system(system, seen, wanted, K5, budget=0)
    wrong = audit.audit_system(system, {**seen, "T|T": 5, "1|1": 9, "T|1": 1}, wanted, K5)

    assert not late.ok
    assert not wrong.ok
    with pytest.raises(SolverFailed):
        audit.intervals({"T": 3, "a": 5}, [Relation("T", ("a", "b"))], ["b"])


def test_work_that_is_spent_early_withholds_more_not_less():
    system = grid([[2, 9, 4], [9, 9, 8], [7, 6, 3]])

    hurried = protect(system, K5, budget=0)

    assert not hurried.complete
    assert audit.audit_system(system, hurried.visible(system), demands(system, K5), K5).ok


def test_an_interval_with_room_for_fractions_only_fails():
    """Twice the hidden cell is even, so between 0 and 1 no whole number but 0 is left."""
    relations = [Relation("T", ("a", "b")), Relation("U", ("a", "c")), Relation("V", ("b", "c"))]
    seen = {"T": 5, "U": 5, "V": 5}

    with pytest.raises(SolverFailed):
        audit.intervals(seen, relations, ["a"], whole=True)

    assert audit.intervals(seen, relations, ["a"])["a"] == Interval(2.5, 2.5)


def test_the_certificate_names_policy_tables_and_solver_but_no_cell():
    system = grid([[2, 9], [9, 9]])
    seen = protect(system, K5).visible(system)

    found = audit.audit_system(system, seen, demands(system, K5), K5)

    assert found.policy_hash == policy.public().digest
    assert found.solver.startswith("HiGHS ")
    assert len(found.digest) == 64
    assert "0|0" not in repr(found)


def test_the_certificate_is_the_same_whether_or_not_somebody_is_recorded_in_the_later_step_alone():
    """Whoever knows the source could hash both ways of linking and read off which of them was true."""
    steps = {"convicted": 20, "awarded": 10}
    people = {name: [Row(f"p{n}", f"c{n}", f"h{n % 5}", {}) for n in range(size)] for name, size in steps.items()}
    others = {**people, "awarded": [Row(f"q{n}", f"d{n}", f"h{n % 5}", {}) for n in range(5)] + people["awarded"][:5]}

    links = [resolve(Within("convicted", "awarded"), members)[1] for members in (people, others)]
    digests = {audit.audit(steps, relations, [], K5).digest for relations in links}

    assert links[0] != links[1]
    assert len(digests) == 1


def test_work_that_is_spent_while_a_cheaper_choice_is_looked_for_is_no_failure():
    system = linked(48, 2)
    wanted, forced = demands(system, K5), primary(system, K5)
    board = Board(system, wanted, keep=frozenset(), weight=[cost(cell) for cell in system.cells])
    hidden = np.array([key in forced for key in board.keys] + [False] * len(board.joint)) | board.free
    search = Search(board, wanted, hidden, Effort(60))
    search.run()
    search.effort.spend(60)

    assert [search.expel(column) for column in search.complements()[:2]] == [False, False]


def test_work_that_is_spent_among_the_swaps_leaves_what_is_safe_from_readers_of_the_rules(monkeypatch):
    """Not everything withheld: what was found without swaps stands, and readers of the rules were counted in from the start."""
    system = replace(linked(48, 2), attackers=(RULE_AWARE_READER,))
    plain = protect(system, K5, thorough=False)
    improve = Search.improve

    def spent(search):
        search.effort.spend(search.effort.left)
        return improve(search)

    monkeypatch.setattr(Search, "improve", spent)
    monkeypatch.setattr(search_of, "PROVABLE_CELLS", 0)

    late = protect(system, K5)

    assert late.published == plain.published
    assert len(late.published) > len(system.cells) / 3
    assert not late.complete
    assert audit.audit_system(system, late.visible(system), demands(system, K5), K5).ok
