"""Which tables does a publication of monitored hearings have? It counts hearings; what is about the injured party is protected."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from litigation_app.casework.courtwatch.facts import HearingFacts
from litigation_app.disclosure.links import Same
from litigation_app.disclosure.tables import TOTAL, Cross, Row, Variable, key
from litigation_app.gate.designs.rules import Counted, Design, cross_sheet

HEARING = Counted("HEARING", "hearing")
HELD = ("held", "postponed", "unseen")
ORDERS = {"2": 2, "3_more": None}  # which one of its trial in a year another is: at most that one
SEEN = ("yes", "no", "unseen")
SILENT = "no_statement"
# By table: which hearings, by which variable with which codes.
_DIVIDED: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "hearings_by_held": ("WATCHED", "HELD", HELD),
    "hearings_by_public": ("HEARD", "PUBLIC", SEEN),  # was it excluded
    "hearings_by_conduct": ("HEARD", "CONDUCT", ("flag", "none", "unseen")),
    "hearings_by_presence": ("HEARD", "PRESENCE", ("apart", "together", SILENT, "unseen")),
    "hearings_by_claim_told": ("HEARD", "TOLD", SEEN),  # that she can claim
    "hearings_by_measure": ("SPOKE", "MEASURE", ("applied", "none")),
    "hearings_by_turn": ("WATCHED", "TURN", ("first", "again")),  # of a trial in a year: so many firsts, so many trials
    "hearings_by_order": ("AGAIN", "ORDER", tuple(ORDERS)),
}


def design(tables: Iterable[str], *, is_public: bool, weight: float) -> Design:
    """These tables of the hearings of one year, or of years together. How many were held is printed of every year; what happened in
    open court tells nothing bad of a group by being the same at all of them.
    """
    crosses = {name: _cross(*_DIVIDED[name]) for name in tables}
    sheets = tuple(cross_sheet(name, TITLES[name], HEARING, table) for name, table in crosses.items())
    spoke = {"hearings_by_presence", "hearings_by_measure"} <= crosses.keys()
    everything = {key(table.time.name, TOTAL): weight for table in crosses.values()}
    given = frozenset({key("HEARD", TOTAL)} if not is_public else ())
    return Design(
        tuple(crosses.values()), (_SPOKE,) if spoke else (), sheets, everything, is_public=is_public, given=given
    )


def _cross(who: str, by: str, codes: tuple[str, ...]) -> Cross:
    return Cross(Variable(who, (), harmless=True), Variable(by, codes, harmless=True))


_SPOKE = Same(
    key("SPOKE", TOTAL), tuple(key("HEARD", TOTAL, "PRESENCE", code) for code in ("apart", "together", "unseen"))
)


def rows(facts: Iterable[HearingFacts]) -> Iterator[Row]:
    """Each hearing with the how-manieth of its trial in that year it is, in any order."""
    seen = Counter[tuple[int, int]]()
    for fact in facts:
        seen[fact.trial, fact.year] += 1
        codes = _turn(seen[fact.trial, fact.year]) | _seen(fact)
        yield Row(str(fact.number), str(fact.trial), str(fact.court), codes)


def _turn(place: int) -> dict[str, str]:
    return {"TURN": "first"} if place == 1 else {"TURN": "again", "AGAIN": TOTAL, "ORDER": _order(place)}


def _order(place: int) -> str:
    return next(code for code, last in ORDERS.items() if last is None or place <= last)


def _seen(fact: HearingFacts) -> dict[str, str]:
    said = {"WATCHED": TOTAL, "HELD": fact.held}
    if fact.held == HELD[0]:
        said |= {"HEARD": TOTAL, "PUBLIC": fact.public, "CONDUCT": fact.conduct}
        said |= {"PRESENCE": fact.presence, "TOLD": fact.told}
        if fact.presence != SILENT:
            said |= {"SPOKE": TOTAL, "MEASURE": fact.measure}
    return said


TITLES = {
    "hearings_by_held": "Monitored hearings by year: held or adjourned",
    "hearings_by_public": "Hearings monitored and held by year: public excluded or not",
    "hearings_by_conduct": "Hearings monitored and held by year: improper questioning or blaming of the injured party",
    "hearings_by_presence": "Hearings monitored and held by year: where the accused was while the injured party spoke",
    "hearings_by_measure": "Hearings monitored at which the injured party spoke, by year: protective measure applied or not",
    "hearings_by_turn": "Monitored hearings by year: the first of their trial in that year, or another",
    "hearings_by_order": "Monitored hearings by year that were not the first of their trial in that year: which one it was",
    "hearings_by_claim_told": "Hearings monitored and held by year: was the injured party told that she can claim",
}
