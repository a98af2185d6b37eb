"""Is a table of interest sound: has a rule that a later one replaces its end?"""

from collections.abc import Iterator
from itertools import combinations

from litigation_app.law.debts.tables import Rule, Tables


def problems(known: Tables) -> list[str]:
    """One sentence for each fault; an empty list is a sound table (`tables.read` has refused contradictions)."""
    return [*_endless(known), *_backwards(known)]


def _endless(known: Tables) -> Iterator[str]:
    """A rule that goes on beside its successor says on a screen that two hold at once."""
    for earlier, later in combinations(known.rules, 2):
        if earlier.until is None and _are_of_one_debt(earlier, later):
            yield f"interest rule {earlier.id!r} has no end, yet {later.id!r} replaces it from {later.since}"


def _are_of_one_debt(one: Rule, other: Rule) -> bool:
    def meet(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
        return not ours or not theirs or bool(set(ours) & set(theirs))

    is_same_kind = set(one.heads) == set(other.heads)  # a rule for one head of damage goes before those for all
    return is_same_kind and meet(one.currencies, other.currencies) and meet(one.forums, other.forums)


def _backwards(known: Tables) -> Iterator[str]:
    yield from (
        f"interest rule {one.id!r} ends before it begins" for one in known.rules if (one.until or one.since) < one.since
    )
