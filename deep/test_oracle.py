"""Do we and another method, τ-Argus (`pytauargus`), agree on what is cheapest, safe, and can be worked out? Part of `make deep`.

It takes whole numbers only, and runs in a process of its own: it brings a solver that does not get on with ours.
"""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from bench.linked_tables import linked
from litigation_app.disclosure import policy
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.suppression.protect import cost, protect

K5, NEAR = replace(policy.public(), cases_k=1), 1e-5
FINE, SECONDS = 1000, 120  # costs are given as whole numbers: so many for one of ours
OPTIMUM = """
import sys, pytauargus
sys.exit(pytauargus.HiTaSCtrl().full_jj(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""
ATTACK = """
import json, sys
from pytauargus._tauargus import audit_jj
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(audit_jj(sys.argv[1]), file)
"""


def asked(code, system, status, folder):
    question, answer = folder / "table.jj", folder / "answer"
    question.write_text(table(system, status), "ascii")
    command = [sys.executable, "-c", code, str(question), str(answer), str(SECONDS)]
    subprocess.run(command, check=True, capture_output=True, timeout=2 * SECONDS, cwd=folder)  # it leaves its own files
    return answer.read_text("utf-8")


def table(system, status):
    """In τ-Argus' own form: number, value, cost, status, bounds, protection below, above and sliding; sums."""
    at, lines = {cell.key: i for i, cell in enumerate(system.cells)}, ["0", str(len(system.cells))]
    for i, cell in enumerate(system.cells):
        room = f"{int(cell.value)} {K5.k - int(cell.value)}" if is_small(cell) else "0 0"
        lines.append(f"{i} {int(cell.value)} {round(FINE * cost(cell))} {status[cell.key]} 0 {most(system)} {room} 0")
    lines.append(str(len(system.relations)))
    for relation in system.relations:
        terms = [f"{at[relation.total]} (-1)", *(f"{at[part]} (1)" for part in relation.parts)]
        lines.append(f"0 {len(terms)} : {' '.join(terms)}")
    return "\n".join(lines) + "\n"


def is_small(cell):
    return 0 < cell.value < K5.k


def most(system):
    """No number is larger, for whoever attacks."""
    return 2 * max(int(cell.value) for cell in system.cells) + 100


def spent(system, withheld):
    return sum(cost(cell) for cell in system.cells if cell.key in withheld and not is_small(cell))


def agree(system, withheld, tmp_path):
    """Both attacks give the same ends to every withheld number, and every small one stays open from 0 to k."""
    printed = {c.key: c.value for c in system.cells if c.key not in withheld}
    ours = audit.intervals(printed, system.relations, sorted(withheld))
    status = {c.key: ("u" if is_small(c) else "m") if c.key in withheld else "s" for c in system.cells}
    theirs = {system.cells[int(row["cell"])].key: row for row in json.loads(asked(ATTACK, system, status, tmp_path))}
    assert theirs.keys() == ours.keys()
    for key, span in ours.items():
        low, high = theirs[key]["min"], theirs[key]["max"]
        assert low == pytest.approx(span.low, abs=NEAR)
        assert high == pytest.approx(min(span.high, most(system)), abs=NEAR) or span.high > most(system)
        assert not is_small(system.by_key[key]) or (low <= NEAR and high >= K5.k - NEAR)


@pytest.mark.parametrize("seed", range(1, 21))
def test_the_cheapest_pattern_of_48_cells_costs_the_same_and_both_attacks_see_the_same(seed, tmp_path):
    system = linked(48, seed)
    status = {cell.key: "u" if is_small(cell) else "s" if cell.value else "z" for cell in system.cells}

    ours = protect(system, K5, budget=120)
    theirs = {system.cells[int(line)].key for line in asked(OPTIMUM, system, status, tmp_path).split()}
    theirs |= {cell.key for cell in system.cells if is_small(cell)}

    assert ours.optimal
    assert spent(system, ours.withheld) == pytest.approx(spent(system, theirs), abs=len(system.cells) / FINE)
    agree(system, ours.withheld, tmp_path)
    agree(system, theirs, tmp_path)


@pytest.mark.parametrize("seed", range(1, 11))
def test_525_cells_are_safe_before_the_other_attack_too(seed, tmp_path):
    system = linked(525, seed)

    ours = protect(system, K5, budget=120)

    assert ours.complete
    agree(system, ours.withheld, tmp_path)
