"""Does a partner's bundle give away, by its own totals, a number of few people that it withholds?"""

from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.audit.feasible_set import SolverFailed
from litigation_app.disclosure.effort import Effort, seconds
from litigation_app.gate.partners.stated import Numbers, Place, as_stated
from litigation_app.statistics.releases import Release

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
    whatever whole numbers agree with what is printed, ranges too; or a withheld one of people that cannot be as many as `fewest`:
    by the sums that every table states. Raises Contradicts; TooLarge where it withholds more than can be searched, or the work
    is spent; Busy.
    """
    people = {table.id for table in bundle.tables if table.unit in OF_PEOPLE}
    effort = Effort(seconds("bundle"))
    try:
        return _few(as_stated(bundle), people, fewest, effort)
    except SolverFailed as stop:
        raise (Contradicts if str(stop) == CONTRADICTION else TooLarge) from stop


def _few(numbers: Numbers, people: set[str], fewest: int, effort: Effort) -> Place | None:
    """The first that is found."""
    asked = list(numbers.hidden)
    if len(asked) > MOST_HIDDEN:
        raise TooLarge
    if not asked:
        return None
    low = {key for key in asked if numbers.hidden[key].is_printed and numbers.hidden[key].table in people}
    found = audit.surely_few(
        numbers.said, numbers.relations, asked, fewest - 1, never=low, sums=numbers.sums, budget=effort
    )
    return next((numbers.hidden[key] for key in found), None)
