"""Are the pages of the indicators free of barriers, as wide as their window, and readable on a telephone?"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from litigation_app.statistics.releases import ReleaseContents, RowOut, TableOut, shelf, write
from walking import barriers, pictured, too_wide

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

YEARS = tuple(str(year) for year in range(2017, 2025))
TABLES: dict[str, tuple[str, dict[str, int]]] = {
    "claim_by_indictment": ("FILED", {"indicted": 20, "filed": 12, "not_filed": 8}),
    "months_to_judgment": (
        "MONTHS",
        {"_T": 40, "up_to_6": 5, "6_to_12": 11, "12_to_24": 6, "ended": 6, "open": 7, "late": 5},
    ),
    "months_to_judgment_60": (
        "MONTHS",
        {
            "_T": 40,
            "up_to_6": 5,
            "6_to_12": 4,
            "12_to_24": 6,
            "24_to_36": 7,
            "36_to_60": 5,
            "ended": 3,
            "open": 5,
            "late": 5,
        },
    ),
    "awards_by_band": (
        "BAND",
        {"_T": 30, "up_to_1000": 5, "1000_to_3000": 14, "3000_to_10000": 6, "over_10000": 5},
    ),
    "victims_by_status": ("STATUS", {"_T": 40, "PRESUMED": 15, "FORMAL": 25}),
    "victims_by_sex": ("SEX", {"_T": 40, "F": 31, "M": 9}),
    "victims_by_age": ("AGE", {"_T": 40, "Y_GE18": 26, "Y_LT18": 14}),
    "steps_criminal": ("STEP", {"victims": 40, "reported": 33, "indicted": 25, "judged": 19, "convicted": 14}),
    "hearings_by_held": ("HELD", {"_T": 40, "held": 30, "postponed": 9, "unseen": 1}),
    "hearings_by_turn": ("TURN", {"_T": 40, "first": 10, "again": 30}),
    "accused_by_finality": ("FINAL", {"_T": 30, "final": 17, "not_final": 13, "unknown": 0}),
    "accused_by_verdict": ("VERDICT", {"_T": 40, "convicted": 21, "convicted_plea": 9, "acquitted": 10}),
    "steps_claim": ("STEP", {"victims": 40, "filed": 12, "decided": 9, "awarded": 6, "paid": 5}),
}
PAGES = (
    "/indicators/",
    "/indicators/CMP-01?axis=own",
    "/indicators/DUR-01",
    "/indicators/CMP-06",
    "/indicators/PRT-03",
    "/indicators/ID-01",
    "/indicators/CON-05",
    "/indicators/CON-02",
    "/indicators/CON-01",
    "/indicators/DUR-07",
    "/packs/greta/RS",
)
LONG = "ME"
OTHERS = {
    "observation": ("hearings_by_held", "hearings_by_turn"),
    "judgments": ("accused_by_finality", "accused_by_verdict"),
}


def table(name: str, shift: int) -> TableOut:
    """Numbers that differ by country and year; every fifth year is withheld."""
    by, counts = TABLES[name]
    cells = {(year, code): count for year in YEARS for code, count in counts.items()}
    for place, year in enumerate(YEARS):
        if name == "claim_by_indictment":
            filed = 6 + (place * 3 + shift) % 9
            cells |= {(year, "filed"): filed, (year, "not_filed"): 20 - filed}
    totals = {code: sum(cells[year, code] for year in YEARS) for code in counts}
    rows = [RowOut(("_T", code), value) for code, value in totals.items()]
    rows += [
        RowOut(codes, None if codes[0] == YEARS[4] and codes[1] in {"filed", "not_filed"} else value)
        for codes, value in cells.items()
    ]
    return TableOut(name, name, "PERSON", "victim", ("YEAR", by), rows)


@pytest.fixture(scope="module")
def reader(desk: Any) -> Any:
    """A desk with publications of four countries, and who reads them. In one of them people were followed for five years."""
    for shift, country in enumerate(("BA", "ME", "MK", "RS")):
        gone = "months_to_judgment" if country == LONG else "months_to_judgment_60"
        _publish(
            desk, country, shift, "caseload", [name for name in TABLES if name != gone and not _is_of_others(name)]
        )
    for mode, names in OTHERS.items():
        _publish(desk, "RS", 0, mode, names)
    return desk


def _is_of_others(name: str) -> bool:
    return any(name in names for names in OTHERS.values())


def _publish(desk: Any, country: str, shift: int, mode: str, names: Sequence[str]) -> None:
    contents = ReleaseContents(
        title=f"Invented data {country} 2017 to 2024", countries=(country,), first=date(2017, 1, 1),
        last=date(2024, 12, 31), reference_date=date(2024, 12, 31), mode=mode, policy_hash="a" * 64,
        certificate="b" * 64, prepared_by=UUID(int=1), approved_by=UUID(int=2),
        tables=[table(name, shift) for name in names],
    )  # fmt: skip
    write(desk.app.extensions["shelf"], contents, desk.app.extensions["release_signer"])


@pytest.mark.parametrize(("width", "language"), [(1360, "en"), (390, "sr-Cyrl")])
def test_the_pages_have_no_barriers_and_no_page_is_wider_than_its_window(
    reader: Any, width: int, language: str
) -> None:
    page = reader.at("Petra Broj")
    page.context.add_cookies([{"name": "desk_language", "value": language, "url": reader.address}])

    for path in (*PAGES, f"/indicators/DUR-01?publication={_long(reader)}"):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        pictured(page, path)
        assert barriers(page) == [], path
        assert too_wide(page) == [], path


def _long(reader: Any) -> str:
    return next(one.id for one in shelf(reader.app.extensions["shelf"]) if one.countries == (LONG,))


def test_the_small_pictures_need_no_script(reader: Any) -> None:
    page = reader.at("Petra Broj", java_script_enabled=False)
    page.goto("/indicators/CMP-01")

    assert page.locator(".chart.small").count() == 4
    page.get_by_role("link", name="An axis for each").click()
    assert page.get_by_role("link", name="An axis for each").get_attribute("aria-current") == "true"
