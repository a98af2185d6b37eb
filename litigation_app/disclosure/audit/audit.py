"""What can a reader work out from the published numbers, and does that leave every person hidden?

Shares nothing with `protect` but the model. It never sees a true value: only what the exported files say.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from litigation_app.disclosure.audit.attackers import Audience, Question, Tell, quiet
from litigation_app.disclosure.audit.feasible_set import Polytope, SolverFailed
from litigation_app.disclosure.audit.informed_reader import informed
from litigation_app.disclosure.effort import Effort, of, seconds
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

Published = Mapping[str, Number | Interval]
SLACK = 1e-6


def solver_name() -> str:
    """Name and version of the solver, for the certificate."""
    from highspy._core import _Highs

    quiet: Any = _Highs()
    quiet.setOptionValue("output_flag", False)
    return f"HiGHS {quiet.version()}"


def audit(
    published: Published,
    relations: Sequence[Relation],
    demands: Sequence[Demand],
    policy: Policy,
    *,
    attackers: Iterable[Attacker] = (),
    withheld: Iterable[str] = (),
    sums: frozenset[str] = frozenset(),
    budget: float | Effort | None = None,
    tell: Tell = quiet,
) -> Certificate:
    """Attack the numbers as the public reader and as every attacker given: a certificate, `ok` when all stay unsure.

    `published` is what the files say: key to number, or to an Interval where a number was rounded or is a range; `withheld`:
    where they print a symbol, or a range, instead of a number. Every demand on counts must be met by a whole-number table that
    agrees with everything published; exact integer arithmetic checks what the solver proposes. A solver that stops, a budget
    that is spent, and numbers that contradict each other are failures. Raises Busy.
    """
    failures = _printed(published, demands, sums) + _contradictions(published, relations)
    marked = set(withheld) - sums
    numbers = {key: number for key, number in published.items() if key in sums or not isinstance(number, Interval)}
    everyone = (PUBLIC_READER, *(informed(who, numbers, marked, relations, policy) for who in attackers))
    found: dict[tuple[str, ...], Interval] = {}
    if not failures:
        space = Polytope(published, relations, [demand.keys for demand in demands], sums, _effort(budget))
        failures += _attack(space, everyone, demands, tell)
        found = _intervals(space, [demand.keys for demand in demands], failures)
    return Certificate(
        policy_hash=policy.digest,
        table_hash=table_hash(published),
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
    budget: float | Effort | None = None,
    tell: Tell = quiet,
) -> Certificate:
    """`audit` with the relations and attackers of a system; of its cells only which hold money and which are printed."""
    return audit(
        published,
        system.relations,
        demands,
        policy,
        attackers=system.attackers,
        withheld=withheld(system, published),
        sums=system.sums,
        budget=budget,
        tell=tell,
    )


def withheld(system: System, published: Published) -> set[str]:
    """What is not printed as a number: a sign, or a range, stands in its place."""
    numbers = {key for key, number in published.items() if key in system.sums or not isinstance(number, Interval)}
    return {cell.key for cell in system.cells if cell.published} - numbers


def intervals(
    published: Published,
    relations: Sequence[Relation],
    keys: Sequence[str],
    *,
    sums: frozenset[str] = frozenset(),
    whole: bool = False,
    budget: float | Effort | None = None,
) -> dict[str, Interval]:
    """What a public reader can say about each key, by linear programme, or over whole-number tables when `whole`.

    Raises SolverFailed when there is no answer with so much work or the published numbers contradict each other.
    """
    space = Polytope(published, relations, [(key,) for key in keys], sums, _effort(budget))
    return {key: space.interval((key,), whole=whole and key not in sums) for key in keys}


def example(published: Published, relations: Sequence[Relation], keys: Sequence[str]) -> dict[str, int]:
    """Whole numbers for every cell that is not printed, which agree with everything printed. Raises SolverFailed."""
    return Polytope(published, relations, [(key,) for key in keys], frozenset(), _effort(None)).table()


def surely_few(
    published: Published,
    relations: Sequence[Relation],
    keys: Sequence[str],
    most: int,
    *,
    never: Collection[str] = (),
    sums: frozenset[str] = frozenset(),
    budget: float | Effort | None = None,
) -> Iterator[str]:
    """Those of the keys, in their order, that are 1 to `most` in every whole-number table; of those that are `never` nobody for
    sure, that are no more than `most` in every one. Raises SolverFailed, Busy.
    """
    if _contradictions(published, relations):
        raise SolverFailed("contradiction")
    space = Polytope(published, relations, [(key,) for key in keys], sums, _effort(budget))
    space.table()
    left = list(keys)
    for up in (True, False):
        left = _unmet(space, left, most, up, never)
    for key in left:
        if space.can_reach((key,), most + 1, up=True):
            continue
        if not space.can_reach((key,), 0, up=False) or (key in never and space.can_reach((key,), 1, up=True)):
            yield key


def _unmet(space: Polytope, keys: Sequence[str], most: int, up: bool, never: Collection[str]) -> list[str]:
    """Those of the keys that are few in every table found so far, tables in which many of them are high, or low, among those."""

    def is_open(key: str) -> bool:
        i, facts = space.column.get(key), space.facts
        if i is None:
            return True
        is_nobody = key not in never and space.kept.reaches(i, 0, up=False, facts=facts)
        return not (is_nobody or space.kept.reaches(i, most + 1, up=True, facts=facts))

    left, before = [key for key in keys if is_open(key)], len(keys) + 1
    while left and len(left) < before:
        before = len(left)
        space.seek([space.column[key] for key in left if key in space.column], up=up)
        left = [key for key in left if is_open(key)]
    return left


def _effort(budget: float | Effort | None) -> Effort:
    return of(seconds("attack") if budget is None else budget)


def _printed(published: Published, demands: Sequence[Demand], sums: frozenset[str]) -> list[Failure]:
    """A sensitive number that stands in the files, a sum as it is rounded too, needs no solver; the range of a count does."""
    printed = {key for key, number in published.items() if key in sums or not isinstance(number, Interval)}
    alone = [demand for demand in demands if len(demand.keys) == 1 and demand.keys[0] in printed]
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


def _attack(space: Polytope, everyone: Sequence[Attacker], demands: Sequence[Demand], tell: Tell) -> list[Failure]:
    """Every end that an attacker can rule out, and those whose own knowledge contradicts the numbers."""
    audience, asked = Audience(space, everyone), dict[Question, list[int]]()
    for who, attacker in enumerate(everyone):
        for question in _questions(attacker, demands):
            asked.setdefault(question, []).append(who)
    try:
        found = audience.unconvinced(asked, tell)
    except SolverFailed as stop:
        return [Failure(PUBLIC_READER.name, (), str(stop))]
    refuted = [everyone[who] for who in sorted(audience.refuted)]
    failures = [Failure(who.name, (), "contradiction") for who in refuted if not who.believes]
    for who, asks in found:
        why = "too_low" if asks.up else "too_high"
        failures.append(Failure(everyone[who].name, asks.keys, why))
    return failures


def _questions(attacker: Attacker, demands: Sequence[Demand]) -> Iterable[Question]:
    """An attacker who knows c people of a cell must still believe that there is nobody else, and that there are k."""
    known = {fact.key: fact for fact in attacker.facts}
    for demand in filter(attacker.is_asked, demands):
        facts = [known[key] for key in demand.keys if key in known]
        if len(facts) == len(demand.keys) and all(fact.low == fact.high for fact in facts):
            continue
        low, high = attacker.ends(demand, sum((fact.low for fact in facts), 0))
        yield Question(demand.keys, False, float(low))
        yield Question(demand.keys, True, float(high))


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
