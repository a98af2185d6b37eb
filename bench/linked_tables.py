"""Which invented tables is the check before publishing measured on?

Caseloads of 60, 400 and 2,000 people, counted by everything at once with all margins: 48, 525 and 4,410 linked cells.
The draws are those that other methods' published figures rest on, so that seed 1 means the same table everywhere.
"""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

from litigation_app.disclosure.model import Cell, Relation, System

ALL = "T"


@dataclass(frozen=True, slots=True)
class Axis:
    """One way to tell people apart: the finest codes, and for each broader code those right under it."""

    codes: tuple[str, ...]
    under: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def finest(self) -> list[str]:
        """Codes that nothing is under."""
        broader = {code for code, _ in self.under}
        return [code for code in self.codes if code not in broader]

    def path(self, code: str) -> list[str]:
        """A code and all that it belongs to."""
        over = {child: code for code, children in self.under for child in children}
        found = [code]
        while found[-1] in over:
            found.append(over[found[-1]])
        return found


def flat(*codes: str) -> Axis:
    """A variable without groups of codes."""
    return Axis((ALL, *codes), ((ALL, codes),))


COUNTRY = flat("RS", "MK", "BA", "ME")
SEX = flat("F", "M")
FORM = flat("sex", "lab", "beg", "mar", "cri", "oth")
AGE = Axis(
    (ALL, "child", "0-14", "15-17", "adult", "18-24", "25+"),
    ((ALL, ("child", "adult")), ("child", ("0-14", "15-17")), ("adult", ("18-24", "25+"))),
)
SHAPES: dict[int, tuple[tuple[Axis, ...], int]] = {
    48: ((SEX, flat("0-17", "18-29", "30+"), flat("sex", "lab", "oth")), 60),
    525: ((COUNTRY, SEX, flat("0-14", "15-17", "18-24", "25+"), FORM), 400),
    1470: ((COUNTRY, flat(*map(str, range(2020, 2025))), AGE, FORM), 2000),
    4410: ((COUNTRY, flat(*map(str, range(2020, 2025))), SEX, AGE, FORM), 2000),
}


def linked(cells: int, seed: int) -> System:
    """The table of so many cells. Every variable is harmless: only small counts are sensitive here."""
    axes, people = SHAPES[cells]
    count = dict.fromkeys(itertools.product(*(axis.codes for axis in axes)), 0)
    for person in _people(axes, people, random.Random(seed)):
        for place in itertools.product(*(axis.path(code) for axis, code in zip(axes, person, strict=True))):
            count[place] += 1
    made = (Cell("|".join(place), n, n, n, n) for place, n in count.items())
    return System(tuple(made), tuple(_relations(axes)))


def _people(axes: Sequence[Axis], number: int, draw: random.Random) -> list[tuple[str, ...]]:
    weights = [[draw.random() ** 2 + 0.05 for _ in axis.finest] for axis in axes]
    found = []
    for _ in range(number):
        found.append(tuple(draw.choices(a.finest, w)[0] for a, w in zip(axes, weights, strict=True)))
    return found


def _relations(axes: Sequence[Axis]) -> list[Relation]:
    found = []
    for place, axis in enumerate(axes):
        others = [other.codes for i, other in enumerate(axes) if i != place]
        for rest in itertools.product(*others):
            for total, parts in axis.under:
                names = ["|".join([*rest[:place], code, *rest[place:]]) for code in (total, *parts)]
                found.append(Relation(names[0], tuple(names[1:]), harmless=True))
    return found
