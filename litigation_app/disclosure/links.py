"""How do numbers of different tables count the same people?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from litigation_app.disclosure.model import Relation


class Named(Protocol):
    """A row, as far as this file looks at it: whose it is."""

    @property
    def person(self) -> str: ...


Someone = TypeVar("Someone", bound=Named)


@dataclass(frozen=True, slots=True)
class Subset:
    """`parts`, which share nobody, count some of those that `whole` counts: what is left is a virtual cell, sensitive
    like any. `whole` may be what an earlier link left: its name is `left`, or as it is `called`, where the parts grow.
    """

    whole: str
    parts: tuple[str, ...]
    harmless: bool = True
    called: str = ""

    @property
    def left(self) -> str:
        """The name of what is left."""
        return self.called or f"{self.whole} without {' and '.join(self.parts)}"


@dataclass(frozen=True, slots=True)
class Same:
    """`parts`, which share nobody, count together just those that `whole` counts."""

    whole: str
    parts: tuple[str, ...]


Link = Subset | Same


def relation_of(link: Link) -> Relation:
    """What a reader knows by it. Raises nothing: whether it holds is tested by the system."""
    if isinstance(link, Same):
        return Relation(link.whole, link.parts, harmless=True)
    return Relation(link.whole, (*link.parts, link.left), link.harmless)


def left(link: Subset, members: Mapping[str, Sequence[Someone]]) -> list[Someone]:
    """Who is in the whole and in none of the parts; raises ValueError where the parts are not disjoint parts of it."""
    for name in (link.whole, *link.parts):
        if name not in members:
            raise ValueError(f"a link names an unknown count: {name}")
    inside = [row.person for part in link.parts for row in members[part]]
    whole = members[link.whole]
    if len(set(inside)) != len(inside) or not set(inside) <= {row.person for row in whole}:
        raise ValueError(f"{link.parts} are not parts of {link.whole}")
    return [row for row in whole if row.person not in set(inside)]
