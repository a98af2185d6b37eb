"""Does a partner's bundle give away, by its own totals, a number of few people that it withholds?"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from litigation_app.disclosure import audit
from litigation_app.disclosure.effort import Effort, seconds
from litigation_app.disclosure.polytope import SolverFailed
from litigation_app.gate.partners.stated import Numbers, Place, as_stated
from litigation_app.gate.recognised import DesignUnknown, design_of, facts_of, planned
from litigation_app.statistics.releases import TOTAL, Release

PATIENCE = 2.0  # somebody waits for the page
MOST_HIDDEN = 20_000
CONTRADICTION = "contradiction"
OF_PEOPLE = frozenset({"PERSON", "CLAIM"})  # what nobody may know to be fewer than the fewest


class Contradicts(ValueError):
    """A total of the bundle is not the sum of its numbers."""


class TooLarge(Exception):
    """It could not be searched with the work that a bundle has."""


def given_away(bundle: Release, fewest: int) -> Place | None:
    """Where a number of few people is given away; None: nowhere.

    A number that the bundle withholds, or that is left between numbers that it prints, and lies in 1 to `fewest` less one in
    whatever whole numbers agree with what is printed; or a withheld one of people that cannot be as many as `fewest`. By the sums
    that every table states, and by all links between the tables where the bundle is cut like a design of this desk. Raises
    Contradicts; TooLarge where it withholds more than can be searched, or the work is spent; Busy.
    """
    people = {table.id for table in bundle.tables if table.unit in OF_PEOPLE}
    effort = Effort(seconds("bundle"), patience=PATIENCE)
    try:
        found = (_few(numbers, people, fewest, effort) for numbers in _ways(bundle))
        return next((place for place in found if place is not None), None)
    except SolverFailed as stop:
        raise (Contradicts if str(stop) == CONTRADICTION else TooLarge) from stop


def _ways(bundle: Release) -> Iterator[Numbers]:
    """Where years stand as they were printed before, the links between tables hold within one time alone: those are left out."""
    yield as_stated(bundle)
    if bundle.carried is None:
        with suppress(DesignUnknown):
            yield as_designed(bundle)


def _few(numbers: Numbers, people: set[str], fewest: int, effort: Effort) -> Place | None:
    """The first that is found, of a year before one of all years: a year says more."""
    asked = sorted(numbers.hidden, key=lambda key: numbers.hidden[key].year == TOTAL)
    if len(asked) > MOST_HIDDEN:
        raise TooLarge
    if not asked:
        return None
    low = {key for key in asked if numbers.hidden[key].is_printed and numbers.hidden[key].table in people}
    found = audit.surely_few(
        numbers.said, numbers.relations, asked, fewest - 1, never=low, sums=numbers.sums, budget=effort
    )
    return next((numbers.hidden[key] for key in found), None)


def as_designed(bundle: Release) -> Numbers:
    """The bundle as a system of the design that it is cut like; tables that this desk does not know are left out of it.

    What is left of a number beside its parts, which no table prints, is hidden too. Raises DesignUnknown.
    """
    known = replace(bundle, tables=tuple(table for table in bundle.tables if table.id in planned(bundle.mode)))
    design = design_of(known)
    facts = facts_of(known, design)
    places = {key: Place(sheet.id, codes[0]) for sheet in design.sheets for codes, key in sheet.rows}
    left = {
        part: replace(places[one.total], is_printed=False)
        for one in facts.relations
        for part in one.parts
        if part not in places and one.total in places
    }
    hidden = {key: place for key, place in (places | left).items() if key not in facts.said and key not in facts.sums}
    return Numbers(facts.said, facts.relations, facts.sums, hidden)
