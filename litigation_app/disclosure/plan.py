"""Which coarser designs would still say something, when the one that was asked for would withhold too much?

For each choice of periods and of broader categories, the tables with the most sensitive numbers are left out, one after
the other, until what is left is protected; then whatever can be spared is taken back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice, product

from litigation_app.disclosure.audit import audit_system
from litigation_app.disclosure.effort import Effort, of
from litigation_app.disclosure.model import Kind, Pattern, Policy, System
from litigation_app.disclosure.protect import cost, protect
from litigation_app.disclosure.search import NotProtectable
from litigation_app.disclosure.sensitivity import demands, primary

# Which part of the work is kept for the attack on what was found.
ATTACK = 0.25
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Coarser:
    """How a design is made coarser: so many years stand together, variables with broader codes, tables left out.

    `instead`: tables that somebody chose instead of those that they cannot stand beside. That is a choice, not coarser.
    """

    together: int = 1
    broader: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("broader", "without", "instead"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    def but(self, piece: str) -> "Coarser":
        """The same, with this variable as it was, or this table back."""
        broader, without = (tuple(name for name in names if name != piece) for names in (self.broader, self.without))
        return replace(self, broader=broader, without=without)

    @property
    def as_chosen(self) -> "Coarser":
        """The full design with the same choice."""
        return Coarser(instead=self.instead)

    @property
    def is_full(self) -> bool:
        """Whether nothing is coarser."""
        return self == self.as_chosen


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
    """A coarser design that is protected: how many numbers it prints and hides, and which share of the asked it says.

    `told`: how many of the printed are not zero; `tables`: the same of each table with any.
    """

    coarser: Coarser
    printed: int
    hidden: int
    keeps: float
    tables: Mapping[str, int] = field(default_factory=dict)
    told: int = 0


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
    draw: Draw,
    *,
    years: int,
    broader: Sequence[str],
    policy: Policy,
    budget: float | Effort,
    refused: Coarser = AS_ASKED,
    first: Sequence[Coarser] = (),
) -> list[Option]:
    """Coarser designs than the asked one, those that say most first; each is protected and withstood the attack.

    `draw` makes a design of a coarsening, `years` is how many there are, `broader` which variables can be broader,
    `refused` what is not to be proposed, `first` what is to be looked at before all else. At most so many as the policy
    says, fewer when the budget is spent. Raises Busy.
    """
    effort = of(budget)
    way, found = _Way(draw, policy, refused), dict[frozenset[str], _Reached]()
    starts = [replace(start, instead=refused.instead) for start in (*first, *_starts(years, tuple(broader), policy))]
    for start in starts:  # those that say most come first, and get half of what is left
        left = effort.left - effort.seconds * ATTACK
        if reached := way.walk(start, effort.part(left / 2)):
            found.setdefault(reached.drawn.keys, reached)
    full = draw(refused.as_chosen)
    asked = _said(full, full.keys)
    ranked = sorted(((_option(one, asked), one) for one in found.values()), key=lambda pair: _order(pair[0]))
    standing = (option for option, one in ranked if option.keeps and _withstands(one, policy, effort))
    return list(islice(standing, policy.proposals))


def _starts(years: int, broader: tuple[str, ...], policy: Policy) -> Iterator[Coarser]:
    """Single years, then so many together, then all in one; each with categories as they are and broader."""
    lengths = sorted({1, min(policy.years_together, years), years})
    yield from (Coarser(together, codes) for together, codes in product(lengths, dict.fromkeys([(), broader])))


def _order(option: Option) -> tuple[float, ...]:
    """What says most comes first; among equals what changes least."""
    made = option.coarser
    return -option.keeps, -option.told, -option.printed, made.together, len(made.broader), len(made.without)


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
    known: dict[frozenset[str], Pattern | tuple[str, ...]] = field(default_factory=dict)

    def walk(self, start: Coarser, effort: Effort) -> _Reached | None:
        """Leave tables out until what is left is protected; None where nothing is left, or the work is spent."""
        coarser = start
        while not effort.is_spent:
            drawn = self.draw(coarser)
            if not drawn.tables:
                return None
            pattern = self._protected(coarser, drawn, effort)
            if isinstance(pattern, Pattern):
                return self._finer(_Reached(coarser, drawn, pattern), effort)
            coarser = replace(coarser, without=(*coarser.without, self._worst(drawn, pattern)))
        return None

    def _finer(self, reached: _Reached, effort: Effort) -> _Reached:
        """Take back each table that was left out, and each broader variable, that can be spared."""
        for piece in (*reached.coarser.without, *reached.coarser.broader):
            coarser = reached.coarser.but(piece)
            drawn = self.draw(coarser)
            is_same = drawn.keys == reached.drawn.keys
            pattern = reached.pattern if is_same else self._protected(coarser, drawn, effort)
            reached = _Reached(coarser, drawn, pattern) if isinstance(pattern, Pattern) else reached
        return reached

    def _protected(self, coarser: Coarser, drawn: Drawn, effort: Effort) -> Pattern | tuple[str, ...]:
        """A pattern, or the cells that cannot be protected (none named: too many are sensitive, or it takes too much)."""
        if coarser.is_full or coarser == self.refused:
            return ()
        if drawn.keys not in self.known:
            if effort.is_spent:
                return ()
            self.known[drawn.keys] = self._tried(drawn, effort)
        return self.known[drawn.keys]

    def _tried(self, drawn: Drawn, effort: Effort) -> Pattern | tuple[str, ...]:
        if is_too_fine(drawn, self.policy):
            return ()
        try:
            found = protect(drawn.system, self.policy, budget=effort, thorough=False)
        except NotProtectable as stop:
            return stop.keys
        return found if found.complete else ()

    def _worst(self, drawn: Drawn, stuck: tuple[str, ...]) -> str:
        """Where all is too fine: of the tables without which it is not, the one that says least. Else the table that has most
        to do with the cells that cannot be protected, then the one with most sensitive numbers.
        """
        sensitive = frozenset(primary(drawn.system, self.policy))
        if enough := [name for name in drawn.tables if not stuck and self._is_cured(drawn, name, sensitive)]:
            return min(enough, key=lambda name: (_said(drawn, frozenset(drawn.tables[name])), name))
        linked = [{one.total, *one.parts} for one in drawn.system.relations]
        near = {key for keys in linked if keys.intersection(stuck) for key in keys}
        held = {name: frozenset(keys) for name, keys in drawn.tables.items()}
        return max(held, key=lambda name: (len(held[name] & near), _share(drawn, held[name], sensitive), name))

    def _is_cured(self, drawn: Drawn, without: str, sensitive: frozenset[str]) -> bool:
        """Whether the design is too fine, and is not without this table."""
        others = frozenset(key for name, keys in drawn.tables.items() if name != without for key in keys)
        most = Fraction(self.policy.primary_share_max_percent, WHOLE)
        return _share(drawn, others, sensitive) <= most < _share(drawn, drawn.keys, sensitive)


def _share(drawn: Drawn, keys: frozenset[str], sensitive: frozenset[str]) -> Fraction:
    counted = [key for key in keys if drawn.system.value(key) != 0]
    return Fraction(sum(key in sensitive for key in counted), max(len(counted), 1))


def _option(reached: _Reached, asked: float) -> Option:
    shown = reached.drawn.keys & reached.pattern.published
    told = {key for key in shown if reached.drawn.system.value(key) != 0}
    counted = {name: len(told.intersection(keys)) for name, keys in reached.drawn.tables.items()}
    return Option(
        reached.coarser,
        len(shown),
        len(reached.drawn.keys) - len(shown),
        _said(reached.drawn, shown) / asked,
        {name: count for name, count in counted.items() if count},
        len(told),
    )


def _said(drawn: Drawn, keys: frozenset[str]) -> float:
    """How much these counts say: each by how many people it counts, as `protect` weighs it; a zero says nothing."""
    cells = (drawn.system.by_key[key] for key in sorted(keys))
    return sum(cost(cell) for cell in cells if cell.value != 0 and cell.kind is Kind.COUNT)


def _withstands(reached: _Reached, policy: Policy, effort: Effort) -> bool:
    """The proposal is attacked as a publication is, before anybody sees it."""
    system = reached.drawn.system
    seen = reached.pattern.visible(system)
    return not effort.is_spent and audit_system(system, seen, demands(system, policy), policy, effort).ok
