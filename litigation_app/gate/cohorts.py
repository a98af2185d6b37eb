"""Whom does a publication follow from the indictment until a window of months is over, and what ties them to its other tables?

A row of the table is a closed cohort: its YEAR is the one in which the window closed, so that nobody moves any more. There is
a table for each window, and a publication has one of them: two would divide the same people twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from litigation_app.casework.facts import JUDGMENT_WINDOWS, LATE, VictimFacts, Window
from litigation_app.disclosure.links import Link, Same, Subset
from litigation_app.disclosure.plan import Coarser
from litigation_app.disclosure.tables import TOTAL, Chain, Cross, Variable, Within, key, step_key
from litigation_app.gate import pairs
from litigation_app.gate.coarser import codes as broad
from litigation_app.gate.coarser import period_of
from litigation_app.gate.pairs import BEFORE

MONTHS, MONTHS_60 = "months_to_judgment", "months_to_judgment_60"
WINDOWS = dict(zip((MONTHS, MONTHS_60), JUDGMENT_WINDOWS, strict=True))
_INDICTED, _FOLLOWED, _MONTHS, _WHEN = "INDICTED", "FOLLOWED", "MONTHS", pairs.WHEN


@dataclass(frozen=True)
class Cohorts:
    """`name`: which table of WINDOWS. `followed`: by the year in which its window closed, and what came of it. `met`: never
    printed, year of first contact by year of the indictment; None: years are not told apart. `parted`: its pairs, as both
    tables part them. `links` of both with the other tables.
    """

    name: str
    followed: Cross | None
    met: Within | None
    parted: tuple[Within, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class _Cut:
    """The years of a publication, made so much coarser, and the window in which it follows people."""

    years: tuple[str, ...]
    made: Coarser
    window: Window


def name_of(made: Coarser) -> str:
    """The table in which a design follows people."""
    return next((name for name in WINDOWS if name in made.instead), MONTHS)


def cohorts(years: tuple[str, ...], made: Coarser, criminal: Chain, indicted: Variable) -> Cohorts:
    """Of these years, made so much coarser. A publication of fewer years than the window has followed nobody yet."""
    name = name_of(made)
    cut = _Cut(years, made, WINDOWS[name])
    closed = _closed(cut)
    followed = None
    if closed is not None:
        codes = broad(_MONTHS, cut.window.codes, made)
        followed = Cross(Variable(_FOLLOWED, closed, harmless=True), Variable(_MONTHS, codes, harmless=True))
    when = Variable(_WHEN, (BEFORE, *indicted.codes))
    met = Within(criminal, "indicted", when, not_yet=()) if indicted.codes else None
    parted = pairs.of_judged(criminal, met, followed, _just(cut, followed))
    return Cohorts(name, followed, met, parted.tables, (*_links(cut, criminal, followed, met), *parted.links))


def codes_of(
    fact: VictimFacts, years: Iterable[str], window: Window, *, is_judged: bool, has_filed: bool
) -> Mapping[str, str]:
    """Where somebody who was indicted stands."""
    known = set(years)
    found = {_WHEN: str(fact.indicted) if str(fact.indicted) in known else BEFORE}
    found |= {pairs.WHEN_JUDGED: found[_WHEN]} if is_judged else {}
    found |= {pairs.WHEN_FILED: found[_WHEN]} if has_filed else {}
    over = fact.indicted + window.years if fact.indicted else None
    if str(fact.indicted) in known and str(over) in known:
        code = fact.to_judgment.get(window.months, LATE)
        found |= {_FOLLOWED: str(over), _MONTHS: code, pairs.WENT: pairs.went(found[_WHEN], code, is_judged)}
    return found


def _closed(cut: _Cut) -> tuple[str, ...] | None:
    """The years, or years together, by whose end the window of everybody in them is over; None: there are none, or some of
    the years that are counted together are too early.
    """
    when, wait = period_of(cut.years, cut.made), cut.window.years
    over, early = (tuple(dict.fromkeys(map(when.get, part))) for part in (cut.years[wait:], cut.years[:wait]))
    if not over or (set(over) & set(early)) - {TOTAL}:
        return None
    return tuple(str(code) for code in over if code != TOTAL)


def _links(cut: _Cut, criminal: Chain, followed: Cross | None, met: Within | None) -> Iterator[Link]:
    for when in met.by.codes[1:] if met is not None else ():
        yield Same(key(_INDICTED, when), (_met(when),))
        at_once = key("YEAR", when, _WHEN, when)  # in the year of first contact
        yield Subset(step_key(criminal, when, "indicted"), (at_once,), called=f"YEAR={when} indicted in another year")
        yield Subset(_met(when), (at_once,), called=f"INDICTED={when} in touch in another year")
    if followed is None:
        return
    if cut.made.together > 1:
        yield Subset(key(_INDICTED, TOTAL), (key(_FOLLOWED, TOTAL),))
    for when in followed.time.codes:
        yield from _of_cohort(when, _began(when, cut), met)
    in_time = [code for code in followed.by.codes if "_to_" in code]
    yield Subset(step_key(criminal, TOTAL, "judged"), tuple(key(_FOLLOWED, TOTAL, _MONTHS, code) for code in in_time))


def _began(when: str, cut: _Cut) -> tuple[tuple[str, ...], bool]:
    """The times of indictment within a cohort, and whether those are all of it."""
    groups = period_of(cut.years, cut.made)
    began = {cut.years[place - cut.window.years] for place, one in enumerate(cut.years) if groups[one] == when}
    times = dict.fromkeys(groups[one] for one in cut.years)
    inside = tuple(time for time in times if {one for one in cut.years if groups[one] == time} <= began)
    return inside, {one for one in cut.years if groups[one] in inside} == began


def _just(cut: _Cut, followed: Cross | None) -> Mapping[str, str]:
    """For each cohort that counts all of one time of indictment, and nobody else, that time."""
    began = {when: _began(when, cut) for when in (followed.time.codes if followed is not None else ())}
    return {when: times[0] for when, (times, are_all) in began.items() if are_all and len(times) == 1}


def _of_cohort(when: str, began: tuple[tuple[str, ...], bool], met: Within | None) -> Iterator[Link]:
    """Whoever was indicted then is in it; who was in no touch with the organisation yet was not followed from the start."""
    times, are_all = began
    cohort = key(_FOLLOWED, when)
    if not are_all:
        if times:
            yield Subset(cohort, tuple(key(_INDICTED, time) for time in times))
        return
    yield Same(cohort, tuple(key(_INDICTED, time) for time in times))
    if met is None:
        return
    yield Same(cohort, tuple(map(_met, times)))
    if len(times) == 1:
        contact = met.time.codes
        later = tuple(key(met.time.name, one, _WHEN, times[0]) for one in contact[contact.index(times[0]) + 1 :])
        late = key(_FOLLOWED, when, _MONTHS, LATE)
        yield Subset(late, later, called=pairs.in_touch(late, times[0]))


def _met(when: str) -> str:
    """Everybody who was indicted then, whenever she came."""
    return key("YEAR", TOTAL, _WHEN, when)
