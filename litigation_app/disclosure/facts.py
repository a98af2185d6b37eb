"""What does a reader hold of everything that was printed about the same people at other times?"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from litigation_app.disclosure.model import Interval, Number, Relation
from litigation_app.disclosure.tables import TOTAL, Table, across

_OVER_TIME = f"={TOTAL}"


class DesignChanged(ValueError):
    """The tables of two publications are not cut alike, so that their differences cannot be named."""


@dataclass(frozen=True)
class Printed:
    """One publication, or draft that was shown, as a reader has it: its facts are `said`, all of one vintage.

    `said`: key to number, or to an Interval where it was rounded. `withheld`: where a sign stands instead; no fact.
    `name` tells vintages apart. Keys mean what they mean in that publication: a total over time is over its own years.
    """

    name: str
    said: Mapping[str, Number | Interval]
    withheld: frozenset[str]
    relations: tuple[Relation, ...]
    sums: frozenset[str] = frozenset()

    @property
    def keys(self) -> dict[str, None]:
        """All its cells, those never printed too, in a fixed order."""
        linked = (key for relation in self.relations for key in (relation.total, *relation.parts))
        return dict.fromkeys((*linked, *sorted(self.said), *sorted(self.withheld)))


@dataclass(frozen=True)
class Like:
    """Which cell of a longer publication counts what a cell of an earlier one counts: `of` old key to new key.

    Of years that the earlier one carried forward, and of totals over them, it says nothing of its own time: they are not
    there (it `is_whole` where it carried none). `relations` make the cells that the longer one does not have itself: its
    totals over the earlier one's years alone.
    """

    of: Mapping[str, str]
    relations: tuple[Relation, ...]
    is_whole: bool


def like(earlier: Printed, tables: Sequence[Table], years: Collection[str], keys: Collection[str]) -> Like:
    """The cells of an earlier publication over `years` within the `tables` of a longer one, which has these `keys`.

    Raises DesignChanged when either has a cell for those years that the other has not.
    """
    old = earlier.keys
    same = {key: key for key in old if _OVER_TIME not in key}
    relations: list[Relation] = []
    for name, when in _numbers(tables):
        inside = [name(year) for year in when if year in years]
        later = [name(year) for year in when if year not in years]
        until = f"{name(TOTAL)} until {max(years)}"
        if name(TOTAL) not in old or not set(inside) <= old.keys():
            raise DesignChanged(name(TOTAL))
        same[name(TOTAL)] = until
        relations.append(Relation(name(TOTAL), (until, *later), harmless=True))
    if not set(same.values()) <= {*keys, *(part for relation in relations for part in relation.parts)}:
        raise DesignChanged(earlier.name)
    printable = earlier.said.keys() | earlier.withheld
    if any(_OVER_TIME in key for key in printable):
        return Like(same, tuple(dict.fromkeys(relations)), is_whole=True)
    fresh = {name(year) for name, when in _numbers(tables) for year in when if _speaks_of(year, tables, printable)}
    return Like({key: same[key] for key in same if key in fresh}, (), is_whole=False)


def _speaks_of(year: str, tables: Sequence[Table], printable: Collection[str]) -> bool:
    return any(name(year) in printable for name, when in _numbers(tables) if year in when)


def of_years(tables: Sequence[Table], years: Collection[str]) -> frozenset[str]:
    """Every number of these times, never printed ones too."""
    return frozenset(name(year) for name, when in _numbers(tables) for year in when if year in years)


def _numbers(tables: Sequence[Table]) -> Iterator[tuple[Callable[[str], str], tuple[str, ...]]]:
    for table in tables:
        for name in across(table):
            yield name, table.time.codes


def head(earlier: Iterable[Printed]) -> str:
    """SHA-256 over all facts, whatever their order; "" where there are none. Another fact gives another head."""
    said = sorted([one.name, sorted([key, str(value)] for key, value in one.said.items())] for one in earlier)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest() if said else ""
