"""Is every page quiet, light, free of barriers, as wide as its window, and of use with a keyboard and without scripts?"""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from looked_at import PEOPLE, barriers_in, looked_at
from walking import address_of, barriers, too_wide, unreachable

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]  # for hangs: a whole walk looks at some hundred pages

LANGUAGES_READ = ["mk", pytest.param("sr-Cyrl", marks=pytest.mark.extensive)]  # Macedonian has the longest words
SOME_FORMS = ("/cases/new", "/cases/*/claims/new", "/proceedings/*/moves/new")
OTHER_FORMS = (
    "/cases/*/victims/new",
    "/cases/*/hearings/new",
    "/cases/*/records/testimony/new",
    "/cases/*/remedies/new",
    "/cases/*/outcomes/new",
    "/judgments/new",
    "/watched-trials/new",
)
FORMS = [*SOME_FORMS, *(pytest.param(path, marks=pytest.mark.extensive) for path in OTHER_FORMS)]
PAGES_IN_ALL = 200


def test_every_page_is_quiet_light_as_wide_as_its_window_and_without_barriers(
    furnished: Any, addresses: dict[str, list[str]], everything: bool
) -> None:
    found, seen = {}, 0

    for page, where, watch in looked_at(furnished, addresses, "en"):
        assert watch is not None
        faults = watch.faults() + too_wide(page) + barriers(page) + unreachable(page)
        seen += 1
        if faults:
            found[where] = faults

    assert not found
    assert seen > (PAGES_IN_ALL if everything else 2 * len(PEOPLE))


def test_a_coordinator_sees_what_she_works_with_on_a_low_window_and_the_rest_under_more(furnished: Any) -> None:
    page = furnished.at("Mila Prva", viewport={"width": 1360, "height": 900})

    page.goto("/cases/")

    menu = page.locator(".side nav")
    first = menu.get_by_role("link").count()
    assert menu.evaluate("menu => menu.scrollHeight - menu.clientHeight") == 0
    menu.get_by_text("More", exact=True).click()
    assert 8 < first < 15 < menu.get_by_role("link").count()


@pytest.mark.parametrize("path", FORMS)
def test_a_refused_form_is_as_good_as_a_fresh_one(furnished: Any, path: str) -> None:
    page = furnished.at("Vera Druga")
    case = address_of(page, "/cases/*", ["/cases/"])
    page.goto(address_of(page, path, [case, "/cases/"]))
    for box in page.locator("main input[type=text]:visible").all():  # what is folded is empty
        box.fill("")

    page.locator("main .buttons .btn-primary").first.click()

    expect(page.locator("#errors")).to_be_visible()
    page.wait_for_load_state()
    link = page.locator("#errors a").first
    assert page.locator(link.get_attribute("href") or "").count() == 1
    assert barriers(page) + too_wide(page) == []


@pytest.mark.parametrize("language", LANGUAGES_READ)
def test_every_page_fits_and_puts_up_no_barrier_in_cyrillic(
    furnished: Any, addresses: dict[str, list[str]], language: str, everything: bool
) -> None:
    assert not barriers_in(furnished, addresses, language, most=None if everything else 2)


def test_a_phone_meets_no_barrier_either(furnished: Any) -> None:
    page = furnished.at("Vera Druga", viewport={"width": 390, "height": 844})
    page.goto("/cases/")
    page.locator("tbody th a").first.click()

    assert barriers(page) == []


def test_a_lawyer_works_without_scripts(furnished: Any) -> None:
    page = furnished.at("Ana Primer", java_script_enabled=False)
    page.goto("/cases/")
    page.get_by_role("link", name="Open a case").first.click()
    expect(page.get_by_role("button", name="Open the case")).to_be_visible()
    another = page.get_by_role("link", name="Office RS", exact=True)
    if another.count():
        another.click()
        expect(page).to_have_url(re.compile("office="))
    page.get_by_label("Opened on").fill("5. 2. 2025.")
    page.get_by_label("Strategic aim").fill("Bez skripti radi isto.")
    page.get_by_role("button", name="Open the case").click()
    expect(page.locator("h1")).to_have_text(re.compile(r"^RS-2025-[A-Z][A-Z2-9]{3}$"))
    case = page.url

    page.get_by_role("link", name="Add a victim").click()
    page.get_by_label("Year of birth").fill("2001")
    page.get_by_role("button", name="Add the victim").click()
    page.get_by_text("Record an event", exact=True).click()
    page.get_by_role("link", name=re.compile("^The next step ?: Criminal proceedings$")).click()
    page.get_by_role("radio", name="Criminal report filed").check()
    page.get_by_label("Day of the step").fill("6. 2. 2025.")
    page.get_by_role("button", name="Record the step").click()
    expect(page.locator("#proceedings")).to_contain_text("Criminal report filed")

    page.goto(case)
    page.get_by_role("link", name="Draft a claim").click()
    page.get_by_label("Route").select_option("property_claim")
    page.get_by_label("Head of damage, row 1").select_option("fear")
    page.get_by_label("Amount in RSD, row 1").fill("300,000.00")
    page.wait_for_load_state()
    rows = page.locator("main tbody tr").count()
    page.get_by_role("button", name="Add a head of damage").click()
    expect(page.locator("main tbody tr")).to_have_count(rows + 1)
    expect(page.get_by_label("Amount in RSD, row 1")).to_have_value("300,000.00")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("main")).to_contain_text("300,000.00")
