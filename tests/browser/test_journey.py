"""One case from intake to a published figure and an estimate, as five people do it in their browsers."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from clicking import (
    add_victim,
    change_claim,
    draft_claim,
    enter,
    follow_claim,
    log_progress,
    open_both,
    open_case,
    press,
    review,
    said,
)

pytestmark = pytest.mark.browser
INDICATORS = ("CON-05", "CMP-02", "DUR-01")  # of these, as of the cases elsewhere, `make test` takes the first
ELSEWHERE = {
    "BA": {"Which system of courts": "Brčko District"},
    "MK": {"Court": "Basic Court Bitola"},
    "ME": {},
}  # what is chosen for a case there
TALL = {"width": 1360, "height": 1800}  # else a click waits for seconds until what it is to hit is scrolled free
DOORS = {
    "Ana Primer": [
        "Today", "Cases", "Claims and recovery", "Calendar", "Deadlines and tasks", "Claims", "Clients to notify", "Strategy",
        "Find a person", "Case-law register", "Trial monitoring", "Grants and acts", "Alerts", "Published data", "Indicators",
        "Compare countries", "Official figures", "Fund model"
    ],
    "Mila Prva": [
        "Today", "Cases", "Claims to review", "Claims and recovery", "Calendar", "Deadlines and tasks", "Claims", "Clients to notify",
        "Strategy", "Find a person", "Case-law register", "Trial monitoring", "Inter-coder reliability", "Cases to reassign",
        "Data-erasure requests", "Grants and acts", "Alerts", "Overview", "Publishing", "Published data", "Indicators",
        "Compare countries", "Official figures", "Fund model"
    ],
    "Petra Broj": [
        "Overview", "Publishing", "Published data", "Indicators", "Compare countries", "Fund model", "Official figures",
        "Inter-coder reliability"
    ],
    "Olga Uprava": ["Alerts", "People", "Check the access log"],
    "Iva Gled": [
        "Alerts", "Published data", "Indicators", "Compare countries", "Official figures", "Fund model", "Access log",
        "Check the access log"
    ],
}  # fmt: skip


def doors(page: Page) -> list[str]:
    names = page.get_by_role("navigation", name="Main").locator("a > span:first-of-type").all_text_contents()
    return [name.strip() for name in names]


def publish(analyst: Page, second: Page) -> None:
    """The analyst prepares, another person agrees."""
    enter(analyst, "Publishing")
    analyst.get_by_role("link", name="Prepare a data publication").first.click()
    analyst.get_by_label("Title").fill("Serbia, persons represented, 2025")
    analyst.get_by_label("Country").select_option("RS")
    analyst.get_by_label("Year").select_option("2025")
    press(analyst, "Prepare and check")
    expect(analyst.locator("h1")).to_have_text("Check before publishing")
    expect(analyst.get_by_role("button", name="Agree and publish")).to_be_disabled()
    expect(analyst.locator("td.is-hidden, td.hidden-cell").first).to_be_attached()
    enter(second, "Publishing")
    second.get_by_role("link", name="Serbia, persons represented, 2025").first.click()
    second.locator("#approval summary", has_text="Agree and publish").click()
    press(second, "Publish it")
    said(second, "Published.")


def read_indicators(page: Page, indicators: Sequence[str]) -> None:
    """Each with its value, interval, picture, table and file."""
    for indicator in indicators:
        enter(page, "Indicators")
        expect(page.locator("#content")).to_contain_text(re.compile(r"\d\s?% to \d"))
        row = page.locator("tbody tr", has_text=f"{indicator} ·")
        expect(row).to_contain_text(re.compile(r"\d|suppressed"))
        row.get_by_role("link").click()
        too_little = page.get_by_text("a picture would be invented")
        expect(too_little.or_(page.locator("svg.chart")).first).to_be_visible()
        expect(page.locator(".desk-table").first).to_be_attached()
        expect(page.locator("#content")).to_contain_text(re.compile(r"interval|by chance", re.I))
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Download as CSV").first.click()
        assert indicator in waiting.value.path().read_text("utf-8")


def estimate(page: Page) -> None:
    """The fund's cost from that publication: six figures and a fan."""
    enter(page, "Fund model")
    page.get_by_role("link", name="Make an estimate").first.click()
    page.get_by_label("Published data").select_option(index=1)
    page.get_by_label("Scenario").select_option("RS")
    page.get_by_label("Number of simulations").select_option("20000")
    press(page, "Make the estimate")
    expect(page.locator("h1")).to_contain_text("Fund estimate")
    expect(page.locator("table.figures").first.locator("tbody tr")).to_have_count(6)
    expect(page.locator("svg.chart").first).to_be_visible()


def audit(page: Page, reference: str) -> None:
    """Who opened what, when and why; and that the log is whole."""
    enter(page, "Access log")
    page.get_by_label("What").select_option("open_victim")
    press(page, "Show")
    entry = page.locator("tbody tr", has_text=reference)
    expect(entry).to_have_count(1)
    expect(entry).to_contain_text("Ana Primer")
    expect(entry).to_contain_text(re.compile("hearing", re.I))
    enter(page, "Check the access log")
    said(page, "Integrity verified")


def test_five_people_take_a_case_from_intake_to_a_published_figure(desk: Any, everything: bool) -> None:
    at = {name: desk.at(name, viewport=TALL) for name in DOORS}
    assert {name: sorted(doors(page)) for name, page in at.items()} == {name: sorted(DOORS[name]) for name in DOORS}
    lawyer, coordinator, analyst = at["Ana Primer"], at["Mila Prva"], at["Petra Broj"]

    for code, chosen in islice(ELSEWHERE.items(), None if everything else 1):
        assert open_case(lawyer, f"Office {code}", "6. 2. 2024.", **chosen)[:-4] == f"{code}-2024-"
    reference = open_case(lawyer, "Office RS", "5. 2. 2024.")
    assert reference[:-4] == "RS-2024-"
    case = lawyer.url.split("?")[0]
    add_victim(lawyer)
    open_both(lawyer)
    other = desk.at("Vera Druga")
    hidden = other.goto(case)
    assert hidden is not None
    assert hidden.status == 404
    expect(other.locator("h1")).to_have_text("There is no such page")

    lawyer.goto(case)
    log_progress(lawyer)
    claim = draft_claim(lawyer)
    review(coordinator, reference, approve=False)
    change_claim(lawyer, claim)
    review(coordinator, reference, approve=True)
    follow_claim(lawyer, claim)

    publish(analyst, coordinator)
    read_indicators(analyst, INDICATORS if everything else INDICATORS[:1])
    estimate(analyst)
    audit(at["Iva Gled"], reference)
