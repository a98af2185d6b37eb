"""Do countries stand beside each other also where one publishes all years together alone, and does a page draw no invented axis?"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from granted import words
from litigation_app.statistics.releases import ReleaseContents, RowOut, TableOut, write

Shelf = Callable[..., None]
HEADING = "Countries and years beside each other"


@pytest.fixture
def reader(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.analyst())


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    """Puts on the shelf what a country says of the claims of these years, by year the number filed of twenty; None: hidden."""

    def put(country: str, filed: dict[str, int | None], years: tuple[int, int] = (2017, 2021)) -> None:
        rows = [row for year, number in filed.items() for row in _year(year, number)]
        tables = [TableOut("cohort_filed", "Invented", "PERSON", "victim", ("YEAR", "FILED"), rows)]
        _publish(app, country, years, "caseload", tables)

    return put


def _year(year: str, number: int | None, of: int = 20) -> list[RowOut]:
    cells = {"indicted": of, "filed": number, "not_filed": None if number is None else of - number}
    return [RowOut((year, code), value) for code, value in cells.items()]


def _publish(app: Flask, country: str, years: tuple[int, int], mode: str, tables: list[TableOut]) -> None:
    contents = ReleaseContents(
        title=f"Invented {country}", countries=(country,), first=date(years[0], 1, 1), last=date(years[1], 12, 31),
        reference_date=date(years[1] + 3, 12, 31), mode=mode, policy_hash="a" * 64, certificate="b" * 64,
        prepared_by=UUID(int=1), approved_by=UUID(int=2), tables=tables,
    )  # fmt: skip
    write(app.extensions["shelf"], contents, app.extensions["release_signer"])


EACH: dict[str, int | None] = dict.fromkeys(map(str, range(2017, 2022)), 10)


def page_of(reader: Any, name: str) -> tuple[str, str]:
    answer = reader.get(f"/indicators/{name}")
    assert answer.status_code == 200
    return words(answer), answer.get_data(as_text=True)


def test_by_year_where_all_publish_years(reader: Any, shelf: Shelf) -> None:
    shelf("RS", EACH)
    shelf("MK", EACH)

    said, page = page_of(reader, "CMP-01")

    assert page.count("chart small") == 2
    assert "years are not published apart" not in said


def test_years_that_a_country_counts_as_one_stand_beside_single_years(reader: Any, shelf: Shelf) -> None:
    shelf("RS", EACH)
    shelf("MK", {"2015_2019": 10, "2020_2024": 12}, (2015, 2024))

    said, page = page_of(reader, "CMP-01")

    assert HEADING in said
    assert page.count("chart small") == 2
    assert "2015–2019" in page[page.index("chart small") :], "under the years that it is of"
    assert page.count('class="whisker"') >= 2, "each with its interval"


def test_a_country_with_too_little_for_a_picture_is_named(reader: Any, shelf: Shelf) -> None:
    shelf("RS", EACH)
    shelf("MK", dict.fromkeys(EACH))

    said, _page = page_of(reader, "CMP-01")

    assert "So little is printed that there is no picture: North Macedonia." in said


NO_AXIS = "So little of it can be shown that a picture would be invented"


def in_both(app: Flask, counts: dict[str, int], table: str, unit: str, counted: str, by: str) -> None:
    """The same numbers of each year of Serbia and of North Macedonia, published."""
    rows = [RowOut((year, code), number) for year in ("2020", "2021") for code, number in counts.items()]
    for country in ("RS", "MK"):
        whole = TableOut(table, "Invented", unit, counted, ("YEAR", by), rows)
        _publish(app, country, (2020, 2021), "caseload", [whole])


def test_a_count_by_parts_is_compared_by_its_total(app: Flask, reader: Any) -> None:
    """Victims by status: every number of both is printed, so that both are drawn."""
    in_both(app, {"_T": 20, "FORMAL": 20}, "cohort_status", "PERSON", "victim", "STATUS")

    said, page = page_of(reader, "ID-01")

    assert HEADING in said
    assert page.count("chart small") == 2
    assert "So little is printed" not in said


def test_of_many_shares_the_usual_one_is_compared_by_its_name(app: Flask, reader: Any) -> None:
    counts = {"_T": 40, "awarded_full": 10, "referred": 30}
    in_both(app, counts, "cohort_outcomes", "CLAIM", "claim", "OUTCOME")

    said, page = page_of(reader, "CMP-02")

    assert "In the pictures: Awarded in full." in said
    assert page.count("chart small") == 2


@pytest.mark.parametrize(
    ("name", "mode", "table", "by", "counts"),
    [
        (
            "CON-04",
            "judgments",
            "appeals_by_result",
            "RESULT",
            {"_T": None, "upheld": 0, "modified": None, "quashed": 0},
        ),
        (
            "CMP-02",
            "caseload",
            "cohort_outcomes",
            "OUTCOME",
            {"_T": None, "awarded_full": 0, "awarded_part": None, "referred": 0},
        ),
    ],
)
def test_zeros_beside_hidden_numbers_make_no_axis(
    app: Flask, reader: Any, name: str, mode: str, table: str, by: str, counts: dict[str, int | None]
) -> None:
    swapped = {code: 0 if value is None and code != "_T" else None for code, value in counts.items()}
    by_year = {"2020": counts, "2021": swapped}
    rows = [RowOut((year, code), value) for year, found in by_year.items() for code, value in found.items()]
    _publish(app, "RS", (2020, 2021), mode, [TableOut(table, "Invented", "PERSON", "victim", ("YEAR", by), rows)])

    said, _page = page_of(reader, name)

    assert NO_AXIS in said
