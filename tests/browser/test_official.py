"""Are the pages of official figures free of barriers and as wide as their window, on a desk and on a telephone?"""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from litigation_app.core.db import committing
from litigation_app.gate.official import actions, queries
from walking import barriers, too_wide

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

DESKTOP = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def furnished(desk: Any) -> Any:
    """The desk with the figures that came with the program, checked, and a new year that is being typed in."""
    held = desk.app.extensions
    place = held["shelf"], held["trusted_keys"]
    desks = {"on_shelf": place[0], "trusted": place[1], "signer": held["release_signer"]}
    with desk.app.test_request_context():
        with committing():
            drafts = actions.propose_shipped(desk.actor("Petra Broj"), *place)
        for draft in drafts[:-1]:
            with committing():
                actions.approve(desk.actor("Mila Prva"), draft, **desks, seen=queries.stands(draft))
    return desk


def drafts(page: Any) -> str:
    """The address of a new year of Serbia, begun if there is none yet; a bad number is refused and kept on the way."""
    page.goto("/publishing/official/")
    there = page.get_by_role("link", name="Official figures, Serbia, edition 2")
    if there.count():
        found: str = there.get_attribute("href")
        return found
    page.goto("/publishing/official/new")
    page.get_by_label("Country").select_option("RS")
    page.get_by_label("Year").select_option("2024")
    page.get_by_label("Whose figures").select_option("CPTV")
    page.get_by_label("Title of the source").fill("Izmišljen izveštaj za 2024.")
    page.get_by_label("Address of the source").fill("https://example.org/izvestaj")
    page.get_by_label("Day of publication").fill("1. 3. 2025.")
    page.get_by_role("button", name="Go on to the figures").click()
    page.get_by_label("Number").first.fill("twelve")
    page.get_by_role("button", name="Save and see what is new").click()
    expect(page.locator("#errors")).to_be_visible()
    expect(page.get_by_label("Number").first).to_have_value("twelve")
    address: str = page.url
    return address.removesuffix("/figures")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "telephone"])
def test_the_pages_have_no_barriers(furnished: Any, size: dict[str, int], tmp_path: Path) -> None:
    page = furnished.at("Petra Broj", viewport=size)
    places = ["/official/", "/official/?country=BA", "/publishing/official/", "/publishing/official/new"]
    places += ["/publications/", drafts(page)]
    places += [f"{places[-1]}/figures"]

    found = {}
    for number, place in enumerate(places):
        page.goto(place)
        page.set_viewport_size(size)
        page.screenshot(
            path=Path(os.environ.get("PICTURES", tmp_path)) / f"{size['width']}-{number}.png", full_page=True
        )
        found[place] = barriers(page) + too_wide(page)

    assert {place: faults for place, faults in found.items() if faults} == {}
