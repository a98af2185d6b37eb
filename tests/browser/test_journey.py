"""One case from intake to a published figure and an estimate, as five people do it in their browsers."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

NAME, FAMILY = "Zamišljena", "Nepostojeća"
NOTE = "Svedok se javio telefonom."
REASON = "Sud je postupak spojio sa drugim bez odluke iz zakona."
INDICATORS = ("CON-05", "CMP-02", "DUR-01")
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


def enter(page: Page, door: str) -> None:
    """By the navigation."""
    page.wait_for_load_state()
    way = page.get_by_role("navigation", name="Main")
    link = way.get_by_role("link", name=re.compile(f"^{door}"))
    if not link.count():
        way.get_by_text("More", exact=True).click()
    link.first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def said(page: Page, sentence: str) -> None:
    expect(page.locator(".callout").first).to_contain_text(sentence)


def doors(page: Page) -> list[str]:
    names = page.get_by_role("navigation", name="Main").locator("a > span:first-of-type").all_text_contents()
    return [name.strip() for name in names]


def open_case(page: Page, office: str, on: str, **more: str) -> str:
    """A new case at this office; gives its reference. `more`: label of a field and what to choose in it."""
    enter(page, "Cases")
    page.get_by_role("link", name="Open a case").first.click()
    expect(page.get_by_role("button", name="Open the case", exact=True)).to_be_visible()
    other = page.get_by_role("link", name=office, exact=True)
    if other.count():
        other.click()
        expect(page).to_have_url(re.compile("office="))
    page.get_by_label("Opened on").fill(on)
    for label, choice in more.items():
        page.get_by_label(label, exact=True).select_option(label=choice)
    page.get_by_label("Strategic aim").fill("Presuda koja prvi put priznaje otetu zaradu.")
    press(page, "Open the case")
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}"))
    return page.locator("h1").inner_text()


def add_victim(page: Page) -> None:
    page.get_by_role("link", name="Add a victim").click()
    page.get_by_label("Given name").fill(NAME)
    page.get_by_label("Family name").fill(FAMILY)
    page.get_by_label("Day of birth").fill("17. 3. 2001.")
    page.get_by_label("First contact").fill("5. 2. 2024.")
    page.get_by_label("Forced labour or services").check()
    press(page, "Add the victim")
    said(page, "The person is entered in the case.")


def open_both(page: Page) -> None:
    """Her file, and the victim's record, each with a purpose."""
    file, person = page.locator("#file"), page.get_by_role("region", name="Personal data")
    file.get_by_label("Purpose").select_option("drafting")
    file.get_by_role("button", name="Open the file").click()
    expect(page.locator("#file")).to_contain_text("Presuda koja prvi put priznaje otetu zaradu.")
    page.get_by_role("link", name="Everything about the client").click()
    page.wait_for_load_state()
    person.get_by_label("Purpose").select_option("hearing")
    for group in person.get_by_role("checkbox").all():
        group.check()
    person.get_by_role("button").click()
    expect(page.locator("h1")).to_have_text(f"{NAME} {FAMILY}")


def press_without_power(page: Page, name: str) -> None:
    """Nobody has a power of attorney yet: the desk asks why it was filed all the same, and writes it down."""
    press(page, name)
    page.get_by_label("If it was filed all the same: why").select_option(index=1)
    press(page, name)


def step(
    page: Page, what: str, on: str, *, lane: str = "Criminal proceedings", served: str = "", has_power: bool = True
) -> None:
    """The next lawful step of these proceedings."""
    page.get_by_text("Record an event", exact=True).click()
    page.get_by_role("link", name=re.compile(f"^The next step ?: {lane}$")).click()
    page.get_by_role("radio", name=what).first.check()
    page.get_by_label("Day of the step").fill(on)
    if served:
        page.get_by_label("Day of service").fill(served)
    page.get_by_label("Note", exact=True).fill(NOTE)
    (press if has_power else press_without_power)(page, "Record the step")
    said(page, "The step is recorded.")


def step_outside(page: Page, to: str, on: str) -> None:
    page.get_by_text("Record an event", exact=True).click()
    page.get_by_role("link", name=re.compile("^Another step, with a reason ?: Criminal proceedings$")).click()
    page.get_by_label("Where the proceedings stand now").select_option(label=to)
    page.get_by_label("Why this is recorded").fill(REASON)
    page.get_by_label("Day of the step").fill(on)
    press(page, "Record the step")
    said(page, "The step is recorded.")


