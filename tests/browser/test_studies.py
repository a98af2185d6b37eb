"""Are the documents of a fund estimate free of barriers, as wide as their window, and readable on a telephone?"""

from typing import Any

import pytest

from estimated import ran
from litigation_app.core.access import Role
from walking import Watch, barriers, speak, too_wide

pytestmark = [pytest.mark.extensive, pytest.mark.browser]


@pytest.fixture(scope="module")
def reader(desk: Any) -> Any:
    """A desk with a run of Serbia and one of Montenegro, and who reads them; `places`: addresses of the documents."""
    office = desk.office("Fund office", "RS")
    desk.person("Vesna Estimating", Role.ANALYST, office)
    with desk.app.app_context():
        analyst = desk.actor("Vesna Estimating").id
    montenegro, serbia = (ran(desk.app, country, analyst, paths=20_000) for country in ("ME", "RS"))
    chapters = [f"{serbia}/study/{number}" for number in (*range(2, 13), *"ABCD")]
    desk.places = [f"{serbia}/study", f"{montenegro}/fiscal", "/fund/regional", *chapters]
    return desk


@pytest.mark.parametrize("width", [1360, 390])
def test_no_document_has_a_barrier_and_all_fit_their_window(reader: Any, width: int) -> None:
    page = reader.at("Vesna Estimating", viewport={"width": width, "height": 900})
    watch, found = Watch(page), {}

    for place in reader.places:
        page.goto(place, wait_until="load")
        if faults := watch.faults() + barriers(page) + too_wide(page):
            found[place] = faults

    assert not found


def test_the_cyrillic_documents_are_as_light(reader: Any) -> None:
    page = reader.at("Vesna Estimating")
    speak(page, "sr-Cyrl")
    watch, found = Watch(page), {}

    for place in reader.places:
        page.goto(place, wait_until="load")
        if faults := watch.faults() + too_wide(page):
            found[place] = faults

    assert not found


@pytest.mark.parametrize("width", [1360, 390])
@pytest.mark.parametrize("language", ["en", "sr-Cyrl", "mk"])
def test_all_years_of_the_fiscal_form_are_in_sight_beside_their_lines(reader: Any, language: str, width: int) -> None:
    page = reader.at("Vesna Estimating", viewport={"width": 1360, "height": 900})
    speak(page, language)
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(reader.places[0].replace("/study", "/fiscal"))

    cut = page.locator(".table-frame").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    )
    assert cut == 0
