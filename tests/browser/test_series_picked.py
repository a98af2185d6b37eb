"""Somebody picks the official series of a scenario with the keyboard, in Cyrillic, on a desk and on a telephone; without a script too."""

from typing import Any

import pytest
from playwright.sync_api import expect

from editions import contents
from litigation_app.core.access import Role
from litigation_app.statistics import releases
from walking import barriers, too_wide

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

CHOICES = "[name='frequency-0-release']"
SIZES = ({"width": 1360, "height": 900}, {"width": 390, "height": 844})


@pytest.fixture(scope="module")
def furnished(bare_desk: Any) -> Any:
    """A desk with an analyst and the official figures of Serbia that ship."""
    desk = bare_desk
    desk.person("Petra Broj", Role.ANALYST, desk.office("Office RS", "RS"))
    held = desk.app.extensions
    releases.write(held["shelf"], contents("RS"), held["release_signer"])
    return desk


@pytest.mark.parametrize("size", SIZES, ids=["window", "telephone"])
@pytest.mark.parametrize("language", ["en", "sr-Cyrl", "mk"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_series_is_picked_with_the_keyboard(furnished: Any, size: Any, language: str, scripts: bool) -> None:
    page = furnished.at("Petra Broj", viewport=size, java_script_enabled=scripts)
    page.goto("/fund/scenarios/RS")
    page.locator("#name").fill(f"Copy {language} {size['width']} {scripts}")
    page.locator("form[action$=copies] button[type=submit]").click()
    page.wait_for_url("**done=scenario-copied*")
    place = page.url.partition("?")[0]
    page.context.add_cookies([{"name": "desk_language", "value": language, "url": furnished.address}])
    page.goto(f"{place}/parts/victims")
    faults = (too_wide(page) + barriers(page)) if scripts else []
    page.locator(f"{CHOICES}:checked").focus()
    page.keyboard.press("ArrowDown")
    picked = page.locator(f"{CHOICES}:checked").get_attribute("value")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=scenario-kept*")

    page.goto(f"{place}/parts/victims")

    assert faults == []
    assert picked not in (None, "release:RS/identified_victims")
    expect(page.locator(f"{CHOICES}:checked")).to_have_value(str(picked))
