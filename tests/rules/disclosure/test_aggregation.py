"""Do numbers that can only move together move as they would each by itself, and does a failed attempt teach the same?"""

import random
from dataclasses import replace

import numpy as np
import pytest

from bench.linked_tables import linked
from litigation_app.disclosure import policy
from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.model import Attacker, Cell, Fact, Relation, System
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.disclosure.suppression.aggregation import aggregate
from litigation_app.disclosure.suppression.feasible_moves import Inside
from litigation_app.disclosure.suppression.problem import Board
from litigation_app.disclosure.suppression.protect import cost

K5 = replace(policy.public(), cases_k=1)


def boarded(system):
    wanted = demands(system, K5)
    return Board(system, wanted, keep=frozenset(), weight=[cost(cell) for cell in system.cells]), wanted


def drawn(seed):
    """A table of 48 invented cells, of which more than must be are hidden: the least, and every other one at random."""
    system, draw = linked(48, seed), random.Random(seed)
    who = next(cell for cell in system.cells if cell.value > 6)
    knowing = Attacker("knows one number", (Fact(who.key, 2, int(who.value)),))
    board, wanted = boarded(replace(system, attackers=(Attacker("public"), knowing)))
    first = primary(system, K5)
    hidden = np.array([key in first or draw.random() < 0.45 for key in board.keys]) & ~board.fixed
    return board, [task for number in range(2) for task in board.tasks(wanted, number)], hidden


def asked(board, hidden, task, moving=None):
    inside = Inside(board, Effort(600), moving)
    inside.show(hidden)
    return inside.cut(task)


def reached(board, hidden, task):
    """The furthest that the task's number goes, as a share of what it needs, where these are hidden."""
    inside = Inside(board, Effort(600))
    inside.show(hidden)
    return inside.push(task) is not None


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(12))
def test_who_moves_together_reaches_what_each_reaches_alone_and_fails_for_the_same_reason(seed):
    board, tasks, hidden = drawn(seed)
    moving = aggregate(board, hidden)
    failed = 0

    for task in (task for task in tasks if hidden[task.column]):
        (cut, move), (_, alone) = asked(board, hidden, task, moving), asked(board, hidden, task)
        assert (move is None) == (alone is None)
        if move is None:
            failed += 1
            assert cut[hidden].sum() < 1 - 1e-6  # it rules out what was tried
            assert is_true_of_all(cut, board, task, seed)
        else:
            assert abs(move[task.column]) >= task.distance - 1e-6
            assert not move[~hidden].any()
            assert (board.value + move >= -1e-9).all()
            assert all(abs(sum(x * move[i] for i, x in terms)) < 1e-9 for terms in board.equations)

    assert moving.spent
    assert failed or seed > 2


def is_true_of_all(cut, board, task, seed):
    """No choice of hidden numbers, these or others, meets the task and breaks the cut."""
    draw = random.Random(seed)
    for share in (0.3, 0.5, 0.7, 0.9):
        hidden = np.array([draw.random() < share for _ in board.value]) & ~board.fixed
        hidden[task.column] = True
        if reached(board, hidden, task) and cut[hidden].sum() < 1 - 1e-5:
            return False
    return True


def test_who_is_left_alone_in_an_equation_stands_still_and_two_of_one_equation_move_as_one():
    cells = [
        Cell(key, n, n, n, n) for key, n in (("T", 30), ("a", 9), ("b", 12), ("c", 9), ("d", 5), ("e", 4), ("f", 7))
    ]
    sums = (Relation("T", ("a", "b", "c")), Relation("a", ("d", "e")), Relation("b", ("f", "c")))
    board, _ = boarded(System(tuple(cells), sums[:2], ()))
    at = {key: i for i, key in enumerate(board.keys)}
    hidden = np.array([key in {"T", "a", "c", "d"} for key in board.keys])

    found = aggregate(board, hidden)

    leader = found.leader[at["a"]]
    assert leader == found.leader[at["d"]] >= 0  # e is printed
    assert found.times[at["a"]] == found.times[at["d"]]
    assert (found.leader[[at["b"], at["e"], at["f"]]] == -1).all()
    assert len(found.rows) == 1  # T, a and c

    hidden[at["T"]] = hidden[at["a"]] = False
    assert (aggregate(board, hidden).leader == np.where([key == "f" for key in board.keys], -1, -1)).all()
