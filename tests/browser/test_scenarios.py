"""Somebody copies a scenario, changes its cap, has it estimated and reads what came of it; without barriers on the way."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from walking import barriers, too_wide

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

DESKTOP = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}
LONG = 240_000  # a whole estimate on a busy machine


def test_from_a_copy_to_its_estimate(desk: Any) -> None:
    page = desk.at("Petra Broj")
    page.goto("/fund/scenarios/")
    page.get_by_role("link", name="Serbia").click()
    page.get_by_label("Name of the scenario").fill("A lower cap")
    page.get_by_role("button", name="Copy it").click()
    page.get_by_role("link", name="Change Rule of the award").click()
    page.locator("#policy-cap").fill("8,000")
    page.locator("#policy-cap-badge").select_option("expert")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The scenario is saved.")).to_be_visible()
    page.get_by_role("link", name="Make an estimate").click()
    page.locator("#paths").select_option("20000")
    page.get_by_role("button", name="Make the estimate").click()

    page.wait_for_url("**/fund/*done=estimate-made*", timeout=LONG)

    expect(page.get_by_role("heading", name="Six figures").first).to_be_visible()
    page.goto("/fund/scenarios/comparison")
    page.locator("#one").select_option(label="Serbia")
    page.locator("#other").select_option(label="A lower cap")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("row", name="Highest award")).to_contain_text("8,000")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "telephone"])
def test_the_pages_have_no_barriers(desk: Any, size: dict[str, int], tmp_path: Path) -> None:
    page = desk.at("Petra Broj", viewport=size)
    page.goto("/fund/scenarios/ME")
    page.get_by_label("Name of the scenario").fill(f"Copy {size['width']}")
    page.get_by_role("button", name="Copy it").click()
    page.wait_for_url("**done=scenario-copied*")
    copy = page.url.partition("?")[0]
    page.goto(f"/fund/elicitations/of/{copy.rpartition('/')[2]}")
    page.locator("#key").select_option("uptake.application_rate")
    page.get_by_label("The question as it is asked").fill("Of 100 victims, how many will apply?")
    page.get_by_role("button", name="Ask").click()
    page.get_by_label("Name of the expert").wait_for()
    asked = page.url
    for name, low, middle, high in (("Ana Izmišljena", "5", "12", "30"), ("Boris Izmišljen", "10", "20", "40")):
        page.get_by_label("Name of the expert").fill(name)
        page.get_by_role("textbox", name="Day").fill("3. 3. 2026.")
        page.get_by_label("First number").fill(low)
        page.get_by_label("Second number").fill(middle)
        page.get_by_label("Third number").fill(high)
        page.get_by_label("Reason").fill("Ten years of advice.")
        page.get_by_label("The expert agreed").check()
        page.get_by_role("button", name="Write it down").click()
    places = ["/fund/", "/fund/new", "/fund/scenarios/", "/fund/scenarios/RS", copy, "/fund/scenarios/new"]
    places += [
        f"{copy}/parts/{code}" for code in ("victims", "damages", "policy", "uptake", "funding", "options", "office")
    ]
    places += ["/fund/scenarios/comparison?one=RS&other=ME", f"{copy}/text", asked]
    places += [f"/fund/elicitations/of/{copy.rpartition('/')[2]}"]

    found = {}
    for number, place in enumerate(places):
        page.set_viewport_size(size)
        page.goto(place)
        folder = Path(os.environ.get("PICTURES", tmp_path))
        page.screenshot(path=folder / f"scenarios-{size['width']}-{number}.png", full_page=True)
        found[place] = barriers(page) + too_wide(page)

    assert {place: faults for place, faults in found.items() if faults} == {}


CUT = """() => [...document.querySelectorAll(".cells input, .range input")].filter((one) => {
  const box = one.getBoundingClientRect();
  return one.scrollWidth > one.clientWidth || box.right > document.documentElement.clientWidth;
}).map((one) => one.id)"""
LABELS = """() => [...document.querySelectorAll(".cells tbody tr:first-child td")]
  .map((one) => getComputedStyle(one, "::before").content)"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "telephone"])
def test_what_is_typed_into_rows_can_be_read(desk: Any, size: dict[str, int], tmp_path: Path) -> None:
    """Of 20,000 a telephone showed "20,0", and pay and contributions lay off to the right."""
    page = desk.at("Petra Broj", viewport=size)
    page.goto("/fund/scenarios/ME")
    page.get_by_label("Name of the scenario").fill(f"Posts {size['width']}")
    page.get_by_role("button", name="Copy it").click()
    page.wait_for_url("**done=scenario-copied*")
    page.goto(f"{page.url.partition('?')[0]}/parts/office")
    inputs = page.locator("#admin-posts-0-0, #admin-posts-0-1, #admin-posts-0-2, #admin-posts-0-3")
    ends = page.locator(".range:not(.single) input")
    for many in (inputs, ends):
        for place in range(many.count()):
            many.nth(place).fill("120,000")
    folder = Path(os.environ.get("PICTURES", tmp_path))
    page.screenshot(path=folder / f"posts-{size['width']}.png", full_page=True)

    assert inputs.count() == 4
    assert ends.count() >= 9
    assert page.evaluate(CUT) == []
    if size == PHONE:
        labels = page.evaluate(LABELS)
        assert any("Pay" in one or "pay" in one for one in labels), labels
