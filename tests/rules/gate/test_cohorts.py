"""Closed cohorts: who was judged within how many months of the indictment, and can anybody be found by it?"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from going_out import goes_out
from judge_of_cohorts import ALL, BEFORE, LATE, Variable, World, every, ranges
from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure import audit, policy
from litigation_app.disclosure.growth import Earlier, printed
from litigation_app.disclosure.model import Interval
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate import caseload, plan
from litigation_app.gate.cohorts import MONTHS, MONTHS_60, WINDOWS, Window
from litigation_app.gate.sheets import Design
from tables_of_people import victim

K = 3
SMALL = replace(policy.public(), k=K, cases_k=1)
ALONE = ("claim_by_indictment", "steps_criminal")
TABLES = {"steps_criminal": "indicted", "claim_by_indictment": "cohort", MONTHS: "months", MONTHS_60: "months"}
# `--hypothesis-profile=deep` tries as many as that profile says; each other run a few.
EXAMPLES = few(deadline=None) if few().max_examples > 100 else few(max_examples=10, deadline=None)
FEWER = few(deadline=None) if few().max_examples > 100 else few(max_examples=3, deadline=None)
LONG = few(deadline=None, max_examples=10 if few().max_examples > 100 else 3)  # six years and more
People = Sequence[tuple[int, int | None, str]]  # first contact, indicted (None: never), how it ended


def world(years: Sequence[int], name: str = MONTHS) -> World:
    window = WINDOWS[name]
    return World(tuple(years), tuple(code for code in window.codes if code != LATE), window.years)


CODES = world(()).codes


def design(first: int, last: int, name: str = MONTHS) -> Design:
    full = plan.asked(plan.CASELOAD, [name])
    others = [sheet.id for sheet in caseload.design(first, last, full).sheets if sheet.id not in {*ALONE, name}]
    return caseload.design(first, last, replace(full, without=tuple(others)))


def facts(people: People, last: int, name: str = MONTHS) -> list[VictimFacts]:
    """Whoever was in touch by then; what came later has not happened."""
    return [_fact(n, *one, last, WINDOWS[name]) for n, one in enumerate(people) if one[0] <= last]


def _fact(number: int, contact: int, indicted: int | None, code: str, last: int, window: Window) -> VictimFacts:
    year = indicted if indicted is not None and indicted <= last else None
    judged = year if year and "_to_" in code else None
    steps = {
        "reported": contact,
        "investigated": None,
        "indicted": year,
        "judged": judged,
        "convicted": None,
        "filed": None,
    }
    is_over = year is not None and year + window.years <= last
    return replace(victim(number, contact), **steps, to_judgment={window.months: code} if is_over else {})


@dataclass(frozen=True)
class Published:
    last: int
    said: Mapping[tuple[str, int, str], int]
    earlier: Earlier


def publish(
    people: People, first: int, last: int, before: Sequence[Published] = (), name: str = MONTHS
) -> Published | None:
    """As the desk does."""
    cut = design(first, last, name)
    whole = caseload.system(facts(people, last, name), cut)
    found = goes_out(cut, whole, [one.earlier for one in before], SMALL, budget=10)
    if found is None:
        return None
    earlier = Earlier(printed(f"until {last}", *found), frozenset(cut.years))
    return Published(last, dict(_named(cut, found[1])), earlier)


def _named(cut: Design, said: Mapping[str, int]):
    """What is printed, as the judge has it; the judge does not look at other steps, nor at claims."""
    for sheet in cut.sheets:
        for (year, code), cell in sheet.rows:
            when, table = ALL if year == TOTAL else int(year), TABLES[sheet.id]
            if cell in said and (table == "months" or code == "indicted"):
                yield (table, when, code), said[cell]


def small(world: World, people: People, last: int) -> list[list[Variable]]:
    """Everything that 1 to K-1 people stand behind and that somebody could be found by."""
    asked = [[("met", c, i)] for c in world.years for i in world.years if c <= last and i <= last]
    asked += [
        world.counted("months", i + world.wait, code, last) for i in world.closed(last) for code in (*world.codes, LATE)
    ]
    return [one for one in asked if 0 < sum(truth(world, people).get(name, 0) for name in one) < K]


def truth(world: World, people: People) -> Mapping[Variable, int]:
    found: dict[Variable, int] = {}
    for contact, indicted, code in people:
        if indicted is None:
            continue
        met = ("met", contact, indicted if indicted in world.years else BEFORE)
        found[met] = found.get(met, 0) + 1
        if indicted in world.closed(world.years[-1]) and contact <= indicted:
            found["ended", indicted, code] = found.get(("ended", indicted, code), 0) + 1
    return found


@st.composite
def caseloads(draw: st.DrawFn, years: Sequence[int], most: int, name: str = MONTHS, least: int = 0) -> People:
    """So many of each year of first contact and of the indictment; few come after it."""
    people = []
    for contact in years:
        for indicted in (None, years[0] - 1, *years):
            came_late = indicted is not None and contact > indicted
            number = draw(st.integers(least if indicted == contact else 0, 1 if came_late else most))
            codes = [LATE] if came_late else [*world(years, name).codes[:2], world(years, name).codes[-1], LATE]
            people += [(contact, indicted, draw(st.sampled_from(codes))) for _ in range(number)]
    return people


@pytest.mark.thorough
@EXAMPLES
@given(caseloads((2021, 2022, 2023), 5))
def test_nobody_is_found_in_one_publication_beside_the_tables_of_the_indictment(people: People) -> None:
    assert narrowed(people, (2021, 2022, 2023), [2023], MONTHS) == []


@pytest.mark.thorough
@LONG
@given(caseloads(range(2016, 2022), 5, MONTHS_60, least=4))
def test_nor_where_people_were_followed_for_five_years(people: People) -> None:
    assert narrowed(people, range(2016, 2022), [2021], MONTHS_60) == []


def grown(people: People, years: Sequence[int], until: Sequence[int], name: str) -> list[Published]:
    """What goes out until these years, each going on from those before."""
    before = list[Published]()
    for last in until:
        found = publish(people, years[0], last, before, name)
        before += [found] if found else []
    return before


def narrowed(
    people: People, years: Sequence[int], until: Sequence[int], name: str
) -> list[tuple[list[Variable], int, int]]:
    """Of what few people stand behind: what the judge knows better from these publications than "0 to K at least"."""
    mine, before = world(years, name), grown(people, years, until, name)
    asked = small(mine, people, before[-1].last) if before else []
    known = ranges(mine, [(one.last, one.said) for one in before], asked)
    return [(one, low, high) for one, (low, high) in zip(asked, known, strict=True) if low > 0 or high < K]


def busy(seed: int, years: Sequence[int], name: str) -> People:
    """Many of each year, some of them indicted in the next year or in one before they came: of such a caseload a further year
    goes out. And two who were indicted late.
    """
    draw, codes = random.Random(seed), world(years, name).codes
    people: list[tuple[int, int | None, str]] = [(years[0], years[2], codes[0])] * 2
    for contact in years:
        people += [(contact, None, "")] * draw.randint(6, 12)
        for indicted in (years[0] - 1, *years):
            near = {0: (12, 20), 1: (5, 9)}.get(abs(indicted - contact))
            number = draw.randint(*near) if near else draw.choice([0, 0, 0, 4, 6])
            ways = [LATE] if contact > indicted else [codes[0], codes[0], codes[1], codes[-2], codes[-1]]
            people += [(contact, indicted, draw.choice(ways)) for _ in range(number)]
    return people


TWO_YEARS = (MONTHS, (2021, 2022, 2023, 2024), (2023, 2024))
FIVE_YEARS = (MONTHS_60, range(2016, 2023), (2021, 2022))


@pytest.mark.extensive
@FEWER
@given(st.integers(0, 10**6))
def test_nor_in_publications_that_grow_by_whoever_knows_that_nothing_else_changed(seed: int) -> None:
    name, years, until = TWO_YEARS

    assert narrowed(busy(seed, years, name), years, until, name) == []


@pytest.mark.extensive
@FEWER
@given(st.integers(0, 10**6))
def test_nor_in_those_that_grow_and_follow_people_for_five_years(seed: int) -> None:
    name, years, until = FIVE_YEARS

    assert narrowed(busy(seed, years, name), years, until, name) == []


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "years", "until"), [TWO_YEARS, FIVE_YEARS])
def test_publications_of_such_people_do_grow_and_few_stand_behind_some_number(
    name: str, years: Sequence[int], until: Sequence[int]
) -> None:
    """What the drawn ones above rest on."""
    people = busy(1, years, name)
    before = grown(people, years, until, name)

    assert [one.last for one in before] == list(until)
    assert all(one.said for one in before)
    assert small(world(years, name), people, until[-1])


ONE_LATER: People = [
    *[(2021, 2021, CODES[0])] * 6,
    *[(2021, 2021, CODES[2])] * 5,
    (2021, 2022, CODES[0]),
    *[(2022, 2022, CODES[0])] * 8,
    *[(2023, 2023, CODES[0])] * 8,
    *[(year, None, "") for year in (2021, 2022, 2023) for _ in range(6)],
]


@pytest.mark.thorough
def test_the_one_person_who_was_indicted_in_a_later_year_is_found_by_subtracting_and_hidden_here() -> None:
    mine, cut = world((2021, 2022, 2023)), design(2021, 2023)
    whole = caseload.system(facts(ONE_LATER, 2023), cut)
    everything = {cell.key: int(cell.value) for cell in whole.cells if cell.published}
    later = [[("met", 2021, 2022), ("met", 2021, 2023), ("met", 2021, BEFORE)]]
    found = publish(ONE_LATER, 2021, 2023)

    assert ranges(mine, [(2023, dict(_named(cut, everything)))], later) == [(1, 1)]
    assert found is not None
    low, high = ranges(mine, [(2023, found.said)], later)[0]
    assert low == 0
    assert high >= K


def test_one_person_more_in_a_cohort_would_be_one_more_of_the_indicted_two_years_before() -> None:
    """What one table prints is known of the other, which may hide it."""
    cut = design(2021, 2023)
    whole = caseload.system(facts(ONE_LATER, 2023), cut)
    at = {(sheet.id, *codes): cell for sheet in cut.sheets for codes, cell in sheet.rows}
    cohort, indicted = at["months_to_judgment", "2023", "_T"], at["claim_by_indictment", "2021", "indicted"]

    for said, asked in ((cohort, indicted), (indicted, cohort)):
        number = whole.value(said)
        assert audit.intervals({said: number}, whole.relations, [asked])[asked] == Interval(number, number)


def test_few_who_waited_long_are_not_found_by_the_number_of_the_indicted_two_years_before() -> None:
    mine = world((2021, 2022, 2023))
    others = [(year, year, CODES[0]) for year in (2022, 2023) for _ in range(8)]
    people = [*[(2021, 2021, CODES[0])] * 8, *[(2021, 2021, CODES[2])] * 2, *others]
    found = publish(people, 2021, 2023)

    assert found is not None
    low, high = ranges(mine, [(2023, found.said)], [[("ended", 2021, CODES[2])]])[0]
    assert low == 0
    assert high >= K


def test_the_judge_says_what_trying_every_world_says() -> None:
    """Of two years of contact and the one closed cohort; no printed number is more than three."""
    mine = World((2021, 2022, 2023), CODES[:1])
    said = {("indicted", 2021, ""): 3, ("indicted", 2022, ""): 1, ("indicted", 2023, ""): 0, ("cohort", 2021, ""): 3}
    said |= {("months", 2023, LATE): 1, ("cohort", 2022, ""): 0, ("cohort", 2023, ""): 0}
    asked = [[("met", 2021, 2021)], [("met", 2022, 2021)], [("ended", 2021, CODES[0])], [("met", 2021, BEFORE)]]

    assert ranges(mine, [(2023, said)], asked) == every(mine, (2023, said), asked, 4)
