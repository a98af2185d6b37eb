"""Which coarser designs would still say something, when the one that was asked for would withhold too much?

For each choice of periods and of broader categories, the tables with the most sensitive numbers are left out, one after
the other, until what is left is protected; then whatever can be spared is taken back.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice, product

from litigation_app.disclosure.audit import audit_system
from litigation_app.disclosure.model import Kind, Pattern, Policy, System
from litigation_app.disclosure.protect import cost, protect
from litigation_app.disclosure.search import NotProtectable
from litigation_app.disclosure.sensitivity import demands, primary

# Which part of the time is kept for the attack on what was found.
ATTACK = 0.25


@dataclass(frozen=True, slots=True)
class Coarser:
    """How a design is made coarser: so many years stand together, variables with broader codes, tables left out."""

    together: int = 1
    broader: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("broader", "without"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    def but(self, piece: str) -> "Coarser":
        """The same, with this variable as it was, or this table back."""
        broader, without = (tuple(name for name in names if name != piece) for names in (self.broader, self.without))
        return Coarser(self.together, broader, without)


AS_ASKED = Coarser()


@dataclass(frozen=True)
class Drawn:
    """A design with people in it: the linked system, and the cells that each printed table shows."""

    system: System
    tables: Mapping[str, tuple[str, ...]]

    @property
    def keys(self) -> frozenset[str]:
        """Every cell that some table prints."""
        return frozenset(key for keys in self.tables.values() for key in keys)


@dataclass(frozen=True, slots=True)
class Option:
    """A coarser design that is protected: how many numbers it prints and hides, and which share of the asked it says."""

    coarser: Coarser
    printed: int
    hidden: int
    keeps: float


Draw = Callable[[Coarser], Drawn]


def periods(years: Sequence[str], together: int) -> tuple[tuple[str, ...], ...]:
    """The years in groups of so many; what is left at the end joins the last group: 2021 to 2025 by two is 2 and 3."""
    starts = list(range(0, len(years) - together + 1, together)) or [0]
    ends = [*starts[1:], len(years)]
    return tuple(tuple(years[start:end]) for start, end in zip(starts, ends, strict=True))


def sensitive_share(drawn: Drawn, policy: Policy) -> Fraction:
    """Which share of the numbers that are not zero would have to be withheld for themselves."""
    return _share(drawn, drawn.keys, frozenset(primary(drawn.system, policy)))


def is_too_fine(drawn: Drawn, policy: Policy) -> bool:
    """Whether the design is to be made coarser, not patched."""
    return sensitive_share(drawn, policy) * 100 > policy.primary_share_max_percent


def options(
    draw: Draw, *, years: int, broader: Sequence[str], policy: Policy, budget_s: float, refused: Coarser = AS_ASKED
) -> list[Option]:
    """Coarser designs than the asked one, those that say most first; each is protected and withstood the attack.

    `draw` makes a design of a coarsening, `years` is how many there are, `broader` which variables can be broader,
    `refused` what is not to be proposed. At most so many as the policy says, fewer when the budget (seconds) runs out.
    """
    until = time.monotonic() + budget_s
    way, found = _Way(draw, policy, refused), dict[frozenset[str], _Reached]()
    starts = list(_starts(years, tuple(broader), policy))
    for done, start in enumerate(starts):
        left = until - budget_s * ATTACK - time.monotonic()
        if reached := way.walk(start, left / (len(starts) - done)):
            found.setdefault(reached.drawn.keys, reached)
    asked = _said(draw(AS_ASKED), draw(AS_ASKED).keys)
    ranked = sorted(((_option(one, asked), one) for one in found.values()), key=lambda pair: _order(pair[0]))
    standing = (option for option, one in ranked if option.keeps and _withstands(one, policy, until))
    return list(islice(standing, policy.proposals))


def _starts(years: int, broader: tuple[str, ...], policy: Policy) -> Iterator[Coarser]:
    """Single years, then so many together, then all in one; each with categories as they are and broader."""
    lengths = sorted({1, min(policy.years_together, years), years})
    yield from (Coarser(together, codes) for together, codes in product(lengths, dict.fromkeys([(), broader])))


def _order(option: Option) -> tuple[float, ...]:
    """What says most comes first; among equals what changes least."""
    made = option.coarser
    return -option.keeps, -option.printed, made.together, len(made.broader), len(made.without)


@dataclass(frozen=True)
class _Reached:
    coarser: Coarser
    drawn: Drawn
    pattern: Pattern


@dataclass
class _Way:
    """A search that remembers what it found out; `refused` is the design that nobody wants to see again."""

    draw: Draw
    policy: Policy
    refused: Coarser
    until: float = 0.0
    known: dict[frozenset[str], Pattern | tuple[str, ...]] = field(default_factory=dict)

    def walk(self, start: Coarser, budget_s: float) -> _Reached | None:
        """Leave tables out until what is left is protected; None where nothing is left, or no time."""
        coarser, self.until = start, time.monotonic() + budget_s
        while time.monotonic() < self.until:
            drawn = self.draw(coarser)
            if not drawn.tables:
                return None
            pattern = self._protected(coarser, drawn)
            if isinstance(pattern, Pattern):
                return self._finer(_Reached(coarser, drawn, pattern))
            coarser = replace(coarser, without=(*coarser.without, self._worst(drawn, pattern)))
        return None

    def _finer(self, reached: _Reached) -> _Reached:
        """Take back each table that was left out, and each broader variable, that can be spared."""
        for piece in (*reached.coarser.without, *reached.coarser.broader):
            coarser = reached.coarser.but(piece)
            drawn = self.draw(coarser)
            is_same = drawn.keys == reached.drawn.keys
            pattern = reached.pattern if is_same else self._protected(coarser, drawn)
            reached = _Reached(coarser, drawn, pattern) if isinstance(pattern, Pattern) else reached
        return reached

    def _protected(self, coarser: Coarser, drawn: Drawn) -> Pattern | tuple[str, ...]:
        """A pattern, or the cells that cannot be protected (none named: too many are sensitive, or it takes too long)."""
        if coarser in {AS_ASKED, self.refused}:
            return ()
        if drawn.keys not in self.known:
            left = self.until - time.monotonic()
            if left <= 0:
                return ()
            self.known[drawn.keys] = self._tried(drawn, left)
        return self.known[drawn.keys]

    def _tried(self, drawn: Drawn, budget_s: float) -> Pattern | tuple[str, ...]:
        if is_too_fine(drawn, self.policy):
            return ()
        try:
            found = protect(drawn.system, self.policy, budget_s=budget_s, thorough=False)
        except NotProtectable as stop:
            return stop.keys
        return found if found.complete else ()

    def _worst(self, drawn: Drawn, stuck: tuple[str, ...]) -> str:
        """The table that has most to do with the cells that cannot be protected, then the one with most sensitive numbers."""
        sensitive = frozenset(primary(drawn.system, self.policy))
        linked = [{one.total, *one.parts} for one in drawn.system.relations]
        near = {key for keys in linked if keys.intersection(stuck) for key in keys}
        held = {name: frozenset(keys) for name, keys in drawn.tables.items()}
        return max(held, key=lambda name: (len(held[name] & near), _share(drawn, held[name], sensitive), name))


def _share(drawn: Drawn, keys: frozenset[str], sensitive: frozenset[str]) -> Fraction:
    counted = [key for key in keys if drawn.system.value(key) != 0]
    return Fraction(sum(key in sensitive for key in counted), max(len(counted), 1))


def _option(reached: _Reached, asked: float) -> Option:
    shown = reached.drawn.keys & reached.pattern.published
    return Option(
        reached.coarser, len(shown), len(reached.drawn.keys) - len(shown), _said(reached.drawn, shown) / asked
    )


def _said(drawn: Drawn, keys: frozenset[str]) -> float:
    """How much these counts say: each by how many people it counts, as `protect` weighs it; a zero says nothing."""
    cells = (drawn.system.by_key[key] for key in sorted(keys))
    return sum(cost(cell) for cell in cells if cell.value != 0 and cell.kind is Kind.COUNT)


def _withstands(reached: _Reached, policy: Policy, until: float) -> bool:
    """The proposal is attacked as a publication is, before anybody sees it."""
    system, left = reached.drawn.system, until - time.monotonic()
    seen = reached.pattern.visible(system)
    return left > 0 and audit_system(system, seen, demands(system, policy), policy, budget_s=left).ok
