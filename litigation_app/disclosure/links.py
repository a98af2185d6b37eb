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


@dataclass(frozen=True, slots=True)
class Within:
    """Whom `part` counts `whole` counts too, by law if not by every file: no award without a conviction. A reader takes it for
    granted and subtracts: where she is right it is a subset. Where she is not, whoever is in one of them alone is a virtual cell.
    """

    whole: str
    part: str

    def split(self, members: Mapping[str, Sequence[Someone]]) -> dict[str, list[Someone]] | None:
        """By name who is in both, in the whole alone, in the part alone; None: a subset."""
        whole, part = ({row.person for row in members[name]} for name in (self.whole, self.part))
        if whole and part <= whole:
            return None
        return {
            f"{self.whole} and {self.part}": [row for row in members[self.whole] if row.person in part],
            f"{self.whole} without {self.part}": [row for row in members[self.whole] if row.person not in part],
            f"{self.part} without {self.whole}": [row for row in members[self.part] if row.person not in whole],
        }


Link = Subset | Same | Within


def resolve(link: Link, members: Mapping[str, Sequence[Someone]]) -> tuple[dict[str, list[Someone]], list[Relation]]:
    """The virtual cells of a link with who is in them, and what a reader knows by it. Raises ValueError for parts of nothing."""
    if isinstance(link, Same):
        return {}, [Relation(link.whole, link.parts, harmless=True)]
    if isinstance(link, Within):
        if (apart := link.split(members)) is None:
            return resolve(Subset(link.whole, (link.part,)), members)
        both, first, second = apart
        ends = [(link.whole, first), (link.part, second)]
        return apart, [Relation(whole, (both, alone), harmless=True) for whole, alone in ends]
    rest = {link.left: _left(link, members)}
    return rest, [Relation(link.whole, (*link.parts, link.left), link.harmless)]


def _left(link: Subset, members: Mapping[str, Sequence[Someone]]) -> list[Someone]:
    """Who is in the whole and in none of the parts; raises ValueError where the parts are not disjoint parts of it."""
    for name in (link.whole, *link.parts):
        if name not in members:
            raise ValueError(f"a link names an unknown count: {name}")
    inside = [row.person for part in link.parts for row in members[part]]
    whole = members[link.whole]
    if len(set(inside)) != len(inside) or not set(inside) <= {row.person for row in whole}:
        raise ValueError(f"{link.parts} are not parts of {link.whole}")
    return [row for row in whole if row.person not in set(inside)]
