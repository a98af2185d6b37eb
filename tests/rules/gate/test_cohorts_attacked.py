"""Can anybody be found by all that is ever printed of a cohort, as a programme of its own sees it?"""

from collections import defaultdict

import pytest

import judge_of_cohorts as judge
from litigation_app.casework.facts.facts import VictimFacts
from litigation_app.gate.rules import Block
from tables_of_people import Printed, clustered, people, printed_in, stood, true_of, victim

TEN_YEARS = range(2012, 2022)


def by_cohort(printed: Printed) -> dict[str, judge.Lines]:
    found: dict[str, dict[str, list]] = defaultdict(dict)
    for (table, years), lines in printed.items():
        found[years][table] = lines
    return dict(found)


def test_the_judge_finds_who_stands_between_two_printed_steps() -> None:
    printed = {
        "cohort_claim": [["victims", "30", None, None], ["filed", "20", None, None], ["decided", "17", None, None]]
    }
    true = {("cohort_claim", code): int(value) for code, value, *_range in printed["cohort_claim"]}

    assert judge.found(printed, true) == {"cohort_claim filed without cohort_claim decided": (3, 3)}


def test_the_judge_finds_six_of_one_case_and_what_its_defendant_knows() -> None:
    printed = {"cohort_sex": [["_T", "30", None, None], ["F", "24", None, None], ["M", "6", None, None]]}
    each = [{("cohort_sex", "_T"): 1, ("cohort_sex", "F"): 1, ("cohort_sex", "M"): 0}] * 24

    found = judge.found_by_cases(
        printed, [*each, {("cohort_sex", "_T"): 6, ("cohort_sex", "F"): 0, ("cohort_sex", "M"): 6}]
    )

    assert found == {"cohort_sex M": (6, 6)}


def test_the_judge_finds_who_was_not_paid_where_a_printed_sum_says_that_five_were() -> None:
    paid = [["_T", "6", None, None], ["paid", None, 0, 6], ["not_paid", None, 0, 6]]
    true = {("cohort_paid", "_T"): 6, ("cohort_paid", "paid"): 5, ("cohort_paid", "not_paid"): 1}

    assert judge.found({"cohort_paid": paid}, true) == {}
    assert judge.found({"cohort_paid": paid, "cohort_money": [["paid", "26000", None, None]]}, true) == {
        "cohort_paid not_paid": (0, 1)
    }


def test_nobody_is_found_in_what_three_publications_print_of_a_cohort() -> None:
    rows = people(7, [2019], 55)

    printed = by_cohort(printed_in(range(2019, 2026), rows))

    assert len(printed["2019"]) == 12
    assert judge.found(printed["2019"], true_of(rows, "2019")) == {}


def test_three_who_were_convicted_and_awarded_nothing_do_not_stand_between_two_lanes() -> None:
    """Judged less decided, and convicted less awarded, were three, and no table said so."""
    at = [stood("convicted", "awarded_part", judged_in="up_to_6")] * 30 + [stood("convicted", judged_in="up_to_6")] * 3
    rows = [victim(n, 2019, one) for n, one in enumerate([*at, *[stood("reported")] * 12])]

    printed = by_cohort(printed_in(range(2019, 2023), rows))

    assert judge.found(printed["2019"], true_of(rows, "2019")) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [3, 8])
def test_nobody_is_found_who_came_with_others_of_the_same_case(seed: int) -> None:
    """A case of twelve is a quarter of its cohort, and its defendant knows all of them."""
    rows = clustered(seed, people(seed, [2019], 51), 12)

    printed = by_cohort(printed_in(range(2019, 2026), rows))

    assert judge.found_by_cases(printed["2019"], by_case(rows, "2019")) == {}


def by_case(rows: list[VictimFacts], years: str, country: str = "RS") -> list[dict[judge.Cell, int]]:
    """How many of each case there are in each cell."""
    cases: dict[int, list[VictimFacts]] = defaultdict(list)
    for row in rows:
        if row.first_contact_year in Block.of(years).years:
            cases[row.case].append(row)
    return [true_of(members, years, country) for members in cases.values()]


@pytest.mark.extensive
@pytest.mark.parametrize(("country", "a_year"), [("RS", 51), ("BA", 57), ("MK", 8), ("ME", 18)])
def test_nobody_is_found_in_ten_years_of_four_countries(country: str, a_year: int) -> None:
    rows = people(a_year, TEN_YEARS, a_year)

    printed = by_cohort(printed_in(range(2012, 2028), rows, country))

    for years, tables in printed.items():
        assert judge.found(tables, true_of(rows, years, country)) == {}, years
    assert sum(len(tables) > 2 for tables in printed.values()) >= 2  # money alone stands by pools of its own
