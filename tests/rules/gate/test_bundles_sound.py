"""Is a partner's table in the form, told in time and memory of its own size, whatever it says?"""

import tracemalloc

import pytest

from litigation_app.gate.partners import rules
from litigation_app.statistics.releases import Row, Table

YEARS = frozenset({"_T", "2021", "2022"})
WHOLE = [(year, code) for year in sorted(YEARS) for code in ("_T", "F", "M")]


def table(codes: list[tuple[str, ...]], unit: str = "PERSON", dimensions: tuple[str, ...] = ("YEAR", "SEX")) -> Table:
    return Table("victims_by_sex", "Invented", unit, "victim", dimensions, tuple(Row(one, 20) for one in codes))


def test_every_combination_once_is_sound_in_any_order():
    assert rules.is_sound(table(WHOLE), YEARS)
    assert rules.is_sound(table(WHOLE[::-1]), YEARS)


@pytest.mark.parametrize(
    "codes",
    [
        WHOLE[:-1],
        [*WHOLE, WHOLE[0]],
        [*WHOLE[:-1], WHOLE[0]],
        [*WHOLE, ("2030", "_T"), ("2030", "F"), ("2030", "M")],
        [(year, code) for year, code in WHOLE if year != "_T"],
        [],
    ],
    ids=["one is missing", "one twice", "one twice for another", "a year outside", "no total of years", "nothing"],
)
def test_anything_else_is_not(codes: list[tuple[str, ...]]):
    assert not rules.is_sound(table(codes), YEARS)


def test_another_unit_or_dimension_is_not():
    assert not rules.is_sound(table(WHOLE, unit="HOUSE"), YEARS)
    assert not rules.is_sound(table(WHOLE, dimensions=("SEX", "YEAR")), YEARS)


def test_a_table_that_claims_millions_of_combinations_costs_no_more_than_its_rows():
    claimed = table([(f"y{n}", f"c{n}") for n in range(3_000)])
    tracemalloc.start()

    is_sound = rules.is_sound(claimed, YEARS)

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not is_sound
    assert most < 4 * 2**20
