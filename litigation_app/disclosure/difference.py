"""May a second publication stand beside earlier ones without giving people away by subtraction?"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from litigation_app.disclosure import audit, changes
from litigation_app.disclosure.audience import PUBLIC, Audience, Question
from litigation_app.disclosure.effort import Effort, of, seconds
from litigation_app.disclosure.facts import Like, Printed
from litigation_app.disclosure.joint import Joint, join, then_key
from litigation_app.disclosure.model import (
    PUBLIC_READER,
    Attacker,
    Certificate,
    Demand,
    Failure,
    Policy,
    Reason,
)
from litigation_app.disclosure.polytope import CEILING, Polytope, SolverFailed
from litigation_app.disclosure.reading import Reading


class Overlap(StrEnum):
    """Why a publication cannot go out beside an earlier one, as a code; the screen has the sentence."""

    SAME_COUNTRY_AND_PERIOD = "same_country_and_period"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that a publication covers, both included. Raises ValueError when they are reversed."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")

    def meets(self, other: "Period") -> bool:
        """They share at least one day."""
        return self.first <= other.last and other.first <= self.last


def overlaps(
    period_a: Period, countries_a: Iterable[str], period_b: Period, countries_b: Iterable[str]
) -> Overlap | None:
    """Whether whoever subtracts one publication from the other learns how the people between them are spread, or None."""
    if set(countries_a) & set(countries_b) and period_a.meets(period_b):
        return Overlap.SAME_COUNTRY_AND_PERIOD
    return None


@dataclass(frozen=True)
class Risk:
    """What a publication must keep unsure by itself, from whom, and how many people of one case a cell has at most.

    A cell that `largest` does not name has one.
    """

    demands: tuple[Demand, ...]
    attackers: tuple[Attacker, ...]
    largest: Mapping[str, int]


def attack(
    new: Printed,
    earlier: Sequence[tuple[Printed, Like]],
    risk: Risk,
    policy: Policy,
    budget: float | Effort | None = None,
) -> Certificate:
    """Attack a new publication together with all earlier ones: `ok` when neither it, nor they, nor a change is exposed.

    What earlier ones tell already, together and without the new one, is not laid to its charge. A solver that stops or a
    budget that is spent is a failure. Raises Busy.
    """
    effort = of(seconds("attack") if budget is None else budget)
    whole = join(new, earlier)
    failures = list(changes.plain(whole, risk.largest, policy))
    before, readers = list[Demand](), list[Attacker]()
    if not failures:
        try:
            reading = Reading(whole, new, [old for old, _ in earlier], policy, effort)
            readers += reading.readers(risk.attackers)
            failures += changes.attack(reading, readers, risk.largest)
            before += [demand for old, alike in earlier for demand in as_before(old, alike, policy, effort)]
        except SolverFailed as stop:
            failures.append(Failure(PUBLIC_READER.name, (), str(stop)))
    if failures:
        found = _audit(whole, (), (), policy, effort)
        return replace(found, failures=(*failures, *found.failures))
    # Only a belief about changes ties what was withheld earlier to the new numbers. For everybody else a number then is as
    # free as it was: of changes they know only those since a number that was told then.
    believers = [reader for reader in readers if reader.believes]
    found, then = _audit(whole, risk.demands, readers, policy, effort), _audit(whole, before, believers, policy, effort)
    failures = [*found.failures, *then.failures]
    failures = [one for one in failures if not _is_mistaken(one, reading, believers, risk.demands)]
    if failures:
        unsaid, doubted = join(replace(new, said={}, withheld=frozenset()), earlier), {one.keys for one in failures}
        narrow = [demand for demand in (*risk.demands, *before) if demand.keys in doubted]
        known = set(_audit(unsaid, narrow, readers, policy, effort).failures)
        failures = [one for one in failures if one not in known or not one.keys]
    return replace(found, demands=found.demands + then.demands, failures=tuple(failures))


def _audit(
    whole: Joint, demands: Sequence[Demand], readers: Sequence[Attacker], policy: Policy, effort: Effort
) -> Certificate:
    return audit.audit(
        whole.published,
        whole.relations,
        demands,
        policy,
        attackers=readers,
        sums=whole.sums,
        differences=whole.differences,
        spans=False,
        budget=effort,
    )


def _is_mistaken(failure: Failure, reading: Reading, believers: Sequence[Attacker], demands: Sequence[Demand]) -> bool:
    """A sum that a believer places where it is not: her belief is false, and she learns nothing of it.

    A demand on a sum lies around its value (`sensitivity.demands`), unless it is cut off at nothing.
    """
    who = next((one for one in believers if one.name == failure.attacker), None)
    asked = next((one for one in demands if one.keys == failure.keys), None)
    if who is None or asked is None or not asked.low or not reading.whole.sums.issuperset(failure.keys):
        return False
    try:
        reading.space.learn(who.facts)
        span = reading.space.interval(failure.keys)
    except SolverFailed:
        return False  # not shown, so it counts
    finally:
        reading.space.forget()
    value, slack = (float(asked.low) + float(asked.high)) / 2, audit.SLACK * float(asked.high)
    return span.high < value - slack or value + slack < span.low


def as_before(old: Printed, alike: Like, policy: Policy, effort: Effort) -> Iterator[Demand]:
    """What an earlier publication left unsure stays so. Its withheld numbers are not known any more, so that is all of them."""
    hidden = [key for key in old.keys if key not in old.said and key not in old.sums]
    hidden = [key for key in hidden if alike.is_whole or key in alike.of]
    space = Polytope(old.said, old.relations, [(key,) for key in hidden], old.sums, effort)
    asked = {Question((key,), up, policy.k if up else 0): [PUBLIC] for key in hidden for up in (False, True)}
    narrowed = {question.keys[0] for _, question in Audience(space, [PUBLIC_READER]).unconvinced(asked)}
    for key in hidden:
        low, high = 0, policy.k
        if key in narrowed:
            span = space.interval((key,), whole=True)
            low = math.ceil(span.low - audit.SLACK)
            high = min(low + policy.k, math.floor(min(span.high, CEILING) + audit.SLACK))
        if low < high:
            yield Demand((then_key(old.name, key),), low, high, Reason.FEW_PEOPLE)
