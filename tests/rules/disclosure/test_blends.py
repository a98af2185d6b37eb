"""Do moves found before, two by two, tell truly what can still be met when one more number is printed?"""

import random
from dataclasses import replace

import numpy as np
import pytest

from bench.linked_tables import linked
from judge_of_tables import judged
from litigation_app.disclosure import policy
from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.model import Attacker, Cell, Fact, Relation, System
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.disclosure.suppression.blends import Blends
from litigation_app.disclosure.suppression.heuristic import WHOLE_COLUMNS, Search
from litigation_app.disclosure.suppression.move_pool import Proofs
from litigation_app.disclosure.suppression.problem import Board
from litigation_app.disclosure.suppression.protect import cost

K5 = replace(policy.public(), cases_k=1)


def board_of(system):
    """The board of a system, and what its readers must stay unsure of."""
    wanted = demands(system, K5)
    return Board(system, wanted, keep=frozenset(), weight=[cost(cell) for cell in system.cells]), wanted


def moves(board, draw, number):
    """Whole moves of a table with rows and columns: what four corners pass round, several at once, nothing below zero."""
    rows, columns = 4, 5
    at = {key: i for i, key in enumerate(board.keys)}
    found = []
    while len(found) < number:
        move = np.zeros(len(board.value))
        for _ in range(draw.randint(1, 4)):
            (r, s), (c, d), step = draw.sample(range(rows), 2), draw.sample(range(columns), 2), draw.randint(1, 6)
            for a, b, sign in ((r, c, 1), (r, d, -1), (s, c, -1), (s, d, 1)):
                move[at[f"{a}|{b}"]] += sign * step
        if (board.value + move >= 0).all():
            found.append(move)
    return found


def table(draw, *attackers):
    """Four by five numbers with all margins."""
    inner = {(r, c): draw.choice((1, 2, 3, 4, 7, 12, 20)) for r in range(4) for c in range(5)} | {(0, 0): 3}
    cells = [Cell(f"{r}|{c}", n, n, n, n) for (r, c), n in inner.items()]
    sums = []
    for r in range(4):
        cells.append(Cell(f"{r}|T", *[sum(inner[r, c] for c in range(5))] * 4))
        sums.append(Relation(f"{r}|T", tuple(f"{r}|{c}" for c in range(5))))
    for c in range(5):
        cells.append(Cell(f"T|{c}", *[sum(inner[r, c] for r in range(4))] * 4))
        sums.append(Relation(f"T|{c}", tuple(f"{r}|{c}" for r in range(4))))
    return System(tuple(cells), tuple(sums), attackers)


def proofs_of(board, wanted, found):
    tasks = [task for number in range(len(board.attackers)) for task in board.tasks(wanted, number)]
    proofs = Proofs(board, tasks)
    for move in found:
        proofs.add(move)
    return proofs


def best_by_hand(proofs, column, task):
    """The furthest that any pair of known moves goes where the column stands still, every pair tried."""
    who = proofs.tasks[task].attacker
    rows = [n for n in range(proofs.count) if proofs.agrees[n, who]]
    x, y = proofs.move[:, column], proofs.move[:, proofs.column[task]] * proofs.sign[task]
    pairs = [(p, q) for p in rows for q in rows if x[p] > 0 > x[q]]
    return max(((-x[q] * y[p] + x[p] * y[q]) / (x[p] - x[q]) for p, q in pairs), default=0.0)


@pytest.mark.parametrize("seed", range(12))
def test_the_reach_of_pairs_is_the_best_of_all_pairs_and_each_blend_is_a_move(seed):
    draw = random.Random(seed)
    board, wanted = board_of(
        table(draw, Attacker("one case", (Fact("1|1", 1, 3),)) if seed % 2 else Attacker("no case"))
    )
    proofs = proofs_of(board, wanted, moves(board, draw, 60))
    moved = proofs.move[: proofs.count, :20]
    column = draw.choice(np.flatnonzero((moved > 0).any(axis=0) & (moved < 0).any(axis=0)).tolist())

    before = proofs.bury([column])
    blends, lost = Blends(proofs, column, before), np.asarray(proofs.unmet(), dtype=np.intp)
    reach = blends.reach(lost)
    first = proofs.count
    blends.add()

    for task, share in zip(lost.tolist(), reach.tolist(), strict=True):
        best = best_by_hand(proofs, column, task) / proofs.distance[task]
        assert min(share, 1.0) == pytest.approx(min(best, 1.0), abs=1e-9)
        assert (task in blends.pair) == (best >= 1 - 1e-8)
        assert (proofs.living[task] > 0) or task not in blends.pair
    assert proofs.count > first
    for move in proofs.move[first : proofs.count]:
        assert move[column] == 0
        assert (board.value + move >= -1e-9).all()
        assert all(abs(sum(sign * move[i] for i, sign in terms)) < 1e-9 for terms in board.equations)


def test_a_move_that_contradicts_what_somebody_knows_is_no_half_of_a_blend_for_him():
    draw = random.Random(3)
    knowing = Attacker("knows one number", (Fact("0|0", 3, 3),))
    board, wanted = board_of(table(draw, knowing))
    proofs = proofs_of(board, wanted, moves(board, draw, 200))

    before = proofs.bury([7])
    blends = Blends(proofs, 7, before)
    blends.reach(np.arange(len(proofs.tasks)))

    his = [pair for task, pair in blends.pair.items() if proofs.tasks[task].attacker == 1]
    anybody = [pair for task, pair in blends.pair.items() if proofs.tasks[task].attacker == 0]
    assert his
    assert all(proofs.move[n, 0] == 0 for pair in his for n in pair)
    assert any(proofs.move[n, 0] != 0 for pair in anybody for n in pair)


class Plain(Search):
    """The same search, which asks the solver for every task again."""

    def drop(self, columns, *, by_blends=False):
        return super().drop(columns)


@pytest.mark.thorough
def test_a_large_table_is_cleaned_to_the_same_safe_pattern_with_fewer_questions():
    system = linked(1470, 1)
    board, wanted = board_of(system)
    forced = np.array([key in primary(system, K5) for key in board.keys]) | board.free
    with_blends, plain = (kind(board, wanted, forced, Effort(600)) for kind in (Search, Plain))

    with_blends.run()
    plain.run()

    assert len(with_blends.inside.columns) > WHOLE_COLUMNS
    assert with_blends.complete
    assert (with_blends.hidden == plain.hidden).all()
    assert with_blends.inside.asked < 0.6 * plain.inside.asked
    withheld = {key for key, out in zip(board.keys, with_blends.hidden, strict=True) if out}
    found = judged(system, frozenset(withheld), sample=40)
    assert (found.narrowed, found.zeros) == (0, 0)
