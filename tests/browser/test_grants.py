"""Are the pages of grants free of barriers and as wide as their window, on a desk and on a telephone?"""

import os
from pathlib import Path
from typing import Any

import pytest

from litigation_app.statistics.releases import RowOut, TableOut
from packaged import invented, laid
from walking import barriers, too_wide

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

DESKTOP = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def published(desk: Any) -> None:
    """Claims of three years, the last of them hidden."""
    counts = {"2021": 12, "2022": 9, "2023": None}
    rows = [
        RowOut((year, code), value)
        for year, filed in counts.items()
        for code, value in (("indicted", 20), ("filed", filed))
    ]
    tables = [TableOut("cohort_filed", "T", "PERSON", "victim", ("YEAR", "FILED"), rows)]
    laid(desk.app, invented("Invented, 2021 to 2023", tables, (2021, 2023), country="BA", until=2026))


def planned(page: Any) -> str:
    """The address of a grant with a plan and a cost, written down through the pages."""
    page.goto("/grants/")
    there = page.get_by_role("link", name="Access to court")
    if there.count():
        found: str = there.get_attribute("href")
        return found
    page.goto("/grants/new")
    page.get_by_label("Title").fill("Access to court")
    page.get_by_label("Donor").fill("Invented donor")
    page.get_by_label("First day").fill("1. 1. 2022.")
    page.get_by_label("Last day").fill("31. 12. 2023.")
    page.get_by_label("Budget").fill("10,000.00")
    page.get_by_role("button", name="Go on to the plan").click()
    for name, typed in (
        ("packages-0-code", "WP1"),
        ("packages-0-title", "Courts"),
        ("packages-0-budget", "6,000.00"),
        ("periods-0-first", "1. 1. 2022."),
        ("periods-0-last", "31. 12. 2022."),
        ("periods-0-due", "31. 1. 2023."),
        ("results-0-title", "Claims filed for clients"),
        ("results-0-target", "20"),
        ("results-0-source", "court records"),
        ("outcomes-0-title", "More claims in the criminal case"),
        ("outcomes-0-year", "2022"),
        ("outcomes-0-target", "80"),
        ("outcomes-0-source", "published data"),
    ):
        page.locator(f"#{name}").fill(typed)
    page.locator("#results-0-kind").select_option("submission")
    page.locator("#outcomes-0-indicator").select_option("CMP-01:caseload")
    page.get_by_role("button", name="Save the plan").click()
    page.locator("#package").select_option("WP1")
    page.locator("#on").fill("1. 6. 2022.")
    page.locator("#amount").fill("1,500.00")
    page.locator("#what").fill("sudski prevodilac")
    page.get_by_role("button", name="Write it down").click()
    page.wait_for_url("**done=cost-recorded*")
    address: str = page.url.partition("?")[0]
    return address


@pytest.mark.parametrize("language", ["en", "sr-Cyrl"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "telephone"])
def test_the_pages_have_no_barriers(
    desk: Any, published: None, size: dict[str, int], language: str, tmp_path: Path
) -> None:
    page = desk.at("Mila Prva", viewport=size)
    grant = planned(page)
    page.context.add_cookies([{"name": "desk_language", "value": language, "url": desk.address}])

    found = {}
    for number, place in enumerate(("/grants/", "/grants/new", grant, f"{grant}/plan")):
        page.goto(place)
        page.set_viewport_size(size)
        folder = Path(os.environ.get("PICTURES", tmp_path))
        page.screenshot(path=folder / f"grants-{language}-{size['width']}-{number}.png", full_page=True)
        found[place] = barriers(page) + too_wide(page)

    assert {place: faults for place, faults in found.items() if faults} == {}
