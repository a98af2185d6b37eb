"""Which change of a number from one publication to the next does some reader know too well?

She may know that nobody came or went, or that at least k people of enough cases did. Otherwise she must believe it possible
that nobody did, and that k people did.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from litigation_app.disclosure.joint import Change, Joint, then_key
from litigation_app.disclosure.model import (
    PUBLIC_READER,
    RULE_AWARE_READER,
    Attacker,
    Failure,
    Interval,
    Policy,
)
from litigation_app.disclosure.polytope import Polytope
from litigation_app.disclosure.reading import ADDING, STILL, Reading

CHANGE = "change"
SLACK = 1e-6


def plain(whole: Joint, largest: Mapping[str, int], policy: Policy) -> Iterator[Failure]:
    """Changes that need no solver, both numbers being printed; and amounts that were withheld and are printed now."""
    for change in whole.plain:
        then, now = whole.published[change.then], whole.published[change.now]
        if isinstance(then, Interval) or isinstance(now, Interval):
            is_fine = then == now
        else:
            is_fine = may_be_known(int(now - then), _of(largest, change), policy)
        if not is_fine:
            yield _failure(PUBLIC_READER, change)
    for change in whole.changes:
        if change.then in whole.sums and change.then not in whole.published and _whole_span(change) in whole.published:
            yield _failure(PUBLIC_READER, change)


def may_be_known(change: int, largest: int, policy: Policy) -> bool:
    """Nobody, or at least k people of enough cases: of those who came at most `largest` are of one case; of those who went
    nobody can say it any more.
    """
    if change == 0:
        return True
    cases = math.ceil(change / max(largest, 1)) if change > 0 else 1
    return abs(change) >= policy.k and cases >= policy.cases_k


def attack(reading: Reading, readers: Sequence[Attacker], largest: Mapping[str, int]) -> list[Failure]:
    """Every change of a count that some reader knows too well, groups of newcomers of one category, amounts that moved."""
    failures: list[Failure] = []
    whole = reading.whole
    known = {change.then: _moved(whole, change) for change in whole.plain if change.then not in whole.sums}
    for reader in (PUBLIC_READER, *readers):
        if reader.name == STILL:
            continue  # who believes that nobody changed asks for nobody's change
        seen = dict(known)
        for change, found in _too_well(reading, reader):
            seen[change.then] = found
            if not may_be_known(found, _of(largest, change), reading.policy):
                failures.append(_failure(reader, change))
        if reader is PUBLIC_READER or seen != known:
            failures += _groups(reading, reader, seen)
        known = seen if reader is PUBLIC_READER else known
    if not reading.are_sums_still():
        failures.append(Failure(PUBLIC_READER.name, (), CHANGE))
    return failures


def _too_well(reading: Reading, reader: Attacker) -> Iterator[tuple[Change, int]]:
    """The changes that this reader has narrowed, each with the value nearest to nobody that is left to her."""
    space, whole = reading.space, reading.whole
    space.learn(reader.facts)
    own = {fact.key: int(fact.low) for fact in reader.facts}
    is_of_all = reader is PUBLIC_READER or reader.name in (ADDING, RULE_AWARE_READER.name)
    for change in reading.counts:
        if not (is_of_all or change.now in own):
            continue  # whoever knows people asks who came to them
        shift = whole.shift(change.key)
        found = _nearest(space, (change.key,), shift, max(0, own.get(change.key, 0) - shift), reading.policy)
        if found is not None:
            yield change, found
    space.forget()


def _nearest(space: Polytope, keys: tuple[str, ...], shift: int, own: int, policy: Policy) -> int | None:
    """None where the reader must believe nobody possible as well as k, who came or who went.

    `own`: so many newcomers she knows herself; then it is nobody else as well as k.
    """
    most = max(own, policy.k)
    if space.can_reach(keys, shift + own, up=False) and space.can_reach(keys, shift + most, up=True):
        return None
    if space.can_reach(keys, shift, up=True) and space.can_reach(keys, shift - policy.k, up=False):
        return None
    span = space.interval(keys)
    low, high = math.ceil(span.low - SLACK) - shift, span.high + SLACK - shift
    if low > 0:
        return low
    if high < 0:
        return math.floor(high)
    return 0 if low == 0 and high < 1 else 1


def _groups(reading: Reading, reader: Attacker, known: Mapping[str, int]) -> Iterator[Failure]:
    """Handbook ch. 5.2 for changes: all who came, or all but so few, are in one category; or all who went.

    Since each earlier publication, totals of its years too. Hidden parts together are what the total leaves.
    """
    counted = {change.then for change in (*reading.whole.plain, *reading.whole.changes)}
    for old in reading.earlier:
        for relation in old.relations:
            names = [then_key(old.name, part) for part in (relation.total, *relation.parts)]
            total, *moved = map(known.get, names)
            is_told = not relation.harmless and len(moved) > 1
            is_group = is_told and any(_is_group(total, moved, sign, reading.policy) for sign in (1, -1))
            if is_group or (counted.issuperset(names) and _is_few(total, moved, reading.policy)):
                yield Failure(reader.name, relation.parts, CHANGE)


def _is_few(total: int | None, moved: Sequence[int | None], policy: Policy) -> bool:
    """Whether a few came to, or went from, several hidden parts together."""
    left = (total or 0) - sum(one for one in moved if one is not None)
    return total is not None and moved.count(None) > 1 and 0 < abs(left) < policy.k


def _is_group(total: int | None, moved: Sequence[int | None], sign: int, policy: Policy) -> bool:
    seen = [sign * one for one in moved if one is not None]
    came = sum(max(0, one) for one in seen) if len(seen) == len(moved) else sign * (total or 0)
    return came > 0 and bool(seen) and came - max(seen) <= policy.group_all_but


def _moved(whole: Joint, change: Change) -> int:
    then, now = whole.published[change.then], whole.published[change.now]
    return 0 if isinstance(then, Interval) or isinstance(now, Interval) else int(now - then)


def _of(largest: Mapping[str, int], change: Change) -> int:
    return largest.get(_whole_span(change), 1)


def _whole_span(change: Change) -> str:
    """The printed total for a total over the earlier years alone."""
    return change.now.partition(" until ")[0]


def _failure(reader: Attacker, change: Change) -> Failure:
    return Failure(reader.name, (change.now,), CHANGE)