def log_progress(page: Page) -> None:
    """Steps with a deadline of ours, and one that the law's order does not foresee."""
    step(page, "Criminal report filed", "12. 2. 2024.")
    step(page, "Report dismissed", "2. 4. 2024.", served="4. 4. 2024.")
    due = page.locator("#due .next-row").first
    expect(due).to_contain_text("Ours")
    expect(due).to_contain_text(re.compile(r"ZKP|čl\.|Art", re.I))
    expect(due).to_contain_text("not yet reviewed by a lawyer")
    step(page, "Victim's complaint lodged", "8. 4. 2024.", has_power=False)
    step_outside(page, "Main hearing", "1. 6. 2024.")
    lanes = page.locator("#proceedings")
    expect(lanes).to_contain_text("Criminal report filed")
    expect(lanes.locator(".dot.is-now").first).to_contain_text("Main hearing")
    overview = page.url
    page.get_by_role("link", name=re.compile("Show all")).click()
    expect(page.locator("#timeline")).to_contain_text(NOTE)
    expect(page.locator("#timeline")).to_contain_text(REASON)
    page.goto(overview)


def draft_claim(page: Page) -> str:
    """Two kinds of damage, sent for review; gives the claim's address."""
    page.get_by_role("link", name="Draft a claim").click()
    page.get_by_label("Route").select_option("property_claim")
    for row, (head, amount) in enumerate({"lost_earnings": "960,000.00", "fear": "300,000.00"}.items(), 1):
        page.get_by_label(f"Head of damage, row {row}").select_option(head)
        page.get_by_label(f"Amount in RSD, row {row}").fill(amount)
    press(page, "Save draft")
    expect(page.locator("#content")).to_contain_text("1,260,000.00")
    press(page, "Send for review")
    said(page, "Sent for review.")
    return page.url.split("?")[0]


def review(page: Page, reference: str, *, approve: bool) -> None:
    enter(page, "Claims to review")
    page.get_by_role("link", name=re.compile(f"^Review ?{reference}$")).click()
    if approve:
        press(page, "Approve")
        said(page, "Approved.")
        return
    page.locator("#reasons").get_by_role("checkbox").first.check()
    page.get_by_label("Note to the lawyer").fill("Nedostaje obračun zarade.")
    press(page, "Return with reasons")
    said(page, "Returned with reasons.")


def change_claim(page: Page, claim: str) -> None:
    page.goto(claim)
    expect(page.locator("#content")).to_contain_text("Returned")
    with page.expect_popup() as other:  # what is typed as an answer stays where it is
        page.get_by_role("link", name="Change the claim").click()
    page = other.value
    page.get_by_label("Amount in RSD, row 1").fill("940,000.00")
    press(page, "Save draft")
    expect(page.locator("#content")).to_contain_text("Version 2")
    press(page, "Send again")
    said(page, "Sent for review.")


def follow_claim(page: Page, claim: str) -> None:
    """Filed, decided, paid."""
    page.goto(claim)
    page.get_by_role("link", name="Record the filing").click()
    page.get_by_label("Filed on").fill("3. 6. 2024.")
    press_without_power(page, "Record")
    page.get_by_label("It was filed so long before it was approved").check()
    press(page, "Record")
    page.get_by_role("link", name="Record the court's decision").click()
    page.get_by_label("Decided on").fill("9. 10. 2024.")
    page.get_by_role("radio", name="Awarded in part").check()
    page.get_by_label("Amount awarded").fill("400,000.00")
    page.get_by_label("The decision is final").check()
    press(page, "Record")
    page.get_by_label("It was decided, although no judgment is recorded").check()
    press(page, "Record")
    said(page, "The court's decision is recorded.")
    expect(page.locator("h1")).to_have_text("Itemise the award")
    page.get_by_role("link", name="Cancel").click()  # it can wait
    page.get_by_role("link", name="Record a payment").click()
    page.get_by_label("Paid on").fill("9. 12. 2024.")
    page.get_by_label("Amount paid").fill("150,000.00")
    page.get_by_label("Who paid").select_option(index=1)
    press(page, "Record")
    said(page, "The payment is recorded.")
    expect(page.locator("#content")).to_contain_text("250,000.00")


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


def read_indicators(page: Page) -> None:
    """Each with its value, interval, picture, table and file."""
    for indicator in INDICATORS:
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


def test_five_people_take_a_case_from_intake_to_a_published_figure(desk: Any) -> None:
    at = {name: desk.at(name) for name in DOORS}
    assert {name: sorted(doors(page)) for name, page in at.items()} == {name: sorted(DOORS[name]) for name in DOORS}
    lawyer, coordinator, analyst = at["Ana Primer"], at["Mila Prva"], at["Petra Broj"]

    opened = [
        open_case(lawyer, "Office MK", "6. 2. 2024.", Court="Basic Court Bitola"),
        open_case(lawyer, "Office BA", "6. 2. 2024.", **{"Which system of courts": "Brčko District"}),
        open_case(lawyer, "Office ME", "6. 2. 2024."),
        reference := open_case(lawyer, "Office RS", "5. 2. 2024."),
    ]
    assert [name[:-4] for name in opened] == [f"{code}-2024-" for code in ("MK", "BA", "ME", "RS")]
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
    read_indicators(analyst)
    estimate(analyst)
    audit(at["Iva Gled"], reference)
