"""What does another method, τ-Argus (`pytauargus`), say of the same linked table?

It runs in a process of its own: it brings a solver that does not get on with ours. It takes whole numbers only.
"""

import json
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from litigation_app.disclosure.model import System
from litigation_app.disclosure.suppression.protect import cost

# Costs are given as whole numbers: so many for one of ours.
FINE = 1000
SECONDS = 120
_OPTIMUM = """
import sys, pytauargus
sys.exit(pytauargus.HiTaSCtrl().full_jj(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""
_AUDIT = """
import json, sys
from pytauargus._tauargus import audit_jj
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(audit_jj(sys.argv[1]), file)
"""


@dataclass(frozen=True)
class Seen:
    """What can be said of a withheld number: between `low` and `high`, which is at most the ceiling it was given."""

    low: float
    high: float


def cheapest(system: System, k: int, folder: Path) -> frozenset[str]:
    """Everything that the other method withholds, proved cheapest within its time. A zero is always printed."""
    status = {cell.key: "u" if 0 < cell.value < k else "s" if cell.value else "z" for cell in system.cells}
    found = _asked(_OPTIMUM, system, status, k, folder)
    return frozenset(system.cells[int(line)].key for line in found.split()) | _small(system, k)


def seen(system: System, withheld: Collection[str], k: int, folder: Path) -> dict[str, Seen]:
    """What the other method's attack makes of what is withheld."""
    status = {key: ("u" if key in _small(system, k) else "m") if key in withheld else "s" for key in system.by_key}
    rows = json.loads(_asked(_AUDIT, system, status, k, folder))
    return {system.cells[int(row["cell"])].key: Seen(row["min"], row["max"]) for row in rows}


def ceiling(system: System) -> int:
    """No number is larger, for whoever attacks."""
    return 2 * max(int(cell.value) for cell in system.cells) + 100


def _small(system: System, k: int) -> frozenset[str]:
    return frozenset(cell.key for cell in system.cells if 0 < cell.value < k)


def _asked(code: str, system: System, status: dict[str, str], k: int, folder: Path) -> str:
    question, answer = folder / "table.jj", folder / "answer"
    question.write_text(_table(system, status, k), "ascii")
    command = [sys.executable, "-c", code, str(question), str(answer), str(SECONDS)]
    subprocess.run(command, check=True, capture_output=True, timeout=2 * SECONDS, cwd=folder)  # it leaves its own files
    return answer.read_text("utf-8")


def _table(system: System, status: dict[str, str], k: int) -> str:
    """The table in τ-Argus' own form: number, value, cost, status, bounds, protection below, above and sliding; sums."""
    at = {cell.key: i for i, cell in enumerate(system.cells)}
    lines = ["0", str(len(at))]
    for i, cell in enumerate(system.cells):
        value, small = int(cell.value), 0 < cell.value < k
        room = f"{value} {k - value}" if small else "0 0"
        lines.append(f"{i} {value} {round(FINE * cost(cell))} {status[cell.key]} 0 {ceiling(system)} {room} 0")
    lines.append(str(len(system.relations)))
    for relation in system.relations:
        terms = [f"{at[relation.total]} (-1)", *(f"{at[part]} (1)" for part in relation.parts)]
        lines.append(f"0 {len(terms)} : {' '.join(terms)}")
    return "\n".join(lines) + "\n"
