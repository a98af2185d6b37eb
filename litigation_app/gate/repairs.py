"""Which way out would the desk pass, where a change since the last publication would show somebody?

Going on with the earlier years as they were printed; the new year alone; and where that is refused in full detail, the new
year alone coarser, and together with the year after it. To wait needs no trial.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from litigation_app.disclosure.effort import seconds
from litigation_app.gate import rules
from litigation_app.gate.beside import because
from litigation_app.gate.counting import InAll
from litigation_app.gate.neighbours import DraftRefused, Span
from litigation_app.gate.proposal import WouldReveal
from litigation_app.gate.ways import ALONE, GO_ON, TOGETHER, Way


@dataclass(frozen=True)
class Try:
    """A publication made and attacked as one that is asked for, with so many seconds of work to look for coarser ones.

    Gives how many numbers it prints and hides; raises DraftRefused, WouldReveal.
    """

    of: Callable[[Span, float], InAll]

    def way(self, code: str, mine: Span, work: float = 0) -> Way:
        years = mine.first_year, mine.last_year
        try:
            made = self.of(mine, work)
            return Way(code, *years, made.printed, made.hidden, told=made.told)
        except (DraftRefused, WouldReveal) as stop:
            coarser = stop.instead if isinstance(stop, WouldReveal) else ()
            return Way(code, *years, why=because(stop), instead=tuple(coarser))


def found(mine: Span, made: Try, today: date) -> Sequence[Way]:
    """Each that can be done for a publication that goes on by the last of its years, tried: what prints most that is not zero first."""
    new, work = mine._replace(first_year=mine.last_year), seconds("repair")
    ways = [made.way(GO_ON, mine), made.way(ALONE, new, work)]
    both = new._replace(last_year=new.last_year + 1)
    if ways[-1].why is not None and rules.refuse_years(both.first_year, both.last_year, today) is None:
        ways.append(made.way(TOGETHER, both, work))
    return sorted(ways, key=lambda way: -way.most_told)
