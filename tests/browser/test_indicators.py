"""Are the pages of the indicators free of barriers, as wide as their window, and readable on a telephone?"""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import expect

from litigation_app.statistics.releases import RowOut, TableOut
from packaged import invented, laid
from walking import barriers, pictured, too_wide

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

YEARS = tuple(str(year) for year in range(2017, 2025))
TABLES: dict[str, tuple[str, dict[str, int]]] = {
    "cohort_filed": ("FILED", {"indicted": 20, "filed": 12, "not_filed": 8}),
    "cohort_months": (
        "JUDGED_IN",
        {"_T": 40, "before": 5, "up_to_6": 4, "6_to_12": 7, "12_to_24": 6, "24_to_36": 8, "not_yet": 10},
    ),
    "cohort_status": ("STATUS", {"_T": 40, "PRESUMED": 15, "FORMAL": 25}),
    "cohort_sex": ("SEX", {"_T": 40, "F": 31, "M": 9}),
    "cohort_age": ("AGE", {"_T": 40, "Y_GE18": 26, "Y_LT18": 14}),
    "cohort_criminal": ("STEP", {"victims": 40, "reported": 33, "indicted": 25, "judged": 19, "convicted": 14}),
    "cohort_claim": ("STEP", {"victims": 40, "filed": 12, "decided": 9, "awarded": 6}),
    "hearings_by_held": ("HELD", {"_T": 40, "held": 30, "postponed": 9, "unseen": 1}),
    "hearings_by_turn": ("TURN", {"_T": 40, "first": 10, "again": 30}),
    "accused_by_finality": ("FINAL", {"_T": 30, "final": 17, "not_final": 13, "unknown": 0}),
    "accused_by_verdict": ("VERDICT", {"_T": 40, "convicted": 21, "convicted_plea": 9, "acquitted": 10}),
}
PAGES = (
    "/overview/",
    "/overview/?country=ME",
    "/indicators/",
    "/indicators/CMP-01",
    "/indicators/countries",
    "/indicators/countries?indicator=CMP-01",
    "/indicators/DUR-01",
    "/indicators/PRT-03",
    "/indicators/ID-01",
    "/indicators/CON-05",
    "/indicators/CON-02",
    "/indicators/CON-01",
    "/indicators/DUR-07",
    "/packs/greta/RS",
)
OTHERS = {
    "observation": ("hearings_by_held", "hearings_by_turn"),
    "judgments": ("accused_by_finality", "accused_by_verdict"),
}


def table(name: str, shift: int) -> TableOut:
    """Numbers that differ by country and year; one year is withheld, with its range."""
    by, counts = TABLES[name]
    cells = {(year, code): count for year in YEARS for code, count in counts.items()}
    for place, year in enumerate(YEARS):
        if name == "cohort_filed":
            filed = 6 + (place * 3 + shift) % 9
            cells |= {(year, "filed"): filed, (year, "not_filed"): 20 - filed}
    rows = [
        RowOut(codes, None, low=0, high=20)
        if codes[0] == YEARS[4] and codes[1] in {"filed", "not_filed"}
        else RowOut(codes, value)
        for codes, value in cells.items()
    ]
    return TableOut(name, name, "PERSON", "victim", ("YEAR", by), rows)


@pytest.fixture(scope="module")
def reader(desk: Any) -> Any:
    """A desk with publications of four countries, and who reads them."""
    for shift, country in enumerate(("BA", "ME", "MK", "RS")):
        _publish(desk, country, shift, "caseload", [name for name in TABLES if not _is_of_others(name)])
    for mode, names in OTHERS.items():
        _publish(desk, "RS", 0, mode, names)
    return desk


def _is_of_others(name: str) -> bool:
    return any(name in names for names in OTHERS.values())


def _publish(desk: Any, country: str, shift: int, mode: str, names: Sequence[str]) -> None:
    title, tables = f"Invented data {country} 2017 to 2024", [table(name, shift) for name in names]
    laid(desk.app, invented(title, tables, (2017, 2024), mode=mode, country=country, until=2027))


@pytest.mark.parametrize(("width", "language"), [(1360, "en"), (390, "sr-Cyrl")])
def test_the_pages_have_no_barriers_and_no_page_is_wider_than_its_window(
    reader: Any, width: int, language: str
) -> None:
    page = reader.at("Petra Broj")
    page.context.add_cookies([{"name": "desk_language", "value": language, "url": reader.address}])

    for path in PAGES:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        pictured(page, path)
        assert barriers(page) == [], path
        assert too_wide(page) == [], path


def test_countries_are_compared_without_a_script(reader: Any) -> None:
    page = reader.at("Petra Broj", java_script_enabled=False)
    page.goto("/indicators/CMP-01")
    page.get_by_role("link", name="Compare the countries").last.click()

    expect(page.locator(".chart.small")).to_have_count(4)
    page.get_by_role("checkbox", name="Montenegro").uncheck()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".chart.small")).to_have_count(3)
    assert "indicator=CMP-01" in page.url
