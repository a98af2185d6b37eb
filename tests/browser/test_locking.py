"""Does an unused page cover itself, ask again in place, and lose nothing; and does Escape throw nothing away unasked?"""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from walking import barriers

pytestmark = pytest.mark.browser

AIM = "Presuda koja priznaje otetu zaradu."


def new_case(desk: Any, name: str) -> Page:
    """A form in which something is written."""
    page = desk.visitor()
    page.clock.install()
    desk.at(name, page=page)
    page.goto("/cases/new")
    page.get_by_label("Strategic aim").fill(AIM)
    return page


def sign_in(page: Page, desk: Any, name: str) -> None:
    door = page.get_by_role("dialog")
    door.get_by_label("E-mail").fill(desk.people[name])
    door.get_by_label("Password").fill("three rivers meet at dawn")
    door.get_by_label("Code").fill(desk.code(name))
    door.get_by_role("button", name="Sign in").click()


def escape_thrice(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Escape")


def test_an_unused_page_is_covered_and_goes_on_where_it_was_for_the_same_person_alone(staffed_desk: Any) -> None:
    page = new_case(staffed_desk, "Vera Druga")
    other = page.context.new_page()
    other.goto("/cases/new")
    other.get_by_label("Strategic aim").fill(AIM)
    page.clock.fast_forward("29:00")
    page.get_by_label("Strategic aim").press("End")  # typing is use
    page.clock.fast_forward("29:00")
    expect(page.locator(".locks.near")).to_have_text("Locks in 1 min without use")
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.clock.fast_forward("02:00")

    expect(page.get_by_role("dialog").get_by_role("heading", name="Locked")).to_be_visible()
    expect(page.get_by_label("Strategic aim")).to_be_hidden()
    expect(page).to_have_title("")
    assert barriers(page) == []
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page.get_by_label("Password")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("dialog").get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("The desk does not answer.")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    sign_in(page, staffed_desk, "Vera Druga")
    for tab in (page, other):
        expect(tab.get_by_label("Strategic aim")).to_be_visible()
        assert tab.get_by_label("Strategic aim").input_value() == AIM
        page.clock.fast_forward("00:06")
    page.get_by_label("Opened on").fill("5. 2. 2024.")
    page.get_by_role("button", name="Open the case", exact=True).click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}"))  # and for its scripts, which begin to count the minutes

    page.context.route("**/lock", lambda asked: asked.abort())
    page.keyboard.press("Control+Alt+Shift+L")  # another key
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Control+Shift+L")  # by herself, at once, in every tab, also unheard
    expect(other.get_by_role("dialog")).to_be_visible(timeout=2_000)
    later = page.context.new_page()
    later.goto("/cases/new")
    expect(later.get_by_role("dialog")).to_be_visible()
    for tab in (other, later):
        tab.close()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("The desk does not answer.")).to_be_visible()
    page.context.unroute("**/lock")
    page.clock.fast_forward("00:06")
    sign_in(page, staffed_desk, "Lena Peta")
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()


@pytest.mark.extensive
def test_escape_three_times_asks_where_words_are_not_saved_and_leaves_elsewhere(staffed_desk: Any) -> None:
    page = new_case(staffed_desk, "Vera Druga")
    page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    asked: list[str] = []
    page.on("dialog", lambda question: (asked.append(question.message), question.dismiss()))

    escape_thrice(page)

    expect(page.get_by_label("Strategic aim")).to_have_value(AIM)
    assert asked == ["Leave the desk? What is not saved will be lost."]
    page.get_by_label("Strategic aim").fill("")
    escape_thrice(page)
    expect(page).to_have_url("https://www.wikipedia.org/")
    page.goto(f"{staffed_desk.address}/cases/")
    expect(page).to_have_url(re.compile("/sign-in"))
