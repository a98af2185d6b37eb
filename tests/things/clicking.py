"""What people of the office do at their browsers, from the intake of a client to a claim that is paid."""

import re

from playwright.sync_api import Page, expect

NAME, FAMILY = "Zamišljena", "Nepostojeća"
NOTE = "Svedok se javio telefonom."
REASON = "Sud je postupak spojio sa drugim bez odluke iz zakona."


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
    page.get_by_text("In order of dates, not to scale").click()
    lanes = page.locator("#lanes")
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
        said(page, "Still open")
        page.get_by_label("Why you approve it all the same").fill("Dokazi stižu na ročište.")
        press(page, "Approve all the same")
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
