"""What does a reader who has read the rules know of a number that is withheld?

That a zero never hides another number: zeros are printed unless they tell something themselves. So a withheld count is
at least one, unless the rules could have hidden a zero in its place, and a withheld total at least as many as such parts.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from litigation_app.disclosure.model import Attacker, Fact, Interval, Number, Policy, Relation

Published = Mapping[str, Number | Interval]


def informed(
    attacker: Attacker, published: Published, withheld: Collection[str], relations: Sequence[Relation], policy: Policy
) -> Attacker:
    """The attacker with what the method tells of this publication; any other attacker as he is."""
    if not attacker.knows_method:
        return attacker
    zeros = possible_zeros(published, withheld, relations, policy)
    least = _at_least(set(withheld) - zeros, relations, published)
    return replace(attacker, facts=tuple(Fact(key, low, None) for key, low in sorted(least.items())))


def _at_least(positive: set[str], relations: Sequence[Relation], published: Published) -> dict[str, int]:
    """A withheld number is at least one; a total at least as many as its parts that are so, and a part at least what is left.

    The last two say nothing new: they let nobody demand that he believe less than that, of a number that nobody prints too.
    """
    least, again = dict.fromkeys(positive, 1), True
    known = {**dict.fromkeys(_nobody(relations, published), 0), **published}
    while again:
        again = False
        for relation in relations:
            for key, low in _implied(relation, least, known):
                if low > least.get(key, 0):
                    least[key], again = low, True
    return least


def _nobody(relations: Sequence[Relation], published: Published) -> set[str]:
    """What counts nobody, and so do all its parts, never printed ones too."""
    found = {key for key, number in published.items() if not _most(number)}
    while more := {part for relation in relations if relation.total in found for part in relation.parts} - found:
        found |= more
    return found


def _implied(relation: Relation, least: Mapping[str, int], published: Published) -> Iterator[tuple[str, int]]:
    if relation.total not in published:
        yield relation.total, sum(least.get(part, 0) for part in relation.parts)
    closed = [part for part in relation.parts if part not in published]
    if relation.total in least and len(closed) == 1:
        others = sum(_most(published[part]) for part in relation.parts if part != closed[0])
        yield closed[0], 0 if math.isinf(others) else math.floor(least[relation.total] - others)


def possible_zeros(
    published: Published, withheld: Collection[str], relations: Sequence[Relation], policy: Policy
) -> set[str]:
    """Withheld counts that may be zero as far as a reader of the rules can tell, from public numbers alone."""
    hidden = set(withheld)
    found: set[str] = set()
    for relation in relations:
        if _may_hide_a_zero(relation, published, policy):
            found |= hidden.intersection(relation.parts)
    while more := {key for relation in relations for key in _follows(relation, published, hidden, found)} - found:
        found |= more
    return found


def _may_hide_a_zero(relation: Relation, published: Published, policy: Policy) -> bool:
    """A group of few people, or one wholly (or all but so few) in one category, whose largest part is then withheld."""
    if relation.harmless or len(relation.parts) == 1:
        return False
    seen = sum(_least(published[part]) for part in relation.parts if part in published)
    return seen <= policy.group_all_but or (relation.total not in published and seen < policy.k)


def _follows(relation: Relation, published: Published, hidden: set[str], zeros: set[str]) -> set[str]:
    """Parts of a total that may be zero, and a total all of whose parts may be."""
    keys = hidden.intersection(relation.parts) if relation.total in zeros else set()
    nothing = all(part in zeros or (part in published and not _least(published[part])) for part in relation.parts)
    return keys | {relation.total} if nothing and relation.total in hidden else keys


def _least(number: Number | Interval) -> float:
    return number.low if isinstance(number, Interval) else float(number)


def _most(number: Number | Interval) -> float:
    return number.high if isinstance(number, Interval) else float(number)
