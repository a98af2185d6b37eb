"""What does a reader know of two tables that divide the same people, where some codes of both can never meet?

From the margins of two tables alone nobody learns how many have a code of one and a code of the other. Where two codes
never meet she does: who has neither is what both leave of everyone. So they are crossed, never printed, and attacked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from litigation_app.disclosure.links import Link, Same
from litigation_app.disclosure.model import Attacker, Fact, System
from litigation_app.disclosure.tables import Chain, Cross, Row, Variable, Within, key
from litigation_app.gate.coarser import code_in
from litigation_app.gate.sheets import Design, times

READER_OF_CIRCUMSTANCES = "reader_of_circumstances"  # who knows, of the law or of the trials, what did not happen
_ALL = "all"


@dataclass(frozen=True)
class Crossed:
    """Two tables, and which codes of theirs meet; `time`: of those whom both count."""

    time: Variable
    tables: tuple[Cross, Cross]
    meet: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Under which rows have a code in it."""
        return _named([table.by.name for table in self.tables])

    @property
    def within(self) -> Within:
        """The crossed table: the pairs that meet are everyone of that time."""
        codes = tuple(map(_both, self.meet))
        return Within(Chain(self.time, _ALL, (_ALL,)), _ALL, Variable(self.name, codes, harmless=True))

    def links(self) -> Iterator[Link]:
        """Each code of either table is all that it meets."""
        for when in times(self.within):
            for place, table in enumerate(self.tables):
                for code in dict.fromkeys(pair[place] for pair in self.meet):
                    met = [pair for pair in self.meet if pair[place] == code]
                    parts = tuple(key(self.time.name, when, self.name, _both(pair)) for pair in met)
                    yield Same(key(table.time.name, when, table.by.name, code), parts)


def crossing(design: Design, pairs: Iterable[Crossed]) -> Design:
    """The design with those pairs of which both tables are printed."""
    standing = [pair for pair in pairs if all(table in design.tables for table in pair.tables)]
    tables = tuple(pair.within for pair in standing)
    links = tuple(link for pair in standing for link in pair.links())
    return replace(design, tables=(*design.tables, *tables), links=(*design.links, *links))


def placed(row: Row, design: Design, names: Sequence[tuple[str, str]]) -> Row:
    """The row with its place in each crossed table (by the names of the two variables) that counts it."""
    held = [pair for pair in names if set(pair) <= row.codes.keys()]
    both = {_named(pair): _both([code_in(design, name, row.codes[name]) for name in pair]) for pair in held}
    return replace(row, codes={**row.codes, **both})


def where(names: Sequence[str], pair: Sequence[str]) -> str:
    """How the name of a crossed cell ends, whatever its time."""
    return f"{_named(names)}={_both(pair)}"


def knowing(whole: System, endings: Iterable[str]) -> System:
    """The system with a reader who knows of each cell whose name ends so that it counts nobody, where that is so."""
    told = set(endings)
    empty = (cell.key for cell in whole.cells if cell.key.partition(";")[2] in told and cell.value == 0)
    nobody = tuple(Fact(one, 0, 0) for one in empty)
    reader = (Attacker(READER_OF_CIRCUMSTANCES, nobody),) if nobody else ()
    return replace(whole, attackers=(*whole.attackers, *reader))


def _named(names: Iterable[str]) -> str:
    return "_".join(names)


def _both(codes: Iterable[str]) -> str:
    return "+".join(codes)
