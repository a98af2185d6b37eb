"""Numbers by one year beside numbers by another: can they be subtracted where both are about the same people?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from judge_of_pairs import FIVE, IN_TIME, LATE, TWO, Alike, Grid, questions, ranges
from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure import policy
from litigation_app.disclosure.growth import Earlier, printed
from litigation_app.disclosure.links import Same, relation_of
from litigation_app.disclosure.plan import Coarser
from litigation_app.disclosure.sensitivity import demands
from litigation_app.disclosure.tables import Within
from litigation_app.gate import caseload
from litigation_app.gate.awards import IN_BANDS
from litigation_app.gate.pairs import KNOWS_ENDS, WENT, WHEN_JUDGED
from publishing_pairs import SMALL, People, Published, design, facts, found, named, publish
from tables_of_people import victim

PUBLIC = policy.public()
PAID_IN_2022 = ("AWARD_YEAR=2022;PAID=part", "AWARD_YEAR=2022;PAID=all")


def _others(last: int, *, filed: bool = False) -> list[Alike]:
    """Of the years whose window is not over: enough that nothing of them is small."""
    years = range(2022, last + 1)
    at_once = [Alike(year, year, judged=True, filed=n % 2 == 0 and filed) for year in years for n in range(18)]
    waiting = [Alike(year, year) for year in years for _ in range(8)]
    return [*at_once, *waiting, *(Alike(year, None, filed=filed and n < 6) for year in years for n in range(14))]


JUDGED_LATE = [
    *[Alike(2021, 2021, IN_TIME[0], judged=True)] * 7,
    *[Alike(2021, 2021, IN_TIME[1], judged=True)] * 7,
    *[Alike(2021, 2021, "open", judged=True)] * 2,
    *[Alike(2021, 2021, "open")] * 10,
    *[Alike(2021, None)] * 8,
]
STILL_WAITING = [
    *[Alike(2021, 2021, IN_TIME[0], judged=True)] * 9,
    *[Alike(2021, 2021, IN_TIME[1], judged=True)] * 9,
    *[Alike(2021, 2021, "ended")] * 7,
    *[Alike(2021, 2021, "open")] * 2,
    *[Alike(2021, 2021, "open", judged=True)] * 7,
    *[Alike(2021, None)] * 8,
]
FILED_NOT_INDICTED = [
    *[Alike(2021, 2021, IN_TIME[0], judged=True, filed=True)] * 10,
    *[Alike(2021, 2021, IN_TIME[1], judged=True)] * 16,
    *[Alike(2021, None, filed=True)] * 2,
    *[Alike(2021, None)] * 10,
]

# All ten who were indicted in another year were judged: so two of those who were not judged in time were judged later.
JUDGED_ELSEWHERE = [*JUDGED_LATE, *[Alike(2021, 2022, judged=True)] * 10]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("people", "who"),
    [
        pytest.param(JUDGED_LATE, "contact 2021 judged, not in time", id="judged after the window"),
        pytest.param(STILL_WAITING, "contact 2021 waiting, not ended", id="neither judged nor ended"),
        pytest.param(FILED_NOT_INDICTED, "contact 2021 not indicted, filed True", id="filed though not indicted"),
        pytest.param(JUDGED_ELSEWHERE, "contact 2021 cohort 2021 open judged", id="judged later, beside others"),
    ],
)
@pytest.mark.parametrize("grid", [pytest.param(TWO, id="two years"), pytest.param(FIVE, id="five")])
def test_two_who_are_left_when_one_table_is_taken_from_the_other_are_hidden(
    people: People, who: str, grid: Grid
) -> None:
    last = 2021 + grid.wait
    years, cut = tuple(range(2021, last + 1)), design(2021, last, grid)
    people = [*people, *_others(last, filed=any(one.filed for one in people))]
    system = caseload.system(facts(people, last, grid), cut)
    everything = named(cut, {cell.key: int(cell.value) for cell in system.cells if cell.published})
    here = publish(people, 2021, last, rules=PUBLIC, grid=grid)

    assert ranges(years, [(last, everything)], [questions(years, last, grid)[who]], grid)[0][0] == 2
    assert here is not None
    assert not found(people, years, [here], PUBLIC.k, grid)


# Of two years nobody is followed to the end yet, but how many were judged is printed beside how many were indicted when.
ONE_IN_2022 = [*[Alike(2021, 2021, judged=True)] * 3, Alike(2021, 2022, judged=True), *[Alike(2021, 2022)] * 3]
ONE_IN_2021 = [*[Alike(2021, 2022, judged=True)] * 3, Alike(2021, 2021, judged=True), *[Alike(2021, 2021)] * 3]
TWO_WAIT = [*[Alike(2021, 2022, judged=True)] * 2, Alike(2021, 2021, judged=True), *[Alike(2021, 2021)] * 3]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("people", "who"),
    [
        (ONE_IN_2022, "indicted 2022 judged"),
        (ONE_IN_2021, "indicted 2021 judged"),
        ([*TWO_WAIT, *[Alike(2022, 2022)] * 2], "indicted 2022 waits"),
    ],
)
def test_one_of_a_year_of_indictment_is_hidden_before_any_cohort_is_closed(people: People, who: str) -> None:
    years, cut = (2021, 2022), design(2021, 2022)
    system = caseload.system(facts(people, 2022), cut)
    totals = {"YEAR=_T;CRIMINAL>=indicted", "YEAR=_T;CRIMINAL>=judged", "INDICTED=2021", "INDICTED=2022"}
    told = named(cut, {name: int(system.value(name)) for name in totals})
    here = publish(people, 2021, 2022)

    assert ranges(years, [(2022, told)], [questions(years, 2022)[who]])[0][0] > 0
    assert here is not None
    assert not found(people, years, [here], SMALL.k)


def test_pairs_are_parted_from_the_first_year_on_where_people_will_be_followed() -> None:
    early, never = (caseload.design(2021, 2022, Coarser(without=gone)).tables for gone in ((), ("months_to_judgment",)))

    assert any(isinstance(table, Within) and table.by.name == WHEN_JUDGED for table in early)
    assert not any(isinstance(table, Within) and table.by.name == WHEN_JUDGED for table in never)


def test_the_late_of_a_cohort_and_those_who_neither_stood_in_an_indictment_nor_filed_are_counted_over_all_years() -> (
    None
):
    late = [Alike(year, 2021, LATE, judged=fate) for year in (2022, 2023) for fate in (True, False)]
    system = caseload.system(facts([*JUDGED_LATE, *_others(2023), *late], 2023), design(2021, 2023))

    few_people = {key for demand in demands(system, PUBLIC) for key in demand.keys}
    assert {"YEAR=_T;WHEN=2021 late judged", "YEAR=_T;WHEN=2021 late waits"} <= few_people
    assert system.value("YEAR=_T not indicted not filed") == 36


def test_the_judge_finds_nobody_where_nothing_is_printed() -> None:
    system = caseload.system(facts([Alike(2021, 2021)], 2022), design(2021, 2022))
    nothing = Published(2022, {}, Earlier(printed("", system, {}), frozenset({"2021", "2022"})))

    assert not found([Alike(2021, 2021)], (2021, 2022), [nothing], SMALL.k)


def test_what_is_left_of_a_row_is_a_number_like_any() -> None:
    left = {
        "YEAR=2021;CRIMINAL>=judged not in_time by 2021": JUDGED_LATE,
        "YEAR=2021;CRIMINAL=indicted not ended waits by 2021": STILL_WAITING,
        "YEAR=2021;CLAIM>=filed though not indicted in these years": FILED_NOT_INDICTED,
    }

    for name, alike in left.items():
        people = [*alike, *_others(2023, filed="filed" in name)]
        system = caseload.system(facts(people, 2023), design(2021, 2023))
        assert name in {key for demand in demands(system, PUBLIC) for key in demand.keys}


def test_some_reader_knows_that_nobody_is_judged_whose_proceedings_ended() -> None:
    system = caseload.system(facts([*STILL_WAITING, *_others(2023)], 2023), design(2021, 2023))
    reader = next(one for one in system.attackers if one.name == KNOWS_ENDS)

    assert [(fact.low, fact.high) for fact in reader.facts] == [(0, 0)]


def test_without_the_table_of_cohorts_nothing_is_parted_by_it() -> None:
    every = caseload.design(2021, 2023)
    without = caseload.design(2021, 2023, Coarser(without=("months_to_judgment",)))

    assert any(WENT in cell.key for cell in caseload.system(facts(JUDGED_LATE, 2023), every).cells)
    assert not any(WENT in cell.key for cell in caseload.system(facts(JUDGED_LATE, 2023), without).cells)


def test_years_together_are_parted_too() -> None:
    people = [one for one in JUDGED_LATE if one.contact == 2021]
    cells = caseload.system(facts(people, 2024), caseload.design(2021, 2024, Coarser(together=2))).by_key

    assert cells["YEAR=2021_2022;WENT=2021_2022 open judged"].value == 2


def _awarded(number: int, final: int, paid: int) -> VictimFacts:
    fact = victim(number, 2021, outcome="awarded_part")
    return replace(fact, final_award_year=final, awarded_eur=Decimal(2000), paid_eur=Decimal(paid))


def test_who_was_paid_is_parted_by_both_years_and_those_who_got_nothing_of_an_award_are_few() -> None:
    people = [_awarded(n, 2022 if n < 9 else 2021, 100 if n != 0 else 0) for n in range(20)]
    system = caseload.system(people, caseload.design(2021, 2022, IN_BANDS))

    assert system.value("YEAR=_T;FINAL_PAID=2022") == 8
    assert relation_of(Same("YEAR=_T;FINAL_PAID=2022", PAID_IN_2022)) in system.relations
    assert ("YEAR=2021;FINAL=2022 nothing paid",) in {demand.keys for demand in demands(system, PUBLIC)}
