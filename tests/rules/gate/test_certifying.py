"""Does the door refuse what the printed tables themselves give away, and say of what it hides between which numbers it lies?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from litigation_app.disclosure import policy
from litigation_app.disclosure.audit.external_figures import Outside
from litigation_app.disclosure.model import Interval
from litigation_app.disclosure.sensitivity import primary
from litigation_app.disclosure.tables import Row, Sums, Variable, build, sum_key
from litigation_app.gate.designs.rules import Design, Sheet
from litigation_app.gate.protection.proposal import (
    CONTRADICTS,
    DISCLOSES,
    Cohort,
    WouldReveal,
    propose,
    read_back,
    weigh,
)
from litigation_app.gate.protection.queries import Previous, total_of
from litigation_app.gate.rules import Block
from tables_of_people import ROWS as REGISTERS
from tables_of_people import cohorts, people, stood, victim

ROWS = people(1, [2019], 30)
[AT_INTAKE] = cohorts("caseload", ROWS, 2020)
IN_PRINT = propose(AT_INTAKE).sheets


def test_what_was_proposed_is_certified_and_no_number_of_few_is_in_it() -> None:
    assert weigh(AT_INTAKE, IN_PRINT).certificate.ok
    assert not {value for rows in IN_PRINT.values() for _years, _code, value, *_range in rows} & {"1", "2", "3", "4"}


def test_every_hidden_number_lies_in_its_range() -> None:
    true = {
        (sheet.id, code): AT_INTAKE.whole.value(key) for sheet in AT_INTAKE.design.sheets for code, key in sheet.rows
    }
    ranges = [(true[name, row[1]], *row[3:]) for name, rows in IN_PRINT.items() for row in rows if row[2] is None]

    assert ranges
    assert all(low <= value <= high and high - low >= 5 for value, low, high in ranges)


def test_a_sum_says_nothing_of_a_count_that_is_hidden_beside_it() -> None:
    """In a country that pools five years the same people are counted as paid, "0 to 5", and stand behind the sum that was paid: a
    sum of three at least, as soon as it is printed.
    """
    got = {"awarded_eur": Decimal(4000), "paid_eur": Decimal(2000), "judged_in": "12_to_24"}
    rows = [victim(n, 2015 + n % 5, stood("convicted", "awarded_full", **got) if n < 4 else None) for n in range(50)]
    pool = [one for one in cohorts("caseload", rows, 2024, country="MK") if one.block == Block(2015, 2019)]
    said = {(name, row[1]): row[2:] for one in pool for name, rows in propose(one).sheets.items() for row in rows}

    assert said["cohort_paid", "paid"] == [None, 0, 5]
    assert said["cohort_money", "paid"] == [None, None, None]


def test_a_range_tells_a_reader_of_the_rules_no_more_than_it_says() -> None:
    """Of "6 filed, 0 to 5 decided" she would know that it is one: were it two to five, one to four were not decided, and that
    nobody was not would have to be possible.
    """
    decided = [stood("judged", "rejected", judged_in="12_to_24")] + [
        stood("judged", claim="filed", judged_in="12_to_24")
    ] * 5
    rows = [victim(n, 2019, one) for n, one in enumerate([*decided, *[stood("judged", judged_in="12_to_24")] * 24])]
    [cohort] = [one for one in cohorts("caseload", rows, 2022) if one.block == Block(2019, 2019)]
    said = {row[1]: row[2:] for row in propose(cohort).sheets["cohort_claim"]}

    value, low, high = said["decided"]
    assert value is None
    assert said["filed"][0] is None or (low == 0 and high >= int(said["filed"][0]))


def test_tables_in_which_nothing_is_hidden_are_refused() -> None:
    shown = {
        sheet.id: [
            [AT_INTAKE.block.code, code, str(AT_INTAKE.whole.value(key)), None, None] for code, key in sheet.rows
        ]
        for sheet in AT_INTAKE.design.sheets
    }

    with pytest.raises(WouldReveal):
        weigh(AT_INTAKE, shown)


def test_a_range_that_says_too_much_is_refused_like_a_number() -> None:
    told = {name: [list(row) for row in rows] for name, rows in IN_PRINT.items()}
    few = primary(AT_INTAKE.whole, policy.public())
    name, code = next((sheet.id, code) for sheet in AT_INTAKE.design.sheets for code, key in sheet.rows if key in few)
    row = next(row for row in told[name] if row[1] == code)
    row[3] += 1

    with pytest.raises(WouldReveal):
        weigh(AT_INTAKE, told)


def test_a_headline_number_that_is_hidden_has_a_narrow_range() -> None:
    counts = next(one for one in cohorts("caseload", people(3, [2019], 51), 2024) if not one.whole.sums)
    said = {row[1]: row[2:] for row in propose(counts).sheets["cohort_paid"]}

    value, low, high = said["paid"]
    assert value is not None or high - low <= 11


def test_later_tables_of_a_cohort_are_attacked_beside_those_that_are_printed() -> None:
    before = Previous(
        {(name, "2019"): rows for name, rows in IN_PRINT.items()},
        dict.fromkeys([(name, "2019") for name in IN_PRINT], 2020),
    )
    [later] = cohorts("caseload", ROWS, 2022, before=before)

    assert {sheet.id for sheet in later.design.sheets}.isdisjoint(IN_PRINT)
    assert total_of(later.earlier) == len(ROWS)
    assert later.known == {"YEAR=_T"}
    assert later.earlier.withheld
    made = propose(later).sheets
    assert made["cohort_criminal"][0] == ["2019", "victims", "30", None, None]


def test_public_acts_are_printed_as_they_are() -> None:
    for mode in ("judgments", "observation"):
        for one in cohorts(mode, REGISTERS[mode], 2022):
            hidden = [row for rows in propose(one).sheets.values() for row in rows if row[2] is None]
            assert not (one.design.is_public and hidden)


def outside(code: str, low: int, high: int | None) -> Outside:
    [form] = [sheet for sheet in AT_INTAKE.design.sheets if sheet.id == "cohort_form"]
    return Outside("theirs", (dict(form.rows)[code],), low, high)


def test_what_others_publish_of_a_hidden_number_is_one_more_known_number() -> None:
    [form] = [sheet for sheet in AT_INTAKE.design.sheets if sheet.id == "cohort_form"]
    hidden = next(row[1] for row in IN_PRINT["cohort_form"] if row[2] is None)
    true = int(AT_INTAKE.whole.value(dict(form.rows)[hidden]))

    found = propose(replace(AT_INTAKE, others=[outside(hidden, true, true)]))
    wrong = propose(replace(AT_INTAKE, others=[outside(hidden, 500, 500)]))

    assert found.others == {"theirs": DISCLOSES}
    assert wrong.others == {"theirs": CONTRADICTS}
    assert wrong.sheets == IN_PRINT


def test_a_wrong_number_of_others_hides_what_the_right_one_does() -> None:
    """Else the pattern would tell whoever types numbers in which of them is right."""
    hidden = next(row[1] for row in IN_PRINT["cohort_form"] if row[2] is None)

    found = [propose(replace(AT_INTAKE, others=[outside(hidden, said, said)])) for said in (3, 4, 5)]

    assert all(one.others == {"theirs": DISCLOSES} for one in found)
    assert found[0].sheets == found[1].sheets == found[2].sheets


YEAR = Variable("year", ("2021",), harmless=True)
PAID = Sums(YEAR, "paid")


def test_a_sum_is_printed_with_three_digits_and_read_as_what_lies_behind_them() -> None:
    rows = [Row(f"p{n}", f"c{n}", f"h{n}", {"year": "2021"}, {"paid": Decimal(1000 + 50 * n)}) for n in range(12)]
    sheet = Sheet("money", "Money", "EUR", "paid", ("YEAR", "AMOUNT"), (("paid", sum_key(PAID, "_T")),))
    cohort = Cohort(Block(2021, 2021), Design((PAID,), (), (sheet,)), build(rows, [PAID]))

    said = propose(cohort).sheets

    assert said["money"] == [["2021", "paid", "15300", None, None]]
    assert read_back(cohort, said) == {sum_key(PAID, "_T"): Interval(15250, 15350)}
