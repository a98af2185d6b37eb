"""What is a publication made of, seen as one linked system of numbers and what an attacker may work out from it?"""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

Number = int | Decimal


class Kind(StrEnum):
    """A count of people is a whole number; a sum of money need not be."""

    COUNT = "count"
    SUM = "sum"


class Reason(StrEnum):
    """Why a cell is sensitive by itself. Never part of a public file."""

    FEW_PEOPLE = "few_people"
    FEW_CASES = "few_cases"
    ZERO_IN_SMALL_GROUP = "zero_in_small_group"
    WHOLE_GROUP = "whole_group"
    FEW_CONTRIBUTORS = "few_contributors"
    DOMINATED = "dominated"
    GROUP_OF_OTHERS = "group_of_others"


@dataclass(frozen=True, slots=True)
class Contributions:
    """The amounts behind a sum, merged by victim and merged by lawyer (the worse of the two decides)."""

    by_victim: tuple[Decimal, ...]
    by_holder: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number. `published=False` is a virtual cell: never printed, yet a reader may work it out.

    `victims`, `cases`, `holders` are how many distinct ones stand behind the value; a sum's contributors are victims.
    `shares`: how many of a count each organisation brought, where there are several.
    """

    key: str
    value: Number
    victims: int
    cases: int
    holders: int
    kind: Kind = Kind.COUNT
    contributions: Contributions | None = None
    published: bool = True
    shares: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """`total` is the sum of `parts`. `harmless`: all of a group in one part tells nothing bad about its people."""

    total: str
    parts: tuple[str, ...]
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A cell is known to lie in [low, high]; `high` None means no upper bound is known."""

    key: str
    low: Number
    high: Number | None


@dataclass(frozen=True, slots=True)
class Attacker:
    """Someone who knows `facts` besides everything published. The name is a kind, never a person.

    `knows_method`: also what the rules say about every number that is withheld (`method.py`). `believes`: beside numbers of
    others, which may be false. `is_partner`: bound by secrecy, tried for attributes of the others alone.
    """

    name: str
    facts: tuple[Fact, ...] = ()
    knows_method: bool = False
    believes: bool = False
    is_partner: bool = False

    def is_asked(self, demand: "Demand") -> bool:
        """A partner what the others have in common, everybody else everything but that."""
        return self.is_partner == (demand.reason is Reason.GROUP_OF_OTHERS)

    def ends(self, demand: "Demand", own: Number) -> tuple[Number, Number]:
        """What must be believed possible by whoever knows of so many (`own`): nobody else, and as many as the demand says in all,
        or for a partner besides her own.
        """
        return max(demand.low, own), demand.high + own if self.is_partner else max(demand.high, own)


PUBLIC_READER = Attacker("public_reader")
RULE_AWARE_READER = Attacker("rule_aware_reader", knows_method=True)


@dataclass(frozen=True)
class System:
    """All linked tables of one publication. Cells are held in key order, so that row order never matters.

    Raises ValueError when two cells share a key, a relation names an unknown cell, or a total is not its parts' sum.
    """

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    attackers: tuple[Attacker, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", tuple(sorted(self.cells, key=lambda cell: cell.key)))
        unique = dict.fromkeys(sorted(self.relations, key=lambda r: (r.total, r.parts, r.harmless)))
        object.__setattr__(self, "relations", tuple(unique))
        if len(self.by_key) != len(self.cells):
            raise ValueError("two cells share a key")
        for relation in self.relations:
            self._check(relation)

    def _check(self, relation: Relation) -> None:
        missing = {relation.total, *relation.parts} - self.by_key.keys()
        if missing:
            raise ValueError(f"a relation names an unknown cell: {min(missing)}")
        if sum((Decimal(self.value(p)) for p in relation.parts), Decimal(0)) != self.value(relation.total):
            raise ValueError(f"a total is not the sum of its parts: {relation.total}")

    @cached_property
    def by_key(self) -> Mapping[str, Cell]:
        """Cells by key."""
        return {cell.key: cell for cell in self.cells}

    def value(self, key: str) -> Number:
        """The true value of a cell."""
        return self.by_key[key].value

    @cached_property
    def sums(self) -> frozenset[str]:
        """Keys of the cells that hold money."""
        return frozenset(cell.key for cell in self.cells if cell.kind is Kind.SUM)


@dataclass(frozen=True, slots=True)
class Demand:
    """An attacker must believe every value of [low, high] possible for the sum of `keys`."""

    keys: tuple[str, ...]
    low: Number
    high: Number
    reason: Reason


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules in force; `digest` is the SHA-256 of the policy file. Percentages are whole numbers of per cent."""

    version: str
    k: int
    cases_k: int
    group_all_but: int
    counts_beside: int
    contributors: int
    p_percent: int
    nk_n: int
    nk_percent: int
    margin_percent: int
    significant_digits: int
    partners_all_but: int
    digest: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which printable cells go out and which are withheld. `optimal`: proved cheapest. `complete`: not cut short."""

    published: frozenset[str]
    withheld: frozenset[str]
    optimal: bool = False
    complete: bool = True

    def visible(self, system: System) -> dict[str, Number]:
        """What a reader of this pattern sees: key to value, withheld and virtual cells absent."""
        return {cell.key: cell.value for cell in system.cells if cell.key in self.published}


@dataclass(frozen=True, slots=True)
class Interval:
    """What an attacker can say about a number; `high` is infinity when nothing bounds it."""

    low: float
    high: float

    def as_json(self) -> list[float | None]:
        """[low, high] with null for "no bound"."""
        return [None if math.isinf(end) else end + 0.0 for end in (self.low, self.high)]


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing an attacker can work out. Stays in the gate, never in a public file."""

    attacker: str
    keys: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Certificate:
    """The outcome of the attack on the published numbers; a publication without `ok` does not go out."""

    policy_hash: str
    table_hash: str
    solver: str
    attackers: Mapping[str, int]
    demands: int
    failures: tuple[Failure, ...]
    intervals: Mapping[tuple[str, ...], Interval] = field(default_factory=dict, repr=False)

    @property
    def ok(self) -> bool:
        """Nothing that must stay unknown can be worked out."""
        return not self.failures

    @property
    def digest(self) -> str:
        """SHA-256 over what may be public of a certificate: hashes, solver, outcome. No cell and no number of attackers
        or demands: whoever knows the source could guess those back from the digest.
        """
        return _sha256([self.policy_hash, self.table_hash, self.solver, self.ok])


def table_hash(published: Mapping[str, object]) -> str:
    """SHA-256 of the published numbers, whatever their order. Not of how they are linked: where two lanes of steps are not within each
    other in the records (links.Within) that tells of somebody.
    """
    return _sha256(sorted((key, str(value)) for key, value in published.items()))


def _sha256(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
