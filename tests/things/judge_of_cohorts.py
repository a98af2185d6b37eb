"""What can a reader say of who was indicted when, and judged how soon? By a programme of its own, with no line of the desk's.

One variable for everybody of a year of first contact and a year of indictment (BEFORE: earlier than all), and for each closed
cohort one for each way in which it ended. A reader knows that who came after the year of her indictment was not followed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

BEFORE, LATE, ALL = 0, "late", 0
HUGE = 60
Variable = tuple[
    str, int, int | str
]  # ("met", contact, indicted) or ("ended", indicted, code): late ones who came in time
Said = Mapping[tuple[str, int, str], int]  # table, year (ALL: all), code


class World(NamedTuple):
    """Years, the codes of how it ended but LATE, and how many years go by until a cohort is closed."""

    years: tuple[int, ...]
    codes: tuple[str, ...]
    wait: int = 2

    @property
    def variables(self) -> list[Variable]:
        """Every unknown number."""
        met = [("met", c, i) for c in self.years for i in (BEFORE, *self.years)]
        return [*met, *(("ended", i, s) for i in self.closed(self.years[-1]) for s in (*self.codes, LATE))]

    def closed(self, last: int) -> list[int]:
        return [i for i in self.years if i + self.wait <= last]

    def counted(self, table: str, year: int, code: str, last: int) -> list[Variable]:
        """What a number of a publication until `last` adds up."""
        inside = [one for one in self.years if one <= last]
        if year == ALL:
            every = inside if table != "months" else [i + self.wait for i in self.closed(last)]
            return [one for when in every for one in self.counted(table, when, code, last)]
        if table == "indicted":
            return [("met", year, i) for i in (BEFORE, *inside)]
        if table == "cohort":
            return [("met", c, year) for c in inside]
        began = year - self.wait
        if code == "_T":
            return self.counted("cohort", began, "", last)
        later = [("met", c, began) for c in inside if c > began] if code == LATE else []
        return [("ended", began, code), *later]


def ranges(
    world: World, printed: Sequence[tuple[int, Said]], of: Sequence[Sequence[Variable]]
) -> list[tuple[int, int]]:
    """Lowest and highest of each of these sums over all worlds that agree with what publications (until when, what) print."""
    place = {one: n for n, one in enumerate(world.variables)}
    rows, right = [], []
    for names, value in _equations(world, printed):
        row = np.zeros(len(place))
        for name, sign in names:
            row[place[name]] += sign
        rows.append(row)
        right.append(value)
    rule = LinearConstraint(np.array(rows), right, right)

    def end(names: Sequence[Variable], sign: int) -> int:
        aim = np.zeros(len(place))
        for name in names:
            aim[place[name]] += sign
        found = milp(aim, constraints=rule, bounds=Bounds(0, HUGE), integrality=np.ones(len(place)))
        assert found.success, found.message
        return round(sign * found.fun)

    return [(end(names, 1), end(names, -1)) for names in of]


def _equations(world: World, printed: Sequence[tuple[int, Said]]) -> Iterator[tuple[list[tuple[Variable, int]], int]]:
    for last, said in printed:
        for (table, year, code), value in said.items():
            yield [(name, 1) for name in world.counted(table, year, code, last)], value
    for i in world.closed(
        world.years[-1]
    ):  # who was in touch by the end of that year was followed, or is late all the same
        in_time = [(("met", c, i), 1) for c in world.years if c <= i]
        yield [*in_time, *((("ended", i, s), -1) for s in (*world.codes, LATE))], 0


def every(
    world: World, printed: tuple[int, Said], of: Sequence[Sequence[Variable]], most: int
) -> list[tuple[int, int]]:
    """The same of one publication by trying every world of at most so many people in each variable: no programme at all."""
    names = world.variables
    place = {one: n for n, one in enumerate(names)}
    rules = [([(place[one], sign) for one, sign in row], value) for row, value in _equations(world, [printed])]
    due: list[list[tuple[list[tuple[int, int]], int]]] = [[] for _ in names]
    for row, value in rules:  # a rule is looked at when its last variable is known
        due[max(n for n, _sign in row)].append((row, value))
    open_ = [
        [row for row, _ in rules if all(s > 0 for _, s in row) and any(n == k for n, _ in row)]
        for k in range(len(names))
    ]
    limit = {id(row): value for row, value in rules}
    found: list[set[int]] = [set() for _ in of]
    values = [0] * len(names)

    def fill(n: int) -> None:
        if n == len(names):
            for sums, row in zip(found, of, strict=True):
                sums.add(sum(values[place[one]] for one in row))
            return
        for value in range(most + 1):
            values[n] = value
            if any(sum(values[k] for k, _ in row if k <= n) > limit[id(row)] for row in open_[n]):
                break
            if all(sum(values[k] * sign for k, sign in row) == goal for row, goal in due[n]):
                fill(n + 1)
        values[n] = 0

    fill(0)
    return [(min(sums), max(sums)) for sums in found]
