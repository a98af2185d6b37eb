"""Which tables does a publication of watched hearings have? It counts hearings that somebody watched."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from litigation_app.casework.courtwatch.facts import HearingFacts
from litigation_app.disclosure.links import Link, Same, Subset
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.disclosure.tables import Cross, Row, Variable, key
from litigation_app.gate.coarser import thinned, whole, year
from litigation_app.gate.crossed import Crossed, crossing, knowing, placed, where
from litigation_app.gate.sheets import Counted, Design, cross_sheet, same, times, years_of

HEARING = Counted("HEARING", "hearing")
MEASURES = ("applied", "none")
HELD = ("held", "postponed", "unseen")
TURNS = ("first", "again")  # of a trial in a year: so many firsts, so many trials
# Which one of its trial in a year another is: at most that one. Finer codes would tell, by their signs alone, that there was
# one long trial: whoever has an eleventh hearing has a third, a fourth and a fifth.
ORDERS = {"2": 2, "3_more": None}
# No third hearing without a second: the hearings of each place and the trials of each length, that nobody prints.
LONGEST = 5  # "5" and more
PLACES = tuple(map(str, range(1, LONGEST + 1)))
BEYOND = "beyond"  # hearings after that place
# Of a withheld number so many must be possible by the tables alone, for whoever knows that as well.
ROOM = 20
SEEN = ("yes", "no", "unseen")
FLAGS: Mapping[str, tuple[str, ...]] = {
    "PUBLIC": SEEN,  # was it excluded
    "CONDUCT": ("flag", "none", "unseen"),
    "PRESENCE": ("apart", "together", "no_statement", "unseen"),
    "TOLD": SEEN,  # that she can claim
}
SILENT = "no_statement"
_TREATED, _PROTECTED = ("PRESENCE", "CONDUCT"), ("PRESENCE", "MEASURE")
# Improper questions though she gave no statement; the accused out of her sight though no measure was applied.
_PERHAPS_NOBODY = (where(_TREATED, (SILENT, "flag")), where(_PROTECTED, ("apart", "none")))
_SHEETS = {
    "PUBLIC": "hearings_by_public",
    "CONDUCT": "hearings_by_conduct",
    "PRESENCE": "hearings_by_presence",
    "TOLD": "hearings_by_claim_told",
}


def design(first_year: int, last_year: int, made: Coarser = AS_ASKED) -> Design:
    """The tables of hearings of these years (both included), made so much coarser."""
    years = years_of(first_year, last_year)
    held = Cross(year("WATCHED", years, made), Variable("HELD", HELD, harmless=True))
    heard = year("HEARD", years, made)
    flags = {name: Cross(heard, Variable(name, codes, harmless=True)) for name, codes in FLAGS.items()}
    spoke = Cross(year("SPOKE", years, made), Variable("MEASURE", MEASURES, harmless=True))
    turn = Cross(held.time, Variable("TURN", TURNS, harmless=True))
    order = Cross(year("AGAIN", years, made), Variable("ORDER", tuple(ORDERS), harmless=True, room=ROOM))
    sheets = [cross_sheet("hearings_by_held", TITLES["hearings_by_held"], HEARING, held)]
    sheets += [cross_sheet(_SHEETS[name], TITLES[_SHEETS[name]], HEARING, table) for name, table in flags.items()]
    sheets.append(cross_sheet("hearings_by_measure", TITLES["hearings_by_measure"], HEARING, spoke))
    sheets.append(cross_sheet("hearings_by_turn", TITLES["hearings_by_turn"], HEARING, turn))
    sheets.append(cross_sheet("hearings_by_order", TITLES["hearings_by_order"], HEARING, order))
    asked = Design(years, (held, *flags.values(), spoke, turn, order), tuple(_links(held)), tuple(sheets), made)
    return _followed(crossing(thinned(asked), _crossed(flags, spoke)), order)


def _followed(made: Design, order: Cross) -> Design:
    """With how long trials were: each first of a trial of that year by its length, each third and later hearing by its place.

    A trial of five has a second, a third, a fourth and a fifth hearing: so many of a place, so many trials at least so long.
    """
    times_of = {table.time.name: table for table in made.tables}
    if order not in made.tables or "WATCHED" not in times_of:
        return made
    firsts = Cross(replace(order.time, name="FIRST"), Variable("LENGTH", PLACES, harmless=True))
    later = Cross(replace(order.time, name="LATER"), Variable("PLACE", (*PLACES[2:], BEYOND), harmless=True))
    links = [link for when in times(firsts) for link in _places(when)]
    return replace(made, tables=(*made.tables, firsts, later), links=(*made.links, *links))


def _places(when: str) -> Iterator[Link]:
    """Hearings of a place are trials at least so long; the third and later ones are one code of the order."""
    yield Same(key("WATCHED", when), (key("FIRST", when), key("AGAIN", when)))
    yield from same(key("AGAIN", when, "ORDER", "3_more"), key("LATER", when))
    for place in PLACES[1:]:
        longer = tuple(key("FIRST", when, "LENGTH", length) for length in PLACES[int(place) - 1 :])
        of_place = key("AGAIN", when, "ORDER", place) if place in ORDERS else key("LATER", when, "PLACE", place)
        yield Same(of_place, longer)


def _crossed(flags: Mapping[str, Cross], spoke: Cross) -> tuple[Crossed, Crossed]:
    presence, conduct = flags["PRESENCE"], flags["CONDUCT"]
    while_speaking = product([code for code in presence.by.codes if code != SILENT], MEASURES)
    return (
        Crossed(presence.time, (presence, conduct), tuple(product(presence.by.codes, conduct.by.codes))),
        Crossed(spoke.time, (presence, spoke), tuple(while_speaking)),
    )


def _links(held: Cross) -> Iterable[Subset]:
    for when in times(held):
        yield from same(key("WATCHED", when, "HELD", "held"), key("HEARD", when))
        silent = key("HEARD", when, "PRESENCE", SILENT)
        spoke = tuple(key("HEARD", when, "PRESENCE", code) for code in FLAGS["PRESENCE"] if code != SILENT)
        yield Subset(key("HEARD", when), (key("SPOKE", when), silent))
        yield Subset(key("SPOKE", when), spoke)  # nothing is left over of either: both count the same hearings
        yield from same(key("WATCHED", when, "TURN", TURNS[1]), key("AGAIN", when))


def system(facts: Sequence[HearingFacts], plan: Design) -> System:
    """The whole publication as one system: whoever was at a trial knows all that was watched of it."""
    rows = (placed(row, plan, [_TREATED, _PROTECTED]) for row in _rows(facts))
    return knowing(whole(rows, plan), _PERHAPS_NOBODY)


def _rows(facts: Sequence[HearingFacts]) -> Iterator[Row]:
    """Each hearing with the how-manieth of its trial in that year it is, in any order."""
    seen, every = Counter[tuple[int, int]](), Counter((fact.trial, fact.year) for fact in facts)
    for fact in facts:
        trial = (fact.trial, fact.year)
        seen[trial] += 1
        codes = _turn(str(fact.year), seen[trial], every[trial]) | _seen(fact)
        yield Row(str(fact.number), str(fact.trial), str(fact.court), codes)


def _turn(year: str, place: int, of: int) -> dict[str, str]:
    if place == 1:
        return {"TURN": TURNS[0], "FIRST": year, "LENGTH": str(min(of, LONGEST))}
    said = {"TURN": TURNS[1], "AGAIN": year, "ORDER": _order(place)}
    if place > 2:
        said |= {"LATER": year, "PLACE": str(place) if place <= LONGEST else BEYOND}
    return said


def _order(place: int) -> str:
    return next(code for code, last in ORDERS.items() if last is None or place <= last)


def _seen(fact: HearingFacts) -> dict[str, str]:
    said = {"WATCHED": str(fact.year), "HELD": fact.held}
    if fact.held == HELD[0]:
        said |= {"HEARD": str(fact.year), "PUBLIC": fact.public, "CONDUCT": fact.conduct}
        said |= {"PRESENCE": fact.presence, "TOLD": fact.told}
        if fact.presence != SILENT:
            said |= {"SPOKE": str(fact.year), "MEASURE": fact.measure}
    return said


TITLES = {
    "hearings_by_held": "Watched hearings by year: held or postponed",
    "hearings_by_public": "Hearings watched and held by year: public excluded or not",
    "hearings_by_conduct": "Hearings watched and held by year: improper questioning or blaming of the injured party",
    "hearings_by_presence": "Hearings watched and held by year: where the accused was while the injured party spoke",
    "hearings_by_measure": "Hearings watched at which the injured party spoke, by year: protective measure applied or not",
    "hearings_by_turn": "Watched hearings by year: the first of their trial in that year, or another",
    "hearings_by_order": "Watched hearings by year that were not the first of their trial in that year: which one it was",
    "hearings_by_claim_told": "Hearings watched and held by year: was the injured party told that she can claim",
}
