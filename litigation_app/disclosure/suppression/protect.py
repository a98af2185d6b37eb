"""Which further numbers must be withheld so that nobody can work out the sensitive ones?"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from litigation_app.disclosure.audit.informed_reader import informed
from litigation_app.disclosure.effort import Effort, of
from litigation_app.disclosure.model import Attacker, Cell, Demand, Pattern, Policy, System
from litigation_app.disclosure.sensitivity import demands as all_demands
from litigation_app.disclosure.sensitivity import primary as all_primary
from litigation_app.disclosure.suppression.heuristic import NotProtectable, Search
from litigation_app.disclosure.suppression.problem import Board

# How often a pattern is found anew for readers of the rules, whose knowledge depends on the pattern.
ROUNDS = 4


def cost(cell: Cell) -> float:
    """What the reader loses when a cell is withheld."""
    return 1.0 + math.sqrt(abs(float(cell.value)))


def fewest_first(system: System) -> Callable[[Cell], float]:
    """The cost by which the fewest cells are withheld, and of as many the smallest: for amounts, which have no natural size
    beside a count of cells, and where a question asks only how many.
    """
    largest = max((float(cell.value) for cell in system.cells), default=1.0) or 1.0
    return lambda cell: 1.0 + float(cell.value) / largest / (10 * len(system.cells))


def protect(
    system: System,
    policy: Policy,
    *,
    budget: float | Effort = 20.0,
    always_published: frozenset[str] = frozenset(),
    primary: Mapping[str, object] | None = None,
    demands: Sequence[Demand] | None = None,
    weight: Callable[[Cell], float] = cost,
    thorough: bool = True,
) -> Pattern:
    """A pattern under which every attacker of the system stays unsure as the policy demands.

    Zeros are never withheld to protect others (a reader knows that counts are not negative), except inside a group
    that stands wholly in one category. The same system gives the same pattern: the budget is seconds of work as effort.py
    counts them, not the clock's. When it is spent, everything not yet cleaned up stays withheld, which is safe.
    Not `thorough`: without swaps and proof. Where readers know the rules, a pattern that is safe from them is found without
    these first, so that what is spent last is spent on the swaps.
    Raises NotProtectable when `always_published` makes protection impossible; Busy.
    """
    forced = frozenset(all_primary(system, policy) if primary is None else primary)
    wanted = all_demands(system, policy) if demands is None else demands
    if forced & always_published:
        raise NotProtectable(tuple(sorted(forced & always_published)))
    hunt = Hunt(system, policy, forced, wanted, always_published, weight, of(budget))
    known, search = hunt.settled(tuple(who for who in system.attackers if not who.knows_method))
    pattern = hunt.pattern(search)
    for _ in range(ROUNDS if thorough else 0):
        optimal = search.complete and search.improve()
        cheaper = hunt.pattern(search, optimal=optimal)
        if not cheaper.complete:
            return replace(pattern, complete=False)
        readers = hunt.readers(cheaper, but=known)
        if not readers:
            return cheaper
        known, search = hunt.settled((*known, *readers))
        pattern = hunt.pattern(search) if search.complete else pattern
    return pattern


@dataclass(frozen=True)
class Hunt:
    """What is sought: the system with what must be withheld, what its readers must stay unsure of, what must be printed."""

    system: System
    policy: Policy
    forced: frozenset[str]
    demands: Sequence[Demand]
    keep: frozenset[str]
    weight: Callable[[Cell], float]
    effort: Effort

    def settled(self, known: tuple[Attacker, ...]) -> tuple[tuple[Attacker, ...], Search]:
        """A choice that keeps its promise to readers of the rules as well, whose knowledge depends on it; and who they are."""
        search = self.search(known)
        for _ in range(ROUNDS):
            readers = self.readers(self.pattern(search), but=known)
            if not readers or not search.complete:
                break
            known = (*known, *readers)
            search = self.search(known)
        return known, search

    def search(self, known: tuple[Attacker, ...]) -> Search:
        """A choice that leaves these attackers unsure."""
        board = Board(
            replace(self.system, attackers=known),
            self.demands,
            keep=self.keep,
            weight=[self.weight(cell) for cell in self.system.cells],
        )
        hidden = (
            np.array([key in self.forced for key in board.keys] + [False] * len(board.joint), dtype=bool) | board.free
        )
        search = Search(board, self.demands, hidden, self.effort)
        search.run()
        return search

    def pattern(self, search: Search, *, optimal: bool = False) -> Pattern:
        """What a choice prints and withholds of what can be printed."""
        printable = frozenset(cell.key for cell in self.system.cells if cell.published)
        hidden = zip(search.board.keys, search.hidden, strict=False)
        withheld = frozenset(key for key, out in hidden if out) & printable
        return Pattern(printable - withheld, withheld, optimal=optimal, complete=search.complete)

    def readers(self, pattern: Pattern, *, but: Sequence[Attacker]) -> list[Attacker]:
        """Readers of the rules with what this very pattern tells them (another may tell them something else), `but` these."""
        seen, marked = pattern.visible(self.system), pattern.withheld - self.system.sums
        knowing = [who for who in self.system.attackers if who.knows_method]
        told = [informed(who, seen, marked, self.system.relations, self.policy) for who in knowing]
        return [who for who in told if who not in but]
