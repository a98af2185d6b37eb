"""What can a reader work out from the published numbers, and does that leave every person hidden?

Shares nothing with `protect` but the model. It never sees a true value: only what the exported files say.
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from litigation_app.disclosure.method import informed
from litigation_app.disclosure.model import (
    PUBLIC_READER,
    Attacker,
    Certificate,
    Demand,
    Failure,
    Interval,
    Number,
    Policy,
    Relation,
    System,
    table_hash,
)
from litigation_app.disclosure.polytope import Polytope, SolverFailed, solver_name

Published = Mapping[str, Number | Interval]
SLACK = 1e-6
Tell = Callable[[int, int], None]  # how many readers have attacked, of how many


def _quiet(_done: int, _of: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """One end of one demand: the sum of `keys` must be able to reach `value`, from above (`up`) or from below."""

    keys: tuple[str, ...]
    up: bool
    value: float


def audit(
    published: Published,
    relations: Sequence[Relation],
    demands: Sequence[Demand],
    policy: Policy,
    *,
    attackers: Iterable[Attacker] = (),
    withheld: Iterable[str] = (),
    sums: frozenset[str] = frozenset(),
    budget_s: float = 120.0,
    tell: Tell = _quiet,
) -> Certificate:
    """Attack the numbers as the public reader and as every attacker given: a certificate, `ok` when all stay unsure.

    `published` is what the files say: key to number, or to an Interval where a number was rounded; `withheld`:
    where they print a symbol instead, which tells a reader of the rules something. Every demand on
    counts must be met by a whole-number table that agrees with everything published; the solver proposes it, exact
    integer arithmetic checks it. A solver that stops, a budget (seconds) that runs out, or numbers that contradict
    each other are failures.
    """
    until = time.monotonic() + budget_s
    failures = _printed(published, demands) + _contradictions(published, relations)
    marked = set(withheld) - sums
    everyone = (PUBLIC_READER, *(informed(who, published, marked, relations, policy) for who in attackers))
    found: dict[tuple[str, ...], Interval] = {}
    if not failures:
        space = Polytope(published, relations, [demand.keys for demand in demands], sums, until)
        for done, attacker in enumerate(everyone):
            tell(done, len(everyone))
            failures += _attack(space, attacker, demands)
        found = _intervals(space, [demand.keys for demand in demands], failures)
    return Certificate(
        policy_hash=policy.digest,
        table_hash=table_hash(published, relations),
        solver=solver_name(),
        attackers=Counter(who.name for who in everyone),
        demands=len(demands),
        failures=tuple(failures),
        intervals=found,
    )


def audit_system(
    system: System,
    published: Published,
    demands: Sequence[Demand],
    policy: Policy,
    budget_s: float = 120.0,
    tell: Tell = _quiet,
) -> Certificate:
    """`audit` with the relations and attackers of a system; of its cells only which hold money and which are printed."""
    return audit(
        published,
        system.relations,
        demands,
        policy,
        attackers=system.attackers,
        withheld={cell.key for cell in system.cells if cell.published} - published.keys(),
        sums=system.sums,
        budget_s=budget_s,
        tell=tell,
    )


def intervals(
    published: Published,
    relations: Sequence[Relation],
    keys: Sequence[str],
    *,
    sums: frozenset[str] = frozenset(),
    whole: bool = False,
    budget_s: float = 120.0,
) -> dict[str, Interval]:
    """What a public reader can say about each key, by linear programme, or over whole-number tables when `whole`.

    Raises SolverFailed when there is no answer in time or the published numbers contradict each other.
    """
    until = time.monotonic() + budget_s
    space = Polytope(published, relations, [(key,) for key in keys], sums, until)
    return {key: space.interval((key,), whole=whole and key not in sums) for key in keys}


def _printed(published: Published, demands: Sequence[Demand]) -> list[Failure]:
    """A sensitive number that stands in the files needs no solver."""
    alone = [demand for demand in demands if len(demand.keys) == 1 and demand.keys[0] in published]
    return [Failure(PUBLIC_READER.name, demand.keys, "published") for demand in alone]


def _contradictions(published: Published, relations: Sequence[Relation]) -> list[Failure]:
    found = []
    for relation in relations:
        keys = (relation.total, *relation.parts)
        numbers = [published.get(key) for key in keys]
        if all(number is not None and not isinstance(number, Interval) for number in numbers):
            total, *parts = (published[key] for key in keys)
            if total != sum(part for part in parts if not isinstance(part, Interval)):
                found.append(Failure(PUBLIC_READER.name, keys, "contradiction"))
    return found


def _attack(space: Polytope, attacker: Attacker, demands: Sequence[Demand]) -> list[Failure]:
    """Every end that this attacker can rule out."""
    failures = []
    try:
        space.learn(attacker.facts)
        for bound in _bounds(attacker, demands):
            if not space.can_reach(bound.keys, bound.value, up=bound.up):
                failures.append(Failure(attacker.name, bound.keys, "too_low" if bound.up else "too_high"))
    except SolverFailed as stop:
        failures.append(Failure(attacker.name, (), str(stop)))
    finally:
        space.forget()
    return failures


def _bounds(attacker: Attacker, demands: Sequence[Demand]) -> Iterable[_Bound]:
    """An attacker who knows c people of a cell must still believe that there is nobody else, and that there are k."""
    known = {fact.key: fact for fact in attacker.facts}
    for demand in demands:
        facts = [known[key] for key in demand.keys if key in known]
        if len(facts) == len(demand.keys) and all(fact.low == fact.high for fact in facts):
            continue
        floor = sum(float(fact.low) for fact in facts)
        yield _Bound(demand.keys, False, max(float(demand.low), floor))
        yield _Bound(demand.keys, True, max(float(demand.high), floor))


def _intervals(
    space: Polytope, wanted: Sequence[tuple[str, ...]], failures: list[Failure]
) -> dict[tuple[str, ...], Interval]:
    try:
        return {keys: space.interval(keys) for keys in wanted}
    except SolverFailed as stop:
        failures.append(Failure(PUBLIC_READER.name, (), str(stop)))
        return {}


def recoverable(found: Mapping[str, Interval]) -> dict[str, float]:
    """The keys that a reader knows exactly, with their value."""
    return {key: round(span.low, 9) for key, span in found.items() if _is_point(span)}


def _is_point(span: Interval) -> bool:
    return not math.isinf(span.high) and span.high - span.low <= SLACK * max(1.0, abs(span.high))
