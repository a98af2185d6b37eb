"""Does a sum of money that is printed say nothing of a count that is not?"""

from decimal import Decimal

import pytest

import judge_of_cohorts as judge
from litigation_app.casework.facts.facts import VictimFacts
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.protection.actions import attacked
from litigation_app.gate.protection.proposal import Line, WouldReveal, read_back
from litigation_app.gate.protection.queries import Previous
from litigation_app.gate.protection.sums import beside, proposed, told
from litigation_app.gate.rules import Block, Ripe
from tables_of_people import cohorts, printed_in, stood, true_of, victim

POOL, UNTIL = range(2010, 2015), range(2015, 2020)
CODE = "2010_2014"
GOT = stood("convicted", "awarded_full", awarded_eur=Decimal(9000), paid_eur=Decimal(5200), judged_in="12_to_24")


def persons(paid: int, others: int) -> list[VictimFacts]:
    """Each of a case of their own."""
    return [victim(n, POOL[n % len(POOL)], GOT if n < paid else None) for n in range(paid + others)]


def line(printed: dict[tuple[str, str], list[Line]], table: str, code: str, years: str = CODE) -> Line:
    return next(one[1:] for one in printed[table, years] if one[0] == code)


def test_a_sum_is_not_printed_where_how_many_were_paid_is_hidden() -> None:
    """Of six five were paid: whoever knew that they are five at least would know of the one who was not."""
    rows = persons(5, 1)

    printed = printed_in(UNTIL, rows, "ME")

    assert line(printed, "cohort_sex", "_T")[0] == "6"
    assert line(printed, "cohort_paid", "paid")[0] is None
    assert line(printed, "cohort_money", "paid") == [None, None, None]
    assert line(printed, "cohort_money", "awarded")[0] == "45000"  # of how many is printed nowhere
    tables = {table: lines for (table, years), lines in printed.items() if years == CODE}
    assert judge.found(tables, true_of(rows, CODE, "ME")) == {}


def test_a_sum_is_printed_beside_its_count() -> None:
    printed = printed_in(UNTIL, persons(12, 30), "ME")

    assert line(printed, "cohort_paid", "paid")[0] == "12"
    assert line(printed, "cohort_money", "paid")[0] == "62400"


def test_of_years_together_a_sum_is_printed_where_the_count_of_one_of_them_is() -> None:
    hidden = [victim(n, 2012 + n % 2, GOT if n in {0, 1, 2, 4, 6} else None) for n in range(40)]  # four and one
    shown = [*hidden, *(victim(n, 2011, GOT if n < 212 else None) for n in range(200, 230))]

    apart, beside_it = (printed_in(UNTIL, rows, "RS") for rows in (hidden, shown))

    assert line(apart, "cohort_money", "paid")[0] is None
    assert line(beside_it, "cohort_paid", "paid", "2011")[0] == "12"
    assert line(beside_it, "cohort_paid", "paid", "2012")[0] is None
    assert line(beside_it, "cohort_money", "paid")[0] == "88400"


def test_whoever_writes_such_a_sum_into_the_tables_is_refused() -> None:
    before = Previous({("cohort_sex", CODE): [[CODE, "_T", "6", None, None]]})
    made = cohorts("caseload", persons(5, 1), 2019, country="ME", before=before)
    sheets = {name: rows for _cohort, out in proposed(made) for name, rows in out.sheets.items()}
    attacked(made, sheets)
    of_money = [[*row[:2], "26000", None, None] if row[1] == "paid" else row for row in sheets["cohort_money"]]

    with pytest.raises(WouldReveal):
        attacked(made, sheets | {"cohort_money": of_money})


@pytest.mark.parametrize(
    ("table", "said", "is_told"),
    [
        ("cohort_paid", [CODE, "paid", "12", None, None], True),
        ("cohort_paid", ["2011", "paid", "7", None, None], True),
        ("cohort_paid", ["2011", "paid", "0", None, None], False),
        ("cohort_paid", ["2011", "paid", None, 6, 11], False),
        ("cohort_paid", ["2011", "not_paid", "12", None, None], False),
        ("cohort_paid", ["2013_2015", "paid", "12", None, None], False),
        ("cohort_sex", [CODE, "_T", "12", None, None], False),
    ],
)
def test_what_tells_how_many_were_paid_is_their_count_of_these_years_or_some(
    table: str, said: Line, is_told: bool
) -> None:
    [money] = plan.designs("caseload", "ME", Ripe(Block(2010, 2014), ("cohort_money",)))

    found = told(money, Block(2010, 2014), [(table, said)])

    assert ("sum:paid;YEAR=_T" in found) is is_told


def test_every_sum_that_can_be_printed_names_the_cell_that_counts_its_people() -> None:
    cells = {f"{sheet.id}:{code}" for sheet in plan.every_sheet("caseload") for code in sheet.codes}

    for one in plan.COHORT_TABLES:
        assert set(one.behind or ()) == set(one.amounts)
        assert set((one.behind or {}).values()) <= cells


def test_a_sum_of_nothing_is_printed_and_a_power_of_ten_is_read_as_it_was_rounded() -> None:
    got = stood("convicted", "awarded_full", awarded_eur=Decimal(5000), judged_in="12_to_24")
    rows = [victim(n, 2010 + n % 5, got) for n in range(20)]
    money = next(one for one in cohorts("caseload", rows, 2019, country="ME") if one.design.behind)
    counts = {"cohort_sex": [[CODE, "_T", "20", None, None]]}

    [(_money, alone)] = proposed([money])
    [(_money, out)] = proposed([beside(money, counts)])
    found = read_back(money, out.sheets)

    assert alone.sheets["cohort_money"] == [[CODE, "awarded", None, None, None], [CODE, "paid", "0", None, None]]
    assert out.sheets["cohort_money"] == [
        [CODE, "awarded", "100000", None, None],
        [CODE, "paid", "0", None, None],
    ]
    ends = found["sum:awarded;YEAR=_T"]
    assert (ends.low, ends.high) == (99950, 100500)
