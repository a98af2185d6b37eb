"""Which tables does a publication of watched hearings have? It counts hearings that somebody watched."""

from collections.abc import Iterable, Mapping, Sequence

from litigation_app.casework.courtwatch.facts import HearingFacts
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.disclosure.tables import Cross, Row, Subset, Variable, key
from litigation_app.gate.coarser import thinned, whole, year
from litigation_app.gate.sheets import Counted, Design, cross_sheet, same, times, years_of

HEARING = Counted("HEARING", "hearing")
HELD = ("held", "postponed", "unseen")
SEEN = ("yes", "no", "unseen")
FLAGS: Mapping[str, tuple[str, ...]] = {
    "PUBLIC": SEEN,  # was it excluded
    "CONDUCT": ("flag", "none", "unseen"),
    "PRESENCE": ("apart", "together", "no_statement", "unseen"),
    "TOLD": SEEN,  # that she can claim
}
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
    sheets = [cross_sheet("hearings_by_held", TITLES["hearings_by_held"], HEARING, held)]
    sheets += [cross_sheet(_SHEETS[name], TITLES[_SHEETS[name]], HEARING, table) for name, table in flags.items()]
    return thinned(Design(years, (held, *flags.values()), tuple(_links(held)), tuple(sheets), made))


def _links(held: Cross) -> Iterable[Subset]:
    for when in times(held):
        yield from same(key("WATCHED", when, "HELD", "held"), key("HEARD", when))


def system(facts: Sequence[HearingFacts], plan: Design) -> System:
    """The whole publication as one system: whoever was at a trial knows all that was watched of it."""
    return whole((_row(fact) for fact in facts), plan)


def _row(fact: HearingFacts) -> Row:
    codes = {"WATCHED": str(fact.year), "HELD": fact.held}
    if fact.held == HELD[0]:
        codes |= {"HEARD": str(fact.year), "PUBLIC": fact.public, "CONDUCT": fact.conduct}
        codes |= {"PRESENCE": fact.presence, "TOLD": fact.told}
    return Row(str(fact.number), str(fact.trial), str(fact.court), codes)


TITLES = {
    "hearings_by_held": "Watched hearings by year: held or postponed",
    "hearings_by_public": "Hearings watched and held by year: public excluded or not",
    "hearings_by_conduct": "Hearings watched and held by year: improper questioning or blaming of the injured party",
    "hearings_by_presence": "Hearings watched and held by year: where the accused was while the injured party spoke",
    "hearings_by_claim_told": "Hearings watched and held by year: was the injured party told that she can claim",
}
