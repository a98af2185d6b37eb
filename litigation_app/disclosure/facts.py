"""What does a reader hold of everything that was printed about the same people at other times?"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from litigation_app.disclosure.model import Interval, Number, Relation
from litigation_app.disclosure.tables import TOTAL, Chain, Cross, Table, Within, across, key, step_key

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
    totals over the earlier one's years alone. `settled`: the cells, of years that were carried forward too, that stand still
    where nothing happened since but that people came, and that something happened at last to whom it had not yet.
    """

    of: Mapping[str, str]
    relations: tuple[Relation, ...]
    is_whole: bool
    settled: tuple[str, ...] = ()


def like(earlier: Printed, tables: Sequence[Table], years: Collection[str], keys: Collection[str]) -> Like:
    """The cells of an earlier publication over `years` within the `tables` of a longer one, which has these `keys`.

    A table of later years alone, and a time of indictment that came later, are new: there is nothing that they could be held
    against. Raises DesignChanged when either has a cell for those years that the other has not.
    """
    old = earlier.keys
    same = {key: key for key in old if _OVER_TIME not in key}
    relations: list[Relation] = []
    for table, name in _named(tables):
        inside = [name(year) for year in table.time.codes if year in years]
        later = [name(year) for year in table.time.codes if year not in years]
        until = f"{name(TOTAL)} until {max(years)}"
        if not {name(TOTAL), *inside} & old.keys() and (isinstance(table, Within) or not inside):
            continue
        if name(TOTAL) not in old or not set(inside) <= old.keys():
            raise DesignChanged(name(TOTAL))
        same[name(TOTAL)] = until
        relations.append(Relation(name(TOTAL), (until, *later), harmless=True))
    if not set(same.values()) <= {*keys, *(part for relation in relations for part in relation.parts)}:
        raise DesignChanged(earlier.name)
    settled = tuple(name for name in _settled(tables, years) if name in old)
    printable = earlier.said.keys() | earlier.withheld
    if any(_OVER_TIME in key for key in printable):
        return Like(same, tuple(dict.fromkeys(relations)), is_whole=True, settled=settled)
    fresh = {name(year) for name, when in _numbers(tables) for year in when if _speaks_of(year, tables, printable)}
    return Like({key: same[key] for key in same if key in fresh}, (), is_whole=False, settled=settled)


def _settled(tables: Sequence[Table], years: Collection[str]) -> Iterator[str]:
    """Who came when, and what had become of whoever it had happened to by then."""
    dated = [table for table in tables if isinstance(table, Within) and table.not_yet is not None]
    whenever = {(one.of.name, one.step) for one in dated if one.not_yet}  # steps that are reached in no order with it
    of, when = {one.of.name for one in dated}, {one.time.name for one in dated}
    for table in tables:
        names: list[Callable[[str], str]] = []
        match table:
            case Within(by=by, not_yet=tuple(not_yet)):
                stay = [code for code in by.codes if code not in not_yet]
                names += [partial(key, table.time.name, variable=by.name, code=code) for code in stay]
            case Cross() if table.time.name in when:
                names += across(table)
            case Chain() if table.name in of:
                steps = [step for step in table.steps if step == table.steps[0] or (table.name, step) in whenever]
                names += [partial(step_key, table, step=step) for step in steps]
        yield from (name(year) for name in names for year in table.time.codes if year in years)


def _speaks_of(year: str, tables: Sequence[Table], printable: Collection[str]) -> bool:
    return any(name(year) in printable for name, when in _numbers(tables) if year in when)


def of_years(tables: Sequence[Table], years: Collection[str]) -> frozenset[str]:
    """Every number of these times, never printed ones too."""
    return frozenset(name(year) for name, when in _numbers(tables) for year in when if year in years)


def _numbers(tables: Sequence[Table]) -> Iterator[tuple[Callable[[str], str], tuple[str, ...]]]:
    for table, name in _named(tables):
        yield name, table.time.codes


def _named(tables: Sequence[Table]) -> Iterator[tuple[Table, Callable[[str], str]]]:
    for table in tables:
        for name in across(table):
            yield table, name


def head(earlier: Iterable[Printed]) -> str:
    """SHA-256 over all facts, whatever their order; "" where there are none. Another fact gives another head."""
    said = sorted([one.name, sorted([key, str(value)] for key, value in one.said.items())] for one in earlier)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest() if said else ""
