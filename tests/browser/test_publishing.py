"""Does somebody who never published get there: by keyboard alone, in Cyrillic, on a telephone, without scripts?"""

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from keyboard import Keys
from walking import barriers, speak, too_wide

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

MOST_KEYS = 200  # from the first page to the agreement that is asked for
PATIENCE_MS = 240_000  # for hangs: the machine is shared


@contextmanager
def another_works(desk: Any) -> Iterator[None]:
    """Something else is prepared on this host: whatever is asked for waits for its turn, however quick it would be."""
    with open(desk.app.extensions["config"].work_lock, "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def prepared(page: Page, country: str, year: str) -> None:
    """The form, filled in and sent."""
    page.goto("/publishing/new")
    page.locator("#title").fill(f"{country} {year}")
    page.locator("#country").select_option(country)
    page.locator("#year").select_option(year)
    page.locator("main form .btn-primary").click()


def test_a_newcomer_publishes_by_keyboard_and_a_colleague_elsewhere_is_asked(desk: Any) -> None:
    page = desk.at("Petra Broj")
    keys = Keys(page, MOST_KEYS)

    keys.enter("Prepare\n")  # what is due stands on the first page
    with another_works(desk):
        keys.enter("Prepare and check")
        expect(page.locator("progress")).to_be_visible()
        expect(page.get_by_role("status").first).to_have_text(re.compile(r"\S"))
    expect(page.locator("h1")).to_have_text("Check before publishing", timeout=PATIENCE_MS)
    keys.to("Second person")  # past all tables
    keys.press("Enter")
    keys.to("Approver")
    keys.press("ArrowDown")
    keys.enter("Save the approver")

    expect(page.locator("aside")).to_contain_text("Asked to agree Mila Prva")
    expect(page.locator("main")).to_contain_text("What each indicator can say")
    assert keys.pressed <= MOST_KEYS
    second = desk.at("Mila Prva")
    expect(second.locator("nav a[href='/publishing/'] .badge-count")).to_have_text("1")


def test_the_bar_and_the_check_page_fit_a_telephone_in_cyrillic_and_put_up_no_barrier(desk: Any) -> None:
    page = desk.at("Petra Broj")
    speak(page, "sr-Cyrl")
    page.set_viewport_size({"width": 390, "height": 844})
    with another_works(desk):
        prepared(page, "ME", "2024")
        faults = barriers(page) + too_wide(page)

    expect(page.locator("[data-work]")).to_have_count(0, timeout=PATIENCE_MS)
    faults += barriers(page) + too_wide(page)
    page.goto("/publishing/")
    faults += barriers(page) + too_wide(page)

    assert not faults
    assert "Објављивање" in page.locator("h1").inner_text()


def test_without_scripts_a_link_shows_how_far_it_is_and_cancel_works(desk: Any) -> None:
    page = desk.at("Petra Broj", java_script_enabled=False)
    with another_works(desk):
        prepared(page, "MK", "2019")
        with page.expect_navigation():
            page.get_by_role("link", name="See how far it is now").click()
        page.get_by_role("button", name="Cancel this preparation").click()

    expect(page.locator("main")).to_contain_text("You cancelled this. Nothing was prepared.")
    expect(page.get_by_role("button", name="Prepare again")).to_be_visible()
