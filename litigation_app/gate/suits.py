"""How many of those whom a criminal court referred sued before a civil court within a year, and what ties them to that referral?

Printed of all years together: a year has few who sued, and the signs of the years would give their sum away. The years stand
beside it unprinted, each the one after that of the referral: by its end a year was over for everybody in it, so that nobody
in it moves any more. Who was referred in the last year waits and is not counted: else early successes alone would be.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure.links import Link, Same, Subset
from litigation_app.disclosure.plan import Coarser
from litigation_app.disclosure.tables import TOTAL, Cross, Variable, key
from litigation_app.gate.coarser import period_of
from litigation_app.gate.sheets import Sheet

REFERRED_BY_SUIT = "referred_by_suit"
REFERRED, SUED, NOT_SUED = "referred", "sued", "not_sued"
_WAITED, _SUIT = "WAITED", "SUIT"


@dataclass(frozen=True)
class Suits:
    """Of one table, or of none: nobody's year is over, or nothing prints who was referred. `links`: with claims by outcome."""

    tables: tuple[Cross, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    links: tuple[Link, ...] = ()


def suits(years: tuple[str, ...], made: Coarser, outcome: Cross, title: str) -> Suits:
    """Of these years, made so much coarser. `outcome`: claims by year of the judgment and what it said of them."""
    if len(years) == 1 or REFERRED not in outcome.by.codes:
        return Suits()
    over = years[1:] if made.together == 1 else ()
    table = Cross(Variable(_WAITED, over, harmless=True), Variable(_SUIT, (SUED, NOT_SUED)))
    rows = tuple(((TOTAL, code), key(_WAITED, TOTAL, _SUIT, code)) for code in (TOTAL, *table.by.codes))
    sheet = Sheet(REFERRED_BY_SUIT, title, "PERSON", "victim", ("YEAR", _SUIT), rows, (table,))
    return Suits((table,), (sheet,), tuple(_links(years, made, outcome)))


def _links(years: tuple[str, ...], made: Coarser, outcome: Cross) -> Iterator[Link]:
    """Whoever was referred in a year has waited by the end of the next."""

    def referred(when: str) -> str:
        return key(outcome.time.name, when, outcome.by.name, REFERRED)

    if made.together == 1:
        yield from (Same(key(_WAITED, over), (referred(year),)) for year, over in pairwise(years))
        return
    groups = period_of(years, made)
    waited = tuple(referred(when) for when in outcome.time.codes if when != groups[years[-1]])
    if waited:
        yield Subset(key(_WAITED, TOTAL), waited)
    yield Subset(referred(TOTAL), (key(_WAITED, TOTAL),))


def codes_of(fact: VictimFacts, years: tuple[str, ...], made: Coarser) -> Mapping[str, str]:
    """Where somebody stands who was referred in one of these years."""
    over = str((fact.judged_claim or 0) + 1)
    if over not in years:
        return {}
    return {_WAITED: over if made.together == 1 else TOTAL, _SUIT: SUED if fact.sued else NOT_SUED}
