"""Which years can be published?"""

from datetime import date

import pytest

from litigation_app.gate.rules import FIRST_YEAR, refuse_years

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(("first", "last"), [(FIRST_YEAR, FIRST_YEAR), (FIRST_YEAR, 2025), (2021, 2023)])
def test_full_years_that_are_over_can_be_published(first: int, last: int) -> None:
    assert refuse_years(first, last, TODAY) is None


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [(2023, 2021, "order"), (FIRST_YEAR - 1, 2023, "early"), (0, 2023, "early"), (2021, 2026, "unfinished")],
)
def test_other_years_cannot(first: int, last: int, why: str) -> None:
    assert refuse_years(first, last, TODAY) == why
