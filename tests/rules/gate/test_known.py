"""Of which cells does a number of others speak in a publication that is cut otherwise, and how exactly?"""

from typing import Any

import pytest

from litigation_app.disclosure.audit.external_figures import Outside
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.external_figures.rules import Published, of_design, refuse_range
from litigation_app.gate.rules import Block, Ripe

YEAR, POOL = Block(2021, 2021), Block(2020, 2024)
FINE = tuple(one.id for one in plan.COHORT_TABLES)


def said(**changes: Any) -> Published:
    about = {"name": "n", "country": "RS", "table": "cohort_form", "code": "LAB", "first_year": 2021, "last_year": 2021}
    return Published(**{**about, "low": 3, "high": 3, **changes})


def of(known: Published, block: Block = YEAR) -> Outside | None:
    [counts, _money] = plan.designs("caseload", "RS", Ripe(block, FINE))
    return of_design(known, block, counts)


def test_of_a_cohort_and_code_that_are_printed_it_is_exact() -> None:
    assert of(said()) == Outside("n", ("YEAR=_T;FORM=LAB",), 3, 3)
    assert of(said(low=2, high=None)) == Outside("n", ("YEAR=_T;FORM=LAB",), 2, None)
    assert of(said(low=35, high=45)) == Outside("n", ("YEAR=_T;FORM=LAB",), 35, 45)
    assert of(said(first_year=2020, last_year=2024), POOL) == Outside("n", ("YEAR=_T;FORM=LAB",), 3, 3)


def test_of_fewer_years_than_the_cohort_or_of_a_part_of_a_broader_code_it_is_at_least() -> None:
    assert of(said(), POOL) == Outside("n", ("YEAR=_T;FORM=LAB",), 3, None)
    assert of(said(code="BEG")) == Outside("n", ("YEAR=_T;FORM=REST",), 3, None)


def test_of_more_years_than_the_cohort_it_is_at_most() -> None:
    assert of(said(first_year=2019)) == Outside("n", ("YEAR=_T;FORM=LAB",), 0, 3)
    assert of(said(first_year=2019, high=None)) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"first_year": 2022, "last_year": 2022},
        {"table": "hearings_by_held"},
        {"code": "NONE"},
        {"code": "BEG", "first_year": 2019},
    ],
)
def test_of_other_people_it_says_nothing(changes: dict[str, Any]) -> None:
    assert of(said(**changes)) is None


def test_steps_and_tables_of_judgments_have_their_cells_too() -> None:
    assert of(said(table="cohort_criminal", code="convicted")) == Outside("n", ("YEAR=_T;CRIMINAL>=convicted",), 3, 3)
    assert of(said(table="cohort_criminal", code="victims")) == Outside("n", ("YEAR=_T",), 3, 3)
    for design in plan.designs("judgments", "RS", Ripe(YEAR, tuple(plan.PLANS["judgments"].tables))):
        for sheet in design.sheets:
            assert of_design(said(table=sheet.id, code=sheet.codes[0]), YEAR, design) is not None


def test_what_is_no_range() -> None:
    assert [refuse_range(None, None), refuse_range(-1, None), refuse_range(3, 2)] == ["low", "low", "order"]
    assert refuse_range(3, 3) is None
