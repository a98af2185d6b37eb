"""Which sources can a publication have? For each: whence its facts, what its plan says, which cohorts or years are ripe."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from litigation_app.casework.courtwatch import facts as courtwatch
from litigation_app.casework.facts import facts
from litigation_app.casework.facts.queries import Closed
from litigation_app.core import clock
from litigation_app.core.toml_files import read_toml
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.model import System
from litigation_app.disclosure.tables import Row, build
from litigation_app.gate import rules
from litigation_app.gate.designs import cohorts, hearings, judgments
from litigation_app.gate.designs.cohorts import CohortTable, Level
from litigation_app.gate.designs.rules import MONEY, Design, Sheet
from litigation_app.gate.rules import Block, Calendar, Ripe
from litigation_app.statistics.releases import PlanRef

CASELOAD, JUDGMENTS, OBSERVATION = "caseload", "judgments", "observation"
_SAID = read_toml(__file__, "plan.toml")


@dataclass(frozen=True)
class Plan:
    """What plan.toml says of a source. `tables`: by table the indicators that are computed from it; `injured`: those of public
    acts that are about injured parties.
    """

    ref: PlanRef
    profile: str
    reference_day: str  # "12-31"
    calendar: Calendar
    tables: Mapping[str, tuple[str, ...]]
    injured: Collection[str] = ()

    def closed(self, year: int, known_by: Mapping[int, datetime] | None = None) -> Closed:
        """What is counted in the publication of a year."""
        end = datetime.combine(self.calendar.closes(year), time.max, clock.REGION).astimezone(UTC)
        return Closed(date.fromisoformat(f"{year}-{self.reference_day}"), end, known_by or {})


def _plan(mode: str, tables: Mapping[str, Sequence[str]]) -> Plan:
    said = _SAID[mode]
    calendar = Calendar(said["closed_on"], _SAID["calendar"]["late_after_days"])
    indicators = {table: tuple(names) for table, names in tables.items()}
    ref = PlanRef(said["id"], said["version"])
    return Plan(ref, said["profile"], said["reference_day"], calendar, indicators, said.get("injured", ()))


COHORT_TABLES = tuple(map(CohortTable.read, _SAID[CASELOAD]["tables"]))
cohorts.require_one_universe(COHORT_TABLES)
_LEVELS = tuple(Level(one["least"], tuple(one["broader"]), tuple(one["without"])) for one in _SAID[CASELOAD]["levels"])
_ACTS: Mapping[str, Any] = {JUDGMENTS: judgments, OBSERVATION: hearings}
PLANS: Mapping[str, Plan] = {
    CASELOAD: _plan(CASELOAD, {one.id: one.indicators for one in COHORT_TABLES}),
    **{mode: _plan(mode, _SAID[mode]["tables"]) for mode in _ACTS},
}


def level(country: str) -> Level:
    """How much detail a country prints."""
    pools = policies.pools()
    expected = pools.victims[country] * pools.years[country]
    return max((one for one in _LEVELS if one.least <= expected), key=lambda one: one.least)


def cohort_tables(country: str, names: Collection[str] | None = None) -> list[CohortTable]:
    """The tables of a cohort of this country, or those named."""
    found = cohorts.at_level(COHORT_TABLES, level(country))
    return [one for one in found if names is None or one.id in names]


def ripe(mode: str, country: str, year: int) -> list[Ripe]:
    """Everything that can be printed once a year is closed, whether it was printed or not, the oldest first."""
    pools, found = policies.pools(), dict[Block, list[str]]()
    for table, size, months in _followed(mode, country, pools.years):
        for block in rules.blocks(pools.first, size, year):
            if rules.ripe_in(block, months) <= year:
                found.setdefault(block, []).append(table)
    return [Ripe(block, tuple(found[block])) for block in sorted(found)]


def _followed(mode: str, country: str, years: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    """Each table, how many years stand together in it, and for how many months after them people are followed."""
    if mode != CASELOAD:
        yield from ((name, years["injured"] if name in PLANS[mode].injured else 1, 0) for name in PLANS[mode].tables)
        return
    for table in cohort_tables(country):
        yield table.id, years["money" if table.unit == MONEY else country], table.months


def designs(mode: str, country: str, one: Ripe) -> list[Design]:
    """The tables of a cohort, counts and money apart; or of a year, public acts apart from what is about injured parties."""
    if mode == CASELOAD:
        tables = cohort_tables(country, one.tables)
        parts: Iterable[list[CohortTable]] = (
            [table for table in tables if (table.unit == MONEY) == is_money] for is_money in (False, True)
        )
        return [cohorts.design(part, _SAID[CASELOAD]["weight"]) for part in parts if part]
    injured, weight = PLANS[mode].injured, _SAID[mode]["weight"]
    acts = ([name for name in one.tables if (name in injured) == is_injured] for is_injured in (False, True))
    halves = zip(acts, (True, False), strict=True)
    return [_ACTS[mode].design(names, is_public=is_public, weight=weight) for names, is_public in halves if names]


def collected(
    actor: Any, mode: str, country: str, years: Sequence[int], closed: Closed, draft_id: Any
) -> Sequence[Any]:
    """The coded facts of these years, as they stood on the closing day."""
    asked: Any = {"countries": [country], "first_year": min(years), "last_year": max(years), "closed": closed}
    if mode == CASELOAD:
        months = {one.months for one in COHORT_TABLES}
        return facts.collect(actor, **asked, months=months, draft_id=draft_id)
    collect: Callable[..., Sequence[Any]] = courtwatch.judgments if mode == JUDGMENTS else courtwatch.hearings
    return collect(actor, **asked, draft_id=draft_id)


def system(mode: str, country: str, design: Design, people: Sequence[Any], *, gone: int = 0) -> System:
    """These people, or acts, in the cells of a design."""
    if mode == CASELOAD:
        names = {sheet.id for sheet in design.sheets}
        return cohorts.system(people, cohort_tables(country, names), design, gone=gone)
    rows: Iterable[Row] = _ACTS[mode].rows(people)
    return cohorts.as_printed(build(list(rows), design.tables, design.links), design)


def year_of(fact: Any) -> int:
    """To which year a fact belongs: that of first contact, of the decision, of the hearing."""
    return int(fact.first_contact_year if hasattr(fact, "first_contact_year") else fact.year)


def is_public(mode: str, table: str) -> bool:
    """Whether a table is of public acts, and of no injured party."""
    return mode != CASELOAD and table not in PLANS[mode].injured


def every_sheet(mode: str) -> list[Sheet]:
    """Every table that a publication of a source can have, in full detail."""
    if mode == CASELOAD:
        return [one.sheet for one in COHORT_TABLES]
    return list(_ACTS[mode].design(PLANS[mode].tables, is_public=True, weight=1).sheets)
