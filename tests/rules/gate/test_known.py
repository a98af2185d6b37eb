"""Of which cells does a number of others speak in a publication that is cut otherwise, and how exactly?"""

from typing import Any

import pytest

from litigation_app.disclosure.believing import Outside
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate import plan
from litigation_app.gate.known.rules import Published, of_design, refuse_range

LABOUR = {"table": "victims_by_form", "code": "LAB"}


def said(**changes: Any) -> Published:
    about = {
        "name": "n",
        "country": "RS",
        "first_year": 2021,
        "last_year": 2021,
        "low": 3,
        "high": 3,
        **LABOUR,
        **changes,
    }
    return Published(**about)


def of(
    known: Published, *, made: Coarser = AS_ASKED, countries: tuple[str, ...] = ("RS",), mode: str = "caseload"
) -> Any:
    return of_design(known, plan.MODES[mode].design(2020, 2023, made), countries)


def test_of_a_year_and_code_that_the_publication_prints_it_is_exact() -> None:
    assert of(said()) == Outside("n", ("YEAR=2021;FORM=LAB",), 3, 3)
    assert of(said(low=2, high=None)) == Outside("n", ("YEAR=2021;FORM=LAB",), 2, None)


def test_a_rounded_number_is_an_interval() -> None:
    assert of(said(low=35, high=45)) == Outside("n", ("YEAR=2021;FORM=LAB",), 35, 45)


def test_of_years_that_a_table_has_not_yet_it_is_at_most() -> None:
    waited = {"table": "months_to_judgment", "code": "up_to_6", "first_year": 2020}  # closed from 2022 on
    found = of(said(**waited, last_year=2022))

    assert (found.keys, found.low, found.high) == (("FOLLOWED=2022;MONTHS=up_to_6",), 0, 3)
    assert of(said(**waited, last_year=2021)) is None


def test_of_people_followed_for_five_years_it_speaks_where_they_were_followed_so_long() -> None:
    made = plan.asked("caseload", ["months_to_judgment_60"])
    waited = Published("n", "RS", "months_to_judgment_60", "36_to_60", 2021, 2021, 3, 3)

    found = of_design(waited, plan.MODES["caseload"].design(2016, 2021, made), ("RS",))

    assert found == Outside("n", ("FOLLOWED=2021;MONTHS=36_to_60",), 3, 3)
    assert of_design(waited, plan.MODES["caseload"].design(2016, 2021, AS_ASKED), ("RS",)) is None


def test_over_several_years_it_is_their_sum() -> None:
    assert of(said(last_year=2022)).keys == ("YEAR=2021;FORM=LAB", "YEAR=2022;FORM=LAB")


def test_of_more_years_than_the_publication_it_is_at_most() -> None:
    found = of(said(first_year=2018, last_year=2021))

    assert (found.keys, found.low, found.high) == (("YEAR=2020;FORM=LAB", "YEAR=2021;FORM=LAB"), 0, 3)
    assert of(said(first_year=2018, last_year=2021, high=None)) is None


def test_in_a_publication_of_more_countries_or_coarser_it_is_at_least() -> None:
    begging = {"code": "BEG"}
    wider = of(said(), countries=("MK", "RS"))
    broader = of(said(**begging), made=Coarser(broader=("FORM",)))
    together = of(said(), made=Coarser(together=2))

    assert (wider.keys, wider.low, wider.high) == (("YEAR=2021;FORM=LAB",), 3, None)
    assert (broader.keys, broader.low, broader.high) == (("YEAR=2021;FORM=REST",), 3, None)
    assert (together.keys, together.low, together.high) == (("YEAR=2020_2021;FORM=LAB",), 3, None)


def test_years_that_are_printed_together_are_exact_where_it_is_of_all_of_them() -> None:
    both = of(said(first_year=2020), made=Coarser(together=2))
    everything = of(said(first_year=2020, last_year=2023), made=Coarser(together=4))

    assert (both.keys, both.high) == (("YEAR=2020_2021;FORM=LAB",), 3)
    assert (everything.keys, everything.high) == (("YEAR=_T;FORM=LAB",), 3)


@pytest.mark.parametrize(
    "other",
    [{"country": "MK"}, {"first_year": 2015, "last_year": 2019}, {"table": "hearings_by_held"}, {"code": "NONE"}],
)
def test_of_other_people_it_says_nothing(other: dict[str, Any]) -> None:
    assert of(said(**other)) is None


def test_steps_and_tables_of_judgments_have_their_cells_too() -> None:
    assert of(said(table="steps_criminal", code="convicted")).keys == ("YEAR=2021;CRIMINAL>=convicted",)
    assert of(said(table="steps_criminal", code="victims")).keys == ("YEAR=2021",)
    design = plan.MODES["judgments"].design(2020, 2023, AS_ASKED)
    for sheet in design.sheets:
        code = sheet.rows[0][0][1]
        assert of(said(table=sheet.id, code=code), mode="judgments") is not None


def test_what_is_no_range() -> None:
    assert [refuse_range(None, None), refuse_range(-1, None), refuse_range(3, 2)] == ["low", "low", "order"]
    assert refuse_range(3, 3) is None
