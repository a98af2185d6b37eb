"""Which publication is due, whose figures would it print (of which people and years, in which tables), and what becomes ripe next?"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app

from litigation_app.accounts import queries as people
from litigation_app.casework.courtwatch import facts as courtwatch
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.jobs import Tell, quiet
from litigation_app.core.language import _, _n, current
from litigation_app.gate import queries
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.designs.rules import MONEY, Design
from litigation_app.gate.external_figures import queries as known
from litigation_app.gate.forms import COUNTRIES
from litigation_app.gate.protection import queries as previous_releases
from litigation_app.gate.protection.proposal import Cohort, Earlier
from litigation_app.gate.protection.queries import DraftRefused, Previous
from litigation_app.gate.protection.sums import told
from litigation_app.gate.rules import Block, Ripe, Wish
from litigation_app.statistics.releases import vocabulary


def counted(
    actor: Actor, draft_id: UUID, wish: Wish, before: Previous, tell: Tell = quiet
) -> tuple[list[Cohort], list[list[str]]]:
    """Every cohort, or year, that is ripe and was not printed yet, with its people: as the records stood on the closing day. And by
    years each table that is never printed, for nobody can say of how many of those people who were printed first.
    """
    tell("reading")
    found = before.left(plan.ripe(wish.mode, wish.country, wish.year))
    if not found:
        raise DraftRefused("nothing_ripe")
    source = plan.PLANS[wish.mode]
    years = [year for one in found for year in one.block.years]
    known = {year: source.closed(of).at for year in years if (of := before.counted_in(year)) is not None}
    facts = plan.collected(actor, wish.mode, wish.country, years, source.closed(wish.year, known), draft_id)
    made: list[Cohort] = []
    untold: list[list[str]] = []
    for one in found:
        if mine := [fact for fact in facts if plan.year_of(fact) in one.block.years]:
            for cohort in _cohorts(wish, one, mine, before):
                if isinstance(cohort, Design):
                    untold += [[one.block.code, sheet.id] for sheet in cohort.sheets]
                else:
                    made.append(cohort)
    if not made:
        raise DraftRefused("untold" if untold else "nobody")
    return made, untold


def _cohorts(wish: Wish, one: Ripe, mine: Sequence[Any], before: Previous) -> Iterator[Cohort | Design]:
    """The people of one cohort in its tables; the tables alone where how many were counted first is hidden, or where the records
    have more of them by now.
    """
    earlier = before.earlier(wish.country, one.block) if wish.mode == plan.CASELOAD else Earlier()
    for design in plan.designs(wish.mode, wish.country, one):
        is_tied = bool(earlier.said or earlier.withheld) and "YEAR=_T" in design.keys
        total = previous_releases.total_of(earlier) if is_tied else len(mine)
        if total is None or total < len(mine):
            yield design
            continue
        whole = plan.system(wish.mode, wish.country, design, mine, gone=total - len(mine))
        others = known.facts_of(wish.mode, wish.country, one.block, design)
        printed = ((table, line) for (table, _years), lines in before.lines.items() for line in lines)
        sums = told(design, one.block, printed)
        yield Cohort(one.block, design, whole, earlier if is_tied else Earlier(), others, sums)


@dataclass(frozen=True)
class Due:
    """The publication of a source and country for the last closed year: what is ripe and not printed, and since when."""

    wish: Wish
    since: date
    is_late: bool
    ripe: Sequence[Ripe]

    @property
    def code(self) -> str:
        """Which one it is, in the address of the form that it fills: "caseload-RS"."""
        return f"{self.wish.mode}-{self.wish.country}"


def now() -> list[Due]:
    """What the calendar asks for today."""
    there = current_app.extensions
    there["settle_shelf"]()
    return due(there["shelf"], there["trusted_keys"], countries(), clock.today())


def countries() -> list[str]:
    """Where this copy has offices."""
    at = {office.country for office in people.offices()}
    return [code for code, _name in COUNTRIES if code in at]


def due(on_shelf: Path, trusted: Set[bytes], countries: Sequence[str], today: date) -> list[Due]:
    """What the calendar asks for, source by source; what is drafted already is not asked for, nor that of which nothing is
    written down here.
    """
    open_ = {(one.mode, one.countries) for one in queries.open_drafts()}
    wanted = [(mode, country) for mode in plan.PLANS for country in countries if (mode, country) not in open_]
    found = (_due(on_shelf, trusted, mode, country, today) for mode, country in wanted)
    return [one for one in found if one is not None]


def _due(on_shelf: Path, trusted: Set[bytes], mode: str, country: str, today: date) -> Due | None:
    dates = plan.PLANS[mode].calendar
    year = dates.newest(today)
    try:
        before = previous_releases.of_shelf(on_shelf, trusted, mode, country)
    except DraftRefused:
        return None  # a publication that does not hold stands in the list of published data
    there = _written_down(mode, country)
    left = _printable(before, mode, country, plan.ripe(mode, country, year))
    ripe = [one for one in left if there & set(one.block.years)]
    is_late = today > dates.late_after(year)
    return Due(Wish(mode, country, year), dates.closes(year), is_late, ripe) if ripe else None


def _printable(before: Previous, mode: str, country: str, ripe: Sequence[Ripe]) -> list[Ripe]:
    """What of it can still be printed."""
    return [asked for one in before.left(ripe) if (asked := _told(before, mode, country, one)).tables]


def _told(before: Previous, mode: str, country: str, one: Ripe) -> Ripe:
    """Without the tables of a cohort whose number of people was hidden: they are never printed."""
    if mode != plan.CASELOAD or not before.is_untold(country, one.block):
        return one
    money = {table.id for table in plan.COHORT_TABLES if table.unit == MONEY}
    return Ripe(one.block, tuple(table for table in one.tables if table in money))


def _written_down(mode: str, country: str) -> set[int]:
    """The years of which there is something: a settled judgment, a sheet that was handed in, a case."""
    years_of: dict[str, Callable[[str], set[int]]] = {
        plan.CASELOAD: current_app.extensions["case_years"],
        plan.JUDGMENTS: courtwatch.years_of_judgments,
        plan.OBSERVATION: courtwatch.years_of_hearings,
    }
    return years_of[mode](country)


@dataclass(frozen=True)
class Line:
    """A publication that is due, in words; `prints`: what becomes ripe with it."""

    code: str
    title: str
    since: date
    is_late: bool
    prints: list[str]


def line(one: Due) -> Line:
    """A line of the list."""
    return Line(one.code, title(one.wish), one.since, one.is_late, prints(one.ripe))


def prints(ripe: Sequence[Ripe]) -> list[str]:
    """By what is printed the years of it: years that print the same stand together."""
    by_tables: dict[tuple[str, ...], list[str]] = {}
    for one in ripe:
        by_tables.setdefault(one.tables, []).append(vocabulary.code("YEAR", one.block.code, current()))
    return [
        _n("%(years)s: %(num)s table", "%(years)s: %(num)s tables", len(tables), years=", ".join(years))
        for tables, years in by_tables.items()
    ]


def printed(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> list[str]:
    """The same of the tables of a draft, whose rows begin with their years."""
    by_years: dict[Block, list[str]] = {}
    for name, rows in sheets.items():
        for years in dict.fromkeys(row[0] for row in rows):
            by_years.setdefault(Block.of(years), []).append(name)
    return prints([Ripe(block, tuple(by_years[block])) for block in sorted(by_years)])


def coming(countries: Sequence[str], mode: str = plan.CASELOAD, years: int = 3) -> list[tuple[date, str, list[str]]]:
    """What will become ripe of a source, by the day on which its year is closed and the country."""
    there = current_app.extensions
    there["settle_shelf"]()
    dates = plan.PLANS[mode].calendar
    newest = dates.newest(clock.today())
    found = []
    for country in countries:
        try:
            before = previous_releases.of_shelf(there["shelf"], there["trusted_keys"], mode, country)
        except DraftRefused:
            continue  # nothing is printed beside a publication that does not hold
        for year in range(newest + 1, newest + 1 + years):
            if said := prints(_printable(before, mode, country, _new(mode, country, year))):
                found.append((dates.closes(year), str(dict(COUNTRIES)[country]), said))
    return sorted(found, key=itemgetter(0))


def _new(mode: str, country: str, year: int) -> list[Ripe]:
    """What was not ripe a year before."""
    old = {(table, one.block) for one in plan.ripe(mode, country, year - 1) for table in one.tables}
    every = plan.ripe(mode, country, year)
    found = [Ripe(one.block, tuple(table for table in one.tables if (table, one.block) not in old)) for one in every]
    return [one for one in found if one.tables]


def title(wish: Wish) -> str:
    """What a publication is called where nobody says otherwise."""
    told = {"country": dict(COUNTRIES)[wish.country], "year": wish.year}
    return {
        plan.CASELOAD: _("%(country)s: persons represented, publication for %(year)s", **told),
        plan.JUDGMENTS: _("%(country)s: judgments analysed, publication for %(year)s", **told),
        plan.OBSERVATION: _("%(country)s: hearings monitored, publication for %(year)s", **told),
    }[wish.mode]
