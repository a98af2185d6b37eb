"""Are the pages of an estimate free of barriers, as wide as their window, and do the sliders answer with and without scripts?"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from estimated import ran
from litigation_app.core.access import Role
from walking import Watch, barriers, speak, too_wide, unreachable

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

PARTS = ("", "/cost", "/money", "/matters", "/basis", "/what-if")
TELEPHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def estimate(bare_desk: Any) -> Any:
    """A desk with an analyst, and the address of an estimate with a hidden year."""
    desk = bare_desk
    desk.person("Petra Broj", Role.ANALYST, desk.office("Office RS", "RS"))
    with desk.app.app_context():
        analyst = desk.actor("Petra Broj").id
    desk.found = ran(desk.app, "RS", analyst, paths=4000)
    return desk


@pytest.mark.parametrize("size", [None, TELEPHONE], ids=["window", "telephone"])
def test_the_parts_put_up_no_barrier_and_fit(estimate: Any, size: Any) -> None:
    page = estimate.at("Petra Broj", **({"viewport": size} if size else {}))
    watch, found = Watch(page), {}

    for part in PARTS:
        page.goto(estimate.found + part, wait_until="load")
        if faults := watch.faults() + too_wide(page) + barriers(page):
            found[part] = faults

    assert not found


@pytest.mark.parametrize("language", ["sr-Cyrl", "mk"])
def test_the_cyrillic_parts_fit(estimate: Any, language: str) -> None:
    page = estimate.at("Petra Broj")
    speak(page, language)
    found = {}

    for part in PARTS:
        page.goto(estimate.found + part)
        if faults := too_wide(page) + barriers(page):
            found[part] = faults

    assert not found


@pytest.mark.parametrize("size", [None, TELEPHONE], ids=["window", "telephone"])
def test_two_of_them_beside_each_other_put_up_no_barrier_and_fit(estimate: Any, size: Any) -> None:
    with estimate.app.app_context():
        other = ran(estimate.app, "RS", estimate.actor("Petra Broj").id, paths=2000)
    one, place = estimate.found.rpartition("/")[2], "/fund/scenarios/comparison/estimates"
    page = estimate.at("Petra Broj", **({"viewport": size} if size else {}))
    watch, found = Watch(page), {}

    for address in (place, f"{place}?first={one}&second={other.rpartition('/')[2]}"):
        page.goto(address, wait_until="load")
        if faults := watch.faults() + too_wide(page) + barriers(page) + unreachable(page):
            found[address] = faults

    assert not found
    expect(page.get_by_role("region", name="Six figures").first).to_contain_text("percentage points")


@pytest.mark.parametrize("language", ["en", "sr-Cyrl", "mk"])
def test_the_parts_stand_in_one_row(estimate: Any, language: str) -> None:
    """In Cyrillic the last one stood alone in a second row."""
    page = estimate.at("Petra Broj")
    speak(page, language)
    with estimate.app.app_context():
        whole = ran(estimate.app, "ME", estimate.actor("Petra Broj").id, paths=500)
    page.goto(whole)

    tops = page.locator(".parts .segments a").evaluate_all("many => many.map((one) => one.offsetTop)")

    assert len(tops) == len(PARTS)
    assert len(set(tops)) == 1


def _figure(page: Page, row: str, column: int) -> str:
    return page.locator("table.figures tr", has_text=row).locator("td").nth(column).inner_text()


def test_the_figures_follow_a_slider_while_it_is_dragged(estimate: Any) -> None:
    page = estimate.at("Petra Broj")
    page.goto(f"{estimate.found}/what-if")
    before = _figure(page, "Chance that the money runs out", 0)
    assert _figure(page, "Chance that the money runs out", 1) == before

    slider = page.locator("input[type=range][data-of=move-budget]")
    slider.evaluate("one => { one.value = 0; one.dispatchEvent(new Event('input')); }")

    moved = page.locator("[data-figure=dry]")
    expect(moved).not_to_have_text(before)
    expect(page.get_by_label("Budget in a year").first).to_have_value("0")


def test_a_dragged_slider_writes_its_box_as_the_reader_writes_numbers(estimate: Any) -> None:
    page = estimate.at("Petra Broj")
    page.goto(f"{estimate.found}/what-if")
    page.locator(".languages summary").click()
    page.locator(".languages button[value=sr-Latn]").click()
    page.wait_for_selector("html[lang^=sr]")
    slider, box = (
        page.locator("input[type=range][data-of=move-application_rate]"),
        page.locator("#move-application_rate"),
    )

    slider.evaluate("one => { one.value = 17.5; one.dispatchEvent(new Event('input')); }")
    expect(box).to_have_value("17,5")
    page.locator("#move-budget").fill("80.000")

    expect(page.locator("input[type=range][data-of=move-budget]")).to_have_js_property("value", "80000")
    expect(page.locator("#what-if-said")).to_have_text("")


def test_on_a_telephone_the_figures_stand_above_the_sliders(estimate: Any) -> None:
    page = estimate.at("Petra Broj", viewport={"width": 390, "height": 844})
    page.goto(f"{estimate.found}/what-if")

    figures, slider = page.locator("[data-figure=dry]").bounding_box(), page.locator("#move-cap").bounding_box()

    assert figures["y"] < slider["y"]


def test_what_if_needs_no_script(estimate: Any) -> None:
    page = estimate.at("Petra Broj", java_script_enabled=False)
    page.goto(f"{estimate.found}/what-if")
    assert page.locator("input[type=range]:visible").count() == 0

    page.get_by_label("Budget in a year").first.fill("0")
    page.get_by_role("button", name="Compute").click()
    page.wait_for_url("**budget=0*")

    assert _figure(page, "Chance that the money runs out", 0) != _figure(page, "Chance that the money runs out", 1)


def test_the_keyboard_reaches_every_part(estimate: Any) -> None:
    page = estimate.at("Petra Broj", reduced_motion="reduce")
    found = {}

    for part in PARTS:
        page.goto(estimate.found + part)
        if faults := unreachable(page):
            found[part] = faults

    assert not found
