"""Which readers can rule something out? A table that agrees with what many of them know answers them all at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from litigation_app.disclosure.audit.feasible_set import Polytope, SolverFailed
from litigation_app.disclosure.audit.witness_tables import SLACK, Truth
from litigation_app.disclosure.model import Attacker

SWEEPS = 40


Tell = Callable[[int, int], None]  # how many questions are answered, of how many


def quiet(_done: int, _of: int) -> None:
    """Tells nobody."""


class Question(NamedTuple):
    """Must the sum of `keys` be believed to be at least (`up`) or at most `value`?"""

    keys: tuple[str, ...]
    up: bool
    value: float


class Audience:
    """Everyone who attacks, the public reader first. Who is asked the same is asked together: about a table that agrees with
    all that they know; where there is none, in two halves, down to each alone. So each answer is one's own.

    `refuted`: those whose knowledge agrees with no table.
    """

    def __init__(self, space: Polytope, readers: Sequence[Attacker]) -> None:
        self.space, self.readers = space, readers
        self.refuted: set[int] = set()
        bounds = [space.bounds(reader.facts) for reader in readers]
        known = [(who, place, *ends) for who, mine in enumerate(bounds) for place, ends in mine.items()]
        self._who, self._place = (np.array([one[n] for one in known], dtype=np.int64) for n in (0, 1))
        self._low, self._high = (np.array([one[n] for one in known], dtype=np.float64) for n in (2, 3))
        self._starts = np.searchsorted(self._who, np.arange(len(readers) + 1))
        self._is_held = np.array([any(fact.high is not None for fact in reader.facts) for reader in readers])
        self._agrees: Truth = np.zeros((0, len(readers)), dtype=bool)
        self._seen = 0

    def unconvinced(self, asked: Mapping[Question, Sequence[int]], tell: Tell = quiet) -> list[tuple[int, Question]]:
        """Who can rule out what, of the readers (by number) who are asked. Raises SolverFailed where the work is spent."""
        found: list[tuple[int, Question]] = []
        self._sweep(asked)
        least = self._least()
        for done, (question, readers) in enumerate(asked.items()):
            tell(done, len(asked))
            found += ((who, question) for who in self._settle(question, readers, least))
        self.space.forget()
        return sorted((one for one in found if one[0] not in self.refuted), key=lambda one: one[0])

    def _sweep(self, asked: Mapping[Question, Sequence[int]]) -> None:
        """Tables in which as many numbers as can be are high, or low, at once, whatever anybody knows."""
        bounds = self._together(range(len(self.readers)))
        for up in (True, False):
            open_ = [one for one in asked if one.up == up and asked[one] and self._place_of(one) is not None]
            before = len(open_) + 1
            for _ in range(SWEEPS):
                open_ = [one for one in open_ if self._unserved(one, asked[one])]
                if not open_ or len(open_) == before:
                    break  # the last table answered nobody
                before = len(open_)
                try:
                    self.space.narrow(bounds)
                    self.space.seek([place for one in open_ if (place := self._place_of(one)) is not None], up=up)
                except SolverFailed as stop:
                    _require_contradiction(stop)
                    return

    def _least(self) -> int | None:
        """The first reader, where everybody knows what she knows."""
        first = set(self.readers[0].facts)
        return 0 if all(first <= set(who.facts) for who in self.readers) else None

    def _settle(self, question: Question, readers: Sequence[int], least: int | None) -> list[int]:
        """Those of the readers who can rule it out; whatever the one who knows `least` can, all of them can."""
        asked = self._unserved(question, readers)
        if not asked or self._is_answered(question, asked):
            return []
        if len(asked) == 1:
            return [] if asked[0] in self.refuted else asked
        if asked[0] == least and not self._is_answered(question, [asked[0]]):
            return asked
        return [who for part in self._parts(asked) for who in self._settle(question, part, least)]

    def _is_answered(self, question: Question, readers: Sequence[int]) -> bool:
        try:
            self.space.narrow(self._together(readers))
            return self.space.can_reach(question.keys, question.value, up=question.up)
        except SolverFailed as stop:
            _require_contradiction(stop)
            self.refuted |= set(readers) if len(readers) == 1 else set()
            return False

    def _parts(self, readers: Sequence[int]) -> Iterable[list[int]]:
        """Those who know an upper bound apart from the rest, else two halves."""
        held = [who for who in readers if self._is_held[who]]
        rest = [who for who in readers if not self._is_held[who]]
        half = len(readers) // 2
        return (rest, held) if held and rest else (list(readers[:half]), list(readers[half:]))

    def _together(self, readers: Sequence[int]) -> dict[int, tuple[float, float]]:
        """All that they know."""
        mine = np.concatenate([np.arange(self._starts[who], self._starts[who + 1]) for who in readers])
        places = self._place[mine]
        low, high = np.full(len(self.space.column), -np.inf), np.full(len(self.space.column), np.inf)
        np.maximum.at(low, places, self._low[mine])
        np.minimum.at(high, places, self._high[mine])
        return {int(place): (float(low[place]), float(high[place])) for place in np.unique(places)}

    def _unserved(self, question: Question, readers: Sequence[int]) -> list[int]:
        """Those of them for whom no table is known yet."""
        place = self._place_of(question)
        if place is None:
            return [who for who in readers if who not in self.refuted]
        self._compare()
        rows = self.space.kept.reaching(place, question.value / self.space.scale(question.keys), question.up)
        served = np.any(self._agrees[rows], axis=0)
        return [who for who in readers if not served[who] and who not in self.refuted]

    def _compare(self) -> None:
        """Hold the tables that were found since against what each reader knows."""
        kept = self.space.kept
        if len(self._agrees) < len(kept.rows):
            more = np.zeros((len(kept.rows) - len(self._agrees), len(self.readers)), dtype=bool)
            self._agrees = np.vstack([self._agrees, more])
        for slot in kept.slots_since(self._seen):
            values = kept.rows[slot, self._place]
            wrong = self._who[(values < self._low - SLACK) | (values > self._high + SLACK)]
            self._agrees[slot] = True
            self._agrees[slot, wrong] = False
        self._seen = kept.added

    def _place_of(self, question: Question) -> int | None:
        return self.space.column.get("\x00".join(question.keys))


def _require_contradiction(stop: SolverFailed) -> None:
    if str(stop) != "contradiction":
        raise stop
