"""Which further numbers must be withheld so that nobody can work out the sensitive ones?"""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from litigation_app.disclosure.board import Board
from litigation_app.disclosure.method import informed
from litigation_app.disclosure.model import Attacker, Cell, Demand, Pattern, Policy, System
from litigation_app.disclosure.search import NotProtectable, Search
from litigation_app.disclosure.sensitivity import demands as all_demands
from litigation_app.disclosure.sensitivity import primary as all_primary

# How often a pattern is found anew for readers of the rules, whose knowledge depends on the pattern.
ROUNDS = 4


def cost(cell: Cell) -> float:
    """What the reader loses when a cell is withheld."""
    return 1.0 + math.sqrt(abs(float(cell.value)))


def protect(
    system: System,
    policy: Policy,
    *,
    budget_s: float = 20.0,
    always_published: frozenset[str] = frozenset(),
    primary: Mapping[str, object] | None = None,
    demands: Sequence[Demand] | None = None,
    weight: Callable[[Cell], float] = cost,
    thorough: bool = True,
) -> Pattern:
    """A pattern under which every attacker of the system stays unsure as the policy demands.

    Zeros are never withheld to protect others (a reader knows that counts are not negative), except inside a group
    that stands wholly in one category. The same system gives the same pattern while the budget (seconds) is not used
    up; when it is, everything not yet cleaned up stays withheld, which is safe. Not `thorough`: without swaps and proof.
    Raises NotProtectable when `always_published` makes protection impossible.
    """
    until = time.monotonic() + budget_s
    forced = frozenset(all_primary(system, policy) if primary is None else primary)
    wanted = all_demands(system, policy) if demands is None else demands
    if forced & always_published:
        raise NotProtectable(tuple(sorted(forced & always_published)))
    known = replace(system, attackers=tuple(who for who in system.attackers if not who.knows_method))
    pattern = _found(known, forced, wanted, always_published, weight, until, thorough)
    for _ in range(ROUNDS):
        readers = _readers(system, pattern, policy)
        if set(readers) <= set(known.attackers):
            break
        known = replace(known, attackers=(*known.attackers, *readers))
        pattern = _found(known, forced, wanted, always_published, weight, until, thorough)
    return pattern


def _readers(system: System, pattern: Pattern, policy: Policy) -> list[Attacker]:
    """Readers of the rules with what this very pattern tells them: another pattern may tell them something else."""
    seen, marked = pattern.visible(system), pattern.withheld - system.sums
    knowing = [who for who in system.attackers if who.knows_method]
    return [informed(who, seen, marked, system.relations, policy) for who in knowing]


def _found(
    system: System,
    forced: frozenset[str],
    wanted: Sequence[Demand],
    keep: frozenset[str],
    weight: Callable[[Cell], float],
    until: float,
    thorough: bool,
) -> Pattern:
    board = Board(system, wanted, keep=keep, weight=[weight(cell) for cell in system.cells])
    printable = frozenset(cell.key for cell in system.cells if cell.published)
    hidden = np.array([key in forced for key in board.keys] + [False] * len(board.joint)) | board.free
    search = Search(board, wanted, hidden, until)
    optimal = search.run(thorough=thorough)
    withheld = frozenset(key for key, out in zip(board.keys, search.hidden, strict=False) if out) & printable
    return Pattern(printable - withheld, withheld, optimal=optimal, complete=search.complete)
