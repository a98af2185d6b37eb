"""Does a publication say in which of its years nobody is counted, so that nobody reads their zeros as a count?"""

from typing import Any

import pytest
from flask import Flask

from lawyering import text
from litigation_app.statistics.releases import RowOut, TableOut
from officials import our_own

SAID = "Nobody is counted in"


def published(app: Flask, years: dict[str, int | None]) -> str:
    rows = [RowOut((year, code), value) for year, value in years.items() for code in ("_T", "F")]
    table = TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), rows)
    return our_own(app, "caseload", table, "MK", 2021, 2024)


def readme(app: Flask, release: str) -> str:
    return str((app.extensions["shelf"] / release / "README.txt").read_text())


def test_years_in_which_nobody_is_counted_are_named_on_the_page_and_in_the_readme(app: Flask, reader: Any) -> None:
    release = published(app, {"2021": 40, "2022": None, "2023": 0, "2024": 0, "_T": 40})

    page = text(reader.get(f"/publications/{release}"))

    assert f"{SAID} 2023, 2024: every number of these years is zero." in page
    assert f"{SAID} 2023, 2024: every number of these years is 0.\n" in readme(app, release)


@pytest.mark.parametrize("years", [{"2021": 40, "2022": None, "_T": 40}, {"_T": 0}])
def test_years_of_which_somebody_is_counted_or_hidden_are_not_called_empty(
    app: Flask, reader: Any, years: dict[str, int | None]
) -> None:
    release = published(app, years)

    assert SAID not in text(reader.get(f"/publications/{release}"))
    assert SAID not in readme(app, release)
