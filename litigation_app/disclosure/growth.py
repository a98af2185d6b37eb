"""How does a publication grow by a year: which of its numbers are fresh, and which stand as they were printed before?

Either everything is printed as it is now, or, where some change would be exposed, everything of the earlier years is
printed again as it was, and the new year alone is fresh. Never one table or year of several: which one had to stay
behind would show where somebody came.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from litigation_app.disclosure import changes, difference, outside
from litigation_app.disclosure.believing import Belief
from litigation_app.disclosure.difference import Risk
from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.facts import Printed, like, of_years
from litigation_app.disclosure.model import Certificate, Failure, Interval, Kind, Number, Policy, System
from litigation_app.disclosure.sensitivity import demands
from litigation_app.disclosure.tables import ONE_CASE, TOTAL, Table


@dataclass(frozen=True)
class Earlier:
    """An earlier publication or shown draft, with the years that it covers."""

    printed: Printed
    years: frozenset[str]


def fresh_years(whole: System, tables: Sequence[Table], years: Collection[str]) -> System:
    """The same people with the numbers of these years alone to print: no earlier year, no total over time."""
    mine = of_years(tables, years)
    return replace(whole, cells=tuple(replace(c, published=c.published and c.key in mine) for c in whole.cells))


def printed(name: str, system: System, said: Mapping[str, Number | Interval]) -> Printed:
    """What a reader has of a system's printable cells; the rest of them are withheld."""
    withheld = frozenset(cell.key for cell in system.cells if cell.published) - said.keys()
    return Printed(name, said, withheld, system.relations, system.sums)


def attack(
    system: System,
    tables: Sequence[Table],
    said: Mapping[str, Number | Interval],
    earlier: Sequence[Earlier],
    policy: Policy,
    budget: float | Effort | None = None,
    belief: Belief | None = None,
) -> Certificate:
    """Attack what a system prints (`said`) beside everything earlier; with a `belief`, as its attackers, who believe its
    numbers of others.

    Raises DesignChanged where tables are cut otherwise.
    """
    new = printed("", system, said)
    before = [(one.printed, like(one.printed, tables, one.years, system.by_key.keys())) for one in earlier]
    wanted = demands(system, policy)
    others, attackers = belief or ((), system.attackers)
    if others:  # no demand is cut by what they tell alone: whoever types numbers in would learn which of them is true
        before.append(outside.vintage(others))
    risk = Risk(wanted, attackers, _largest(system))
    return difference.attack(new, before, risk, policy, budget)


def to_withhold(failures: Iterable[Failure], shown: Mapping[str, Number]) -> frozenset[str]:
    """For each thing that was found the cheapest of the shown numbers from which it was worked out; zeros hide nothing."""
    can = [[(abs(shown[key]), key) for key in one.blamed if shown.get(key, 0) != 0] for one in failures]
    return frozenset(min(one)[1] for one in can if one)


def too_near(system: System, earlier: Sequence[Earlier], policy: Policy) -> frozenset[str]:
    """The numbers printed before that have changed by too few: where there is one, to print the years anew is not worth a try."""
    largest = _largest(system)
    return frozenset(
        key
        for one in earlier
        for key, then in one.printed.said.items()
        if isinstance(then, int) and key in system.by_key and f"={TOTAL}" not in key
        and system.by_key[key].kind is Kind.COUNT
        and not changes.may_be_known(int(system.value(key)) - then, largest.get(key, 1), policy)
    )  # fmt: skip


def _largest(system: System) -> dict[str, int]:
    """How many people of one case stand in a cell at most."""
    found: dict[str, int] = {}
    for who in system.attackers:
        if who.name == ONE_CASE:
            for fact in who.facts:
                found[fact.key] = max(found.get(fact.key, 1), int(fact.low))
    return found
