"""Is a number of few people found in a partner's bundle by whichever way it is given away, and in time?"""

import time
from dataclasses import replace
from typing import Any

import pytest

import tables_of_people
from bundled import bundle
from litigation_app.gate import plan
from litigation_app.gate.partners import rules
from litigation_app.gate.partners.searching import given_away
from litigation_app.gate.partners.stated import Place
from litigation_app.gate.recognised import planned
from litigation_app.statistics.releases import RowOut, TableOut
from tabled import FIRST, K, as_published, of, searched, with_totals

YEAR = str(FIRST)
CHAINED = Place("steps_criminal", YEAR, is_printed=False)


def people(**few: Any) -> list[Any]:
    """Twenty of one year, all alike but the last three, of whom this is said."""
    found = [replace(tables_of_people.victim(n, FIRST), protection="granted", protection_year=FIRST) for n in range(20)]
    return [one if one.victim < 17 else replace(one, **few) for one in found]


def published(**few: Any) -> list[TableOut]:
    return list(as_published("caseload", people(**few), 3))


def test_whoever_a_linked_table_leaves_out_is_found():
    made = bundle(first=FIRST, last=FIRST + 2, tables=published(protection=None, protection_year=None))

    found = given_away(made, K)

    assert found is not None
    assert not found.is_printed


@pytest.mark.parametrize("turn", ["carried", "unknown table", "unknown source", "alone"])
def test_few_between_two_steps_are_found_however_the_rest_looks(turn: str):
    tables = published(indicted=None, judged=None)
    said: dict[str, Any] = {"first": FIRST, "last": FIRST + 2, "tables": tables}
    if turn == "unknown table":
        said["tables"] = [*tables, of(with_totals({(YEAR, "a"): 20, (YEAR, "b"): 20}), (), "nobodys", "NEW")]
    if turn == "alone":
        said["tables"] = [one for one in tables if one.id == "steps_criminal"]
    if turn == "unknown source":
        said["mode"] = "another"
    made = bundle(**said)

    assert given_away(replace(made, carried=made.id) if turn == "carried" else made, K) == CHAINED


def test_everyone_of_a_year_is_as_many_whatever_other_years_a_table_has():
    sexes = with_totals({("2020", "F"): 20, ("2020", "M"): 3, ("2021", "F"): 20, ("2021", "M"): 30})
    hidden = {("2020", "M"), ("2020", "_T"), ("_T", "M"), ("_T", "_T")}
    counts = {"2020": (10, 13), "2021": (25, 25), "2022": (10, 10)}
    forms = with_totals({(year, code): n for year, both in counts.items() for code, n in zip("ab", both, strict=True)})

    assert searched(of(sexes, hidden, "victims_by_sex", "SEX"), of(forms, ())) == Place("victims_by_sex", "2020")


def test_two_withheld_numbers_that_together_are_few_are_found():
    values = with_totals({(YEAR, "a"): 20, (YEAR, "b"): 2, (YEAR, "c"): 1})

    assert searched(of(values, {(YEAR, "b"), (YEAR, "c"), ("_T", "b"), ("_T", "c")})) == Place("victims_by_form", YEAR)


def test_years_that_overlap_are_not_added_up():
    inside = {("2020", "a"): 20, ("2021", "a"): 20, ("2020_2021", "a"): 40, ("_T", "a"): 40}

    assert searched(of(inside, ())) is None


def test_a_table_of_a_known_name_has_its_own_unit_and_dimensions():
    here = rules.Here((), (), frozenset(), bundle().policy_hash, K, planned("caseload"))
    sender = rules.Sender("Invented", "MK")
    [sexes] = bundle().tables
    money = TableOut(sexes.id, sexes.title, "EUR", sexes.counted, sexes.dimensions, [RowOut(("2021", "M"), 3)])
    steps = TableOut(sexes.id, sexes.title, "PERSON", sexes.counted, ("YEAR", "STEP"), [RowOut(("2021", "M"), 30)])

    assert rules.objection(bundle(), sender, here) is None
    for table in (money, steps):
        assert rules.objection(bundle(tables=[table]), sender, here) == ("table", "victims_by_sex")


def test_the_first_number_that_is_found_is_enough():
    inside = {(f"{1000 + n}", code): (3 if code == "c" else 20) for n in range(3000) for code in "abc"}
    values = with_totals(inside)
    hidden = {place for place in values if place[1] == "c"}
    begun = time.process_time()

    found = searched(of(values, hidden))

    assert found is not None
    assert time.process_time() - begun < 10  # all of them were asked: 4 s on a quiet core for a third of these


@pytest.mark.parametrize("mode", plan.MODES)
def test_every_table_that_is_published_here_is_planned(mode: str):
    tables = list(as_published(mode, [], 3))

    assert all((table.unit, tuple(table.dimensions)) in planned(mode)[table.id] for table in tables)
