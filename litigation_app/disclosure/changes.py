"""Which change of a number from one publication to the next does some reader know too well?

She may know that nobody came or went, or that at least k people of enough cases did. Otherwise she must believe it possible
that nobody did, and that k people did.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from litigation_app.disclosure.audience import PUBLIC, Audience, Question
from litigation_app.disclosure.joint import Change, Joint, then_key
from litigation_app.disclosure.model import (
    PUBLIC_READER,
    Attacker,
    Failure,
    Interval,
    Policy,
)
from litigation_app.disclosure.polytope import Polytope
from litigation_app.disclosure.reading import STILL, Reading

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
    everyone = (PUBLIC_READER, *(reader for reader in readers if reader.name != STILL))
    plainly = {change.then: _moved(whole, change) for change in whole.plain if change.then not in whole.sums}
    publicly = plainly
    audience = Audience(reading.space, everyone)
    known, first = _too_well(reading, everyone, audience)
    blamed = _Blamed(audience, first)
    for reader, narrowed in zip(everyone, known, strict=True):
        seen = plainly | {change.then: found for change, found in narrowed.items()}
        failures += [
            _failure(reader, change, blamed.of(change))
            for change, found in narrowed.items()
            if not may_be_known(found, _of(largest, change), reading.policy)
        ]
        if reader is PUBLIC_READER or seen != publicly:
            failures += _groups(reading, reader, seen, blamed)
        publicly = seen if reader is PUBLIC_READER else publicly
    reading.space.forget()
    if not reading.are_sums_still():
        failures.append(Failure(PUBLIC_READER.name, (), CHANGE))
    return failures


@dataclass
class _Blamed:
    """From which printed numbers the `first` reader who has narrowed a change does so; looked for where it is asked."""

    audience: Audience
    first: Mapping[Change, int]
    found: dict[Change, frozenset[str]] = field(default_factory=dict)

    def of(self, change: Change) -> frozenset[str]:
        """None where nobody has."""
        if change in self.first and change not in self.found:
            ends = [self.audience.blamed(self.first[change], Question((change.key,), up, 0)) for up in (False, True)]
            self.found[change] = ends[0] | ends[1]
        return self.found.get(change, frozenset())


def _too_well(
    reading: Reading, everyone: Sequence[Attacker], audience: Audience
) -> tuple[list[dict[Change, int]], dict[Change, int]]:
    """For each reader the changes that she has narrowed, with the value nearest to nobody that is left to her; and who is the
    first to do so.

    She must believe nobody possible as well as k, who came or who went; of those whom she knows to have come herself, nobody
    else as well as k.
    """
    policy = reading.policy
    asked: dict[Question, list[int]] = {}
    of: dict[tuple[str, int], Change] = {}
    for who, reader in enumerate(everyone):
        known = {fact.key: int(fact.low) for fact in reader.facts}
        for change in reading.counts:
            own = max(0, known.get(change.key, 0))
            of[change.key, who] = change
            asked.setdefault(Question((change.key,), False, own), []).append(who)
            asked.setdefault(Question((change.key,), True, max(own, policy.k)), []).append(who)
    doubted = dict.fromkeys((question.keys[0], who) for who, question in audience.unconvinced(asked))
    went: dict[Question, list[int]] = {}
    for key, who in doubted:
        went.setdefault(Question((key,), True, 0), []).append(who)
        went.setdefault(Question((key,), False, -policy.k), []).append(who)
    narrowed = dict.fromkeys((question.keys[0], who) for who, question in audience.unconvinced(went))
    found: list[dict[Change, int]] = [{} for _ in everyone]
    points, first = dict[str, int](), dict[Change, int]()
    for key, who in narrowed:
        first.setdefault(of[key, who], who)
        if key not in points:
            value, is_point = _nearest(reading.space, everyone[who], key)
            if is_point and who == PUBLIC:
                points[key] = value
        found[who][of[key, who]] = points.get(key, value)
    reading.space.forget()
    return found, first


def _nearest(space: Polytope, reader: Attacker, key: str) -> tuple[int, bool]:
    """The change nearest to nobody that a reader still believes possible (1 where it is not nobody alone), and whether she
    knows it exactly."""
    space.learn(reader.facts)
    span = space.interval((key,))
    low, high = math.ceil(span.low - SLACK), span.high + SLACK
    if low > 0:
        return low, high < low + 1
    if high < 0:
        return math.floor(high), high - span.low < 1
    return (0, True) if low == 0 and high < 1 else (1, False)


def _groups(reading: Reading, reader: Attacker, known: Mapping[str, int], blamed: _Blamed) -> Iterator[Failure]:
    """Handbook ch. 5.2 for changes: all who came, or all but so few, are in one category; or all who went.

    Since each earlier publication, totals of its years too. Hidden parts together are what the total leaves.
    """
    of = {change.then: change for change in (*reading.whole.plain, *reading.whole.changes)}
    for old in reading.earlier:
        for relation in old.relations:
            names = [then_key(old.name, part) for part in (relation.total, *relation.parts)]
            total, *moved = map(known.get, names)
            is_told = not relation.harmless and len(moved) > 1
            is_group = is_told and any(_is_group(total, moved, sign, reading.policy) for sign in (1, -1))
            if is_group or (of.keys() >= set(names) and _is_few(total, moved, reading.policy)):
                changed = [of[name] for name in names if name in of]
                said = {change.now for change in changed}.union(*(blamed.of(change) for change in changed))
                yield Failure(reader.name, relation.parts, CHANGE, frozenset(said))


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


def _failure(reader: Attacker, change: Change, blamed: frozenset[str] = frozenset()) -> Failure:
    return Failure(reader.name, (change.now,), CHANGE, blamed | {change.now})
