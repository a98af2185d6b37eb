"""What can a reader say of judgments and hearings from what is printed? By a programme of its own, with no line of the gate's.

One unknown number for every kind of record that the coding allows (all codes of one decision, one accused, one hearing). Of
each two printed codes she asks how many have both, the first alone, the second alone, neither.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

HUGE, NO, ANY = 400, "", "*"  # NO: outside that table
Vector = NDArray[np.float64]
Record = tuple[str, ...]
Said = Mapping[str, Mapping[tuple[str, str], int]]  # by sheet: (year or _T, code or _T)
TOTAL = "_T"
CONVICTED = ("convicted", "convicted_plea")


class Unit(NamedTuple):
    """What is counted: its variables by sheet, with their codes, and which records can be."""

    sheets: Mapping[str, tuple[str, ...]]
    allows: Callable[..., bool]

    def records(self) -> list[Record]:
        """Every kind of record."""
        return [one for one in product(*self.sheets.values()) if self.allows(*one)]


def _decision(instance: str, procedure: str, duration: str, result: str) -> bool:
    if instance == "first":
        return procedure != "appeal" and result == NO
    return duration == NO and (result == NO or procedure == "appeal")


def _accused(verdict: str, offence: str, sentence: str, minimum: str, confiscated: str, finality: str) -> bool:
    if verdict not in CONVICTED:
        return sentence == minimum == confiscated == finality == NO
    if NO in (sentence, minimum, confiscated, finality):
        return False
    return minimum == "not_known" or (sentence in ("under_3", "3_to_5", "over_5") and offence != "not_known")


def _hearing(
    held: str, public: str, conduct: str, presence: str, told: str, measure: str, turn: str, order: str
) -> bool:
    if (turn == "first") != (order == NO):
        return False
    if held != "held":
        return {public, conduct, presence, told, measure} == {NO}
    return NO not in (public, conduct, presence, told) and (measure == NO) == (presence == "no_statement")


SEEN = ("yes", "no", "unseen")
DECISIONS = Unit(
    {
        "judgments_by_instance": ("first", "second", "third", "extraordinary"),
        "judgments_by_procedure": ("trial", "plea", "retrial", "juvenile", "appeal", "other"),
        "judgments_by_duration": (NO, "up_to_1", "1_to_3", "over_3"),
        "appeals_by_result": (NO, "upheld", "modified", "quashed"),
    },
    _decision,
)
ACCUSED = Unit(
    {
        "accused_by_verdict": (*CONVICTED, "acquitted", "rejected", "not_decided"),
        "accused_by_offence": (NO, "kept", "lesser", "other", "not_known"),
        "accused_by_sentence": (NO, "under_3", "3_to_5", "over_5", "suspended", "no_prison", "not_said"),
        "accused_by_minimum": (NO, "below", "not_below", "not_known"),
        "accused_by_confiscation": (NO, "yes", "no", "unknown"),
        "accused_by_finality": (NO, "final", "not_final", "unknown"),
    },
    _accused,
)
HEARINGS = Unit(
    {
        "hearings_by_held": ("held", "postponed", "unseen"),
        "hearings_by_public": (NO, *SEEN),
        "hearings_by_conduct": (NO, "flag", "none", "unseen"),
        "hearings_by_presence": (NO, "apart", "together", "no_statement", "unseen"),
        "hearings_by_claim_told": (NO, *SEEN),
        "hearings_by_measure": (NO, "applied", "none"),
        "hearings_by_turn": ("first", "again"),
        "hearings_by_order": (NO, "2", "3_more"),
    },
    _hearing,
)
UNITS = (DECISIONS, ACCUSED, HEARINGS)


@cache
def _groups(place: int) -> Mapping[str, Vector]:
    """Each group that a reader asks for, over the records of DECISIONS, ACCUSED or HEARINGS."""
    unit = UNITS[place]
    records = unit.records()
    has = {
        f"{name} {code}": np.array([one[n] == code for one in records])
        for n, (name, codes) in enumerate(unit.sheets.items())
        for code in codes
    }
    found = {}
    for (a, one), (b, two) in combinations(has.items(), 2):
        found[f"{a} and {b}"] = one & two
        found[f"{a} without {b}"] = one & ~two
        found[f"{b} without {a}"] = two & ~one
        found[f"neither {a} nor {b}"] = ~one & ~two
    for (a, one), (b, two), (c, three) in combinations(has.items(), 3):
        found[f"none of {a}, {b}, {c}"] = ~one & ~two & ~three
    return {name: group.astype(float) for name, group in found.items() if group.any()}


def pinned(unit: Unit, said: Said, years: Sequence[str], never: Collection[Record] = ()) -> dict[str, int]:
    """The groups of one to four of which a reader is sure, who also knows that there are no records of these kinds (ANY in
    the place of a code: whatever it is)."""
    records = unit.records()
    gone = np.array(
        [any(all(w in (ANY, c) for w, c in zip(kind, one, strict=True)) for kind in never) for one in records]
    )
    limit = Bounds(0, np.tile(np.where(gone, 0.0, HUGE), len(years)))
    rows, right = zip(*_equations(unit, records, said, years), strict=True)
    rule = LinearConstraint(np.array(rows), right, right)

    def at(aim: Vector) -> Vector:
        found = milp(aim, constraints=rule, bounds=limit, integrality=np.ones(len(aim)))
        assert found.success, found.message
        return np.round(found.x)

    draw = np.random.default_rng(1)
    worlds = np.array([at(draw.normal(size=len(records) * len(years))) for _ in range(12)])
    sure = {}
    for name, group in _groups(UNITS.index(unit)).items():
        for when in (TOTAL, *years):
            aim = _at(when, group, years)
            counts = worlds @ aim
            if np.ptp(counts) == 0 and counts[0] in range(1, 5) and aim @ at(aim) == aim @ at(-aim):
                sure[f"{when}: {name}"] = int(counts[0])
    return sure


def _equations(unit: Unit, records: Sequence[Record], said: Said, years: Sequence[str]) -> Iterator[tuple[Vector, int]]:
    """What each printed number counts."""
    for place, name in enumerate(unit.sheets):
        for (when, code), value in said[name].items():
            inside = [one[place] == code if code != TOTAL else one[place] != NO for one in records]
            yield _at(when, np.array(inside, dtype=float), years), value


def _at(when: str, group: Vector, years: Sequence[str]) -> Vector:
    return np.concatenate([group * (when in (TOTAL, year)) for year in years])
