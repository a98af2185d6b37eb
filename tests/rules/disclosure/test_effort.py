"""Does the clock of a busy machine change what is found? It may only end the work, and then it says so."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from highspy import HighsLp, HighsVarType
from highspy._core import _Highs

from bench.linked_tables import linked
from litigation_app.disclosure import effort, policy
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.effort import Busy, Effort
from litigation_app.disclosure.sensitivity import demands
from litigation_app.disclosure.suppression.linear_program import fill
from litigation_app.disclosure.suppression.protect import protect

K5 = replace(policy.public(), cases_k=1)
SLOW_S, TOO_SLOW_S = 0.05, 1e6  # by which the clock goes on whenever somebody looks at it


def let_the_clock_go(monkeypatch: pytest.MonkeyPatch, step: float) -> None:
    ticks = count()
    monkeypatch.setattr(effort, "time", SimpleNamespace(monotonic=lambda: step * next(ticks)))


@pytest.mark.thorough
@pytest.mark.parametrize("budget", [0.3, 0.6, 60.0])
def test_the_same_table_gives_the_same_pattern_on_a_slow_machine(monkeypatch, budget):
    """Also where the work is spent before the end, which by the clock would be at another place each time."""
    system = linked(525, 2) if budget < 60 else linked(48, 2)
    quick = protect(system, K5, budget=budget)

    let_the_clock_go(monkeypatch, SLOW_S)

    assert protect(system, K5, budget=budget) == quick
    assert quick.complete == (budget == 60)


def test_the_attack_has_the_same_verdict_on_a_slow_machine(monkeypatch):
    system = linked(48, 2)
    seen, wanted = protect(system, K5).visible(system), demands(system, K5)
    verdicts = [audit.audit_system(system, seen, wanted, K5, budget) for budget in (0.002, 60.0)]

    let_the_clock_go(monkeypatch, SLOW_S)

    assert [audit.audit_system(system, seen, wanted, K5, budget) for budget in (0.002, 60.0)] == verdicts
    assert [one.ok for one in verdicts] == [False, True]


def test_at_the_clock_s_last_stop_nothing_is_found_and_it_is_said(monkeypatch):
    system = linked(48, 2)
    seen = protect(system, K5).visible(system)

    let_the_clock_go(monkeypatch, TOO_SLOW_S)

    with pytest.raises(Busy):
        protect(system, K5)
    with pytest.raises(Busy):
        audit.audit_system(system, seen, demands(system, K5), K5)


def test_a_question_that_runs_when_the_last_stop_comes_is_ended(monkeypatch):
    """The solver has its own eye on the clock; ours stands still here."""
    let_the_clock_go(monkeypatch, 0.0)
    whole = Effort(60)
    whole.late = 1e-6

    with pytest.raises(Busy):
        protect(linked(525, 1), K5, budget=whole)


@pytest.mark.extensive  # by the clock, and about the solver, which changes seldom
def test_a_solver_that_worked_before_stops_no_later():
    """Its limit is by run, not by all its runs together."""
    patient, short = Effort(1e4), Effort(1e4)
    patient.late = time.monotonic() + 2.5
    solver = hard_to_fill()
    with pytest.raises(Busy):
        patient.run(solver, whole=True)

    begun = time.process_time()  # of its own work: by the clock, others may come between
    short.late = time.monotonic() + 0.2
    with pytest.raises(Busy):
        short.run(solver, whole=True)

    assert time.process_time() - begun < 2.5


def hard_to_fill(items: int = 60, sacks: int = 6) -> _Highs:
    """Sacks that are to be filled to exactly half of what there is: a search of many seconds."""
    rng = np.random.default_rng(0)
    weights = rng.integers(0, 100, (sacks, items)).astype(float)
    half = np.floor(weights.sum(axis=1) / 2)
    solver = _Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
        solver.setOptionValue(option, value)
    model = HighsLp()
    model.num_col_, model.num_row_ = items, sacks
    model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(items), np.zeros(items), np.ones(items)
    model.row_lower_, model.row_upper_ = half, half
    fill(model, [list(enumerate(row)) for row in weights.tolist()])
    solver.passModel(model)
    whole = np.full(items, int(HighsVarType.kInteger), dtype=np.uint8)
    solver.changeColsIntegrality(items, np.arange(items, dtype=np.int32), whole)
    return solver


def test_a_part_of_the_work_counts_for_the_whole():
    told: list[tuple[int, int]] = []
    whole = Effort(10, tell=lambda done, of: told.append((done, of)))
    part = whole.part(4)

    part.spend(3)
    left = part.left, whole.left
    whole.spend(6.5)

    assert left == (1, 7)
    assert part.left == whole.left == 0.5
    assert whole.part(4).seconds == 0.5
    assert told == [(3, 10), (9, 10)]
    assert not whole.is_spent
    part.spend(0.5)
    assert whole.is_spent
    assert part.late == whole.late


def test_every_budget_has_room_for_its_clock_and_every_rate_is_measured():
    constants = effort.constants()

    assert constants["clock"]["patience"] >= 5
    assert min(constants["budget"].values()) > 0
    assert all(0 < rate < 0.1 for rate in constants["rate"].values())


_ASKED = """
from tests.rules.disclosure.test_effort import K5, linked, protect
print(*sorted(protect(linked(48, 3), K5).withheld), *sorted(protect(linked(525, 2), K5, budget=0.6).withheld), sep=" ")
"""


@pytest.mark.thorough
def test_another_process_finds_the_same_pattern():
    """Sets of names stand in another order in each."""
    said = []
    for seed in ("1", "2"):
        environ, root = os.environ | {"PYTHONHASHSEED": seed}, Path(__file__).parents[3]
        ran = subprocess.run(
            [sys.executable, "-c", _ASKED], env=environ, cwd=root, capture_output=True, text=True, check=True
        )
        said.append(ran.stdout)

    assert said[0] == said[1]
    assert len(said[0]) > 100
