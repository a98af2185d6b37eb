"""What can a reader say of the people of one cohort from everything that is ever printed of it? By scipy's programme alone, with
no line of the gate's: she knows what each table counts, adds up and subtracts, and that people are whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

K, CASES, HUGE = 5, 3, 10_000
Cell = tuple[str, str]
Lines = Mapping[str, Sequence[Sequence[Any]]]  # by table: code, value (None: withheld), least, most

_EVERYBODY = ("cohort_criminal", "victims")
_SAME = {
    ("cohort_filed", "indicted"): ("cohort_criminal", "indicted"),
    ("cohort_outcomes", "_T"): ("cohort_claim", "decided"),
    ("cohort_suits", "_T"): ("cohort_outcomes", "referred"),
    ("cohort_claim", "victims"): _EVERYBODY,
    **{
        (f"cohort_{name}", "_T"): _EVERYBODY
        for name in ("sex", "age", "form", "status", "protection", "months", "paid")
    },
}
_BEHIND = {  # of each sum who is counted, besides others, where whoever stands behind it is
    ("cohort_money", "paid"): ("cohort_paid", "paid"),
    ("cohort_money", "awarded"): ("cohort_sex", "_T"),
    ("cohort_claimed", "claimed"): ("cohort_sex", "_T"),
    ("cohort_claimed", "awarded_of_claimed"): ("cohort_sex", "_T"),
}
_MONEY = {table for table, _code in _BEHIND}
_AWARDED = ("awarded_full", "awarded_part", "awarded")


class Reader:
    """Somebody who has every table of one cohort. `there`: how many of each cell she knows to be there, her own people."""

    def __init__(self, printed: Lines, there: Mapping[Cell, int] | None = None) -> None:
        sums = [(table, line) for table in _MONEY for line in printed.get(table, ())]
        told = {_BEHIND[table, line[0]]: K for table, line in sums if line[1] not in {None, "0"}}
        printed = {table: lines for table, lines in printed.items() if table not in _MONEY}
        self.cells = [(table, str(line[0])) for table, lines in printed.items() for line in lines]
        self.place = {cell: n for n, cell in enumerate(self.cells)}
        said = {(table, str(line[0])): line[1:] for table, lines in printed.items() for line in lines}
        ends = [
            (low or 0, HUGE if high is None else high) if value is None else (int(value),) * 2
            for value, low, high in said.values()
        ]
        known = there or {}
        self.bounds = Bounds(
            [max(low, known.get(cell, 0), told.get(cell, 0)) for cell, (low, _) in zip(self.cells, ends, strict=True)],
            [high for _, high in ends],
        )
        self.rules = [self._row(parts, against) for parts, against in self._equal()]
        self.less = [self._row([small], [large]) for small, large in self.some_of()]

    def _equal(self) -> Iterator[tuple[list[Cell], list[Cell]]]:
        """Cells that come to as many as others."""
        for cell, other in _SAME.items():
            if cell in self.place and other in self.place:
                yield [cell], [other]
        for table in dict.fromkeys(table for table, _code in self.cells):
            codes = [code for name, code in self.cells if name == table]
            if not self._is_chain(table):
                yield [(table, code) for code in codes[1:]], [(table, codes[0])]
        sums = {
            ("cohort_claim", "awarded"): [c for c in self.cells if c[0] == "cohort_outcomes" and c[1] in _AWARDED],
            ("cohort_criminal", "judged"): [
                c for c in self.cells if c[0] == "cohort_months" and c[1] not in {"_T", "not_yet"}
            ],
        }
        yield from ((parts, [whole]) for whole, parts in sums.items() if parts and whole in self.place)

    @staticmethod
    def _is_chain(table: str) -> bool:
        return table in {"cohort_criminal", "cohort_claim"}

    def some_of(self) -> list[tuple[Cell, Cell]]:
        """Cells that count some of those in another."""
        found = [
            (then, before)
            for before, then in pairwise(self.cells)
            if before[0] == then[0] and self._is_chain(before[0])
        ]
        ties = [
            (("cohort_filed", "filed"), ("cohort_claim", "filed")),
            (("cohort_claim", "decided"), ("cohort_criminal", "judged")),
            (("cohort_claim", "awarded"), ("cohort_criminal", "convicted")),
        ]
        return [*found, *(tie for tie in ties if set(tie) <= set(self.place))]

    def _row(self, parts: Sequence[Cell], against: Sequence[Cell] = ()) -> Any:
        row = np.zeros(len(self.cells))
        for cell in parts:
            row[self.place[cell]] += 1
        for cell in against:
            row[self.place[cell]] -= 1
        return row

    def span(self, group: Any) -> tuple[int, int]:
        """Between which whole numbers a group lies."""
        held = LinearConstraint(
            np.array([*self.rules, *self.less]), [*[0.0] * len(self.rules), *[-np.inf] * len(self.less)], 0.0
        )
        found = [
            milp(sign * group, constraints=held, bounds=self.bounds, integrality=np.ones(len(group)))
            for sign in (1, -1)
        ]
        assert all(one.success for one in found), "what is printed contradicts itself"
        return round(found[0].fun), round(-found[1].fun)

    def groups(self) -> dict[str, Any]:
        """Every cell, and who is in one and not in what counts some of it."""
        found = {f"{table} {code}": self._row([(table, code)]) for table, code in self.cells}
        return found | {f"{b[0]} {b[1]} without {a[0]} {a[1]}": self._row([b], [a]) for a, b in self.some_of()}


def found(printed: Lines, true: Mapping[Cell, int]) -> dict[str, tuple[int, int]]:
    """The groups of one to four people of whom a reader can rule out that there is nobody, or that there are five."""
    return found_by_cases(printed, [true], at_least=0)


def found_by_cases(
    printed: Lines, cases: Sequence[Mapping[Cell, int]], *, at_least: int = CASES
) -> dict[str, tuple[int, int]]:
    """The same where `cases` say who is in each case: groups of fewer than three cases too, and whoever knows one case, who must
    still believe that there is nobody else and that there are five.
    """
    public = Reader(printed)
    own = np.array([[one[cell] for cell in public.cells] for one in cases])
    people = {name: np.rint(own @ group).astype(int) for name, group in public.groups().items()}
    few = [
        name
        for name, counts in people.items()
        if counts.sum() and (counts.sum() < K or np.count_nonzero(counts) < at_least)
    ]
    knowing = np.unique(own, axis=0) if at_least else own[:0]
    readers = [(public, np.zeros(len(public.cells)))]
    readers += [(Reader(printed, dict(zip(public.cells, map(int, one), strict=True))), one) for one in knowing]
    wrong = {}
    for name in few:
        group = public.groups()[name]
        for reader, known in readers:
            low, high = reader.span(group)
            hers = round(float(group @ known))
            if low > hers or high < max(K, hers):
                wrong[name] = low, high
    return wrong
