"""Does a title speak of the years that are published?"""

import pytest

from litigation_app.gate.rules import other_year, retitled


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Serbia 2021 to 2023", None), ("Serbia", None), ("Law 12021 of a place", None), ("Србија 2020–2023", "2020"),
        ("Serbia, 2024", "2024"), ("By the rules of 1999", "1999"),
    ],
)  # fmt: skip
def test_a_year_that_is_not_published_is_found(title: str, other: str | None) -> None:
    assert other_year(title, 2021, 2023) == other


def test_a_title_takes_the_years_that_were_chosen() -> None:
    assert retitled("Serbia 2015–2023, persons", 2023, 2023) == "Serbia 2023, persons"
    assert retitled("Serbia 2015 to 2023", 2016, 2023) == "Serbia 2016–2023"
    assert retitled("Serbia", 2023, 2023) == "Serbia"
