"""What does someone know who knows every person of one case, or of one organisation?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from litigation_app.disclosure.model import Attacker, Fact, Number

Person = TypeVar("Person")


def who_knows(name: str, members: Mapping[str, Sequence[Person]], whose: Callable[[Person], str]) -> list[Attacker]:
    """One attacker for each case or organisation (`whose`): at least so many of its people stand in each cell.

    `members`: who stands in each cell. Two who know the same numbers are one.
    """
    known: dict[str, dict[str, Number]] = {}
    for cell in sorted(members):
        for person in members[cell]:
            counts = known.setdefault(whose(person), {})
            counts[cell] = counts.get(cell, 0) + 1
    found = {tuple(Fact(cell, low, None) for cell, low in counts.items()) for counts in known.values()}
    return [Attacker(name, facts) for facts in sorted(found, key=str)]


def partners(name: str, members: Mapping[str, Sequence[Person]], whose: Callable[[Person], str]) -> list[Attacker]:
    """Each organisation subtracts its own rows, where several publish together."""
    several = len({whose(row) for rows in members.values() for row in rows}) > 1
    return [replace(one, is_partner=True) for one in who_knows(name, members, whose)] if several else []
