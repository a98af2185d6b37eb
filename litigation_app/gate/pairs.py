"""What ties two tables whose years are not the same: year of first contact, and year of the indictment?

Where everybody of one is everybody of the other, their numbers are about the same people and can be subtracted. So each pair of
years is parted as both tables part it; nobody prints the parts, and what is left of a row is a number like any.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from litigation_app.casework.facts import ENDED, LATE, OPEN
from litigation_app.disclosure.links import Link, Same, Subset
from litigation_app.disclosure.model import Attacker, Fact, System
from litigation_app.disclosure.tables import TOTAL, Chain, Cross, Variable, Within, key, step_key, stopped_key
from litigation_app.gate.sheets import Design

BEFORE, NEVER = "before", "never"  # indicted before the first year of the publication; or not at all
WHEN, WHEN_JUDGED, WHEN_FILED, WENT = "WHEN", "WHEN_JUDGED", "WHEN_FILED", "WENT"
KNOWS_ENDS = "reader_of_proceedings"
IN_TIME, JUDGED, WAITS = "in_time", "judged", "waits"
_OTHERWISE = (ENDED, OPEN, LATE)


@dataclass(frozen=True)
class Pairs:
    """Tables that are never printed, and what ties them to the printed ones."""

    tables: tuple[Within, ...] = ()
    links: tuple[Link, ...] = ()


def went(time: str, to_judgment: str, is_judged: bool) -> str:
    """What became of somebody by the end of the window: judged in time, or how else it was then, and whether judged by now."""
    if "_to_" in to_judgment:
        return f"{time} {IN_TIME}"
    return f"{time} {to_judgment} {JUDGED if is_judged else WAITS}"


def of_judged(criminal: Chain, met: Within | None, followed: Cross | None, closed: Mapping[str, str]) -> Pairs:
    """`closed`: for each year of `followed` the time of indictment of just those whom it counts."""
    if met is None or followed is None or "judged" not in criminal.steps:
        return Pairs()
    judged = Within(criminal, "judged", Variable(WHEN_JUDGED, met.by.codes), not_yet=())
    courses = {time: _course(criminal, time) for time in closed.values()}
    links = [*_judged(judged), *_left_of_rows(criminal, courses)]
    for year, time in closed.items():
        links += [*_parted(courses[time], time), *_columns(followed, year, time)]
    return Pairs((judged, *courses.values()), tuple(links))


def before_any_closes(design: Design, criminal: Chain, met: Within | None) -> Design:
    """A publication that will follow people, but has followed nobody to the end yet: its pairs are parted by who was judged."""
    if met not in design.tables or criminal not in design.tables or "judged" not in criminal.steps:
        return design  # or nothing is printed of the indictment
    judged = Within(criminal, "judged", Variable(WHEN_JUDGED, met.by.codes), not_yet=())
    return replace(design, tables=(*design.tables, judged), links=(*design.links, *_judged(judged)))


def _course(criminal: Chain, time: str) -> Within:
    """Whoever came by the end of the time of indictment; later ones are late, and all that is said of them."""
    contact = criminal.time.codes
    early = Variable(criminal.time.name, contact[: contact.index(time) + 1], harmless=True)
    codes = (f"{time} {IN_TIME}", *_leaves(time, JUDGED), *_leaves(time, WAITS))
    return Within(criminal, "indicted", Variable(WENT, codes), early, not_yet=())


def _leaves(time: str, fate: str) -> tuple[str, ...]:
    return tuple(f"{time} {code} {fate}" for code in _OTHERWISE)


def _at(contact: str, variable: str, code: str) -> str:
    return key("YEAR", contact, variable, code)


def _judged(judged: Within) -> Iterator[Link]:
    """Of each pair of years who was judged, and who was not."""
    for contact in (TOTAL, *judged.time.codes):
        for time in judged.by.codes:
            met = _at(contact, WHEN, time)
            yield Subset(met, (_at(contact, WHEN_JUDGED, time),), called=_waiting(met))


def _waiting(met: str) -> str:
    return f"{met} not judged"


def _parted(course: Within, time: str) -> Iterator[Link]:
    """Who was judged, in time or not, and who was not."""
    for contact in course.time.codes:
        in_time = _at(contact, WENT, f"{time} {IN_TIME}")
        later, waits = ([_at(contact, WENT, code) for code in _leaves(time, fate)] for fate in (JUDGED, WAITS))
        yield Same(_at(contact, WHEN_JUDGED, time), (in_time, *later))
        yield Same(_waiting(_at(contact, WHEN, time)), tuple(waits))


def _columns(followed: Cross, year: str, time: str) -> Iterator[Link]:
    """The printed numbers of a cohort."""

    def printed(code: str) -> str:
        return key(followed.time.name, year, followed.by.name, code)

    bands = tuple(printed(code) for code in followed.by.codes if "_to_" in code)
    yield Same(_at(TOTAL, WENT, f"{time} {IN_TIME}"), bands)
    for code in _OTHERWISE:
        both = tuple(_at(TOTAL, WENT, f"{time} {code} {fate}") for fate in (JUDGED, WAITS))
        yield Same(in_touch(printed(LATE), time) if code == LATE else printed(code), both)
    yield from _late(time)


def _late(time: str) -> Iterator[Link]:
    """All the late of a cohort, whenever they came, judged by now or not: whoever else was indicted then."""
    met = _at(TOTAL, WHEN, time)
    judged = (f"{time} {IN_TIME}", f"{time} {ENDED} {JUDGED}", f"{time} {OPEN} {JUDGED}")
    waits = (f"{time} {ENDED} {WAITS}", f"{time} {OPEN} {WAITS}")
    for whole, codes, fate in ((_at(TOTAL, WHEN_JUDGED, time), judged, JUDGED), (_waiting(met), waits, WAITS)):
        yield Subset(whole, tuple(_at(TOTAL, WENT, code) for code in codes), called=f"{met} {LATE} {fate}")


def in_touch(late: str, time: str) -> str:
    """Those of the late who came by the end of the time of their indictment."""
    return f"{late} though in touch by the end of {time}"


def _left_of_rows(criminal: Chain, courses: Mapping[str, Within]) -> Iterator[Link]:
    """Judged, but not in time in a cohort that is closed; not judged, and not ended in one. Named cohort by cohort, so that
    the names stay when one more is closed.
    """
    for contact in criminal.time.codes:
        in_it = [time for time, course in courses.items() if contact in course.time.codes]
        ends = step_key(criminal, contact, "judged"), stopped_key(criminal, contact, "indicted")
        for whole, code in zip(ends, (IN_TIME, f"{ENDED} {WAITS}"), strict=True):
            left = whole
            for time in in_it:
                one = Subset(left, (_at(contact, WENT, f"{time} {code}"),), called=f"{whole} not {code} by {time}")
                yield one
                left = one.left
    every = tuple(_at(TOTAL, WENT, f"{time} {ENDED} {WAITS}") for time in courses)
    yield Subset(stopped_key(criminal, TOTAL, "indicted"), every)


def readers(system: System) -> tuple[Attacker, ...]:
    """Who knows of how many the proceedings had ended and went on to a judgment all the same: of nobody, as a rule."""
    cohorts, fate = _at(TOTAL, WENT, ""), f" {ENDED} {JUDGED}"
    known = [cell for cell in system.cells if cell.key.startswith(cohorts) and cell.key.endswith(fate)]
    facts = tuple(Fact(cell.key, cell.value, cell.value) for cell in known)
    return (Attacker(KNOWS_ENDS, facts),) if facts else ()


def of_filed(criminal: Chain, claim: Chain, met: Within | None, filed: Cross) -> Pairs:
    """Claims filed, by both years."""
    if met is None:
        return Pairs()
    both = Within(claim, "filed", Variable(WHEN_FILED, (NEVER, *met.by.codes)), not_yet=(NEVER,))
    columns = [
        Same(key(filed.time.name, time, filed.by.name, "filed"), (_at(TOTAL, WHEN_FILED, time),))
        for time in filed.time.codes
    ]
    rows = [link for contact in criminal.time.codes for link in _filed(contact, claim, met.by.codes)]
    rows += [link for contact in (TOTAL, *criminal.time.codes) for link in _not_indicted(contact, criminal)]
    return Pairs((both,), (*columns, *rows))


def _filed(contact: str, claim: Chain, times: Sequence[str]) -> Iterator[Link]:
    """Of each year of first contact: who filed though not indicted since the first year, or was indicted and did not file."""
    inside = tuple(_at(contact, WHEN_FILED, time) for time in times if time != BEFORE)
    whole = step_key(claim, contact, "filed")
    yield Subset(whole, inside, called=f"{whole} though not indicted in these years")
    for time in times:
        met = _at(contact, WHEN, time)
        yield Subset(met, (_at(contact, WHEN_FILED, time),), called=f"{met} not filed")


def _not_indicted(contact: str, criminal: Chain) -> Iterator[Link]:
    """Who was not indicted, and did not file either."""
    everyone, indicted = step_key(criminal, contact, "victims"), step_key(criminal, contact, "indicted")
    others = Subset(everyone, (indicted,), called=f"{everyone} not indicted")
    yield others
    yield Subset(others.left, (_at(contact, WHEN_FILED, NEVER),), called=f"{others.left} not filed")
