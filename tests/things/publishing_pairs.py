"""What does the desk publish of people who are told apart by year of first contact and year of the indictment?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from going_out import goes_out
from judge_of_pairs import ALL, TWO, Alike, Grid, Said, questions, ranges
from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure import policy
from litigation_app.disclosure.growth import Earlier, printed
from litigation_app.disclosure.model import Policy
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate import caseload, plan
from litigation_app.gate.sheets import Design
from tables_of_people import victim

SMALL = replace(policy.public(), k=3, cases_k=1)
TABLES = ("claim_by_indictment", "steps_claim", "steps_criminal")
STEPS = ("victims", "indicted", "judged", "filed")  # the judge looks at no others
People = Sequence[Alike]


def design(first: int, last: int, grid: Grid = TWO) -> Design:
    full = plan.asked(plan.CASELOAD, [grid.table])
    others = [sheet.id for sheet in caseload.design(first, last, full).sheets if sheet.id not in {*TABLES, grid.table}]
    return caseload.design(first, last, replace(full, without=tuple(others)))


def facts(people: People, last: int, grid: Grid = TWO) -> list[VictimFacts]:
    """Whoever was in touch by then; what came later has not happened."""
    return [_fact(n, one, last, grid) for n, one in enumerate(people) if one.contact <= last]


def _fact(number: int, one: Alike, last: int, grid: Grid) -> VictimFacts:
    at = (one.indicted or one.contact - 30) if one.is_indicted(last) else None
    steps = {"reported": one.contact, "investigated": None, "indicted": at, "convicted": None}
    claim = {"filed": one.contact if one.filed else None, "decided": None, "outcome": None, "judged_claim": None}
    code = {12 * grid.wait: one.code} if one.is_closed(last, grid.wait) else {}
    return replace(victim(number, one.contact), **steps, **claim, judged=at if one.judged else None, to_judgment=code)


@dataclass(frozen=True)
class Published:
    last: int
    said: Said
    earlier: Earlier


def publish(
    people: People,
    first: int,
    last: int,
    before: Sequence[Published] = (),
    rules: Policy = SMALL,
    grid: Grid = TWO,
) -> Published | None:
    """As the desk does."""
    cut = design(first, last, grid)
    whole = caseload.system(facts(people, last, grid), cut)
    found = goes_out(cut, whole, [one.earlier for one in before], rules, budget=15)
    if found is None:
        return None
    earlier = Earlier(printed(f"until {last}", *found), frozenset(cut.years))
    return Published(last, named(cut, found[1]), earlier)


def named(cut: Design, said: Mapping[str, int]) -> dict[tuple[str, int, str], int]:
    """What is printed, as the judge has it."""
    return {
        (sheet.id, ALL if year == TOTAL else int(year), code): said[cell]
        for sheet in cut.sheets
        for (year, code), cell in sheet.rows
        if cell in said and (not sheet.id.startswith("steps") or code in STEPS)
    }


def found(
    people: People, years: Sequence[int], vintages: Sequence[Published], k: int, grid: Grid = TWO
) -> dict[str, tuple[int, int]]:
    """What a reader knows too well: of 1 to k-1 people, that there is somebody, or that there are fewer than k."""
    last = vintages[-1].last
    asked = {name: which for name, which in questions(years, last, grid).items() if 0 < sum(map(which, people)) < k}
    ends = ranges(years, [(one.last, one.said) for one in vintages], list(asked.values()), grid)
    return {name: (low, high) for name, (low, high) in zip(asked, ends, strict=True) if low > 0 or high < k}
